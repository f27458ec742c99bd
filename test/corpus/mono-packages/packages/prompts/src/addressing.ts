const addressing = [
  "Correct the address on an envelope.",
  "Keep the name of the receiver as it is.",
  "Expand abbreviations of streets, put the number behind the street, and move the postal code before the town.",
  "When the postal code and the town contradict each other, keep the postal code and mark the town with a question mark.",
  "Return the address in at most five lines, and nothing else.",
].join(" ");

export default addressing;

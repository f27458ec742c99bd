interface Label {
  model: string;
  text: string;
  width: number;
}

/** Text of the label that is printed on the parcel. */
export function generateText({ model, text, width }: Label): string {
  return `^XA^FO50,50^FB${width}^FD${text}^FS^XZ ${model}`;
}

export const streamText = (lines: string[]) => lines.join("\n");

export const labels = (titles: string[]) => streamText(titles.map((text) => generateText({ model: "zebra-zd421", text, width: 400 })));

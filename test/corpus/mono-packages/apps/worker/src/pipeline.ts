import { askClaude } from "@feldpost/llm";

/** Three hops: step → attempt → askClaude. */
async function attempt(system: string, prompt: string, attempts = 3): Promise<string> {
  for (let n = 1; ; n++) {
    try {
      return await askClaude({ system, prompt });
    } catch (error) {
      if (n >= attempts) throw error;
    }
  }
}

const step = (name: string) => (prompt: string) => attempt(`You are the step "${name}" of a mail sorting pipeline.`, prompt);

const read = step("reader");

export async function sort(scan: string, hub: string) {
  const text = await attempt("Transcribe the envelope, line by line, without corrections.", scan);
  const plan = await attempt(
    `The letter is at hub ${hub}. Decide which hub it goes to next. Letters travel by the shortest route that does not pass a hub twice. ` +
      "Between ten in the evening and four in the morning no lorry leaves a hub in the mountains, so choose a hub in the plain then. " +
      "Registered letters never pass a hub without a safe. Letters to islands wait at the harbour for the next ferry. " +
      "Answer with the three letters of the hub and with nothing else.",
    text,
  );
  const checked = await read(plan);
  return { plan, checked };
}

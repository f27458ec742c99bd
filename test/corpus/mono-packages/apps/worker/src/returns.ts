import { z } from "zod";
import translate, { llm, type LlmPort, OpenAiPort } from "@feldpost/llm/src/port.js";

const RETURN_RULES = `Decide why a letter came back.
Reasons: moved, unknown, refused, no box, dead, incomplete. A letter is incomplete when the number of the house or the postal code is missing.
It is refused when the receiver has written on it, whatever the words. It is unknown when the name is not on any bell, and moved when a
neighbour has said so. Use dead only when an authority has confirmed it. When two reasons fit, take the one that stands earlier in the
list. Answer with the reason alone.`;

export class Returns {
  constructor(private readonly port: LlmPort) {}

  static create(): Returns {
    return new Returns(new OpenAiPort());
  }

  reason(note: string) {
    return this.port.complete({ system: RETURN_RULES, prompt: note });
  }

  reasonAt(office: string, note: string) {
    return this.port.complete({ prompt: `Office: ${office}\nNote: ${note}\n\n${RETURN_RULES}` });
  }

  sender(note: string) {
    return this.port.extract(z.object({ name: z.string() }).describe("a sender"), `Who sent this? ${note}`);
  }
}

export async function letter(note: string) {
  const { ask } = llm;
  const draft = await ask(`Write to the sender that the letter came back: ${note}`);
  const english = await translate(draft, { to: "en" });
  const reason = await Returns.create().reason(note);
  return { english, reason, short: await llm.shorten(draft) };
}

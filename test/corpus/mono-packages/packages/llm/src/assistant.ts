import { anthropic } from "./vendors/anthropic.js";
import { models, type Size } from "./models.js";

export interface Assistant {
  (prompt: string): Promise<string>;
}

/** An assistant that keeps its instructions. */
export function createAssistant(instructions: string, size: Size = "small"): Assistant {
  return async (prompt) => {
    const message = await anthropic.messages.create({
      model: models[size],
      max_tokens: 700,
      system: instructions,
      messages: [{ role: "user", content: prompt }],
    });
    return message.content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
  };
}

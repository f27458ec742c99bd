/** Anthropic's SDK. The manual is the same in every request, but no marker says that it should be cached. */
import Anthropic from "@anthropic-ai/sdk";
import { MANUAL } from "./manual.ts";

const client = new Anthropic();

export async function answerLetter(letter: string): Promise<string> {
  const message = await client.messages.create({
    model: "claude-sonnet-4-6",
    max_tokens: 400,
    system: MANUAL,
    messages: [{ role: "user", content: letter }],
  });
  return message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
}

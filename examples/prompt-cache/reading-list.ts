/** Vercel's AI SDK in front of a Claude model, with the marker where the manual ends. */
import { anthropic } from "@ai-sdk/anthropic";
import { generateText } from "ai";
import { MANUAL } from "./manual.ts";

export async function readingList(reader: string, wish: string): Promise<string> {
  const { text } = await generateText({
    model: anthropic("claude-sonnet-4-6"),
    maxOutputTokens: 300,
    messages: [
      { role: "system", content: MANUAL, providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } },
      { role: "user", content: `${reader} would like to read: ${wish}` },
    ],
  });
  return text;
}

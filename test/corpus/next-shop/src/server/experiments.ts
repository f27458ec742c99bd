import { createAnthropic } from "@ai-sdk/anthropic";
import { google } from "@ai-sdk/google";
import { openai } from "@ai-sdk/openai";
import { createOpenRouter } from "@openrouter/ai-sdk-provider";
import * as ai from "ai";
import type { LanguageModel } from "ai";
import { shopAssistant } from "@/lib/ai/prompts";

const openrouter = createOpenRouter({ apiKey: process.env.OPENROUTER_API_KEY ?? "" });
const anthropic = createAnthropic();

const byTask = {
  colour: google("gemini-2.5-flash"),
  style: openrouter("mistralai/mistral-small-3.2-24b-instruct"),
  price: "openai/gpt-4.1-mini",
} satisfies Record<string, LanguageModel | string>;

function pick(isLong: boolean): LanguageModel {
  return isLong ? anthropic("claude-sonnet-4-5") : openai("gpt-4.1-mini");
}

export const colour = async (photo: string) =>
  (
    await ai.generateText({
      model: byTask.colour,
      messages: [{ role: "user", content: [{ type: "text", text: "Main colour?" }, { type: "image", image: photo }] }],
    })
  ).text;

export async function style(description: string) {
  const { text } = await ai.generateText({ model: byTask.style, prompt: `Style in one word: ${description}` });
  return text;
}

export async function price(description: string) {
  const result = await ai.generateText({ model: byTask.price, prompt: `A fair price for: ${description}` });
  return result.text;
}

export async function sorted(descriptions: string[]) {
  return Promise.all(
    descriptions.map((prompt) =>
      ai.generateObject({ model: pick(prompt.length > 2000), output: "enum", enum: ["chair", "table", "other"], prompt }),
    ),
  );
}

export async function withPage(page: { title: string; url: string }, question: string) {
  const system = `
    <page title="${page.title}" url="${page.url}" />
    ${shopAssistant}
  `;
  return ai.streamText({ model: pick(true), system, prompt: question }).textStream;
}

export function simulated(lines: string[]) {
  const stream = ai.simulateReadableStream({ chunks: lines, chunkDelayInMs: 20 });
  return ai.createUIMessageStreamResponse({ stream });
}

export const closeness = (a: number[], b: number[]) => ai.cosineSimilarity(a, b);

/** OpenAI's Responses API. The clock stands first, so nothing of the manual is ever read from the cache. */
import OpenAI from "openai";
import { MANUAL } from "./manual.ts";

const client = new OpenAI();

export async function openingHours(question: string): Promise<string> {
  const response = await client.responses.create({
    model: "gpt-5.4",
    max_output_tokens: 300,
    instructions: `It is ${new Date().toISOString()} in Fennmoor.\n\n${MANUAL}`,
    input: question,
  });
  return response.output_text;
}

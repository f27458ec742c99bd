/** OpenAI's chat API with a tool. Tools and manual never change, so all of them are cached. */
import OpenAI from "openai";
import { MANUAL } from "./manual.ts";

const client = new OpenAI();

export async function loans(question: string, card: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model: "gpt-5.4",
    max_completion_tokens: 300,
    tools: [
      {
        type: "function",
        function: {
          name: "list_loans",
          description: "Lists what a card has borrowed, with the day each loan ends.",
          parameters: {
            type: "object",
            properties: { card: { type: "string", description: "Number of the card." } },
            required: ["card"],
          },
        },
      },
    ],
    messages: [
      { role: "system", content: MANUAL },
      { role: "user", content: `${question}\n\nCard: ${card}` },
    ],
  });
  return completion.choices[0]?.message.content ?? "";
}

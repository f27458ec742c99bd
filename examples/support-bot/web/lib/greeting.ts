import OpenAI from "openai";

const client = new OpenAI();

const MODELS = { fast: "gpt-5.4-nano", careful: "gpt-5.4" } as const;

/** One sentence above the chat window. Static text first, the visitor last: nothing to improve. */
export async function greeting(name: string, page: string): Promise<string> {
  const completion = await client.chat.completions.create({
    model: MODELS.fast,
    max_completion_tokens: 40,
    messages: [
      {
        role: "system",
        content:
          "Write one friendly sentence that greets a visitor of a web host's site and fits the page they are on. " +
          "No exclamation mark, no emoji, at most fifteen words.",
      },
      { role: "user", content: `Name: ${name}\nPage: ${page}` },
    ],
  });
  return completion.choices[0]?.message.content ?? "";
}

import { openai } from "@ai-sdk/openai";
import { generateObject } from "ai";
import { z } from "zod";

const topic = z.object({
  topic: z.enum(["billing", "domains", "mail", "sites", "other"]),
  isUrgent: z.boolean(),
});

/** What a visitor's first message is about, so that the chat can show the right buttons. */
export async function classify(message: string) {
  const { object } = await generateObject({
    model: openai("gpt-5.4-nano"),
    schema: topic,
    system: "Sort the first message of a support chat at a web host by topic. Urgent means an outage or lost data.",
    prompt: message,
  });
  return object;
}

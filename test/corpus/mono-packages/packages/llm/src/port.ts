import type OpenAI from "openai";
import { z } from "zod";
import { openai } from "./vendors/openai.js";
import { models } from "./models.js";

export interface LlmPort {
  complete(request: { system?: string; prompt: string }): Promise<string>;
  extract<T>(schema: z.ZodType<T>, prompt: string): Promise<T>;
}

const message = (role: "system" | "user", content: string) => ({ role, content }) as const;

export class OpenAiPort implements LlmPort {
  constructor(private readonly client: OpenAI = openai) {}

  async complete({ system, prompt }: { system?: string; prompt: string }): Promise<string> {
    const messages = [...(system ? [message("system", system)] : []), message("user", prompt)];
    const completion = await this.client.chat.completions.create({ model: models.openai.small, messages });
    return completion.choices[0]?.message.content ?? "";
  }

  async extract<T>(schema: z.ZodType<T>, prompt: string): Promise<T> {
    const completion = await this.client.chat.completions.create({
      model: models.openai.chat,
      response_format: { type: "json_object" },
      messages: [message("system", `Answer with JSON for ${schema.description}.`), message("user", prompt)],
    });
    return schema.parse(JSON.parse(completion.choices[0]?.message.content ?? "{}"));
  }
}

export const llm = {
  port: new OpenAiPort(),
  ask: (prompt: string) => new OpenAiPort().complete({ prompt }),
  async shorten(text: string) {
    return this.ask(`Shorten: ${text}`);
  },
};

export default async function translate(text: string, { to = "en" }: { to?: string } = {}): Promise<string> {
  return llm.ask(`Translate into ${to}: ${text}`);
}

import type Anthropic from "@anthropic-ai/sdk";
import type { MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { models } from "./models.js";

const HOUSE_STYLE = `You write for a postal service that is four hundred years old and proud of it.

Write short sentences. Prefer the verb to the noun. Call things by the names that customers use: letter, not item; post office, not outlet;
postman or postwoman, not delivery agent. Numbers below thirteen are words. Times are written with a full stop between hours and minutes.
Never write about competitors. Never write about strikes. If a question is about money, give the amount first and the reason second.`;

abstract class Session {
  protected readonly messages: MessageParam[] = [];
  protected abstract readonly model: string;

  constructor(protected readonly client: Anthropic) {}

  protected abstract system(): string;

  async say(text: string): Promise<string> {
    this.messages.push({ role: "user", content: text });
    const reply = await this.client.messages.create({
      model: this.model,
      max_tokens: 500,
      system: this.system(),
      messages: this.messages,
    });
    this.messages.push({ role: "assistant", content: reply.content });
    return reply.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  }
}

export class CounterSession extends Session {
  protected readonly model = models.medium;

  protected system(): string {
    return HOUSE_STYLE;
  }
}

export class CompanySession extends Session {
  protected readonly model = models.small;

  constructor(
    client: Anthropic,
    private readonly company: string,
  ) {
    super(client);
  }

  protected system(): string {
    return `You write to ${this.company}.\n${HOUSE_STYLE}`;
  }

  async stamp(): Promise<string> {
    const reply = await this.client.messages.create({
      model: this.model,
      max_tokens: 60,
      system: this.system(),
      messages: [{ role: "user", content: "Suggest a motif for a stamp." }],
    });
    return JSON.stringify(reply.content);
  }
}

export async function lazily(question: string): Promise<string | null> {
  const { default: OpenAI } = await import("openai");
  const completion = await new OpenAI().chat.completions.create({
    model: models.openai.chat,
    messages: [{ role: "user", content: question }],
  });
  return completion.choices[0]?.message.content ?? null;
}

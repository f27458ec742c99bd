import Anthropic from "@anthropic-ai/sdk";
import { Inject, Injectable, Logger } from "@nestjs/common";
import OpenAI from "openai";
import { MODEL_FOR_REPORTS, OPENAI } from "./tokens";

export interface Turn {
  role: "system" | "user" | "assistant";
  content: string;
}

@Injectable()
export class LlmService {
  private readonly logger = new Logger(LlmService.name);
  private readonly defaultModel = MODEL_FOR_REPORTS;

  constructor(
    @Inject(OPENAI) private readonly openai: OpenAI,
    private readonly anthropic: Anthropic,
  ) {}

  /** One turn with the default model. */
  async chat(messages: Turn[], maxTokens = 500): Promise<string> {
    const completion = await this.openai.chat.completions.create({
      model: this.defaultModel,
      messages,
      max_completion_tokens: maxTokens,
    });
    this.logger.debug(completion.usage);
    return completion.choices[0]?.message.content ?? "";
  }

  /** Long documents go to the other vendor. */
  async read(system: string, document: string): Promise<string> {
    const message = await this.anthropic.messages.create({
      model: "claude-sonnet-4-5",
      max_tokens: 2000,
      system,
      messages: [{ role: "user", content: document }],
    });
    return message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  }

  async ask(question: string): Promise<string> {
    return this.chat([{ role: "user", content: question }]);
  }

  async *stream(messages: Turn[]): AsyncGenerator<string> {
    const stream = await this.openai.chat.completions.create({ model: "gpt-4.1-mini", messages, stream: true });
    for await (const chunk of stream) yield chunk.choices[0]?.delta?.content ?? "";
  }

  async vector(text: string): Promise<number[]> {
    const { data } = await this.openai.embeddings.create({ model: "text-embedding-3-small", input: text });
    return data[0]?.embedding ?? [];
  }
}

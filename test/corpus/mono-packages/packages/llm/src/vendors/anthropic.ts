import Anthropic from "@anthropic-ai/sdk";
import { models } from "../models.js";

export const anthropic = new Anthropic({ maxRetries: 4 });

export interface ClaudeRequest {
  system: string;
  prompt: string;
  maxTokens?: number;
}

export async function askClaude({ system, prompt, maxTokens = 1024 }: ClaudeRequest): Promise<string> {
  const message = await anthropic.messages.create({
    model: models.medium,
    max_tokens: maxTokens,
    system: [{ type: "text", text: system, cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: prompt }],
  });
  const [first] = message.content;
  return first?.type === "text" ? first.text : "";
}

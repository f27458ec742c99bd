declare module "old-ai" {
  export class OpenAI {
    chat: { completions: { create(options: { model: string; messages: unknown[] }): Promise<unknown> } };
  }
  export function generateText(options: { model: string; prompt: string }): Promise<{ text: string }>;
}

export const DEFAULT_MODEL = "gpt-4.1-mini";

export const MODELS = {
  chat: DEFAULT_MODEL,
  copy: "claude-sonnet-4-5",
  cheap: process.env.CHEAP_MODEL ?? "gpt-4.1-nano",
} as const;

export enum EmbeddingModel {
  Small = "text-embedding-3-small",
  Large = "text-embedding-3-large",
}

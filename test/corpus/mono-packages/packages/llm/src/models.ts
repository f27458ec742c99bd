export const models = {
  large: "claude-opus-4-1",
  medium: "claude-sonnet-4-5",
  small: "claude-haiku-4-5",
  openai: { chat: "gpt-4.1", small: "gpt-4.1-mini", embedding: "text-embedding-3-small" },
  mistral: "mistral-small-latest",
  groq: "llama-3.3-70b-versatile",
  local: "llama3.1:8b",
} as const;

export type Size = "large" | "medium" | "small";

import { anthropic } from "@ai-sdk/anthropic";
import { createOpenAI } from "@ai-sdk/openai";
import { customProvider, wrapLanguageModel } from "ai";
import { EmbeddingModel, MODELS } from "./models";
import { loggingMiddleware } from "./middleware";

const openai = createOpenAI({ apiKey: process.env.OPENAI_API_KEY, compatibility: "strict" });

export const chatModel = openai(MODELS.chat);
export const cheapModel = openai(MODELS.cheap);
export const copyModel = wrapLanguageModel({ model: anthropic(MODELS.copy), middleware: loggingMiddleware });
export const embeddingModel = openai.embedding(EmbeddingModel.Small);

export const shop = customProvider({
  languageModels: {
    titles: openai("gpt-5-nano"),
    reviews: anthropic("claude-haiku-4-5"),
  },
});

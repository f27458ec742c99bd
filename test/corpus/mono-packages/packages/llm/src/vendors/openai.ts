import OpenAI, { AzureOpenAI } from "openai";
import { models } from "../models.js";

export const openai = process.env.AZURE_OPENAI_ENDPOINT
  ? new AzureOpenAI({ apiVersion: "2024-10-21" })
  : new OpenAI();

export async function embedTexts(texts: readonly string[]): Promise<number[][]> {
  const response = await openai.embeddings.create({ model: models.openai.embedding, input: [...texts] });
  return response.data.map((row) => row.embedding);
}

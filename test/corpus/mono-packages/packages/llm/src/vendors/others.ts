import { CohereClientV2 } from "cohere-ai";
import Groq from "groq-sdk";
import { Mistral } from "@mistralai/mistralai";
import ollama from "ollama";
import { models } from "../models.js";

const mistral = new Mistral({ apiKey: process.env.MISTRAL_API_KEY ?? "" });
const groq = new Groq();
const cohere = new CohereClientV2({ token: process.env.CO_API_KEY });

export async function askMistral(question: string) {
  const answer = await mistral.chat.complete({
    model: models.mistral,
    messages: [
      { role: "system", content: "You answer questions about the delivery of letters in one sentence." },
      { role: "user", content: question },
    ],
  });
  return answer.choices?.[0]?.message.content;
}

export async function askGroq(question: string) {
  const answer = await groq.chat.completions.create({
    messages: [{ role: "user", content: question }],
    model: models.groq,
    max_tokens: 200,
  });
  return answer.choices[0]?.message?.content;
}

export async function sortByRelevance(query: string, documents: string[]) {
  const { results } = await cohere.rerank({ model: "rerank-v3.5", query, documents, topN: 5 });
  return results.map(({ index }) => documents[index]);
}

export async function askCohere(question: string) {
  const response = await cohere.chat({ model: "command-a-03-2025", messages: [{ role: "user", content: question }] });
  return response.message.content;
}

export async function askLocally(question: string) {
  const response = await ollama.chat({ model: models.local, messages: [{ role: "user", content: question }] });
  return response.message.content;
}

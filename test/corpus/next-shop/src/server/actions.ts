"use server";

import { openai } from "@ai-sdk/openai";
import { embedMany, generateText, experimental_generateImage as generateImage, streamObject } from "ai";
import { z } from "zod";
import { EmbeddingModel } from "@/lib/ai/models";
import { shop } from "@/lib/ai/provider";
import { db } from "./db";

const model = openai("gpt-4.1");

export async function answerReview(review: { author: string; stars: number; text: string }) {
  const { text } = await generateText({
    model: shop.languageModel("reviews"),
    system: `You answer the review of ${review.author}, who gave ${review.stars} stars.
Thank the author once and without superlatives. When the review names a defect that the listing had not named, apologise and
offer to pay for the way back. When the defect was named, quote the sentence of the listing. Never argue about taste.
Never offer money, vouchers or free delivery in public. If the review is about a delivery partner, say that the partner has
been informed. Sign with "Your Holzweg team" and write no more than five sentences.`,
    prompt: review.text,
  });
  return text;
}

export async function indexPieces(ids: number[]) {
  const pieces = await db.piece.findMany({ where: { id: { in: ids } } });
  const { embeddings } = await embedMany({
    model: openai.textEmbeddingModel(EmbeddingModel.Large),
    values: pieces.map((piece) => piece.body),
  });
  await Promise.all(
    pieces.map((piece, index) => db.piece.update({ where: { id: piece.id }, data: { embedding: embeddings[index] } })),
  );
}

export async function roomPicture(description: string) {
  const { image } = await generateImage({
    model: openai.image("gpt-image-1"),
    prompt: `A bright living room with ${description}`,
  });
  return image.base64;
}

export async function questions(visitorQuestion: string) {
  return streamObject({
    model,
    schema: z.object({ questions: z.array(z.string()).length(3) }),
    messages: [
      { role: "system", content: "List three questions that a seller should answer so that this buyer can decide." },
      { role: "user", content: visitorQuestion },
    ],
  }).partialObjectStream;
}

export async function translate(text: string, language: string) {
  return write({ text: `Translate into ${language}, keep numbers and names:\n\n${text}` });
}

export async function shorten(text: string) {
  return write({ text: `Shorten to one sentence: ${text}`, limit: 60 });
}

async function write({ text, limit = 800 }: { text: string; limit?: number }) {
  const result = await generateText({ model, prompt: text, maxOutputTokens: limit });
  return result.text.trim();
}

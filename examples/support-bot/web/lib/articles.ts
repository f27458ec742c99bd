import { openai } from "@ai-sdk/openai";
import { embed } from "ai";

export interface Article {
  title: string;
  url: string;
  body: string;
}

/** Help-centre articles near the question. */
export async function searchArticles(question: string): Promise<Article[]> {
  const { embedding } = await embed({
    model: openai.embedding("text-embedding-3-small"),
    value: question,
  });
  const response = await fetch(`${process.env.SEARCH_URL}/articles`, {
    method: "POST",
    body: JSON.stringify({ embedding, limit: 3 }),
  });
  return (await response.json()) as Article[];
}

import { generateText } from "ai";
import { MODELS } from "@/lib/ai/models";
import { shop } from "@/lib/ai/provider";

export async function POST(req: Request) {
  const { prompt } = await req.json();
  const { text } = await generateText({
    model: shop.languageModel("titles"),
    system: "Turn the first message of a conversation into a title of at most five words, without quotation marks.",
    prompt,
  });
  return Response.json({ title: text, by: MODELS.chat });
}

import { generateObject, generateText } from "ai";
import { z } from "zod";
import { describeRules } from "@/lib/ai/prompts";
import { cheapModel, copyModel } from "@/lib/ai/provider";

const listing = z.object({
  title: z.string().max(60),
  body: z.string().describe("The listing in sixty to ninety words"),
  decade: z.number().int(),
});

interface Piece {
  kind: string;
  wood: string;
  notes: string;
}

export async function POST(request: Request) {
  const piece = (await request.json()) as Piece;
  const { object } = await generateObject({
    model: copyModel,
    schema: listing,
    prompt: `Piece: ${piece.kind} made of ${piece.wood}\nNotes of the seller: ${piece.notes}\n\n${describeRules}`,
  });

  const { text: alt } = await generateText({
    model: cheapModel,
    prompt: `Write an alternative text of at most ten words for a photo of this piece: ${object.title}`,
    maxOutputTokens: 40,
  });
  return Response.json({ ...object, alt });
}

import { embed, tool } from "ai";
import { z } from "zod";
import { embeddingModel } from "@/lib/ai/provider";
import { db } from "@/server/db";

export const findPieces = tool({
  description: "Finds pieces of furniture in the shop by a description in free text.",
  inputSchema: z.object({ query: z.string(), widest: z.number().optional() }),
  execute: async ({ query, widest }) => {
    const { embedding } = await embed({ model: embeddingModel, value: query });
    return db.piece.nearest(embedding, widest);
  },
});

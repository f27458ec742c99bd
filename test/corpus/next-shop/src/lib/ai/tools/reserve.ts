import { tool } from "ai";
import { z } from "zod";
import { db } from "@/server/db";

export const reserve = tool({
  description: "Reserves a piece for one visitor until the end of the day.",
  inputSchema: z.object({ piece: z.number(), visitor: z.string() }),
  execute: async (input) => db.reservation.create({ data: { ...input, until: endOfDay() } }),
});

function endOfDay(): Date {
  const end = new Date();
  end.setHours(23, 59, 59, 0);
  return end;
}

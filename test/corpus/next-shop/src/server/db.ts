import { PrismaClient } from "@prisma/client";

const prisma = new PrismaClient();

export const db = prisma.$extends({
  model: {
    piece: {
      nearest: (vector: number[], widest?: number) =>
        prisma.$queryRaw`SELECT * FROM piece WHERE width <= ${widest ?? 1000} ORDER BY embedding <=> ${vector}::vector LIMIT 3`,
    },
  },
});

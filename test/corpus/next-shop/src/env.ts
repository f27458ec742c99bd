import { createEnv } from "@t3-oss/env-nextjs";
import { z } from "zod";

export const env = createEnv({
  server: {
    DATABASE_URL: z.string().url(),
    SEARCH_MODEL: z.string().default("gpt-4.1-nano"),
    REVIEW_MODEL: z.string(),
  },
  runtimeEnv: {
    DATABASE_URL: process.env.DATABASE_URL,
    SEARCH_MODEL: process.env.SEARCH_MODEL,
    REVIEW_MODEL: process.env.REVIEW_MODEL,
  },
});

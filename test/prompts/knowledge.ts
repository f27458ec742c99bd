/** The real tokenizer and the cache rules of the tree, for tests of whole prompts. */
import { readFileSync } from "node:fs";
import type { PromptKnowledge } from "../../server/src/prompts/assemble-prompt.ts";
import { parseCacheRules } from "../../server/src/prompts/cache/cache-rules.ts";
import { loadEncoders } from "../../server/src/prompts/tokens/encoders.ts";
import { createTokenCounter } from "../../server/src/prompts/tokens/token-counter.ts";

export const cacheRules = parseCacheRules(
	readFileSync(new URL("../../pricing/cache-rules.yaml", import.meta.url), "utf8"),
);

export async function promptKnowledge(): Promise<PromptKnowledge> {
	return { tokens: createTokenCounter(await loadEncoders()), cacheRules };
}

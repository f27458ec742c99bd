/** Reads the product's YAML into plain data: at build time for the bundles, at start when the source tree runs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPriceBook, type PriceBook } from "../costs/price-book.ts";
import { type CacheRules, parseCacheRules } from "../prompts/cache/cache-rules.ts";
import type { SdkDescriptor } from "../sdks/descriptor.ts";
import { parseSdkDescriptor } from "../sdks/parse-descriptor.ts";
import { readTexts } from "./product-files.ts";

/** Plain JSON. */
export interface CompiledKnowledge {
	readonly descriptors: readonly SdkDescriptor[];
	readonly priceBook: PriceBook;
	readonly cacheRules: CacheRules;
}

export interface CompileResult {
	readonly knowledge: CompiledKnowledge;
	/** Mistakes in our own files: `openai.yaml:12: ...`. A build fails on them. */
	readonly problems: readonly string[];
}

export function compileKnowledge(sourceRoot: string): CompileResult {
	const problems: string[] = [];
	const descriptors = readTexts(join(sourceRoot, "server/src/sdks"), ".yaml").flatMap(({ name, text }) => {
		const parsed = parseSdkDescriptor(text, name);
		for (const problem of parsed.problems) problems.push(`${name}:${problem.line}: ${problem.message}`);
		return parsed.descriptor ? [parsed.descriptor] : [];
	});
	const prices = readTexts(join(sourceRoot, "pricing"), ".yaml").filter(({ name }) => name !== cacheRulesFile);
	const { book, problems: priceProblems } = buildPriceBook(prices);
	for (const { file, message } of priceProblems) problems.push(`pricing/${file}: ${message}`);
	const cacheRules = parseCacheRules(readFileSync(join(sourceRoot, "pricing", cacheRulesFile), "utf8"));
	for (const message of cacheRules.problems) problems.push(`pricing/${cacheRulesFile}: ${message}`);
	return { knowledge: { descriptors, priceBook: book, cacheRules }, problems };
}

const cacheRulesFile = "cache-rules.yaml";

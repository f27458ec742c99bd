/** Loads what the product knows besides the scanned code: SDK descriptors, prices, cache rules, tokenizers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Knowledge } from "../analysis/knowledge.ts";
import { loadEncoders } from "../prompts/tokens/encoders.ts";
import { createTokenCounter } from "../prompts/tokens/token-counter.ts";
import { buildSdkTable } from "../sdks/sdk-table.ts";
import { type CompiledKnowledge, compileKnowledge } from "./compile-knowledge.ts";
import { bundleFolder, sourceRoot } from "./product-files.ts";

let loading: Promise<Knowledge> | undefined;

/** The same object on every call. */
export function loadKnowledge(): Promise<Knowledge> {
	loading ??= load();
	return loading;
}

async function load(): Promise<Knowledge> {
	const { descriptors, priceBook, cacheRules } = readCompiled();
	return {
		sdks: buildSdkTable(descriptors),
		priceBook,
		cacheRules,
		tokens: createTokenCounter(await loadEncoders()),
	};
}

function readCompiled(): CompiledKnowledge {
	if (!bundleFolder) return compileKnowledge(sourceRoot).knowledge;
	// The build wrote this file with the same version of these types.
	return JSON.parse(readFileSync(join(bundleFolder, "data", "knowledge.json"), "utf8")) as CompiledKnowledge;
}

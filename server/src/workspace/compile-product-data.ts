/** Turns the product's YAML and Markdown into the JSON that `dist/data` holds. Runs at build time only. */
import { join } from "node:path";
import { compileKnowledge } from "./compile-knowledge.ts";
import { readTexts } from "./product-files.ts";

export interface CompiledProductData {
	/** JSON values by file name in `dist/data`. */
	readonly files: Readonly<Record<string, unknown>>;
	readonly problems: readonly string[];
}

export function compileProductData(root: string, version: string): CompiledProductData {
	const { knowledge, problems } = compileKnowledge(root);
	return {
		files: {
			"product.json": { version },
			"rule-pages.json": readTexts(join(root, "server/src/rules"), ".md"),
			"knowledge.json": knowledge,
		},
		problems,
	};
}

/** Turns the product's YAML into the JSON that `dist/data` holds. Runs at build time only. */
import { join } from "node:path";
import { type NamedText, readTexts } from "./product-files.ts";

export interface CompiledProductData {
	/** JSON values by file name in `dist/data`. */
	readonly files: Readonly<Record<string, unknown>>;
	readonly problems: readonly string[];
}

export function compileProductData(root: string, version: string): CompiledProductData {
	const rulePages: NamedText[] = readTexts(join(root, "server/src/rules"), ".md");
	return {
		files: {
			"product.json": { version },
			"rule-pages.json": rulePages,
			"sdks.json": readTexts(join(root, "server/src/sdks"), ".yaml"),
			"pricing.json": readTexts(join(root, "pricing"), ".yaml"),
		},
		problems: [],
	};
}

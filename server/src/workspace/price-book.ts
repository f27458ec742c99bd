/** Loads the price book alone: the cost commands need neither SDK descriptors nor tokenizers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { buildPriceBook, type PriceBook } from "../costs/price-book.ts";
import { bundleFolder, readTexts, sourceRoot } from "./product-files.ts";

let loaded: PriceBook | undefined;

/** The same object on every call. */
export function loadPriceBook(): PriceBook {
	loaded ??= read();
	return loaded;
}

function read(): PriceBook {
	if (bundleFolder) {
		const compiled: { priceBook: PriceBook } = JSON.parse(
			readFileSync(join(bundleFolder, "data", "knowledge.json"), "utf8"),
		);
		return compiled.priceBook;
	}
	const files = readTexts(join(sourceRoot, "pricing"), ".yaml").filter(({ name }) => name !== "cache-rules.yaml");
	return buildPriceBook(files).book;
}

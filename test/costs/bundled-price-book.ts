/** The committed price book, read once for the tests that need real prices. */
import { readdirSync, readFileSync } from "node:fs";
import { buildPriceBook } from "../../server/src/costs/price-book.ts";

const folder = new URL("../../pricing/", import.meta.url);

function yamlFiles(subfolder: string): { name: string; text: string }[] {
	return readdirSync(new URL(subfolder, folder))
		.filter((name) => name.endsWith(".yaml") && name !== "cache-rules.yaml")
		.map((name) => ({
			name: `${subfolder}${name}`,
			text: readFileSync(new URL(`${subfolder}${name}`, folder), "utf8"),
		}));
}

export const bundled = buildPriceBook([...yamlFiles("./"), ...yamlFiles("providers/")]);
export const book = bundled.book;

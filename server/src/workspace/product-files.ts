/**
 * Finds the files the product ships with: grammars, SDK descriptors, prices, rule pages.
 * A bundle in `dist/` has them compiled beside it; code run from the source tree reads the sources.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { GrammarName } from "../languages/grammars.ts";

const here = dirname(fileURLToPath(import.meta.url));

/** Folder of the running bundle, or null when the source tree runs. */
export const bundleFolder: string | null = existsSync(join(here, "wasm")) ? here : null;

/** Root of the source tree; meaningful only when there is no bundle. */
export const sourceRoot = join(here, "..", "..", "..");

export interface NamedText {
	readonly name: string;
	readonly text: string;
}

/** Every file of `folder` whose name ends in `extension`, folders below included, in a fixed order. */
export function readTexts(folder: string, extension: string): NamedText[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder, { recursive: true, encoding: "utf8" })
		.map((name) => name.replaceAll("\\", "/"))
		.filter((name) => name.endsWith(extension))
		.sort()
		.map((name) => ({ name, text: readFileSync(join(folder, name), "utf8") }));
}

export function wasmFile(name: "runtime" | GrammarName): string {
	if (bundleFolder) return join(bundleFolder, "wasm", `${name}.wasm`);
	const modules = join(sourceRoot, "node_modules");
	if (name === "runtime") return join(modules, "web-tree-sitter", "web-tree-sitter.wasm");
	if (name === "kotlin") return join(modules, "@tree-sitter-grammars", "tree-sitter-kotlin", "tree-sitter-kotlin.wasm");
	return join(modules, "@vscode", "tree-sitter-wasm", "wasm", `tree-sitter-${name}.wasm`);
}

/** The product's version, as in its package.json. */
export function productVersion(): string {
	const file = bundleFolder ? join(bundleFolder, "data", "product.json") : join(sourceRoot, "package.json");
	const manifest: { version?: unknown } = JSON.parse(readFileSync(file, "utf8"));
	return String(manifest.version ?? "unknown");
}

/** The page of every rule, by rule id. */
export function rulePages(): ReadonlyMap<string, string> {
	const pages: readonly NamedText[] = bundleFolder
		? JSON.parse(readFileSync(join(bundleFolder, "data", "rule-pages.json"), "utf8"))
		: readTexts(join(sourceRoot, "server/src/rules"), ".md");
	return new Map(pages.map(({ name, text }) => [name.replace(/\.md$/, ""), text]));
}

/** The stylesheet that draws the HTML report's charts. */
export function chartStyles(): string {
	const file = bundleFolder
		? join(bundleFolder, "data", "charts.css")
		: join(sourceRoot, "node_modules", "charts.css", "dist", "charts.min.css");
	return readFileSync(file, "utf8");
}

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { FrontEnds, languageOfFile } from "../../server/src/languages/front-ends.ts";
import type { WasmSource } from "../../server/src/languages/grammars.ts";

const modules = new URL("../../node_modules/", import.meta.url);
const asked: string[] = [];
const wasm: WasmSource = async (name) => {
	asked.push(name);
	const path =
		name === "runtime"
			? "web-tree-sitter/web-tree-sitter.wasm"
			: `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
	return readFileSync(new URL(path, modules));
};

describe("the language of a file", () => {
	test.each([
		["a/b.py", "python"],
		["a.ipynb", "python"],
		["a.ts", "typescript"],
		["a.mts", "typescript"],
		["a.d.cts", "typescript"],
		["a.tsx", "typescriptreact"],
		["a.js", "javascript"],
		["a.MJS", "javascript"],
		["a.jsx", "javascriptreact"],
		["a.md", null],
		["py", null],
		["a.py/readme", null],
	])("%s is %s", (path, language) => expect(languageOfFile(path)).toBe(language));
});

describe("loading", () => {
	test("only the grammars that are needed, and each once", async () => {
		const frontEnds = new FrontEnds(wasm, () => () => false);
		expect(frontEnds.get("python")).toBeUndefined();
		await Promise.all([frontEnds.load(["python", "yaml"]), frontEnds.load(["python"])]);
		expect(asked).toEqual(["runtime", "python"]);
		expect(frontEnds.get("python")?.languages).toContain("python");
		expect(frontEnds.get("typescript")).toBeUndefined();
		await frontEnds.load(["python", "typescriptreact"]);
		expect(asked.toSorted()).toEqual(["javascript", "python", "runtime", "tsx", "typescript"]);
		expect(frontEnds.get("javascript")?.languages).toContain("javascript");
	});
	test("a file that takes too long has an empty summary that says so", async () => {
		const frontEnds = new FrontEnds(wasm, () => () => true);
		await frontEnds.load(["python"]);
		const text = "f(1)\n".repeat(20_000);
		const summary = frontEnds.get("python")?.summarize({ file: "a.py", language: "python", text });
		expect(summary).toMatchObject({ calls: [], hasSyntaxErrors: true });
	});
});

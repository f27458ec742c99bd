/** Keeps the layers apart: reads the import lines and the names of host facilities, and fails on a breach. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const sourceRoot = join(dirname(fileURLToPath(import.meta.url)), "..", "server", "src");

/** Folders that a folder may import from, besides itself. Anything not named is a breach. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
	model: [],
	languages: ["model"],
	sdks: ["model"],
	// A template's text may stand in a string of the code: it is read by the reader of template files.
	linking: ["model", "sdks", "languages"],
	// Pieces of text that can be reordered are a front end's type; the cache plan reads nothing else of languages.
	prompts: ["model", "languages"],
	costs: ["model"],
	rules: ["model", "prompts", "costs"],
	settings: ["model", "costs", "rules"],
	analysis: ["model", "languages", "sdks", "linking", "prompts", "costs", "rules", "settings"],
	workspace: ["model", "languages", "sdks", "linking", "prompts", "costs", "rules", "settings", "analysis"],
	lsp: [
		...["model", "languages", "sdks", "linking", "prompts", "costs", "rules", "settings", "analysis", "workspace"],
		"cli",
	],
	cli: [
		...["model", "languages", "sdks", "linking", "prompts", "costs", "rules", "settings", "analysis", "workspace"],
		"lsp",
	],
};

/** Runs anywhere ECMAScript runs: no host, no clock, no locale. */
const pureFolders = ["model", "languages", "sdks", "linking", "prompts", "costs", "rules", "settings", "analysis"];

/** The only packages pure code may use, and where. Each works in a browser. */
const purePackages: Readonly<Record<string, readonly string[]>> = {
	"web-tree-sitter": ["languages"],
	yaml: ["languages", "sdks", "prompts", "costs", "settings"],
	"gpt-tokenizer": ["prompts"],
};

/** A file that must be long for a reason a person can check. */
const longFiles: readonly string[] = [];
const mostLines = 400;

interface SourceText {
	readonly file: string;
	readonly folder: string;
	readonly text: string;
	/** Without comments and the content of literals, for looking at names. */
	readonly code: string;
	readonly imports: readonly string[];
}

const files: readonly SourceText[] = readdirSync(sourceRoot, { recursive: true, encoding: "utf8" })
	.map((file) => file.replaceAll("\\", "/"))
	.filter((file) => file.endsWith(".ts"))
	.sort()
	.map((file) => {
		const text = readFileSync(join(sourceRoot, file), "utf8");
		return { file, folder: file.split("/")[0] ?? "", text, code: withoutComments(text), imports: importsOf(text) };
	});

function importsOf(text: string): readonly string[] {
	return [
		...withoutCommentLines(text).matchAll(
			/^(?:import|export)\b[^;"']*?from\s+["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']/gm,
		),
	].map((match) => match[1] ?? match[2] ?? "");
}

/** Comments on lines of their own; an example in one of them imports nothing. */
function withoutCommentLines(text: string): string {
	return text.replace(/^\s*\/\*[\s\S]*?\*\//gm, " ").replace(/^\s*\/\/.*$/gm, " ");
}

function withoutComments(text: string): string {
	return withoutCommentLines(text)
		.replace(/\/\*[\s\S]*?\*\//g, " ")
		.replace(/\s\/\/ .*$/gm, " ")
		.replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""')
		.replace(/`(?:[^`\\$]|\\.|\$(?!\{))*`/g, '""')
		.replace(/\/(?:[^/\\\n*]|\\.)(?:[^/\\\n]|\\.)*\/[dgimsuvy]*(?=[\s.,;)\]])/g, '""');
}

const pureFiles = files.filter(({ folder }) => pureFolders.includes(folder));

describe("imports", () => {
	test("go downward only", () => {
		const breaches = files.flatMap(({ file, folder, imports }) =>
			imports
				.filter((name) => name.startsWith("."))
				.map((name) => posix.normalize(posix.join(posix.dirname(file), name)).split("/")[0] ?? "")
				.filter((target) => target !== folder && !(mayImport[folder] ?? []).includes(target))
				.map((target) => `${file} imports ${target}/`),
		);
		expect(breaches).toEqual([]);
	});

	test("name their file with its ending", () => {
		const breaches = files.flatMap(({ file, imports }) =>
			imports.filter((name) => name.startsWith(".") && !/\.(ts|json)$/.test(name)).map((name) => `${file}: ${name}`),
		);
		expect(breaches).toEqual([]);
	});

	test("of pure folders reach no host and no package that needs one", () => {
		const breaches = pureFiles.flatMap(({ file, folder, imports }) =>
			imports
				.filter((name) => !name.startsWith("."))
				.filter((name) => !(purePackages[packageOf(name)] ?? []).includes(folder))
				.map((name) => `${file} imports ${name}`),
		);
		expect(breaches).toEqual([]);
	});

	test("of the protocol and the editor stay in lsp/", () => {
		const breaches = files
			.filter(({ folder }) => folder !== "lsp")
			.flatMap(({ file, imports }) =>
				imports.filter((name) => name.startsWith("vscode")).map((name) => `${file}: ${name}`),
			);
		expect(breaches).toEqual([]);
	});
});

describe("pure folders", () => {
	const banned: Readonly<Record<string, RegExp>> = {
		"the clock": /\bDate\.now\b|\bnew Date\b|\bperformance\.|\bsetTimeout\b|\bsetInterval\b/,
		"the environment": /\bprocess\.|\bglobalThis\b/,
		"a locale": /\btoLocale\w+|\blocaleCompare\b|\bIntl\./,
		"the console": /\bconsole\./,
		chance: /\bMath\.random\b|\bcrypto\./,
	};
	for (const [what, pattern] of Object.entries(banned)) {
		test(`do not use ${what}`, () => {
			expect(pureFiles.filter(({ code }) => pattern.test(code)).map(({ file }) => file)).toEqual([]);
		});
	}

	test("do not throw: unknown is a value", () => {
		expect(pureFiles.filter(({ code }) => /\bthrow\b/.test(code)).map(({ file }) => file)).toEqual([]);
	});
});

describe("files", () => {
	test("open by saying why they exist", () => {
		expect(files.filter(({ text }) => !/^(#!.*\n)?\/(\*\*|\/ )/.test(text)).map(({ file }) => file)).toEqual([]);
	});

	test(`have at most ${mostLines} lines`, () => {
		const long = files.filter(({ text }) => text.split("\n").length > mostLines).map(({ file }) => file);
		expect(long).toEqual(longFiles);
	});

	test("have names that say what is in them", () => {
		const vague = /(^|\/)(utils?|helpers?|common|misc|index)(\.ts|\/)/;
		expect(files.filter(({ file }) => vague.test(file)).map(({ file }) => file)).toEqual([]);
	});
});

function packageOf(name: string): string {
	const parts = name.split("/");
	return name.startsWith("@") ? parts.slice(0, 2).join("/") : (parts[0] ?? "");
}

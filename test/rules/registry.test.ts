/** Every rule has its page, its specification and a name that reads after "ignore". */
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { allRules } from "../../server/src/rules/all-rules.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const ruleFolder = join(root, "server", "src", "rules");
const ids = allRules.map((rule) => rule.id);

function namesIn(folder: string, ending: string): readonly string[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith(ending))
		.map((name) => name.slice(0, -ending.length))
		.sort();
}

describe("the registry", () => {
	test("is sorted and has no id twice", () => {
		expect(ids).toEqual([...new Set(ids)].sort());
	});

	test("has a file and a page for every rule, and no page without one", () => {
		expect(namesIn(ruleFolder, ".md")).toEqual(ids);
		for (const id of ids) expect(namesIn(ruleFolder, ".ts")).toContain(id);
	});

	test("has a specification for every rule", () => {
		expect(namesIn(join(root, "test", "rules"), ".md")).toEqual(ids);
	});

	test("names rules in words joined by dashes, summed up in one sentence", () => {
		for (const rule of allRules) {
			expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)+$/);
			expect(rule.summary).toMatch(/^[A-Z`].*\.$/);
			expect(rule.summary).not.toContain("\n");
		}
	});
});

describe("pages", () => {
	const headings = [
		"What it finds",
		"Why it costs money",
		"Example",
		"Instead",
		"About the fix",
		"Options",
		"When to ignore it",
		"Known limits",
	];
	for (const id of ids) {
		test(`${id} has its sections, each with text`, () => {
			const page = readFileSync(join(ruleFolder, `${id}.md`), "utf8");
			const sections = page.split(/^## /m).slice(1);
			expect(sections.map((section) => section.split("\n")[0])).toEqual(headings);
			for (const section of sections) expect(section.split("\n").slice(1).join("").trim()).not.toBe("");
		});
	}
});

test("generated files are up to date", () => {
	const run = spawnSync(process.execPath, [join(root, "scripts", "codegen.mjs"), "--check"], { encoding: "utf8" });
	expect(run.stderr).toBe("");
	expect(run.status).toBe(0);
});

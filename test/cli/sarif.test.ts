import { expect, it } from "vitest";
import { toSarif } from "../../server/src/cli/formats/sarif.ts";
import { documentWith, findingEntry } from "./sample-document.ts";

const rules = [
	{ id: "other-rule", summary: "Another.", severity: "hint", page: "" },
	{ id: "dynamic-text-before-static-prefix", summary: "A summary.", severity: "warning", page: "# Page" },
] as const;

const runOf = (changes = {}, all = false) => JSON.parse(toSarif(documentWith(changes), { rules, all })).runs[0];

it("names the tool, its rules and how columns are counted", () => {
	const log = JSON.parse(toSarif(documentWith(), { rules, all: false }));
	expect(log.version).toBe("2.1.0");
	expect(log.$schema).toContain("sarif-2.1.0");
	expect(log.runs[0].tool.driver.rules.map((rule: { id: string }) => rule.id)).toEqual(rules.map(({ id }) => id));
	expect(log.runs[0].columnKind).toBe("utf16CodeUnits");
});

it("places a finding in a file relative to the scanned folder", () => {
	const [result] = runOf({ findings: [findingEntry({ file: "a b/ü.py" })] }).results;
	expect(result.ruleIndex).toBe(1);
	expect(result.level).toBe("warning");
	expect(result.locations[0].physicalLocation).toEqual({
		artifactLocation: { uri: "a%20b/%C3%BC.py", uriBaseId: "SRCROOT" },
		region: { startLine: 12, startColumn: 10, endLine: 12, endColumn: 22 },
	});
});

it("writes a fix as replacements", () => {
	const [result] = runOf().results;
	expect(result.fixes[0].artifactChanges[0].replacements).toEqual([
		{
			deletedRegion: { startLine: 11, startColumn: 1, endLine: 13, endColumn: 4 },
			insertedContent: { text: "x" },
		},
	]);
});

it("says a notebook's cell in words, since a region cannot", () => {
	const [result] = runOf({ findings: [findingEntry({ file: "a.ipynb", cell: 3, line: 2, fix: null })] }).results;
	expect(result.locations[0].physicalLocation.region).toBeUndefined();
	expect(result.message.text).toMatch(/^Cell 3, line 2: /);
});

it("leaves quiet findings out unless all are wanted", () => {
	const quiet = { findings: [findingEntry({ quiet: true })] };
	expect(runOf(quiet).results).toEqual([]);
	expect(runOf(quiet, true).results).toHaveLength(1);
});

it("reports skipped files as notes of the run", () => {
	expect(runOf().invocations[0].toolExecutionNotifications[0].message.text).toBe("Skipped: minified or generated");
});

/** Runs every rule's specification, and the examples on its page. */
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { allRules } from "../../server/src/rules/all-rules.ts";
import { analyzeText } from "../harness/analyze-text.ts";
import { readSpec, type SpecCase } from "../harness/markdown-spec.ts";
import { runSpec } from "../harness/spec-runner.ts";

const here = dirname(fileURLToPath(import.meta.url));
const ruleFolder = join(here, "..", "..", "server", "src", "rules");

for (const name of readdirSync(here).filter((file) => file.endsWith(".md"))) runSpec(join(here, name), name);

describe("pages", () => {
	for (const rule of allRules) {
		const page = readSpec(readFileSync(join(ruleFolder, `${rule.id}.md`), "utf8"));
		const example = page.cases.find((item) => item.headings.at(-1) === "Example");
		const instead = page.cases.find((item) => item.headings.at(-1) === "Instead");

		test(`${rule.id}: the example reports exactly one finding, and what stands instead none`, async () => {
			expect(await rulesFound(example)).toEqual([rule.id]);
			expect(await rulesFound(instead)).toEqual([]);
		});

		if (rule.fix === "none") continue;
		test(`${rule.id}: the fix turns the example into what stands instead`, async () => {
			const result = await analyzeText(example?.files ?? {}, { settings: example?.settings });
			const [finding] = result.analysis.findings;
			expect(finding && result.fixed(finding)).toEqual(instead?.files);
		});
	}
});

async function rulesFound(specCase: SpecCase | undefined): Promise<readonly string[]> {
	const result = await analyzeText(specCase?.files ?? {}, { settings: specCase?.settings });
	expect(Object.keys(specCase?.files ?? {})).not.toEqual([]);
	return result.analysis.findings.map((finding) => finding.rule);
}

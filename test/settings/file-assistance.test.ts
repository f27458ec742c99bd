import { describe, expect, it } from "vitest";
import { explanationAt, proposalsAt } from "../../server/src/settings/file-assistance.ts";
import { yamlPositionAt } from "../../server/src/settings/yaml-position.ts";

/** The text without the mark, and where the mark stood. */
function marked(text: string): [text: string, offset: number] {
	const offset = text.indexOf("|");
	return [text.slice(0, offset) + text.slice(offset + 1), offset];
}

const positionOf = (text: string) => {
	const { path, at } = yamlPositionAt(...marked(text));
	return `${at} ${path.join(".")}`.trim();
};
const labelsAt = (text: string) => proposalsAt(...marked(text)).map(({ label }) => label);

describe("where a cursor stands in YAML", () => {
	it.each([
		["|", "key"],
		["pre|", "key"],
		["preset: |", "value preset"],
		["workload:\n  |", "key workload"],
		["workload:\n  retryRate: 1\n  qua|", "key workload"],
		["workload:\n  retryRate: 1\nwork|", "key"],
		["workloads:\n  - name: a\n    match:\n      fi|", "key workloads.*.match"],
		["workloads:\n- name: a\n  preset: c|", "value workloads.*.preset"],
		["workloads:\n- name: a\n- na|", "key workloads.*"],
		["workloads:\n- name: a\npricing:\n  |", "key pricing"],
		["pricing: { discounts: { openai: 0.1 }, fac|", "key pricing"],
		["pricing:\n  gpus:\n    - { id: x, archetype: |", "value pricing.gpus.*.archetype"],
		["workload: { dataRules: [soc2, |", "value workload.dataRules.*"],
		["workload:\n  dataRules:\n    - so|", "key workload.dataRules.*"],
		['exclude: ["a: b", |', "value exclude.*"],
	])("%j", (text, expected) => {
		expect(positionOf(text)).toBe(expected);
	});
});

describe("names and values that fit", () => {
	it("offers names of the place, without those that are there", () => {
		const labels = labelsAt("workload:\n  retryRate: 0.1\n  |\n  preset: chat\n");
		expect(labels).toContain("qualityGatePassRate");
		expect(labels).not.toContain("retryRate");
		expect(labels).not.toContain("preset");
		expect(labels).not.toContain("workloads");
	});

	it("offers the settings of the editor beside the costs, nested", () => {
		expect(labelsAt("|")).toEqual(expect.arrayContaining(["preset", "hover", "workload", "workloads", "pricing"]));
		expect(labelsAt("hover:\n  |")).toEqual(["enabled"]);
		expect(labelsAt("hover.enabled: |")).toEqual(["true", "false"]);
		expect(labelsAt("lcpr:\n  preset: |")).toEqual(["quiet", "standard", "everything"]);
	});

	it("offers values, in lists too", () => {
		expect(labelsAt("workloads:\n  - match: {}\n    preset: |")).toContain("agent-workflow");
		expect(labelsAt("workload: { dataRules: [|")).toContain("eu-residency");
		expect(labelsAt("workload:\n  dataRules:\n    - |")).toContain("eu-residency");
		expect(labelsAt("workload:\n  assumed: [retryRate, |")).toContain("requestsPerMonth");
		expect(labelsAt("rules:\n  retired-model: |")).toContain("off");
	});

	it("offers nothing in a comment, and nothing where anything may stand", () => {
		expect(labelsAt("# pre|")).toEqual([]);
		expect(labelsAt("workload:\n  retryRate: |")).toEqual([]);
		expect(labelsAt("no-such-setting:\n  |")).toEqual([]);
	});

	it("replaces what is written of the word", () => {
		const [text, offset] = marked("workload:\n  ret|");
		const proposal = proposalsAt(text, offset).find(({ label }) => label === "retryRate");
		expect(proposal?.text).toBe("retryRate: ");
		expect(proposal && text.slice(proposal.replaces.start, proposal.replaces.end)).toBe("ret");
	});
});

describe("what a name means", () => {
	it("says it with the limits", () => {
		const explained = explanationAt(...marked("workload:\n  retry|Rate: 2\n"));
		expect(explained?.text).toMatch(/^\*\*retryRate\*\*: .*may exceed 1/);
		expect(explained?.text).toContain("a number at least 0");
	});

	it("lists the choices of a value", () => {
		expect(explanationAt(...marked("preset: qui|et\n"))?.text).toContain("- `everything`: ");
		expect(explanationAt(...marked("workload:\n  dataRules:\n    - so|c2\n"))?.text).toContain("- `soc2`");
	});

	it("is silent on what it does not know", () => {
		expect(explanationAt(...marked("no|thing: 1\n"))).toBeNull();
		expect(explanationAt(...marked("# pre|set\n"))).toBeNull();
	});
});

/** How settings are read from an editor or a file, and what is said about wrong ones. */
import { describe, expect, test } from "vitest";
import { seedDefaults } from "../../server/src/costs/workload.ts";
import { declarations } from "../../server/src/settings/declarations.ts";
import { defaultSettings, readSettings } from "../../server/src/settings/settings.ts";
import { workloadOf } from "../../server/src/settings/workload-settings.ts";

describe("reading settings", () => {
	test.each([undefined, null, {}, [], "text", 3])("%j gives the defaults", (raw) => {
		expect(readSettings(raw)).toEqual({ settings: defaultSettings, problems: [] });
	});

	test("takes nested keys, dotted keys and keys with the prefix", () => {
		expect(readSettings({ inlineDisplay: { enabled: false } }).settings.inlineDisplayEnabled).toBe(false);
		expect(readSettings({ "inlineDisplay.enabled": false }).settings.inlineDisplayEnabled).toBe(false);
		expect(readSettings({ "lcpr.inlineDisplay.enabled": false }).settings.inlineDisplayEnabled).toBe(false);
		expect(readSettings({ lcpr: { inlineDisplay: { enabled: false } } }).settings.inlineDisplayEnabled).toBe(false);
	});

	test("keeps the default of a wrong value and says what would be right", () => {
		const { settings, problems } = readSettings({ preset: "loud", workload: { qualityGatePassRate: 3 } });
		expect(settings.preset).toBe("quiet");
		expect(settings.qualityGatePassRate).toBeNull();
		expect(problems).toEqual([
			{ key: "lcpr.preset", message: 'must be one of quiet, standard, everything, not "loud"' },
			{ key: "lcpr.workload.qualityGatePassRate", message: "must be a number from 0 to 1, not 3" },
		]);
	});

	test("takes a retry rate above 1, because a request may be retried more than once", () => {
		const { settings, problems } = readSettings({ workload: { retryRate: 1.5 } });
		expect(problems).toEqual([]);
		expect(settings.retryRate).toBe(1.5);
	});

	test("names rules it does not know, and keeps the others", () => {
		const { settings, problems } = readSettings({
			rules: { "output-dominates-cost": "off", "no-such-rule": "error", "unused-suppression": "loud" },
		});
		expect(settings.rules).toEqual({ "output-dominates-cost": "off" });
		expect(problems.map(({ message }) => message)).toEqual([
			expect.stringContaining('does not know the rule "no-such-rule"'),
			expect.stringContaining("`unused-suppression` must be one of off, hint"),
		]);
	});

	test("takes a rule's options and names those it has not", () => {
		const { settings, problems } = readSettings({
			ruleOptions: { "output-dominates-cost": { minimumOutputShare: 0.9, minimumShare: 1, minimumOutputUsd: -1 } },
		});
		expect(settings.ruleOptions).toEqual({ "output-dominates-cost": { minimumOutputShare: 0.9 } });
		expect(problems).toHaveLength(2);
	});

	test("an empty day is today, a wrong one is a problem", () => {
		expect(readSettings({ asOf: "" })).toEqual({ settings: defaultSettings, problems: [] });
		expect(readSettings({ asOf: "2026-09-23" }).settings.asOf).toBe("2026-09-23");
		expect(readSettings({ asOf: "23.09.2026" }).problems).toHaveLength(1);
	});
});

describe("declarations", () => {
	test("have keys that differ and descriptions that are sentences", () => {
		const all = Object.values(declarations);
		expect(new Set(all.map(({ key }) => key)).size).toBe(all.length);
		for (const { description } of all) expect(description).toMatch(/^[A-Z].*\.$/);
	});
});

describe("the workload of the settings", () => {
	test("is the seed's when nothing is set", () => {
		expect(workloadOf(defaultSettings)).toEqual(seedDefaults);
	});

	test("takes a number that is set as measured and says where it comes from", () => {
		const { settings } = readSettings({ workload: { requestsPerMonth: 1000 } });
		expect(workloadOf(settings).requestsPerMonth).toEqual({
			value: 1000,
			confidence: "measured",
			from: "setting lcpr.workload.requestsPerMonth",
		});
	});
});

describe("own costs", () => {
	test("are read from the same data and say where they stand", () => {
		const { settings, problems } = readSettings(
			{ workloads: [{ name: "batch", match: { files: ["jobs/**"] }, requestsPerMonth: 10 }] },
			(path) => `lcpr.yaml at ${path.join(".")}`,
		);
		expect(problems).toEqual([]);
		expect(settings.costs.workloads[0]?.values.requestsPerMonth).toMatchObject({
			value: 10,
			from: "lcpr.yaml at workloads.0.requestsPerMonth",
		});
	});

	test("a wrong number is one problem, not two", () => {
		const { problems } = readSettings({ workload: { qualityGatePassRate: 3 } });
		expect(problems.map(({ key }) => key)).toEqual(["lcpr.workload.qualityGatePassRate"]);
	});

	test("an editor's empty settings say nothing", () => {
		const { settings, problems } = readSettings({ workload: { retryRate: null, requestsPerMonth: null } });
		expect(problems).toEqual([]);
		expect(settings.retryRate).toBeNull();
	});
});

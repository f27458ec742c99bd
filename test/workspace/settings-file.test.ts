import { describe, expect, it } from "vitest";
import { readWorkspaceSettings, type SettingsSources } from "../../server/src/workspace/settings-file.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const read = (yaml: string, sources: SettingsSources = {}) =>
	readWorkspaceSettings(temporaryFolder({ "lcpr.yaml": yaml }), sources);

it("has the defaults when there is no file", () => {
	const { file, settings, problems } = readWorkspaceSettings(temporaryFolder());
	expect(file).toBeNull();
	expect(settings.preset).toBe("quiet");
	expect(problems).toEqual([]);
});

it("lets flags win over the file and the file over the editor, key by key", () => {
	const { settings } = read("preset: standard\nrules: { a: hint }\n", {
		editor: { preset: "quiet", rules: { b: "error" }, exclude: ["x/**"] },
		flags: { preset: "everything" },
	});
	expect(settings.preset).toBe("everything");
	expect(settings.exclude).toEqual(["x/**"]);
});

it("lets the user's own workload numbers win over the file, and says so", () => {
	const { settings, problems } = read("workload:\n  retryRate: 0.1\n  requestsPerMonth: 5\n", {
		editor: { workload: { retryRate: 0.2, requestsPerMonth: null } },
	});
	expect(problems).toEqual([]);
	expect(settings.costs.workload?.values.retryRate).toMatchObject({
		value: 0.2,
		from: "setting lcpr.workload.retryRate",
	});
	expect(settings.costs.workload?.values.requestsPerMonth).toMatchObject({ value: 5, from: "lcpr.yaml line 3" });
});

it("says where a workload's value comes from", () => {
	const { settings } = read("# team\nworkload:\n  requestsPerMonth: 1000\n");
	expect(settings.costs.workload).not.toBeNull();
	expect(JSON.stringify(settings.costs.workload)).toContain("lcpr.yaml line 3");
});

describe("what is wrong is said with its line, and the rest stands", () => {
	it("a wrong value", () => {
		const { settings, problems } = read("asOf: 2026-01-31\nworkload:\n  retryRate: often\n");
		expect(settings.asOf).toBe("2026-01-31");
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(/^lcpr\.yaml:3:14: workload\.retryRate: /);
	});

	it("a name that means nothing", () => {
		expect(read("preset: standard\nexlude: [a]\n").problems).toEqual([
			"lcpr.yaml:2:1: there is no setting exlude; it is left out",
		]);
	});

	it("broken YAML", () => {
		const { settings, problems } = read("preset: standard\nrules: [\n");
		expect(settings.preset).toBe("quiet");
		expect(problems[0]).toMatch(/^lcpr\.yaml:\d:\d+: broken YAML: .*; the file is left out$/);
	});

	it("something else than settings", () => {
		expect(read("- a\n- b\n").problems).toEqual(["lcpr.yaml:1:1: not a list of settings; it is left out"]);
		expect(read("").problems).toEqual([]);
	});
});

/** What the engine adds to rules: severities, quiet places, one finding for one mistake, a fixed order. */
import { describe, expect, test } from "vitest";
import { checkCalls } from "../../server/src/analysis/check-calls.ts";
import type { Knowledge } from "../../server/src/analysis/knowledge.ts";
import type { AnalyzedCall } from "../../server/src/analysis/program-analysis.ts";
import { estimateCall } from "../../server/src/costs/estimate-call.ts";
import { seedDefaults } from "../../server/src/costs/workload.ts";
import { InternalErrors } from "../../server/src/linking/internal-errors.ts";
import type { FileSummary } from "../../server/src/model/file-summary.ts";
import type { LlmCall } from "../../server/src/model/llm-call.ts";
import { assemblePrompt } from "../../server/src/prompts/assemble-prompt.ts";
import { readSettings } from "../../server/src/settings/settings.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { call, externalCall, hole, message, text } from "../prompts/builders.ts";

const knowledge: Knowledge = await loadKnowledge();
const asOf = "2026-11-21";
const rules = "Be kind and brief, and quote the order. ".repeat(160);
const clock = hole(externalCall("datetime.datetime.now()", "datetime.now()"));
const hostile = [message("system", text("Time: ", clock, `\n${rules}`)), message("user", text("Hello"))];

function analyzed(given: LlmCall): AnalyzedCall {
	const prompt = assemblePrompt(given, knowledge);
	const cost = estimateCall({ call: given, prompt, book: knowledge.priceBook, workload: seedDefaults, asOf });
	return { call: given, prompt, cost };
}

function check(calls: readonly LlmCall[], settings: unknown = {}, summaries: readonly FileSummary[] = []) {
	return checkCalls({
		errors: new InternalErrors(),
		calls: calls.map(analyzed),
		summaries: new Map(summaries.map((summary) => [summary.file, summary])),
		knowledge,
		settings: readSettings(settings).settings,
		asOf,
	});
}

describe("severities", () => {
	test("come from the rule", () => {
		expect(check([call(hostile)])).toMatchObject([
			{ rule: "dynamic-text-before-static-prefix", severity: "warning", isQuiet: false },
		]);
	});

	test("come from the settings when they name the rule", () => {
		const rule = "dynamic-text-before-static-prefix";
		expect(check([call(hostile)], { rules: { [rule]: "error" } })).toMatchObject([{ severity: "error" }]);
		expect(check([call(hostile)], { rules: { [rule]: "off" } })).toEqual([]);
	});

	test("a louder preset adds rules and loses none", () => {
		const unpriced = call(hostile, { modelName: "our-own-model-7b" });
		const found = (preset: string) => check([unpriced], { preset }).map((finding) => finding.rule);
		expect(found("quiet")).not.toContain("unpriced-model");
		expect(found("standard")).toEqual(expect.arrayContaining([...found("quiet"), "unpriced-model"]));
	});
});

describe("quiet findings", () => {
	test("are those of calls that are only likely", () => {
		expect(check([call(hostile, { confidence: "likely" })])).toMatchObject([{ isQuiet: true }]);
	});

	test("are those in tests, unless everything is asked for", () => {
		const inTest = call(hostile, { place: { file: "tests/test_app.py", start: 0, end: 10 } });
		expect(check([inTest])).toMatchObject([{ isQuiet: true }]);
		expect(check([inTest], { preset: "everything" })[0]).toMatchObject({ isQuiet: false });
	});
});

describe("the list", () => {
	test("holds one finding for a prompt that several calls share: the one that saves most", () => {
		const found = check([call(hostile, { id: "cheap", modelName: "gpt-5-mini" }), call(hostile, { id: "dear" })]);
		expect(found).toMatchObject([{ callId: "dear" }]);
	});

	test("has the figures of the finding", () => {
		const [finding] = check([call(hostile)]);
		expect(finding?.message).toMatch(
			/^`datetime.now\(\)` changes on every request and stands before 1,\d\d\d static tokens\.$/,
		);
		expect(finding?.why).toMatch(
			/^None of them can be read from OpenAI's prompt cache, which needs 1,024 tokens unchanged from the start\. Moving it behind them saves about \$0\.00\d+ of \$0\.\d+ a request\.$/,
		);
		expect(finding?.savings?.tokensPerRequest).toBeGreaterThan(1000);
	});

	test("does not depend on the order of the calls", () => {
		const other = [message("user", text("x ", clock, `\n${rules}`))];
		const a = call(hostile, { id: "a" });
		const b = call(other, { id: "b", place: { file: "b.py", start: 0, end: 10 } });
		expect(check([a, b])).toEqual(check([b, a]));
	});
});

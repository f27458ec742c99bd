import { describe, expect, it } from "vitest";
import { estimateCall } from "../../server/src/costs/estimate-call.ts";
import { sensitivitiesOf } from "../../server/src/costs/uncertainty.ts";
import { seedDefaults, type Workload, withValues } from "../../server/src/costs/workload.ts";
import type { CostEstimate } from "../../server/src/model/cost.ts";
import type { Prompt } from "../../server/src/model/prompt.ts";
import { book } from "./bundled-price-book.ts";
import { aCall, aPrompt } from "./priced-call.ts";

function estimate(prompt: Prompt = aPrompt(), workload: Workload = seedDefaults): CostEstimate {
	const { cost, none } = estimateCall({ call: aCall(), prompt, book, workload, asOf: "2026-11-21" });
	if (!cost) throw new Error(none?.because);
	return cost;
}

function measured(value: number) {
	return { value, confidence: "measured", from: "logs" } as const;
}

const allMeasured = withValues(seedDefaults, {
	requestsPerMonth: measured(500_000),
	retryRate: measured(0.03),
	qualityGatePassRate: measured(0.95),
	repairUsdPerFailure: measured(0.002),
	engineeringHoursPerMonth: measured(8),
	inputTokens: measured(800),
	outputTokens: measured(400),
});

describe("the range of a loaded cost", () => {
	it("is the same every time", () => {
		expect(estimate().range).toEqual(estimate().range);
	});

	it("is ordered and holds the estimate's neighbourhood", () => {
		const { range, loadedUsdPerRequest } = estimate();
		if (!range) throw new Error("no range");
		expect(range.p10).toBeLessThan(range.p50);
		expect(range.p50).toBeLessThan(range.p90);
		expect(range.p10).toBeLessThan(loadedUsdPerRequest);
		expect(range.p90).toBeGreaterThan(loadedUsdPerRequest);
	});

	it("closes when everything is measured", () => {
		const { range, loadedUsdPerRequest } = estimate(aPrompt(), allMeasured);
		expect(range?.p10).toBeCloseTo(loadedUsdPerRequest, 12);
		expect(range?.p90).toBeCloseTo(loadedUsdPerRequest, 12);
	});

	it("opens with tokens that are only assumed", () => {
		const counted = withValues(allMeasured, { inputTokens: null });
		const width = (prompt: Prompt) => {
			const { range } = estimate(prompt, counted);
			return (range?.p90 ?? 0) - (range?.p10 ?? 0);
		};
		expect(width(aPrompt())).toBeCloseTo(0, 12);
		expect(width(aPrompt({ assumedTokens: 700 }))).toBeGreaterThan(0.001);
	});
});

describe("what moves a loaded cost", () => {
	const moves = (cost: CostEstimate) =>
		Object.fromEntries(
			sensitivitiesOf(cost).map(({ name, changeForTenPercentMore }) => [name, changeForTenPercentMore]),
		);

	it("ten per cent more of a token raises it by its share of the cost", () => {
		const cost = estimate();
		const outputShare = (cost.outputUsd * 1.03) / (cost.loadedUsdPerRequest * 0.95);
		expect(moves(cost).outputTokens).toBeCloseTo(0.1 * outputShare, 9);
	});

	it("more volume and a better pass rate lower it, more hours raise it", () => {
		const of = moves(estimate());
		expect(of.requestsPerMonth).toBeLessThan(0);
		expect(of.qualityGatePassRate).toBeLessThan(0);
		expect(of.engineeringHoursPerMonth).toBeGreaterThan(0);
	});

	it("is told strongest first", () => {
		const sizes = sensitivitiesOf(estimate()).map((one) => Math.abs(one.changeForTenPercentMore));
		expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
	});
});

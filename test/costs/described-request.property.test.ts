/** `lcpr estimate` against a calculation of its own, for random inputs; and what it says to impossible ones. */
import fc from "fast-check";
import "../harness/property-seed.ts";
import { expect, it } from "vitest";
import { type NumberInput, numberFields, readCostInputs } from "../../server/src/costs/cost-inputs.ts";
import { estimateRequest, type RequestEstimate } from "../../server/src/costs/cost-request.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

const workload = {
	inputTokens: fc.integer({ min: 0, max: 200_000 }),
	outputTokens: fc.integer({ min: 0, max: 20_000 }),
	requests: between(1, 1e8),
	retryRate: between(0, 2.5),
	qualityGate: between(0.05, 1),
	repairCost: between(0, 2),
	engineeringHours: between(0, 400),
	hourlyRate: between(0, 300),
};

function estimate(given: Readonly<Record<string, unknown>>): RequestEstimate {
	const { inputs, problems } = readCostInputs(given);
	expect(problems).toEqual([]);
	const result = estimateRequest(inputs, { book: null, asOf: "2026-11-21" });
	if (!result.estimate) throw new Error(result.problems.join("; "));
	return result.estimate;
}

/**
 * `gross` is the amount that parts were taken from: when nearly all input is cached, what is left of it is the small
 * difference of two large numbers, and right to 1e-9 of those.
 */
function near(actual: number | null, expected: number, gross = 0): boolean {
	const size = Math.max(1e-6, Math.abs(actual ?? 0), Math.abs(expected), gross);
	return actual !== null && Math.abs(actual - expected) <= 1e-9 * size;
}

it("agrees with an independent calculation for tokens, cached ones too", () => {
	const inputs = fc.record({
		...workload,
		cacheHitRate: between(0, 1),
		inputPrice: between(0.01, 100),
		outputPrice: between(0.01, 300),
		cachedInputPrice: fc.option(between(0, 50), { nil: undefined }),
	});
	fc.assert(
		fc.property(inputs, (given) => {
			const actual = estimate(given);
			const fresh = given.inputTokens * (1 - given.cacheHitRate) * given.inputPrice;
			const cached = given.inputTokens * given.cacheHitRate * (given.cachedInputPrice ?? given.inputPrice);
			const attempt = (fresh + cached + given.outputTokens * given.outputPrice) / 1e6;
			const attempts = given.requests * (1 + given.retryRate);
			const tokens = attempt * attempts;
			const gross = (given.inputTokens * given.inputPrice) / 1e6;
			const repair = given.requests * (1 - given.qualityGate) * given.repairCost;
			const month = tokens + repair + given.engineeringHours * given.hourlyRate;
			const passing = given.requests * given.qualityGate;
			expect(near(actual.usdPerRequest, attempt, gross)).toBe(true);
			expect(near(actual.tokenCostUsd, tokens, gross * attempts)).toBe(true);
			expect(near(actual.repairCostUsd, repair)).toBe(true);
			expect(near(actual.monthlyUsd, month, gross * attempts)).toBe(true);
			expect(near(actual.successfulRequests, passing)).toBe(true);
			expect(near(actual.loadedUsdPerRequest, month / passing, (gross * attempts) / passing)).toBe(true);
		}),
	);
});

it("agrees with an independent calculation for rented GPUs", () => {
	const inputs = fc.record({
		...workload,
		gpuHourlyPrice: between(0.1, 20),
		utilization: between(0.05, 1),
		tokensPerSecond: between(10, 20_000),
	});
	fc.assert(
		fc.property(inputs, (given) => {
			const actual = estimate(given);
			const demand = given.requests * (1 + given.retryRate) * given.outputTokens;
			const gpus = demand / (given.tokensPerSecond * given.utilization * 30 * 24 * 3600);
			// Beside a whole number the last digit decides; either answer is right there.
			if (Math.abs(gpus - Math.round(gpus)) < 1e-6) return;
			const rented = Math.max(1, Math.ceil(gpus));
			expect(actual.gpus).toBe(rented);
			const rent = rented * given.gpuHourlyPrice * 720;
			const repair = given.requests * (1 - given.qualityGate) * given.repairCost;
			const month = rent + repair + given.engineeringHours * given.hourlyRate;
			expect(near(actual.usdPerRequest, rent / given.requests)).toBe(true);
			expect(near(actual.loadedUsdPerRequest, month / (given.requests * given.qualityGate))).toBe(true);
		}),
	);
});

it("never gives an estimate outside of its own range", () => {
	const some = fc.record({ ...workload, inputPrice: between(0.01, 100), outputPrice: between(0.01, 300) });
	// The fewer inputs are given, the more are drawn.
	const names = fc.subarray(["requests", "retryRate", "qualityGate", "inputTokens", "outputTokens"] as const);
	fc.assert(
		fc.property(some, names, (given, left) => {
			const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !left.some((one) => one === name)));
			const { range, loadedUsdPerRequest } = estimate(kept);
			expect(range).not.toBeNull();
			if (!range) return;
			expect(range.p10).toBeLessThanOrEqual(loadedUsdPerRequest * (1 + 1e-9));
			expect(range.p90).toBeGreaterThanOrEqual(loadedUsdPerRequest * (1 - 1e-9));
			expect(range.p10).toBeLessThanOrEqual(range.p50);
			expect(range.p50).toBeLessThanOrEqual(range.p90);
		}),
		{ numRuns: 60 },
	);
});

it("names the field of every impossible input", () => {
	const fields = Object.keys(numberFields) as NumberInput[];
	const impossible = fc.constantFrom<unknown>(
		Number.NaN,
		-1,
		-1e-9,
		Number.POSITIVE_INFINITY,
		"many",
		"",
		null,
		[],
		true,
	);
	fc.assert(
		fc.property(fc.constantFrom(...fields), impossible, (name, value) => {
			const { inputs, problems } = readCostInputs({ [name]: value });
			expect(inputs).toEqual({});
			expect(problems).toHaveLength(1);
			expect(problems[0]).toContain(name);
		}),
	);
	const shares = ["qualityGate", "cacheHitRate", "utilization", "batchShare"] as const;
	for (const name of shares) expect(readCostInputs({ [name]: 1.000001 }).problems[0]).toContain(name);
	for (const name of ["qualityGate", "utilization", "requests"])
		expect(readCostInputs({ [name]: 0 }).problems).toHaveLength(1);
	expect(readCostInputs({ retryRate: 7 }).problems).toEqual([]);
});

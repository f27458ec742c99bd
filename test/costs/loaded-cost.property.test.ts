/** Laws the formula must obey for any input, and an independent calculation it must agree with. */
import fc from "fast-check";
import "../harness/property-seed.ts";
import { describe, expect, it } from "vitest";
import { workflowCost } from "../../server/src/costs/agent-workflow.ts";
import { offersByArchetype } from "../../server/src/costs/archetypes.ts";
import { findOffer } from "../../server/src/costs/find-offer.ts";
import {
	busyGpuSeconds,
	dedicatedUsdPerMonth,
	gpusNeeded,
	secondsPerMonth,
} from "../../server/src/costs/gpu-capacity.ts";
import { loadCapacityCost, loadTokenCost, type Operations } from "../../server/src/costs/loaded-cost.ts";
import type { PriceBook } from "../../server/src/costs/price-book.ts";
import { plainUse, tokenCost } from "../../server/src/costs/token-cost.ts";
import { seedDefaults } from "../../server/src/costs/workload.ts";
import type { TokenPrices } from "../../server/src/model/cost.ts";
import { book } from "./bundled-price-book.ts";

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true, noDefaultInfinity: true });

const operations: fc.Arbitrary<Operations> = fc.record({
	requestsPerMonth: between(1, 1e9),
	retryRate: between(0, 3),
	qualityGatePassRate: between(0.01, 1),
	repairUsdPerFailure: between(0, 1),
	engineeringHoursPerMonth: between(0, 500),
	engineeringUsdPerHour: between(0, 500),
});

const prices: fc.Arbitrary<TokenPrices> = fc.record({
	input: between(0, 200),
	output: between(0, 600),
	cacheRead: fc.option(between(0, 100)),
	cacheWrite5m: fc.option(between(0, 300)),
	cacheWrite1h: fc.option(between(0, 400)),
	batchInput: fc.option(between(0, 100)),
	batchOutput: fc.option(between(0, 300)),
});

const tokens = fc.integer({ min: 0, max: 2_000_000 });

function lcpr(price: TokenPrices, counts: readonly [number, number], work: Operations): number {
	return loadTokenCost(tokenCost(price, plainUse(...counts)).usdPerRequest, work).loadedUsdPerRequest;
}

/** Equal to 1e-9, relative to the size of the number. */
function agree(a: number, b: number): boolean {
	return Math.abs(a - b) <= 1e-9 * Math.max(1e-6, Math.abs(a), Math.abs(b));
}

describe("loaded cost per request", () => {
	it("agrees with the formula written out by hand", () => {
		fc.assert(
			fc.property(prices, tokens, tokens, operations, (price, input, output, work) => {
				const attempts = work.requestsPerMonth * (1 + work.retryRate);
				const tokenUsd = attempts * ((input / 1e6) * price.input + (output / 1e6) * (price.output ?? 0));
				const failing = work.requestsPerMonth - work.requestsPerMonth * work.qualityGatePassRate;
				const total =
					tokenUsd + failing * work.repairUsdPerFailure + work.engineeringHoursPerMonth * work.engineeringUsdPerHour;
				return agree(lcpr(price, [input, output], work), total / (work.requestsPerMonth * work.qualityGatePassRate));
			}),
		);
	});

	it("never falls when a price, a token, a retry, an hour or a failure is added", () => {
		fc.assert(
			fc.property(prices, tokens, tokens, operations, between(0, 5), (price, input, output, work, more) => {
				const base = lcpr(price, [input, output], work) * (1 - 1e-12);
				expect(lcpr({ ...price, input: price.input + more }, [input, output], work)).toBeGreaterThanOrEqual(base);
				expect(lcpr({ ...price, output: (price.output ?? 0) + more }, [input, output], work)).toBeGreaterThanOrEqual(
					base,
				);
				expect(lcpr(price, [input + 1, output + 1], work)).toBeGreaterThanOrEqual(base);
				expect(lcpr(price, [input, output], { ...work, retryRate: work.retryRate + more })).toBeGreaterThanOrEqual(
					base,
				);
				const hours = work.engineeringHoursPerMonth + more;
				expect(lcpr(price, [input, output], { ...work, engineeringHoursPerMonth: hours })).toBeGreaterThanOrEqual(base);
				const passRate = work.qualityGatePassRate / (1 + more);
				expect(lcpr(price, [input, output], { ...work, qualityGatePassRate: passRate })).toBeGreaterThanOrEqual(base);
			}),
		);
	});

	it("is linear in all prices together, and monthly cost in volume once engineering is left out", () => {
		fc.assert(
			fc.property(prices, tokens, tokens, operations, between(0.1, 10), (price, input, output, work, factor) => {
				const free = { ...work, repairUsdPerFailure: 0, engineeringHoursPerMonth: 0 };
				const dearer = { ...price, input: price.input * factor, output: (price.output ?? 0) * factor };
				expect(agree(lcpr(dearer, [input, output], free), factor * lcpr(price, [input, output], free))).toBe(true);
				const usd = tokenCost(price, plainUse(input, output)).usdPerRequest;
				const volume = { ...work, engineeringHoursPerMonth: 0 };
				const month = loadTokenCost(usd, volume).monthlyUsd;
				const more = { ...volume, requestsPerMonth: volume.requestsPerMonth * factor };
				expect(agree(loadTokenCost(usd, more).monthlyUsd, factor * month)).toBe(true);
			}),
		);
	});

	it("has components that add up", () => {
		fc.assert(
			fc.property(between(0, 10), operations, fc.boolean(), (usd, work, rented) => {
				const cost = rented ? loadCapacityCost(usd * 1e5, work) : loadTokenCost(usd, work);
				const c = cost.components;
				const sum = c.tokenUsd + c.retryUsd + c.repairUsd + c.engineeringUsd + c.failedRequestsUsd;
				return agree(sum, cost.loadedUsdPerRequest);
			}),
		);
	});
});

describe("the prompt cache and batches", () => {
	it("reading more from a cheaper cache never costs more", () => {
		fc.assert(
			fc.property(prices, fc.integer({ min: 1, max: 1e6 }), between(0, 1), between(0, 1), (price, input, a, b) => {
				const cheaper = { ...price, cacheRead: Math.min(price.cacheRead ?? 0, price.input) };
				const cost = (share: number) =>
					tokenCost(cheaper, { ...plainUse(input, 100), cachedInputTokens: input * share }).usdPerRequest;
				return cost(Math.max(a, b)) <= cost(Math.min(a, b)) * (1 + 1e-12);
			}),
		);
	});

	it("a missing cache or batch price is the normal price, not a free one", () => {
		const price = {
			input: 5,
			output: 30,
			cacheRead: null,
			cacheWrite5m: null,
			cacheWrite1h: null,
			batchInput: null,
			batchOutput: null,
		};
		const use = { ...plainUse(1_000, 100), cachedInputTokens: 500, cacheWriteTokens: 200, batchShare: 1 };
		expect(tokenCost(price, use).usdPerRequest).toBeCloseTo(tokenCost(price, plainUse(1_000, 100)).usdPerRequest, 15);
	});
});

describe("rented GPUs", () => {
	const demand = fc.record({
		requestsPerMonth: between(1, 1e8),
		retryRate: between(0, 2),
		inputTokens: tokens,
		outputTokens: fc.integer({ min: 1, max: 100_000 }),
	});
	const rate = fc.record({
		usdPerGpuHour: between(0.1, 20),
		tokensPerSecond: between(10, 20_000),
		utilization: between(0.05, 1),
	});

	it("are enough, and one fewer would not be", () => {
		fc.assert(
			fc.property(demand, rate, (need, gpu) => {
				const gpus = gpusNeeded(need, gpu);
				const busy = busyGpuSeconds(need, gpu);
				expect(gpus * secondsPerMonth).toBeGreaterThanOrEqual(busy * (1 - 1e-8));
				if (gpus > 1) expect((gpus - 1) * secondsPerMonth).toBeLessThan(busy * (1 + 1e-8));
			}),
		);
	});

	it("agree with the ceiling written out by hand", () => {
		fc.assert(
			fc.property(demand, rate, (need, gpu) => {
				const exact =
					(need.requestsPerMonth * (1 + need.retryRate) * need.outputTokens) /
					(gpu.tokensPerSecond * gpu.utilization * 2_592_000);
				fc.pre(Math.abs(exact - Math.round(exact)) > 1e-6);
				const gpus = Math.max(1, Math.ceil(exact));
				expect(gpusNeeded(need, gpu)).toBe(gpus);
				expect(dedicatedUsdPerMonth(gpus, gpu.usdPerGpuHour)).toBeCloseTo(gpus * gpu.usdPerGpuHour * 720, 6);
			}),
		);
	});
});

it("failures compound over a workflow and never make it cheaper", () => {
	fc.assert(
		fc.property(between(0, 0.9), fc.integer({ min: 1, max: 20 }), between(0.001, 1), (failureRate, requests, usd) => {
			const run = workflowCost([{ loadedUsdPerRequest: usd, failureRate, requests }]);
			expect(run.failureRate).toBeCloseTo(1 - (1 - failureRate) ** requests, 12);
			expect(run.usdPerSuccessfulRun ?? 0).toBeGreaterThanOrEqual(run.usdPerRun * (1 - failureRate) * (1 - 1e-12));
		}),
	);
});

it("archetypes and their offers do not depend on the order of the price book", () => {
	const asOf = "2026-11-21";
	const { offer } = findOffer(book, { provider: "openai", model: "gpt-5.5", asOf, inputTokens: 800 });
	if (!offer) throw new Error("no price for gpt-5.5");
	const request = (order: PriceBook) =>
		offersByArchetype({ book: order, offer, use: plainUse(800, 400), workload: seedDefaults, asOf, isChat: true });
	const expected = request(book);
	fc.assert(
		fc.property(fc.shuffledSubarray([...book.providers], { minLength: book.providers.length }), (providers) => {
			const shuffled = {
				...book,
				providers,
				gpuOffers: [...book.gpuOffers].reverse(),
				vendors: [...book.vendors].reverse(),
			};
			expect(request(shuffled)).toEqual(expected);
		}),
		{ numRuns: 10 },
	);
});

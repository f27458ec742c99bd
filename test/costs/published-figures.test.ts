/** Every figure the method was published with, recomputed from its inputs to the printed precision. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { workflowCost } from "../../server/src/costs/agent-workflow.ts";
import { breakEven, dedicatedUsdPerMonth, gpusNeeded } from "../../server/src/costs/gpu-capacity.ts";
import { type LoadedCost, loadCapacityCost, loadTokenCost } from "../../server/src/costs/loaded-cost.ts";
import { keyValueCacheBytes } from "../../server/src/costs/serving-memory.ts";
import { plainUse, tokenCost } from "../../server/src/costs/token-cost.ts";
import type { TokenPrices } from "../../server/src/model/cost.ts";

interface Inputs {
	requests: number;
	input_tokens: number;
	output_tokens: number;
	retry_rate?: number;
	quality_gate?: number;
	engineering_hours?: number;
	cache_hit_rate?: number;
}

interface Figure {
	id: string;
	offer?: string | string[];
	metric?: string;
	inputs?: Inputs;
	printed: number;
	decimals: number;
	value: number;
	note: string | null;
	reproduces: boolean;
}

const fixture = JSON.parse(readFileSync(new URL("fixtures/lcpr-figures.json", import.meta.url), "utf8")) as {
	prices_usd_per_million: Record<string, [number, number]>;
	lambda_h100_usd_per_hour: number;
	figures: Figure[];
};

const lambda = { usdPerGpuHour: fixture.lambda_h100_usd_per_hour, tokensPerSecond: 1_500, utilization: 0.4 };

function pricesOf(offer: string): TokenPrices {
	const [input, output] = fixture.prices_usd_per_million[offer] ?? [Number.NaN, Number.NaN];
	const cacheRead = offer === "claude-sonnet-4.6" ? 0.3 : null;
	return { input, output, cacheRead, cacheWrite5m: null, cacheWrite1h: null, batchInput: null, batchOutput: null };
}

function cost(offer: string, inputs: Inputs): LoadedCost {
	const operations = {
		requestsPerMonth: inputs.requests,
		retryRate: inputs.retry_rate ?? 0.03,
		qualityGatePassRate: inputs.quality_gate ?? 0.95,
		repairUsdPerFailure: 0.002,
		engineeringHoursPerMonth: inputs.engineering_hours ?? 8,
		engineeringUsdPerHour: 100,
	};
	if (offer === "lambda/h100") {
		const demand = {
			requestsPerMonth: inputs.requests,
			retryRate: operations.retryRate,
			inputTokens: inputs.input_tokens,
			outputTokens: inputs.output_tokens,
		};
		const rent = dedicatedUsdPerMonth(gpusNeeded(demand, lambda), lambda.usdPerGpuHour);
		return loadCapacityCost(rent, operations);
	}
	const use = {
		...plainUse(inputs.input_tokens, inputs.output_tokens),
		cachedInputTokens: inputs.input_tokens * (inputs.cache_hit_rate ?? 0),
	};
	return loadTokenCost(tokenCost(pricesOf(offer), use).usdPerRequest, operations);
}

function metric(name: string, result: LoadedCost): number {
	if (name === "raw") return result.usdPerRequest;
	if (name === "lcpr") return result.loadedUsdPerRequest;
	if (name === "monthly") return result.monthlyUsd;
	return result.overheadRatio ?? Number.NaN;
}

const chat: Inputs = { requests: 500_000, input_tokens: 800, output_tokens: 400 };
const saas: Inputs = {
	requests: 800_000,
	input_tokens: 1_000,
	output_tokens: 500,
	retry_rate: 0.05,
	quality_gate: 0.92,
	engineering_hours: 12,
};
const together = "together/deepseek-v3.1";
const saving = () => cost("gpt-5.5", saas).monthlyUsd - cost(together, saas).monthlyUsd;
const growth = (offer: string) =>
	(cost(offer, { ...chat, quality_gate: 0.85 }).loadedUsdPerRequest / cost(offer, chat).loadedUsdPerRequest - 1) * 100;
const million = 1_000_000;

/** Figures that are not simply one metric of one offer. */
const formulas: Record<string, () => number> = {
	"part1-monthly-saving": saving,
	"part1-yearly-saving": () => 12 * saving(),
	"part1-payback-months": () => 48_000 / saving(),
	"part1-payback-lower-volume": () => 48_000 / (cost("gpt-5.5", chat).monthlyUsd - cost(together, chat).monthlyUsd),
	"lora-advantage": () => {
		const volume = { ...chat, requests: 3 * million };
		return cost("gpt-5.5", volume).loadedUsdPerRequest / cost("fireworks/llama-8b-lora", volume).loadedUsdPerRequest;
	},
	"gpu-month": () => dedicatedUsdPerMonth(1, lambda.usdPerGpuHour),
	"breakeven-together-full-M/day": () => breakEven({ ...lambda, utilization: 1 }, 1.7).tokensPerDay / million,
	"breakeven-fireworks-full-M/day": () => breakEven({ ...lambda, utilization: 1 }, 0.9).tokensPerDay / million,
	"breakeven-together-40%-M/day": () => breakEven(lambda, 1.7).tokensPerDay / million,
	"breakeven-fireworks-40%-M/day": () => breakEven(lambda, 0.9).tokensPerDay / million,
	"gpu-capacity-M/day": () => breakEven(lambda, 1).gpuCapacityPerDay / million,
	"engineering-at-50k": () => cost("gpt-5.5", { ...chat, requests: 50_000 }).components.engineeringUsd,
	"gate-95-to-85-expensive-%": () => growth("gpt-5.5"),
	"gate-95-to-85-cheap-%": () => growth(together),
	"workflow-failure-6x5%": () =>
		workflowCost([{ loadedUsdPerRequest: 0.01, failureRate: 0.05, requests: 6 }]).failureRate,
	"200k-saving": () =>
		cost("gpt-5.5", { ...chat, requests: 200_000 }).monthlyUsd -
		cost(together, { ...chat, requests: 200_000 }).monthlyUsd,
	"kv-cache-70B-GB": () =>
		keyValueCacheBytes(
			{ layers: 80, keyValueHeads: 64, headDimension: 128, bytesPerValue: 2 },
			{ sequenceTokens: 4_096, batchSize: 32 },
		) / 1e9,
};

function recompute(figure: Figure): number {
	const formula = formulas[figure.id];
	if (formula) return formula();
	const { offer, inputs } = figure;
	const name = figure.metric ?? "";
	if (!offer || !inputs) throw new Error(`no calculation for ${figure.id}`);
	if (typeof offer === "string") return metric(name, cost(offer, inputs));
	const [a, b] = offer.map((one) => metric(name.replace("ratio of ", ""), cost(one, inputs)));
	return (a ?? Number.NaN) / (b ?? Number.NaN);
}

/** Equal at the printed precision; a tie in the last digit may have been rounded either way. */
function matchesPrinted(value: number, figure: Figure): boolean {
	return Math.abs(value - figure.printed) <= 0.5 * 10 ** -figure.decimals + 1e-9;
}

describe("published figures", () => {
	it("has all 74, of which 71 reproduce", () => {
		expect(fixture.figures).toHaveLength(74);
		expect(fixture.figures.filter((figure) => figure.reproduces)).toHaveLength(71);
	});

	it.each(fixture.figures.filter((figure) => figure.reproduces))("$id = $printed", (figure) => {
		expect(matchesPrinted(recompute(figure), figure)).toBe(true);
		expect(recompute(figure)).toBeCloseTo(figure.value, 9);
	});
});

describe("published figures that do not reproduce, and why", () => {
	it.each(fixture.figures.filter((figure) => !figure.reproduces))("$id: $note", (figure) => {
		expect(matchesPrinted(recompute(figure), figure)).toBe(false);
		expect(recompute(figure)).toBeCloseTo(figure.value, 6);
	});

	it("two of them used an older flat price of 1.25", () => {
		const older = "together/deepseek-v3-older-flat";
		const rag = { requests: 500_000, input_tokens: 4_800, output_tokens: 600 };
		expect(cost(older, rag).loadedUsdPerRequest).toBeCloseTo(0.0091, 4);
		const small = { ...chat, requests: 200_000 };
		expect(Math.round(cost("gpt-5.5", small).monthlyUsd - cost(older, small).monthlyUsd)).toBe(2_987);
	});

	it("the cache figure needs the model's 8 key/value heads instead of its 64 attention heads", () => {
		const shape = { layers: 80, keyValueHeads: 8, headDimension: 128, bytesPerValue: 2 };
		const gigabytes = keyValueCacheBytes(shape, { sequenceTokens: 4_096, batchSize: 32 }) / 1e9;
		expect(gigabytes).toBeCloseTo(42.9, 1);
	});
});

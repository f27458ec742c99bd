import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command } from "commander";
import { describe, expect, it } from "vitest";
import { register as registerBreakEven, runBreakEven } from "../../server/src/cli/commands/breakeven.ts";
import { register as registerCompare, runCompare } from "../../server/src/cli/commands/compare.ts";
import type { CostCommandFlags } from "../../server/src/cli/commands/cost-flags.ts";
import { register as registerEstimate, runEstimate } from "../../server/src/cli/commands/estimate.ts";
import { register as registerPricing, runPricingShow } from "../../server/src/cli/commands/pricing.ts";
import { UsageProblem } from "../../server/src/cli/exit-codes.ts";
import {
	formatBreakEven,
	formatComparison,
	formatEstimate,
	formatModelPrices,
} from "../../server/src/cli/formats/estimate-text.ts";

const example = {
	inputTokens: "800",
	outputTokens: "400",
	requests: "500000",
	retryRate: "0.03",
	qualityGate: "0.95",
	engineeringHours: "8",
	hourlyRate: "100",
	repairCost: "0.002",
};

function flags(given: Record<string, string | string[]>): CostCommandFlags {
	return { format: "json", asOf: "2026-11-21", ...given };
}

function refusal(run: () => unknown): string {
	try {
		run();
	} catch (error) {
		if (error instanceof UsageProblem) return error.message;
		throw error;
	}
	throw new Error("was accepted");
}

describe("estimate", () => {
	it("gives the published example from flags", () => {
		const estimate = runEstimate(undefined, flags({ ...example, inputPrice: "5", outputPrice: "30" }));
		expect(estimate).toMatchObject({ successfulRequests: 475_000, engineeringCostUsd: 800, gpus: null });
		expect(estimate.usdPerRequest).toBeCloseTo(0.016, 12);
		expect(estimate.tokenCostUsd).toBeCloseTo(8_240, 9);
		expect(estimate.repairCostUsd).toBeCloseTo(50, 9);
		expect(estimate.monthlyUsd).toBeCloseTo(9_090, 9);
		expect(estimate.loadedUsdPerRequest).toBeCloseTo(9_090 / 475_000, 12);
		expect(estimate.overheadRatio).toBeCloseTo(9_090 / 475_000 / 0.016, 9);
	});

	it("names the models that a misspelt one may mean", () => {
		const misspelt = flags({ inputTokens: "800", outputTokens: "400", model: "gpt5.5" });
		expect(refusal(() => runEstimate(undefined, misspelt))).toMatch(/Did you mean gpt-5\.5 or /);
		expect(refusal(() => runCompare(undefined, misspelt))).toMatch(/Did you mean gpt-5\.5 or /);
		expect(refusal(() => runPricingShow("openai/gpt5.5", flags({})))).toMatch(/Did you mean gpt-5\.5 or /);
		expect(refusal(() => runPricingShow("xqzw-0", flags({})))).not.toContain("Did you mean");
	});

	it("gives a range on rented GPUs too, from utilisation and throughput that nobody measured", () => {
		const given = { ...example, requests: "10000000", gpuHourlyPrice: "3.99" };
		const guessed = runEstimate(undefined, flags(given));
		expect(guessed.range.p10).toBeLessThan(guessed.range.p90);
		expect(guessed.sensitivity.map(({ name }) => name)).toContain("gpuUtilization");
		const measured = runEstimate(undefined, flags({ ...given, utilization: "0.4", tokensPerSecond: "1500" }));
		expect(measured.range.p10).toBeCloseTo(measured.loadedUsdPerRequest, 12);
		expect(measured.range.p90).toBeCloseTo(measured.loadedUsdPerRequest, 12);
	});

	it("rents whole GPUs and shares their cost over the requests", () => {
		const estimate = runEstimate(
			undefined,
			flags({ ...example, requests: "10000000", gpuHourlyPrice: "3.99", utilization: "0.4", tokensPerSecond: "1500" }),
		);
		expect(estimate.gpus).toBe(3);
		expect(estimate.monthlyUsd).toBeCloseTo(10_418.4, 6);
		expect(estimate.usdPerRequest).toBeCloseTo((3 * 3.99 * 720) / 10_000_000, 12);
	});

	it("charges cached input in full unless its price is given", () => {
		const cached = { ...example, inputPrice: "3", outputPrice: "15", cacheHitRate: "0.83" };
		const full = runEstimate(undefined, flags(cached)).usdPerRequest;
		expect(full).toBeCloseTo((800 * 3 + 400 * 15) / 1e6, 12);
		const reduced = runEstimate(undefined, flags({ ...cached, cachedInputPrice: "0.3" })).usdPerRequest;
		expect(reduced).toBeCloseTo((800 * 0.17 * 3 + 800 * 0.83 * 0.3 + 400 * 15) / 1e6, 12);
	});

	it("takes the cached price of a model from the price book", () => {
		const given = {
			...example,
			inputTokens: "4800",
			outputTokens: "600",
			model: "claude-sonnet-4-6",
			provider: "anthropic",
		};
		expect(runEstimate(undefined, flags({ ...given, cacheHitRate: "0.83" })).monthlyUsd).toBeCloseTo(7_361.248, 6);
	});

	it("reads a file, over which flags win", () => {
		const file = join(mkdtempSync(join(tmpdir(), "lcpr-")), "workload.yaml");
		writeFileSync(file, "input-tokens: 800\noutputTokens: 400\ninput_price: 5\noutputPrice: 30\nretryRate: 0.2\n");
		expect(runEstimate(file, flags({})).loadedUsdPerRequest).toBeCloseTo(0.022, 4);
		expect(runEstimate(undefined, flags({ file })).loadedUsdPerRequest).toBeCloseTo(0.022, 4);
		expect(runEstimate(file, flags({ retryRate: "0.03" })).loadedUsdPerRequest).toBeCloseTo(0.0191, 4);
	});

	it("says where in a file a value is impossible, unless a flag takes its place", () => {
		const file = join(mkdtempSync(join(tmpdir(), "lcpr-")), "workload.yaml");
		writeFileSync(file, "inputPrice: 5\noutputPrice: 30\nqualityGate: 0\nretryRate: 1.5\n");
		expect(refusal(() => runEstimate(file, flags({})))).toMatch(/workload\.yaml:3:14: qualityGate .* must be above 0/);
		expect(runEstimate(file, flags({ qualityGate: "0.9" })).successfulRequests).toBe(450_000);
	});

	it("refuses a day that does not exist", () => {
		const given = { format: "json", asOf: "2026-02-30", inputPrice: "5", outputPrice: "30" } as const;
		expect(refusal(() => runEstimate(undefined, given))).toContain("asOf");
	});

	it("says that a month rests on an assumed volume, and only then", () => {
		const prices = { inputPrice: "5", outputPrice: "30" };
		expect(formatEstimate(runEstimate(undefined, flags(prices)))).toContain("500,000 requests a month (assumed)");
		expect(formatEstimate(runEstimate(undefined, flags({ ...prices, requests: "9" })))).not.toContain(
			"month (assumed)",
		);
	});

	it("names a file that cannot be read or holds no inputs", () => {
		expect(refusal(() => runEstimate("/no/such/file.yaml", flags({})))).toContain("/no/such/file.yaml");
		const file = join(mkdtempSync(join(tmpdir(), "lcpr-")), "list.json");
		writeFileSync(file, '["inputTokens"]');
		expect(refusal(() => runEstimate(file, flags({})))).toContain("mapping");
		writeFileSync(file, '{"inputTokenz": 5, "inputPrice": 1}');
		expect(refusal(() => runEstimate(file, flags({})))).toContain("inputTokenz");
	});

	it("says what a workflow of chained requests costs and how often it fails", () => {
		const given = { ...example, inputPrice: "5", outputPrice: "30", callsPerWorkflow: "6" };
		const { workflow, loadedUsdPerRequest } = runEstimate(undefined, flags(given));
		expect(workflow?.failureRate).toBeCloseTo(1 - 0.95 ** 6, 12);
		expect(workflow?.usdPerRun).toBeCloseTo(6 * loadedUsdPerRequest, 12);
	});

	it.each([
		["qualityGate", "0"],
		["qualityGate", "1.01"],
		["qualityGate", "NaN"],
		["cacheHitRate", "1.5"],
		["cacheHitRate", "-0.1"],
		["utilization", "0"],
		["utilization", "2"],
		["retryRate", "-0.01"],
		["retryRate", "many"],
		["requests", "0"],
		["requests", "Infinity"],
		["inputTokens", "-1"],
		["outputPrice", ""],
		["engineeringHours", "-8"],
		["tokensPerSecond", "0"],
	])("names the field of an impossible input: %s %s", (name, value) => {
		const message = refusal(() =>
			runEstimate(undefined, flags({ ...example, inputPrice: "5", outputPrice: "30", [name]: value })),
		);
		expect(message).toContain(name);
	});

	it("accepts a retry rate above 1", () => {
		const given = { ...example, inputPrice: "5", outputPrice: "30", retryRate: "1.5" };
		expect(runEstimate(undefined, flags(given)).tokenCostUsd).toBeCloseTo(500_000 * 2.5 * 0.016, 6);
	});

	it("names every problem at once", () => {
		const message = refusal(() => runEstimate(undefined, flags({ inputPrice: "-5", outputTokens: "x" })));
		expect(message.split("\n")).toHaveLength(2);
	});

	it("asks for a price when there is none, and for the output price when there are output tokens", () => {
		expect(refusal(() => runEstimate(undefined, flags(example)))).toContain("--input-price");
		expect(refusal(() => runEstimate(undefined, flags({ ...example, inputPrice: "5" })))).toContain("--output-price");
	});

	it("does not mix token prices with a rented GPU", () => {
		const message = refusal(() => runEstimate(undefined, flags({ ...example, inputPrice: "5", gpuHourlyPrice: "4" })));
		expect(message).toContain("gpuHourlyPrice");
	});

	it("says why a model has no price", () => {
		expect(refusal(() => runEstimate(undefined, flags({ ...example, model: "gpt-99" })))).toContain("gpt-99");
	});

	it("prints the loaded cost as text", () => {
		const estimate = runEstimate(undefined, flags({ ...example, inputPrice: "5", outputPrice: "30" }));
		expect(formatEstimate(estimate)).toContain("$0.0191");
	});
});

describe("compare", () => {
	it("ranks by loaded cost and compares with the model asked for", () => {
		const { offers } = runCompare(undefined, flags({ ...example, model: "gpt-5.5", provider: "openai" }));
		const costs = offers.map((offer) => offer.loadedUsdPerRequest);
		expect(costs).toEqual([...costs].sort((a, b) => a - b));
		expect(offers.find((offer) => offer.provider === "openai")?.againstPresent).toBe(1);
		expect(offers.map((offer) => offer.rank)).toEqual(offers.map((_, index) => index + 1));
	});

	it("lists every seller of the same model once, and no stand-in as one", () => {
		const { offers } = runCompare(undefined, flags({ ...example, model: "llama-3.3-70b", provider: "together" }));
		const sellers = offers.filter(
			({ sameModel, gpus, price }) => sameModel && gpus === null && price.confidence !== "seed",
		);
		const providers = sellers.map(({ provider }) => provider);
		expect(providers).toEqual(expect.arrayContaining(["together", "fireworks", "groq", "bedrock", "novita"]));
		expect(new Set(providers).size).toBe(providers.length);
	});

	it("adds named offers and the GPU of the flags", () => {
		const given = { ...example, model: "gpt-5.5", offer: ["mistral/mistral-large-latest"], gpuHourlyPrice: "2" };
		const comparison = runCompare(undefined, flags(given));
		const names = comparison.offers.map((offer) => offer.offer);
		expect(names).toContain("Your GPU");
		expect(names).toContain("Mistral · mistral-large-2512");
		expect(formatComparison(comparison)).toContain("Your GPU");
	});
});

describe("breakeven", () => {
	it("gives the published volumes", () => {
		const report = runBreakEven(undefined, flags({ outputPrice: "1.7", gpuHourlyPrice: "3.99" }));
		expect(report.tokensPerDay / 1e6).toBeCloseTo(140.8, 1);
		expect(report.tokensPerDayAtFullUtilization / 1e6).toBeCloseTo(56.3, 1);
		expect(report.gpuCapacityTokensPerDay / 1e6).toBeCloseTo(129.6, 1);
		expect(report.gpusAtBreakEven).toBe(2);
		expect(formatBreakEven(report)).toContain("140.8M tokens/day");
	});

	it("says never when a GPU's tokens cost more than the tokens bought", () => {
		const report = runBreakEven(undefined, flags({ outputPrice: "0.1", gpuHourlyPrice: "3.99" }));
		expect(report.requestsPerMonth).toBeNull();
	});

	it("compares shared adapters with an endpoint each", () => {
		const report = runBreakEven(undefined, flags({ outputPrice: "1.7", gpuHourlyPrice: "3.99", adapters: "20" }));
		expect(report.adapterServing).toMatchObject({ sharedGpus: 1, dedicatedGpus: 20 });
	});

	it("says how soon a move pays for itself", () => {
		const given = { inputPrice: "5", outputPrice: "30", requests: "500000", migrationCost: "48000" };
		const { paybackMonths, monthlySavingUsd } = runBreakEven(undefined, flags(given));
		expect(paybackMonths).toBeCloseTo(48_000 / (monthlySavingUsd ?? Number.NaN), 9);
	});

	it("refuses a free offer", () => {
		expect(refusal(() => runBreakEven(undefined, flags({ outputPrice: "0" })))).toContain("outputPrice");
	});
});

describe("pricing show", () => {
	it("lists every seller with source and date, the asked one first", () => {
		const prices = runPricingShow("claude-sonnet-4-5", flags({}));
		expect(prices.offers[0]).toMatchObject({ provider: "anthropic", aboveInputTokens: null });
		const sellers = new Set(prices.offers.map((offer) => offer.provider));
		for (const seller of ["bedrock", "vertex", "openrouter"]) expect(sellers).toContain(seller);
		for (const offer of prices.offers) expect(offer.price.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
		expect(formatModelPrices(prices)).toContain("genai-prices");
	});

	it("says why there is nothing to show", () => {
		expect(refusal(() => runPricingShow("no-such-model", flags({})))).toContain("no-such-model");
	});
});

it("registers four commands with the documented flags", () => {
	const program = new Command("lcpr");
	for (const register of [registerEstimate, registerCompare, registerBreakEven, registerPricing]) register(program);
	expect(program.commands.map((command) => command.name())).toEqual(["estimate", "compare", "breakeven", "pricing"]);
	const known = program.commands[0]?.options.map((option) => option.long);
	for (const flag of [
		"--input-tokens",
		"--output-tokens",
		"--requests",
		"--retry-rate",
		"--quality-gate",
		"--engineering-hours",
		"--hourly-rate",
		"--repair-cost",
		"--cache-hit-rate",
		"--input-price",
		"--output-price",
		"--cached-input-price",
		"--model",
		"--provider",
		"--gpu-hourly-price",
		"--utilization",
		"--tokens-per-second",
		"--format",
	]) {
		expect(known).toContain(flag);
	}
});

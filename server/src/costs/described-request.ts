/** Turns the numbers a person gives into a workload, tokens, a GPU and prices. */
import { type PriceSource, type TokenPrices, unpriced } from "../model/cost.ts";
import type { IsoDate, Tokens, UsDollars } from "../model/units.ts";
import type { CostInputs } from "./cost-inputs.ts";
import { findOffer, type Offer } from "./find-offer.ts";
import type { GpuRate } from "./gpu-capacity.ts";
import type { PriceBook } from "./price-book.ts";
import { type PriceRegion, priceRegions } from "./region-premiums.ts";
import type { TokenUse } from "./token-cost.ts";
import { seedDefaults, type Workload, type WorkloadValue, withValues } from "./workload.ts";
import { applyChosenPreset, type PresetName, presets } from "./workload-presets.ts";

/** Tokens of the published example, used when none are given. */
const defaultTokens = { input: 800, output: 400 } as const;
/** A 70B model at 8 bits on one H100 in large batches. */
const defaultTokensPerSecond = 1_500;

export interface PricingContext {
	/** Null when no price book is at hand; then a model cannot be looked up. */
	readonly book: PriceBook | null;
	readonly asOf: IsoDate;
}

/** The price book's offer that was used, with what a person should know about it. */
export interface PricedOffer {
	readonly provider: string;
	readonly model: string;
	readonly prices: TokenPrices;
	readonly price: PriceSource;
	readonly notes: readonly string[];
}

/** The workload a person described; what is missing comes from the preset and the defaults. */
export function workloadFrom(inputs: CostInputs): Workload | string {
	const given = (value: number): WorkloadValue => ({ value, confidence: "measured", from: "given" });
	const values: { -readonly [Name in keyof Workload]?: WorkloadValue } = {};
	for (const [name, input] of workloadInputs) {
		const value = inputs[input];
		if (value !== undefined) values[name] = given(value);
	}
	const workload = withValues(seedDefaults, {
		inputTokens: { value: defaultTokens.input, confidence: "assumed", from: "default" },
		outputTokens: { value: defaultTokens.output, confidence: "assumed", from: "default" },
		...values,
	});
	if (inputs.preset === undefined) return workload;
	if (!isPreset(inputs.preset)) {
		return `preset (--preset) must be one of ${Object.keys(presets).join(", ")}, got "${inputs.preset}"`;
	}
	return applyChosenPreset(workload, inputs.preset);
}

/** Tokens of one request of this workload; the hit rate counts over all input tokens, as providers report it. */
export function tokenUseFrom(inputs: CostInputs, workload: Workload): TokenUse {
	const inputTokens: Tokens = workload.inputTokens?.value ?? defaultTokens.input;
	return {
		inputTokens,
		outputTokens: workload.outputTokens?.value ?? defaultTokens.output,
		cachedInputTokens: inputTokens * workload.cacheHitRate.value,
		cacheWriteTokens: 0,
		cacheWriteTtl: "5m",
		batchShare: inputs.inputPrice === undefined ? workload.batchShare.value : 0,
	};
}

export function gpuRateFrom(inputs: CostInputs, usdPerGpuHour: UsDollars, workload: Workload): GpuRate {
	return {
		usdPerGpuHour,
		tokensPerSecond: inputs.tokensPerSecond ?? defaultTokensPerSecond,
		utilization: workload.gpuUtilization.value,
		...(inputs.prefillTokensPerSecond === undefined ? {} : { prefillTokensPerSecond: inputs.prefillTokensPerSecond }),
	};
}

export interface FoundPrices {
	readonly prices: TokenPrices;
	readonly offer: PricedOffer | null;
}

/** Given prices, over those of the model when one is named; a sentence when there are none. */
export function pricesFrom(inputs: CostInputs, { book, asOf }: PricingContext, use: TokenUse): FoundPrices | string {
	const { inputPrice, outputPrice, cachedInputPrice } = inputs;
	if (inputs.model === undefined) {
		if (inputPrice === undefined) {
			return "give inputPrice (--input-price), or model (--model), or gpuHourlyPrice (--gpu-hourly-price)";
		}
		const prices = { ...unpriced, input: inputPrice, output: outputPrice ?? null, cacheRead: cachedInputPrice ?? null };
		return { prices, offer: null };
	}
	if (!book) return "model (--model) cannot be looked up without the price book";
	const { region, problem } = regionFrom(inputs);
	if (problem !== null) return problem;
	const { offer, none } = findOffer(book, {
		region,
		provider: inputs.provider ?? null,
		model: inputs.model,
		asOf,
		inputTokens: use.inputTokens,
	});
	if (!offer) return `model (--model): ${none.because}`;
	const prices = {
		...offer.prices,
		input: inputPrice ?? offer.prices.input,
		output: outputPrice ?? offer.prices.output,
		cacheRead: cachedInputPrice ?? offer.prices.cacheRead,
	};
	return { prices, offer: pricedOffer(offer) };
}

export function regionFrom({ region }: CostInputs): {
	readonly region: PriceRegion | null;
	readonly problem: string | null;
} {
	const known = priceRegions.find((one) => one === region) ?? null;
	if (region === undefined || known !== null) return { region: known, problem: null };
	return { region: null, problem: `region (--region) must be one of ${priceRegions.join(", ")}, got "${region}"` };
}

const workloadInputs = [
	["requestsPerMonth", "requests"],
	["retryRate", "retryRate"],
	["qualityGatePassRate", "qualityGate"],
	["repairUsdPerFailure", "repairCost"],
	["engineeringHoursPerMonth", "engineeringHours"],
	["engineeringUsdPerHour", "hourlyRate"],
	["cacheHitRate", "cacheHitRate"],
	["batchShare", "batchShare"],
	["gpuUtilization", "utilization"],
	["requestsPerWorkflow", "callsPerWorkflow"],
	["inputTokens", "inputTokens"],
	["outputTokens", "outputTokens"],
] as const satisfies readonly (readonly [keyof Workload, keyof CostInputs])[];

function pricedOffer({ provider, model, prices, price, notes }: Offer): PricedOffer {
	return { provider, model, prices, price, notes };
}

function isPreset(name: string): name is PresetName {
	return Object.hasOwn(presets, name);
}

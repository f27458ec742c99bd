/** Prices a request described by hand: at given prices, at a model's price, or on rented GPUs. */
import type { Assumption, CostComponents, CostRange, PriceSource, TokenPrices } from "../model/cost.ts";
import type { IsoDate, RequestsPerMonth, Tokens, UsDollars } from "../model/units.ts";
import { type WorkflowCost, workflowCost } from "./agent-workflow.ts";
import type { CostInputs } from "./cost-inputs.ts";
import { findOffer, type Offer } from "./find-offer.ts";
import { dedicatedUsdPerMonth, type GpuRate, gpusNeeded } from "./gpu-capacity.ts";
import { type LoadedCost, loadCapacityCost, loadTokenCost } from "./loaded-cost.ts";
import type { PriceBook } from "./price-book.ts";
import { lacksOutputPrice, type TokenUse, tokenCost } from "./token-cost.ts";
import { estimateRange, type Sensitivity, sensitivities } from "./uncertainty.ts";
import {
	assumptionsOf,
	operationsOf,
	seedDefaults,
	type Workload,
	type WorkloadValue,
	withValues,
} from "./workload.ts";
import { applyChosenPreset, type PresetName, presets } from "./workload-presets.ts";

/** Tokens of the published example, used when none are given. */
const defaultTokens = { input: 800, output: 400 } as const;
/** A 70B model at 8 bits on one H100 in large batches. */
export const defaultTokensPerSecond = 1_500;

export interface PricingContext {
	/** Null when no price book is at hand; then a model cannot be looked up. */
	readonly book: PriceBook | null;
	readonly asOf: IsoDate;
}

export interface RequestEstimate {
	readonly usdPerRequest: UsDollars;
	readonly tokenCostUsd: UsDollars;
	readonly repairCostUsd: UsDollars;
	readonly engineeringCostUsd: UsDollars;
	readonly monthlyUsd: UsDollars;
	readonly successfulRequests: RequestsPerMonth;
	readonly loadedUsdPerRequest: UsDollars;
	readonly overheadRatio: number | null;
	/** Whole GPUs rented; null when tokens are paid for. */
	readonly gpus: number | null;
	readonly components: CostComponents;
	readonly offer: PricedOffer | null;
	readonly workflow: WorkflowCost | null;
	/** Of the loaded cost, from what was not given; null on rented GPUs. */
	readonly range: CostRange | null;
	/** What moves the loaded cost, strongest first; empty on rented GPUs. */
	readonly sensitivity: readonly Sensitivity[];
	readonly assumptions: readonly Assumption[];
}

/** The price book's offer that was used, with what a person should know about it. */
export interface PricedOffer {
	readonly provider: string;
	readonly model: string;
	readonly prices: TokenPrices;
	readonly price: PriceSource;
	readonly notes: readonly string[];
}

export type RequestResult =
	| { readonly estimate: RequestEstimate; readonly problems: readonly [] }
	| { readonly estimate: null; readonly problems: readonly string[] };

export function estimateRequest(inputs: CostInputs, context: PricingContext): RequestResult {
	const workload = workloadFrom(inputs);
	if (typeof workload === "string") return failed(workload);
	if (inputs.gpuHourlyPrice !== undefined) return onGpus(inputs, inputs.gpuHourlyPrice, workload);
	const use = tokenUseFrom(inputs, workload);
	const found = pricesFrom(inputs, context, use);
	if (typeof found === "string") return failed(found);
	if (lacksOutputPrice(found.prices, use.outputTokens))
		return failed("outputPrice (--output-price) is missing: there are output tokens");
	const cost = loadTokenCost(tokenCost(found.prices, use).usdPerRequest, operationsOf(workload));
	const { prices, offer } = found;
	// Nobody counted anything: only the tokens somebody gave are sure, and those do not move.
	const { inputTokens, outputTokens } = use;
	const tokens = {
		assumedTokens: inputTokens,
		relativeError: 0,
		outputLow: outputTokens / 2,
		outputHigh: outputTokens * 2,
	};
	return done(cost, {
		workload,
		gpus: null,
		offer,
		range: estimateRange({ prices, use, tokens, workload }),
		sensitivity: sensitivities({ prices, use, workload }),
	});
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
	const { offer, none } = findOffer(book, {
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

function onGpus(inputs: CostInputs, usdPerGpuHour: UsDollars, workload: Workload): RequestResult {
	for (const name of ["inputPrice", "outputPrice", "cachedInputPrice"] as const) {
		if (inputs[name] !== undefined)
			return failed(`${name} and gpuHourlyPrice exclude each other: tokens are not paid for on rented GPUs`);
	}
	const rate = gpuRateFrom(inputs, usdPerGpuHour, workload);
	const use = tokenUseFrom(inputs, workload);
	const { requestsPerMonth, retryRate } = operationsOf(workload);
	const gpus = gpusNeeded({ requestsPerMonth, retryRate, ...use }, rate);
	const cost = loadCapacityCost(dedicatedUsdPerMonth(gpus, usdPerGpuHour), operationsOf(workload));
	const speed: Assumption = {
		name: "tokensPerSecond",
		value: rate.tokensPerSecond,
		confidence: inputs.tokensPerSecond === undefined ? "assumed" : "measured",
		from: inputs.tokensPerSecond === undefined ? "default" : "given",
	};
	return done(cost, { workload, gpus, offer: null, more: [speed] });
}

interface Outcome {
	readonly workload: Workload;
	readonly gpus: number | null;
	readonly offer: PricedOffer | null;
	readonly range?: CostRange;
	readonly sensitivity?: readonly Sensitivity[];
	readonly more?: readonly Assumption[];
}

function done(cost: LoadedCost, { workload, gpus, offer, more = [], range, sensitivity = [] }: Outcome): RequestResult {
	const tokens = (["inputTokens", "outputTokens"] as const).flatMap((name): readonly Assumption[] => {
		const value = workload[name];
		return value ? [{ name, value: value.value, confidence: value.confidence, from: value.from }] : [];
	});
	const calls = workload.requestsPerWorkflow.value;
	const { components, ...figures } = cost;
	return {
		problems: [],
		estimate: {
			...figures,
			gpus,
			components,
			offer,
			workflow: calls > 1 ? workflowOf(cost, workload) : null,
			range: range ?? null,
			sensitivity,
			assumptions: [...tokens, ...assumptionsOf(workload), ...more],
		},
	};
}

/** A workflow's requests fail for good when they do not pass the quality gate. */
function workflowOf(cost: LoadedCost, workload: Workload): WorkflowCost {
	return workflowCost([
		{
			loadedUsdPerRequest: cost.loadedUsdPerRequest,
			failureRate: 1 - workload.qualityGatePassRate.value,
			requests: workload.requestsPerWorkflow.value,
		},
	]);
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

const unpriced: TokenPrices = {
	input: 0,
	output: null,
	cacheRead: null,
	cacheWrite5m: null,
	cacheWrite1h: null,
	batchInput: null,
	batchOutput: null,
};

function pricedOffer({ provider, model, prices, price, notes }: Offer): PricedOffer {
	return { provider, model, prices, price, notes };
}

function isPreset(name: string): name is PresetName {
	return Object.hasOwn(presets, name);
}

function failed(problem: string): RequestResult {
	return { estimate: null, problems: [problem] };
}

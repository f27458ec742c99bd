/** Prices a request described by hand: at given prices, at a model's price, or on rented GPUs. */
import type { Assumption, CostComponents, CostRange } from "../model/cost.ts";
import type { RequestsPerMonth, UsDollars } from "../model/units.ts";
import { type WorkflowCost, workflowCost } from "./agent-workflow.ts";
import type { CostInputs } from "./cost-inputs.ts";
import {
	gpuRateFrom,
	type PricedOffer,
	type PricingContext,
	pricesFrom,
	tokenUseFrom,
	workloadFrom,
} from "./described-request.ts";
import { dedicatedUsdPerMonth, type GpuRate, gpusNeeded } from "./gpu-capacity.ts";
import { type LoadedCost, loadCapacityCost, loadTokenCost } from "./loaded-cost.ts";
import { lacksOutputPrice, type TokenUse, tokenCost } from "./token-cost.ts";
import {
	estimateRange,
	pricedByTokens,
	type RequestInputs,
	type Sensitivity,
	sensitivities,
	type TokenUncertainty,
} from "./uncertainty.ts";
import { assumptionsOf, operationsOf, type Workload, type WorkloadValue } from "./workload.ts";

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
	/** Of the loaded cost, from what was not given. */
	readonly range: CostRange;
	/** What moves the loaded cost, strongest first. */
	readonly sensitivity: readonly Sensitivity[];
	readonly assumptions: readonly Assumption[];
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
	const request = { price: pricedByTokens(prices), use, workload };
	return done(cost, {
		workload,
		gpus: null,
		offer,
		range: estimateRange({ ...request, tokens: uncountedTokens(use) }),
		sensitivity: sensitivities(request),
	});
}

/** Nobody counted anything: only the tokens somebody gave are sure, and those do not move. */
function uncountedTokens({ inputTokens, outputTokens }: TokenUse): TokenUncertainty {
	return { assumedTokens: inputTokens, relativeError: 0, outputLow: outputTokens / 2, outputHigh: outputTokens * 2 };
}

function onGpus(inputs: CostInputs, usdPerGpuHour: UsDollars, workload: Workload): RequestResult {
	for (const name of ["inputPrice", "outputPrice", "cachedInputPrice"] as const) {
		if (inputs[name] !== undefined)
			return failed(`${name} and gpuHourlyPrice exclude each other: tokens are not paid for on rented GPUs`);
	}
	const rate = gpuRateFrom(inputs, usdPerGpuHour, workload);
	const use = tokenUseFrom(inputs, workload);
	const speed: WorkloadValue = {
		value: rate.tokensPerSecond,
		confidence: inputs.tokensPerSecond === undefined ? "assumed" : "measured",
		from: inputs.tokensPerSecond === undefined ? "default" : "given",
	};
	const { cost, gpus } = rent({ use, workload, tokensPerSecond: speed }, rate);
	const price = (sample: RequestInputs) => rent(sample, rate).cost.loadedUsdPerRequest;
	const request = { price, use, workload, tokensPerSecond: speed };
	return done(cost, {
		workload,
		gpus,
		offer: null,
		range: estimateRange({ ...request, tokens: uncountedTokens(use) }),
		sensitivity: sensitivities(request),
		more: [{ name: "tokensPerSecond", ...speed }],
	});
}

/** A month of whole GPUs for these requests. */
function rent({ use, workload, tokensPerSecond }: RequestInputs, rate: GpuRate): { cost: LoadedCost; gpus: number } {
	const operations = operationsOf(workload);
	const { requestsPerMonth, retryRate } = operations;
	const gpus = gpusNeeded(
		{ requestsPerMonth, retryRate, ...use },
		{
			...rate,
			utilization: workload.gpuUtilization.value,
			tokensPerSecond: tokensPerSecond?.value ?? rate.tokensPerSecond,
		},
	);
	return { cost: loadCapacityCost(dedicatedUsdPerMonth(gpus, rate.usdPerGpuHour), operations), gpus };
}

interface Outcome {
	readonly workload: Workload;
	readonly gpus: number | null;
	readonly offer: PricedOffer | null;
	readonly range: CostRange;
	readonly sensitivity: readonly Sensitivity[];
	readonly more?: readonly Assumption[];
}

function done(cost: LoadedCost, { workload, gpus, offer, more = [], range, sensitivity }: Outcome): RequestResult {
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
			range,
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

function failed(problem: string): RequestResult {
	return { estimate: null, problems: [problem] };
}

/**
 * How far a loaded cost may be off: a seeded Monte-Carlo over what is not measured, and how much each input matters.
 * Ranges are those the reference cards give for assumed values; measured values do not move.
 */
import type { CostEstimate, CostRange, TokenPrices } from "../model/cost.ts";
import type { Prompt } from "../model/prompt.ts";
import type { Share, Tokens } from "../model/units.ts";
import { loadTokenCost, type Operations } from "./loaded-cost.ts";
import { aroundMiddle, randomShares } from "./random-numbers.ts";
import { plainUse, type TokenUse, tokenCost } from "./token-cost.ts";
import { operationsOf, seedDefaults, type Workload, type WorkloadValue, withValues } from "./workload.ts";

export interface UncertainRequest {
	readonly prices: TokenPrices;
	readonly use: TokenUse;
	readonly tokens: TokenUncertainty;
	readonly workload: Workload;
}

export interface TokenUncertainty {
	/** Input tokens whose number is an assumption: between half and double. */
	readonly assumedTokens: Tokens;
	/** Half-width of the counter's error on the others, as a share. */
	readonly relativeError: Share;
	/** Range of the whole answer. */
	readonly outputLow: Tokens;
	readonly outputHigh: Tokens;
}

/** What a prompt's own figures say about how far its tokens may be off. */
export function uncertaintyOf(prompt: Prompt, use: TokenUse): TokenUncertainty {
	// The expectation is for one answer; a request may ask for several.
	const { tokens, low, high } = prompt.expectedOutput;
	const answers = tokens > 0 ? use.outputTokens / tokens : 1;
	return {
		assumedTokens: prompt.assumedTokens,
		relativeError: prompt.inputTokens.relativeError,
		outputLow: low * answers,
		outputHigh: high * answers,
	};
}

const samples = 200;

/** P10, P50 and P90 of the loaded cost per request. */
export function estimateRange(request: UncertainRequest): CostRange {
	const random = randomShares(20_261_121);
	const draw = tokenSampler(request);
	const costs = new Float64Array(samples);
	for (let sample = 0; sample < samples; sample++) {
		const use = draw(random(), random());
		const operations = sampledOperations(request.workload, random);
		costs[sample] = loadTokenCost(tokenCost(request.prices, use).usdPerRequest, operations).loadedUsdPerRequest;
	}
	costs.sort();
	return { p10: quantile(costs, 0.1), p50: quantile(costs, 0.5), p90: quantile(costs, 0.9) };
}

export interface Sensitivity {
	readonly name: string;
	/** Relative change of the loaded cost for a 10 % larger input: 0.05 is 5 % more. */
	readonly changeForTenPercentMore: number;
}

/** As `sensitivities`, for an estimate at hand: its assumptions hold the workload. */
export function sensitivitiesOf(estimate: CostEstimate): readonly Sensitivity[] {
	const values: { -readonly [Field in keyof Workload]?: WorkloadValue } = {};
	for (const { name, value, confidence } of estimate.assumptions) {
		if (typeof value !== "number" || !Object.hasOwn(seedDefaults, name)) continue;
		values[name as keyof Workload] = { value, confidence, from: "estimate" };
	}
	const use = {
		...plainUse(estimate.inputTokens, estimate.outputTokens),
		cachedInputTokens: estimate.cachedInputTokens,
		batchShare: values.batchShare?.value ?? 0,
	};
	return sensitivities({ prices: estimate.prices, use, workload: withValues(seedDefaults, values) });
}

/** What moves the loaded cost, strongest first. */
export function sensitivities({ prices, use, workload }: Omit<UncertainRequest, "tokens">): readonly Sensitivity[] {
	const cost = (changedUse: TokenUse, changed: Workload) =>
		loadTokenCost(tokenCost(prices, changedUse).usdPerRequest, operationsOf(changed)).loadedUsdPerRequest;
	const base = cost(use, workload);
	const more = 1.1;
	const ofTokens = (["inputTokens", "outputTokens"] as const).map((name) => ({
		name,
		changeForTenPercentMore: cost({ ...use, [name]: use[name] * more }, workload) / base - 1,
	}));
	const ofWorkload = uncertainFields.map(({ name }) => ({
		name,
		changeForTenPercentMore: cost(use, scaled(workload, name, more)) / base - 1,
	}));
	return [...ofTokens, ...ofWorkload].sort(
		(a, b) => Math.abs(b.changeForTenPercentMore) - Math.abs(a.changeForTenPercentMore) || (a.name < b.name ? -1 : 1),
	);
}

type UncertainField =
	| "requestsPerMonth"
	| "retryRate"
	| "qualityGatePassRate"
	| "repairUsdPerFailure"
	| "engineeringHoursPerMonth";

/** Around the assumed value: what the method's text says is usual. */
const uncertainFields: readonly {
	readonly name: UncertainField;
	readonly low: number;
	readonly high: number;
	readonly most?: number;
}[] = [
	{ name: "requestsPerMonth", low: 1 / 3, high: 3 },
	{ name: "retryRate", low: 1 / 3, high: 3 },
	{ name: "qualityGatePassRate", low: 0.75, high: 1.05, most: 0.995 },
	{ name: "repairUsdPerFailure", low: 0.5, high: 2 },
	{ name: "engineeringHoursPerMonth", low: 0.5, high: 3 },
];

function sampledOperations(workload: Workload, random: () => number): Operations {
	const sampled: { -readonly [Field in keyof Operations]: number } = { ...operationsOf(workload) };
	for (const { name, low, high, most } of uncertainFields) {
		const share = random();
		const { value, confidence } = workload[name];
		if (confidence === "measured") continue;
		const top = Math.max(value, Math.min(value * high, most ?? Number.POSITIVE_INFINITY));
		sampled[name] = aroundMiddle(share, { low: value * low, middle: value, high: top });
	}
	return sampled;
}

/** Counted tokens move by the counter's stated error, assumed ones between half and double, answers within their range. */
function tokenSampler(request: UncertainRequest): (forInput: number, forOutput: number) => TokenUse {
	const { use, tokens, workload } = request;
	const assumed = Math.min(tokens.assumedTokens, use.inputTokens);
	const error = (use.inputTokens - assumed) * tokens.relativeError;
	const inputRange = {
		low: use.inputTokens - error - assumed / 2,
		middle: use.inputTokens,
		high: use.inputTokens + error + assumed,
	};
	const outputRange = {
		low: Math.min(tokens.outputLow, use.outputTokens),
		middle: use.outputTokens,
		high: Math.max(tokens.outputHigh, use.outputTokens),
	};
	const isInputFixed = isFixed(workload.inputTokens);
	// Requests without an answer (embeddings) have none in any sample.
	const isOutputFixed = isFixed(workload.outputTokens) || use.outputTokens === 0;
	return (forInput, forOutput) => ({
		...use,
		inputTokens: isInputFixed ? use.inputTokens : aroundMiddle(forInput, inputRange),
		outputTokens: isOutputFixed ? use.outputTokens : aroundMiddle(forOutput, outputRange),
	});
}

function isFixed(value: WorkloadValue | null): boolean {
	return value !== null && value.confidence === "measured";
}

function scaled(workload: Workload, name: UncertainField, factor: number): Workload {
	const value = workload[name].value * factor;
	const limited = name === "qualityGatePassRate" ? Math.min(1, value) : value;
	return { ...workload, [name]: { ...workload[name], value: limited } };
}

function quantile(sorted: Float64Array, share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

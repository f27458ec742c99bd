/**
 * How far a loaded cost may be off: a seeded Monte-Carlo over what is not measured, and how much each input matters.
 * Ranges are those the reference cards give for assumed values; measured values do not move.
 */
import type { CostEstimate, CostRange, TokenPrices } from "../model/cost.ts";
import type { Prompt } from "../model/prompt.ts";
import type { Share, Tokens, UsDollars } from "../model/units.ts";
import { loadTokenCost } from "./loaded-cost.ts";
import { aroundMiddle, randomShares } from "./random-numbers.ts";
import { plainUse, type TokenUse, tokenCost } from "./token-cost.ts";
import { operationsOf, seedDefaults, type Workload, type WorkloadValue, withValues } from "./workload.ts";

export interface UncertainRequest extends PricedRequest {
	readonly tokens: TokenUncertainty;
}

/** A request and how its loaded cost follows from its inputs. */
export interface PricedRequest extends RequestInputs {
	/** Loaded cost per request; called once for each sample. */
	readonly price: (inputs: RequestInputs) => UsDollars;
}

export interface RequestInputs {
	readonly use: TokenUse;
	readonly workload: Workload;
	/** Output tokens a second of one rented GPU; absent where tokens are paid for. */
	readonly tokensPerSecond?: WorkloadValue;
}

/** The loaded cost of a request that is paid for by its tokens. */
export function pricedByTokens(prices: TokenPrices): (inputs: RequestInputs) => UsDollars {
	return ({ use, workload }) =>
		loadTokenCost(tokenCost(prices, use).usdPerRequest, operationsOf(workload)).loadedUsdPerRequest;
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
		costs[sample] = request.price({ use, ...sampledInputs(request, random) });
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
	return sensitivities({ price: pricedByTokens(estimate.prices), use, workload: withValues(seedDefaults, values) });
}

/** What moves the loaded cost, strongest first. */
export function sensitivities({ price, ...inputs }: PricedRequest): readonly Sensitivity[] {
	const { use, workload, tokensPerSecond } = inputs;
	const base = price(inputs);
	const more = 1.1;
	const change = (name: string, changed: Partial<RequestInputs>): Sensitivity => ({
		name,
		changeForTenPercentMore: price({ ...inputs, ...changed }) / base - 1,
	});
	const ofTokens = (["inputTokens", "outputTokens"] as const).map((name) =>
		change(name, { use: { ...use, [name]: use[name] * more } }),
	);
	const ofWorkload = fieldsOf(inputs).map(({ name }) => change(name, { workload: scaled(workload, name, more) }));
	const ofSpeed = tokensPerSecond
		? [change("tokensPerSecond", { tokensPerSecond: { ...tokensPerSecond, value: tokensPerSecond.value * more } })]
		: [];
	return [...ofTokens, ...ofWorkload, ...ofSpeed].sort(
		(a, b) => Math.abs(b.changeForTenPercentMore) - Math.abs(a.changeForTenPercentMore) || (a.name < b.name ? -1 : 1),
	);
}

type UncertainField =
	| "requestsPerMonth"
	| "retryRate"
	| "qualityGatePassRate"
	| "repairUsdPerFailure"
	| "engineeringHoursPerMonth"
	| "gpuUtilization";

interface Spread {
	readonly low: number;
	readonly high: number;
	readonly most?: number;
}

interface FieldSpread extends Spread {
	readonly name: UncertainField;
}

/** Around the assumed value: what the method's text says is usual. */
const uncertainFields: readonly FieldSpread[] = [
	{ name: "requestsPerMonth", low: 1 / 3, high: 3 },
	{ name: "retryRate", low: 1 / 3, high: 3 },
	{ name: "qualityGatePassRate", low: 0.75, high: 1.05, most: 0.995 },
	{ name: "repairUsdPerFailure", low: 0.5, high: 2 },
	{ name: "engineeringHoursPerMonth", low: 0.5, high: 3 },
];

/** The method's text: 40 %, and from 25 to 65 % by the pattern of the workload. */
const utilizationSpread: FieldSpread = { name: "gpuUtilization", low: 0.625, high: 1.625, most: 1 };

/** Throughput of one GPU by model, precision and batch, where nobody measured it. */
const speedSpread: Spread = { low: 0.5, high: 2 };

function fieldsOf({ tokensPerSecond }: RequestInputs): readonly FieldSpread[] {
	return tokensPerSecond ? [...uncertainFields, utilizationSpread] : uncertainFields;
}

function sampledInputs(inputs: RequestInputs, random: () => number): Omit<RequestInputs, "use"> {
	const sampled: { -readonly [Field in keyof Workload]: Workload[Field] } = { ...inputs.workload };
	for (const { name, ...spread } of fieldsOf(inputs)) sampled[name] = drawn(sampled[name], spread, random());
	if (!inputs.tokensPerSecond) return { workload: sampled };
	return { workload: sampled, tokensPerSecond: drawn(inputs.tokensPerSecond, speedSpread, random()) };
}

/** A measured value does not move. */
function drawn(given: WorkloadValue, { low, high, most }: Spread, share: Share): WorkloadValue {
	if (given.confidence === "measured") return given;
	const { value } = given;
	const top = Math.max(value, Math.min(value * high, most ?? Number.POSITIVE_INFINITY));
	return { ...given, value: aroundMiddle(share, { low: value * low, middle: value, high: top }) };
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
	const isShare = name === "qualityGatePassRate" || name === "gpuUtilization";
	const limited = isShare ? Math.min(1, value) : value;
	return { ...workload, [name]: { ...workload[name], value: limited } };
}

function quantile(sorted: Float64Array, share: number): number {
	return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

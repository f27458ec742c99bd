/** What a request costs, loaded, and everything the figure rests on. */
import type { Confidence, IsoDate, RequestsPerMonth, Share, Tokens, UsDollars, UsdPerMillionTokens } from "./units.ts";

/** Deployment archetypes of the seeds, in the order they are shown. */
export type Archetype =
	| "direct-model-vendor"
	| "hyperscaler-native"
	| "inference-api-platform"
	| "serverless-gpu"
	| "specialised-silicon"
	| "managed-dedicated"
	| "bare-metal-dedicated";

/** The five lanes of seed 001. */
export type Lane =
	| "optimised-oss-hosts"
	| "serverless-gpu"
	| "aggregators-routers"
	| "distributed-frameworks"
	| "hyperscaler-managed";

/** Prices of one offer for one model; USD for a million tokens. A missing price is null, never 0. */
export interface TokenPrices {
	readonly input: UsdPerMillionTokens;
	readonly output: UsdPerMillionTokens | null;
	readonly cacheRead: UsdPerMillionTokens | null;
	readonly cacheWrite5m: UsdPerMillionTokens | null;
	readonly cacheWrite1h: UsdPerMillionTokens | null;
	readonly batchInput: UsdPerMillionTokens | null;
	readonly batchOutput: UsdPerMillionTokens | null;
}

/** Token prices of which none is known: to be spread first, with an `input` price over it, since 0 is no price. */
export const unpriced: TokenPrices = {
	input: 0,
	output: null,
	cacheRead: null,
	cacheWrite5m: null,
	cacheWrite1h: null,
	batchInput: null,
	batchOutput: null,
};

export interface PriceSource {
	readonly source: string;
	readonly asOf: IsoDate;
	readonly confidence: "corroborated" | "single-source" | "seed" | "user" | "disputed";
}

/** An input of the formula and how it came about. */
export interface Assumption {
	/** `retryRate`, `qualityGatePassRate`, `requestsPerMonth`, `outputTokens`, ... */
	readonly name: string;
	readonly value: number | string;
	readonly confidence: Confidence;
	/** Where it comes from, for a person: "seed default", "lcpr.yaml line 12". */
	readonly from?: string;
}

export interface CostRange {
	readonly p10: UsDollars;
	readonly p50: UsDollars;
	readonly p90: UsDollars;
}

/** Components of the loaded cost of one successful request; they add up to `loadedUsdPerRequest`. */
export interface CostComponents {
	readonly tokenUsd: UsDollars;
	readonly retryUsd: UsDollars;
	readonly repairUsd: UsDollars;
	readonly engineeringUsd: UsDollars;
	/** What requests that fail the quality gate add by shrinking the denominator. */
	readonly failedRequestsUsd: UsDollars;
}

export interface OfferEstimate {
	readonly archetype: Archetype;
	readonly lane: Lane | null;
	/** Vendor and model for a person: "Together · DeepSeek V3.1". */
	readonly offer: string;
	readonly provider: string;
	readonly model: string;
	readonly usdPerRequest: UsDollars;
	readonly loadedUsdPerRequest: UsDollars;
	/** False for a comparable open model; then `qualityCaveat` says so. */
	readonly sameModel: boolean;
	readonly qualityCaveat: string | null;
	/** Whole GPUs rented; null for per-token offers. */
	readonly gpus: number | null;
	/** Why some requests miss the workload's latency target; null when nothing known says so, or there is no target. */
	readonly latencyCaveat: string | null;
	readonly price: PriceSource;
}

export interface CostEstimate {
	readonly callId: string;
	readonly provider: string;
	readonly model: string;
	readonly inputTokens: Tokens;
	readonly outputTokens: Tokens;
	readonly cachedInputTokens: Tokens;
	/** Tokens only, at this call's own provider. */
	readonly usdPerRequest: UsDollars;
	readonly inputUsd: UsDollars;
	readonly outputUsd: UsDollars;
	/** Share of `usdPerRequest` that is output. */
	readonly outputShare: Share;
	/** Output price divided by input price of this model. */
	readonly outputToInputPriceRatio: number | null;
	readonly loadedUsdPerRequest: UsDollars;
	readonly components: CostComponents;
	readonly requestsPerMonth: RequestsPerMonth;
	readonly monthlyUsd: UsDollars;
	readonly range: CostRange | null;
	readonly prices: TokenPrices;
	readonly price: PriceSource;
	readonly byArchetype: readonly OfferEstimate[];
	readonly assumptions: readonly Assumption[];
}

/** A price that cannot be given, and why, for a person. */
export interface NoCost {
	readonly because: string;
	readonly kind: "no-model" | "no-price" | "no-tokens" | "other-unit";
}

export type CostResult =
	| { readonly cost: CostEstimate; readonly none: null }
	| { readonly cost: null; readonly none: NoCost };

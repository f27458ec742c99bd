/** One analysed call for tests: the mock of the product's design, with any part replaced. */
import type { AnalyzedCall } from "../../server/src/analysis/program-analysis.ts";
import type { CostEstimate, CostResult, OfferEstimate } from "../../server/src/model/cost.ts";
import type { LlmCall } from "../../server/src/model/llm-call.ts";
import type { Prompt, Segment } from "../../server/src/model/prompt.ts";

const place = { file: "answer.py", start: 100, end: 200 };
const price = { source: "genai-prices 0.1.8", asOf: "2026-09-23", confidence: "corroborated" } as const;

export function analyzedCall(
	parts: { call?: Partial<LlmCall>; prompt?: Partial<Prompt>; cost?: CostResult } = {},
): AnalyzedCall {
	return { call: { ...call, ...parts.call }, prompt: { ...prompt, ...parts.prompt }, cost: parts.cost ?? costOf({}) };
}

export function costOf(parts: Partial<CostEstimate>): CostResult {
	return { cost: { ...cost, ...parts }, none: null };
}

export function offer(parts: Partial<OfferEstimate>): OfferEstimate {
	return {
		archetype: "direct-model-vendor",
		lane: null,
		offer: "OpenAI",
		provider: "other",
		model: "gpt-5.5",
		usdPerRequest: 0.016,
		loadedUsdPerRequest: 0.0191,
		sameModel: true,
		qualityCaveat: null,
		gpus: null,
		latencyCaveat: null,
		price,
		...parts,
	};
}

export function segment(parts: Partial<Segment>): Segment {
	return {
		role: "system",
		kind: "changing",
		changes: "request",
		tokens: { tokens: 12, basis: "assumed", relativeError: 0.5 },
		place,
		because: "`datetime.now()` is the clock",
		label: "datetime.now()",
		text: null,
		part: 0,
		item: null,
		isLabel: false,
		hasBreakpointAfter: false,
		...parts,
	};
}

const call: LlmCall = {
	id: "answer.py:41:30",
	place,
	nameSpan: { start: 130, end: 136 },
	closeBracket: 199,
	kind: "direct",
	confidence: "certain",
	likelyBecause: null,
	language: "python",
	sdk: "openai",
	method: "chat.completions",
	api: "chat",
	provider: "openai",
	model: { name: "gpt-5.5", from: "literal", alternatives: [], unknownBecause: null, place: null },
	maxOutputTokens: { tokens: 400, place: null, argumentName: "max_tokens", isDynamic: false },
	prompt: [],
	options: {},
	functionName: "answer",
	control: [],
	reaches: [],
	suppliedBy: [],
};

const prompt: Prompt = {
	callId: call.id,
	resolved: "whole",
	segments: [segment({})],
	staticTokens: 612,
	staticPrefixTokens: 4,
	cacheablePrefixTokens: 0,
	firstChange: segment({}),
	staticTokensAfterFirstChange: 608,
	assumedTokens: 188,
	inputTokens: { tokens: 800, basis: "exact", relativeError: 0 },
	cachePlan: {
		mode: "automatic",
		minimumTokens: 1024,
		cacheableTokens: 0,
		notCachedBecause: "4 tokens are fewer than 1,024",
		certainty: "certain",
		source: null,
	},
	expectedOutput: { tokens: 400, low: 100, high: 400, confidence: "assumed", because: "default for chat" },
};

const cost: CostEstimate = {
	callId: call.id,
	provider: "openai",
	model: "gpt-5.5",
	inputTokens: 800,
	outputTokens: 400,
	cachedInputTokens: 0,
	usdPerRequest: 0.016,
	inputUsd: 0.004,
	outputUsd: 0.012,
	outputShare: 0.75,
	outputToInputPriceRatio: 6,
	loadedUsdPerRequest: 0.0191,
	components: { tokenUsd: 0.016, retryUsd: 0.0005, repairUsd: 0, engineeringUsd: 0.0016, failedRequestsUsd: 0.001 },
	requestsPerMonth: 500_000,
	monthlyUsd: 9550,
	range: null,
	prices: {
		input: 5,
		output: 30,
		cacheRead: 0.5,
		cacheWrite5m: null,
		cacheWrite1h: null,
		batchInput: null,
		batchOutput: null,
	},
	price,
	byArchetype: [
		offer({ provider: "openai" }),
		offer({ archetype: "hyperscaler-native", offer: "Azure OpenAI", provider: "azure" }),
		offer({
			archetype: "inference-api-platform",
			offer: "Together · DeepSeek V3.1",
			sameModel: false,
			usdPerRequest: 0.0012,
			loadedUsdPerRequest: 0.003,
		}),
	],
	assumptions: [
		{ name: "requestsPerMonth", value: 500_000, confidence: "assumed" },
		{ name: "retryRate", value: 0.03, confidence: "assumed" },
		{ name: "qualityGatePassRate", value: 0.95, confidence: "assumed" },
		{ name: "engineeringHoursPerMonth", value: 8, confidence: "assumed" },
	],
};

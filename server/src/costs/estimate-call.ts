/** Prices one call: its request at its own provider, loaded, and the same request across the archetypes. */
import type { Assumption, CostEstimate, CostResult, NoCost } from "../model/cost.ts";
import type { LlmCall, ResolvedOption } from "../model/llm-call.ts";
import type { Prompt } from "../model/prompt.ts";
import type { IsoDate, Tokens } from "../model/units.ts";
import { configuredWorkload } from "./apply-configuration.ts";
import { offersByArchetype } from "./archetypes.ts";
import { emptyProfile, type WorkloadProfile } from "./configuration.ts";
import { findOffer, type Offer } from "./find-offer.ts";
import { loadTokenCost } from "./loaded-cost.ts";
import type { PriceBook } from "./price-book.ts";
import { type PriceRegion, priceRegions } from "./region-premiums.ts";
import { lacksOutputPrice, type TokenUse, tokenCost } from "./token-cost.ts";
import { estimateRange, pricedByTokens, uncertaintyOf } from "./uncertainty.ts";
import {
	assumptionsOf,
	defaultSource,
	operationsOf,
	type Workload,
	type WorkloadValue,
	withValues,
} from "./workload.ts";
import { applyPreset, type PresetName, presetFor } from "./workload-presets.ts";

export interface CallToPrice {
	readonly call: LlmCall;
	readonly prompt: Prompt;
	readonly book: PriceBook;
	/** What is configured; the call's shape fills in what is not. */
	readonly workload: Workload;
	/** What is configured for this very call (`profileOf`). */
	readonly profile?: WorkloadProfile;
	readonly asOf: IsoDate;
}

export function estimateCall(input: CallToPrice): CostResult {
	const { call, prompt, book, asOf } = input;
	const model = call.model.name;
	if (model === null) return none("no-model", call.model.unknownBecause ?? "the model is not known");
	const unit = otherUnit(call);
	if (unit) return none("other-unit", unit);
	const { preset, workload } = workloadOfCall(input);
	const inputTokens = workload.inputTokens?.value ?? prompt.inputTokens.tokens;
	if (prompt.resolved === "none" && inputTokens <= 0) return none("no-tokens", "the prompt is not visible in the code");
	const found = findOffer(book, { provider: call.provider, model, asOf, inputTokens, region: regionOf(call) });
	if (found.none) return { cost: null, none: found.none };
	const { offer } = found;
	const outputTokens = expectedOutputTokens(call, prompt, workload, offer);
	if (lacksOutputPrice(offer.prices, outputTokens)) {
		return none("no-price", `${offer.providerName} publishes no output price for ${offer.model}`);
	}
	const isHourLong = call.prompt.some((part) => part.cacheBreakpoint?.ttl === "1h");
	const use = tokenUse({ inputTokens, outputTokens, prompt, workload, cacheWriteTtl: isHourLong ? "1h" : "5m" });
	return { none: null, cost: priceRequest(input, { preset, workload, offer, use }) };
}

/** The configured preset, or else the one the call looks like. */
function workloadOfCall({ call, prompt, workload, profile }: CallToPrice): { preset: PresetName; workload: Workload } {
	const configured = configuredWorkload(visibleWorkload(call, workload), profile ?? emptyProfile);
	if (profile?.preset) return { preset: profile.preset, workload: configured };
	const preset = presetFor(call, prompt);
	return { preset, workload: applyPreset(configured, preset) };
}

/** A request made through a batch API is priced as one. */
function visibleWorkload(call: LlmCall, workload: Workload): Workload {
	if (!/\bbatches\b/.test(call.method) || workload.batchShare.from !== defaultSource) return workload;
	return withValues(workload, {
		batchShare: { value: 1, confidence: "estimated", from: "sent through the batch API" },
	});
}

interface PricedRequest {
	readonly preset: string;
	/** Where the preset is configured; null when the call's shape chose it. */
	readonly presetFrom: string | null;
	readonly workload: Workload;
	readonly offer: Offer;
	readonly use: TokenUse;
}

function priceRequest(
	input: CallToPrice,
	{ preset, workload, offer, use }: Omit<PricedRequest, "presetFrom">,
): CostEstimate {
	const { call, prompt, book, asOf } = input;
	const operations = operationsOf(workload);
	const tokens = tokenCost(offer.prices, use);
	const loaded = loadTokenCost(tokens.usdPerRequest, operations);
	const { prices } = offer;
	return {
		callId: call.id,
		provider: offer.provider,
		model: offer.model,
		inputTokens: use.inputTokens,
		outputTokens: use.outputTokens,
		cachedInputTokens: use.cachedInputTokens,
		usdPerRequest: tokens.usdPerRequest,
		inputUsd: tokens.inputUsd,
		outputUsd: tokens.outputUsd,
		outputShare: tokens.usdPerRequest > 0 ? tokens.outputUsd / tokens.usdPerRequest : 0,
		outputToInputPriceRatio: prices.output !== null && prices.input > 0 ? prices.output / prices.input : null,
		loadedUsdPerRequest: loaded.loadedUsdPerRequest,
		components: loaded.components,
		requestsPerMonth: operations.requestsPerMonth,
		monthlyUsd: loaded.monthlyUsd,
		range: estimateRange({ price: pricedByTokens(prices), use, tokens: uncertaintyOf(prompt, use), workload }),
		prices,
		price: offer.price,
		byArchetype: offersByArchetype({
			book,
			offer,
			use,
			workload,
			asOf,
			isChat: isChat(call),
			dataRules: input.profile?.dataRules ?? [],
			latencyTargetMilliseconds: input.profile?.latencyTargetMilliseconds ?? null,
		}),
		assumptions: assumptions(prompt, {
			preset,
			presetFrom: input.profile?.preset ? input.profile.presetFrom : null,
			workload,
			offer,
			use,
		}),
	};
}

/** Requests that are not paid by the token, in words. */
function otherUnit(call: LlmCall): string | null {
	if (call.api === "image") return "image requests are priced by the image, its size and quality";
	if (call.api === "audio") return "audio requests are priced by their duration or their characters";
	if (call.api === "rerank" && call.provider !== "voyage") return "rerank requests are priced by the search";
	if (call.api === "moderation" && call.provider === "openai") return "OpenAI's moderation requests are free of charge";
	return null;
}

/**
 * Anthropic's `inference_geo`, and the location of a client of Vertex AI, where every place but `global` is a region.
 * Others choose a region by the client's address, which tells no price.
 */
export function regionOf({ options, provider }: LlmCall): PriceRegion | null {
	const wanted = literalText(options.inferenceGeo);
	if (wanted !== null) return priceRegions.find((region) => region === wanted) ?? null;
	const location = provider === "vertex" ? literalText(options.location) : null;
	return location === null || location === "global" ? null : "regional";
}

function literalText(option: ResolvedOption | undefined): string | null {
	if (option?.value.kind !== "text") return null;
	const [only, ...more] = option.value.parts;
	return only?.kind === "literal" && more.length === 0 ? only.text : null;
}

function isChat(call: LlmCall): boolean {
	return call.api === "chat" || call.api === "completion";
}

function expectedOutputTokens(call: LlmCall, prompt: Prompt, workload: Workload, offer: Offer): Tokens {
	if (!isChat(call) && call.api !== "other") return 0;
	if (offer.kind === "embedding" || offer.kind === "rerank") return 0;
	return workload.outputTokens?.value ?? prompt.expectedOutput.tokens * answersOf(call);
}

/** `n`: how many answers one request asks for. Each is paid for; the prompt is paid for once. */
function answersOf(call: LlmCall): number {
	const wanted = call.options.n?.value;
	return wanted?.kind === "number" && wanted.value >= 1 ? Math.floor(wanted.value) : 1;
}

interface UseInput {
	readonly inputTokens: Tokens;
	readonly outputTokens: Tokens;
	readonly prompt: Prompt;
	readonly workload: Workload;
	readonly cacheWriteTtl: "5m" | "1h";
}

/**
 * Reads from the cache are only counted when somebody says they happen (the hit rate), and never more of them than the
 * provider can cache of this prompt. A provider with explicit breakpoints charges for writing what was not read.
 */
function tokenUse({ inputTokens, outputTokens, prompt, workload, cacheWriteTtl }: UseInput): TokenUse {
	const hitRate = workload.cacheHitRate.value;
	const plan = prompt.cachePlan;
	const cacheable = prompt.resolved === "none" ? inputTokens : Math.min(plan.cacheableTokens, inputTokens);
	const cachedInputTokens = Math.min(inputTokens * hitRate, cacheable);
	const writes = hitRate > 0 && plan.mode === "explicit" ? cacheable - cachedInputTokens : 0;
	return {
		inputTokens,
		outputTokens,
		cachedInputTokens,
		cacheWriteTokens: writes,
		cacheWriteTtl,
		batchShare: workload.batchShare.value,
	};
}

function assumptions(
	prompt: Prompt,
	{ preset, presetFrom, workload, offer, use }: PricedRequest,
): readonly Assumption[] {
	const input: Assumption = workload.inputTokens
		? named("inputTokens", workload.inputTokens)
		: {
				name: "inputTokens",
				value: use.inputTokens,
				confidence: prompt.assumedTokens > 0 ? "assumed" : "estimated",
				from:
					prompt.assumedTokens > 0
						? `${prompt.assumedTokens} tokens of run-time values assumed`
						: "counted in the code",
			};
	const output: Assumption = workload.outputTokens
		? named("outputTokens", workload.outputTokens)
		: {
				name: "outputTokens",
				value: use.outputTokens,
				confidence: prompt.expectedOutput.confidence,
				from: prompt.expectedOutput.because,
			};
	const notes = offer.notes.map((note): Assumption => ({ name: "price", value: note, confidence: "estimated" }));
	const shape: Assumption =
		presetFrom === null
			? { name: "workloadPreset", value: preset, confidence: "assumed", from: "shape of the call" }
			: { name: "workloadPreset", value: preset, confidence: "measured", from: presetFrom };
	return [input, output, ...assumptionsOf(workload), shape, ...notes];
}

function named(name: string, { value, confidence, from }: WorkloadValue): Assumption {
	return { name, value, confidence, from };
}

function none(kind: NoCost["kind"], because: string): CostResult {
	return { cost: null, none: { kind, because } };
}

/** Replays a log of requests against the providers' prompt caches: what was read, what it cost, and what kept it from being read. */
import { findOffer } from "../../costs/find-offer.ts";
import type { PriceBook } from "../../costs/price-book.ts";
import type { TokenPrices } from "../../model/cost.ts";
import type { IsoDate, Milliseconds, Tokens, UsDollars } from "../../model/units.ts";
import type { CacheBlock, CacheRequest } from "../../prompts/cache/cache-request.ts";
import { type CacheRule, type CacheRules, findCacheRule, minimumTokensOf } from "../../prompts/cache/cache-rules.ts";
import { inSteps } from "../../prompts/cache/plan-cache.ts";
import { assumedLifetime, type CacheOutcome, CacheSimulator } from "../../prompts/cache/simulate.ts";
import { inCacheOrder } from "../../prompts/cache/simulate-sequence.ts";
import { type FirstDifference, firstDifference } from "../../prompts/requests/first-difference.ts";
import type { TokenCounter } from "../../prompts/tokens/token-counter.ts";
import { nameSites } from "./name-sites.ts";
import { requestUsd, usdWithoutCache, writePriceOf } from "./price-outcome.ts";
import type { LoggedRequest, RequestLog } from "./read-request-log.ts";
import type { ReplayReport, RequestReport } from "./replay-report.ts";
import { type ReplayedRequest, siteReports, totalsOf } from "./replay-totals.ts";

export interface ReplayInput {
	readonly log: RequestLog;
	readonly knowledge: { readonly priceBook: PriceBook; readonly cacheRules: CacheRules; readonly tokens: TokenCounter };
	readonly asOf: IsoDate;
	/** Take all requests for requests to this provider, or for this model. */
	readonly provider?: string;
	readonly model?: string;
	/** Prices over those of the price book. */
	readonly prices?: Partial<TokenPrices>;
	/** Between requests whose time is not recorded. */
	readonly interval: Milliseconds;
	/** From a request to the first byte of its response, where it is not recorded. */
	readonly firstByteAfter: Milliseconds;
	/** What one cache keeps at most; unbounded when left out. */
	readonly capacityTokens?: Tokens;
}

export function replayLog(input: ReplayInput): ReplayReport {
	const { log, knowledge, asOf } = input;
	const timed = withTimes(log.requests, input.interval);
	const sites = nameSites(timed.map(({ logged }) => logged));
	const simulator = new CacheSimulator({
		rules: knowledge.cacheRules,
		tokens: knowledge.tokens,
		...(input.capacityTokens === undefined ? {} : { capacityTokens: input.capacityTokens }),
	});
	const before = new Map<string, { readonly line: number; readonly blocks: readonly CacheBlock[] }>();
	const replayed = timed.map(({ logged, time }, index): ReplayedRequest => {
		const name = sites[index] ?? { site: "unknown", isGiven: false };
		const request = cacheRequest(logged, time, input);
		const outcome = simulator.add(request);
		const blocks = outcome.rule === null ? request.blocks : inCacheOrder(request.blocks, outcome.rule);
		const thread = `${name.site}|${request.organisation ?? ""}|${logged.conversation ?? ""}`;
		const earlier = before.get(thread);
		before.set(thread, { line: logged.line, blocks });
		const difference = earlier ? firstDifference(earlier.blocks, blocks) : null;
		const { prices, because } = pricesOf(request, outcome, input);
		const lostTokens = lostTokensOf({ request, outcome, blocks, difference, knowledge });
		const report: RequestReport = {
			line: logged.line,
			time,
			site: name.site,
			provider: request.provider,
			model: request.model,
			inputTokens: outcome.inputTokens,
			readTokens: outcome.readTokens,
			writtenTokens: outcome.writtenTokens,
			sharedTokens: outcome.sharedTokens,
			missed: outcome.missed,
			usd: prices && requestUsd(outcome, prices, logged.usage?.outputTokens ?? 0),
			lostTokens,
			lostUsd: prices && usdLost(lostTokens, outcome, prices),
			firstDifference:
				difference && earlier
					? { ...placeOf(difference, { request, blocks, tokens: knowledge.tokens }), earlierLine: earlier.line }
					: null,
		};
		return {
			report,
			isGivenSite: name.isGiven,
			usage: logged.usage,
			usdWithoutCache: prices && usdWithoutCache(outcome, prices, logged.usage?.outputTokens ?? 0),
			noPriceBecause: because,
		};
	});
	return {
		schemaVersion: 1,
		pricing: { snapshot: knowledge.priceBook.snapshot, pricedOn: asOf },
		totals: totalsOf(replayed),
		sites: siteReports(replayed),
		requests: replayed.map(({ report }) => report).sort((a, b) => a.line - b.line),
		problems: log.problems,
		assumptions: assumptionsOf(input, simulatedRules(timed, input)),
	};
}

interface TimedRequest {
	readonly logged: LoggedRequest;
	readonly time: Milliseconds;
}

/** In the order of their times. A request without one follows the line before it after `interval`. */
function withTimes(requests: readonly LoggedRequest[], interval: Milliseconds): readonly TimedRequest[] {
	let last = -interval;
	return requests
		.map((logged) => {
			last = logged.time ?? last + interval;
			return { logged, time: last };
		})
		.sort((a, b) => a.time - b.time || a.logged.line - b.logged.line);
}

function cacheRequest(logged: LoggedRequest, time: Milliseconds, input: ReplayInput): CacheRequest {
	const { sent } = logged;
	return {
		time,
		responseStartsAfter: logged.firstByteAfter ?? input.firstByteAfter,
		provider: input.provider ?? logged.provider,
		model: input.model ?? sent.model,
		organisation: logged.organisation,
		cacheKey: sent.cacheKey,
		lifetime: sent.lifetime,
		automaticBreakpoint: sent.automaticBreakpoint,
		explicitOnly: sent.explicitOnly,
		blocks: sent.blocks,
		options: sent.options,
	};
}

function pricesOf(
	{ provider, model }: CacheRequest,
	{ inputTokens }: CacheOutcome,
	{ knowledge, asOf, prices }: ReplayInput,
): { readonly prices: TokenPrices | null; readonly because: string | null } {
	const given = prices ?? {};
	if (given.input !== undefined) {
		const none = {
			output: null,
			cacheRead: null,
			cacheWrite5m: null,
			cacheWrite1h: null,
			batchInput: null,
			batchOutput: null,
		};
		return { prices: { ...none, input: given.input, ...given }, because: null };
	}
	if (model === null) return { prices: null, because: "the request names no model" };
	const { offer, none } = findOffer(knowledge.priceBook, { provider, model, asOf, inputTokens });
	return offer ? { prices: { ...offer.prices, ...given }, because: null } : { prices: null, because: none.because };
}

interface Missing {
	readonly request: CacheRequest;
	readonly outcome: CacheOutcome;
	readonly blocks: readonly CacheBlock[];
	readonly difference: FirstDifference | null;
	readonly knowledge: ReplayInput["knowledge"];
}

/**
 * Tokens that would have been read had all that comes again stood before what differs, and had it still been cached:
 * what both requests begin with, and the lines of this one that the one before it had too.
 */
function lostTokensOf({ request, outcome, blocks, difference, knowledge }: Missing): Tokens {
	const { rule, sharedTokens, inputTokens, readTokens } = outcome;
	if (rule === null || rule.mode === "none" || rule.mode === "passes-through" || outcome.missed === "no-cache")
		return 0;
	// Text shared behind the last breakpoint is no loss by itself.
	if (outcome.missed === null && (difference?.repeatedTexts.length ?? 0) === 0) return 0;
	const model = { provider: request.provider, name: request.model };
	let repeated: Tokens = 0;
	if (difference) {
		repeated =
			tokensBefore(difference, { request, blocks, tokens: knowledge.tokens }) +
			difference.repeatedTexts.reduce((sum, text) => sum + knowledge.tokens.count(text, model).tokens, 0);
	}
	return Math.max(
		0,
		reachable(Math.max(sharedTokens, repeated), { rule, inputTokens, model: request.model }) - readTokens,
	);
}

function reachable(
	tokens: Tokens,
	{ rule, inputTokens, model }: { rule: CacheRule; inputTokens: Tokens; model: string | null },
): Tokens {
	const minimum = minimumTokensOf(rule, model) ?? 0;
	const usable = Math.min(tokens, inputTokens - 1);
	return usable < minimum || usable <= 0 ? 0 : inSteps(usable, minimum, rule.incrementTokens);
}

/** Null where the provider publishes no price for cached input. */
function usdLost(lostTokens: Tokens, outcome: CacheOutcome, prices: TokenPrices): UsDollars | null {
	if (prices.cacheRead === null) return lostTokens === 0 ? 0 : null;
	let left = lostTokens;
	let usd = 0;
	for (const [lifetime, tokens] of Object.entries(outcome.writtenTokens)) {
		const written = Math.min(left, tokens);
		usd += written * (writePriceOf(prices, lifetime, outcome.rule) - prices.cacheRead);
		left -= written;
	}
	return (usd + left * (prices.input - prices.cacheRead)) / 1_000_000;
}

interface Counting {
	readonly request: CacheRequest;
	readonly blocks: readonly CacheBlock[];
	readonly tokens: TokenCounter;
}

function tokensBefore(difference: FirstDifference, { request, blocks, tokens }: Counting): Tokens {
	const model = { provider: request.provider, name: request.model };
	let sum: Tokens = 0;
	for (const block of blocks) {
		if (block.path === difference.path) {
			return sum + tokens.count(block.text.slice(0, difference.unitInBlock), model).tokens;
		}
		sum += block.tokens ?? tokens.count(block.text, model).tokens;
	}
	return sum;
}

function placeOf(difference: FirstDifference, counting: Counting) {
	const { path, byteInBlock, byteInPrompt, before, was, is } = difference;
	return { path, byteInBlock, byteInPrompt, tokensBefore: tokensBefore(difference, counting), before, was, is };
}

function simulatedRules(timed: readonly TimedRequest[], input: ReplayInput): readonly CacheRule[] {
	const rules = timed.flatMap(({ logged }) => {
		const identity = { provider: input.provider ?? logged.provider, name: input.model ?? logged.sent.model };
		return findCacheRule(input.knowledge.cacheRules, identity)?.rule ?? [];
	});
	return [...new Set(rules)];
}

function assumptionsOf({ log, interval, firstByteAfter }: ReplayInput, rules: readonly CacheRule[]): readonly string[] {
	const sentences: string[] = [];
	const untimed = log.requests.filter(({ time }) => time === null).length;
	if (untimed > 0) {
		sentences.push(
			`${untimed} of ${log.requests.length} requests have no time and are taken ${interval / 1_000} s apart (--interval)`,
		);
	}
	if (log.requests.some((request) => request.firstByteAfter === null)) {
		sentences.push(`a response begins ${firstByteAfter / 1_000} s after its request (--first-byte)`);
	}
	for (const rule of rules) {
		if (rule.mode !== "none" && rule.lifetimes.default === "unknown") {
			sentences.push(
				`${rule.providers[0] ?? rule.id} documents no lifetime of its cache: ${assumedLifetime} is assumed`,
			);
		}
		if (rule.requestsPerMinutePerKey !== null) {
			sentences.push(
				`${rule.providers[0] ?? rule.id} sends about ${rule.requestsPerMinutePerKey} requests a minute with one beginning and one key to a machine; the others start cold`,
			);
		}
		if (rule.grade !== "F") sentences.push(`the cache of ${rule.id} is known from excerpts only: ${rule.source}`);
	}
	return sentences;
}

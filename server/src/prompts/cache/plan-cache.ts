/** What the provider's prompt cache can reuse of a prompt today, and why not more. */
import { countOf, countText } from "../../model/figures.ts";
import type { ApiKind, LlmCall } from "../../model/llm-call.ts";
import type { CachePlan, Segment } from "../../model/prompt.ts";
import type { Tokens } from "../../model/units.ts";
import {
	type CacheRule,
	type CacheRules,
	type FoundCacheRule,
	findCacheRule,
	minimumTokensOf,
	predatesCache,
} from "./cache-rules.ts";

export interface PlannedPrompt {
	readonly segments: readonly Segment[];
	/** Tokens at the start that come again as they are: static text, and one of a few fixed texts. */
	readonly repeatedTokens: Tokens;
	/** The segment behind them: what ends the prefix. Null when all of the prompt is fixed. */
	readonly prefixEnd: Segment | null;
}

export function planCache(call: LlmCall, prompt: PlannedPrompt, rules: CacheRules): CachePlan {
	if (!isCachedApi(call.api)) return noCache(`${call.api} requests have no prompt cache`);
	const found = findCacheRule(rules, { provider: call.provider, name: call.model.name });
	if (found === null) {
		const notCachedBecause = whyUnknown(call.provider);
		return {
			mode: "unknown",
			minimumTokens: null,
			cacheableTokens: 0,
			notCachedBecause,
			certainty: "likely",
			source: null,
		};
	}
	return planByRule(call, prompt, found);
}

function whyUnknown(provider: string | null): string {
	if (provider === null) return "the provider is not known";
	if (provider === "local") return "a server of your own decides by its settings what it caches";
	return `nothing is known of a prompt cache at ${provider}`;
}

function planByRule(call: LlmCall, prompt: PlannedPrompt, found: FoundCacheRule): CachePlan {
	const { rule } = found;
	const minimumTokens = minimumTokensOf(rule, call.model.name);
	const isKnownModel = call.model.name !== null && (minimumTokens !== null || rule.minimumTokens.default === null);
	const certainty = rule.grade === "F" && isKnownModel && !found.throughRouter ? "certain" : "likely";
	const base = { minimumTokens, certainty, source: rule.source } as const;
	if (rule.mode === "none" || predatesCache(rule, call.model.name)) {
		return {
			...base,
			mode: "none",
			minimumTokens: null,
			cacheableTokens: 0,
			notCachedBecause: `${call.model.name ?? "this model"} has no prompt cache`,
		};
	}
	if (rule.mode === "passes-through") {
		return {
			...base,
			mode: "unknown",
			cacheableTokens: 0,
			notCachedBecause: "the provider behind the router is not known",
		};
	}
	const mode = rule.mode;
	if (rule.needsCacheKey && call.options.cacheKey === undefined) {
		return {
			...base,
			mode,
			cacheableTokens: 0,
			notCachedBecause: "requests without `prompt_cache_key` are not cached",
		};
	}
	const usable = usablePrefix(call, prompt, rule);
	if (usable.because !== null) return { ...base, mode, cacheableTokens: 0, notCachedBecause: usable.because };
	if (minimumTokens !== null && usable.tokens < minimumTokens) {
		return {
			...base,
			mode,
			cacheableTokens: 0,
			notCachedBecause: underMinimum(usable.tokens, minimumTokens, prompt.prefixEnd),
		};
	}
	return {
		...base,
		mode,
		cacheableTokens: inSteps(usable.tokens, minimumTokens, rule.incrementTokens),
		notCachedBecause: null,
	};
}

interface UsablePrefix {
	readonly tokens: Tokens;
	/** Why the prefix cannot be reused at all, whatever its length. */
	readonly because: string | null;
}

/** The part of the fixed prefix that the provider's way of matching can find again. */
function usablePrefix(call: LlmCall, prompt: PlannedPrompt, rule: CacheRule): UsablePrefix {
	const whole: UsablePrefix = { tokens: prompt.repeatedTokens, because: null };
	if (rule.matching === "longest-prefix") return whole;
	const marked = tokensToLastBreakpoint(prompt);
	if (marked > 0) return { tokens: marked, because: null };
	const end = prompt.prefixEnd;
	if (prompt.segments.some((segment) => segment.hasBreakpointAfter)) {
		return {
			tokens: 0,
			because: end ? `the cache marker stands after \`${end.label}\`, which ${changesInWords(end)}` : null,
		};
	}
	const marksTheEnd = rule.mode === "implicit-breakpoint" || call.options.cacheControl !== undefined;
	if (!marksTheEnd)
		return {
			tokens: 0,
			because: "no `cache_control` marks where the fixed part ends, and this provider caches only up to a marker",
		};
	// The provider marks the newest message itself: found again when the request repeats or the conversation grows.
	if (end === null || end.changes === "session") return whole;
	return {
		tokens: 0,
		because: `the provider marks the end of the prompt, which holds \`${end.label}\`; without a breakpoint after the fixed part it may never be read again`,
	};
}

function tokensToLastBreakpoint(prompt: PlannedPrompt): Tokens {
	let tokens = 0;
	let marked = 0;
	for (const segment of prompt.segments) {
		if (segment === prompt.prefixEnd) break;
		tokens += segment.tokens.tokens;
		if (segment.hasBreakpointAfter) marked = tokens;
	}
	return marked;
}

/** Cached lengths are the minimum plus whole steps. */
export function inSteps(tokens: Tokens, minimum: Tokens | null, step: Tokens | null): Tokens {
	if (step === null || step <= 0) return tokens;
	const base = minimum ?? 0;
	return base + Math.floor((tokens - base) / step) * step;
}

function underMinimum(tokens: Tokens, minimum: Tokens, end: Segment | null): string {
	if (end === null) return `the whole prompt of ${countOf(tokens, "token")} is under the ${countText(minimum)} minimum`;
	if (tokens === 0) return `\`${end.label}\` stands first, so nothing before it could be cached`;
	return `the prefix of ${countOf(tokens, "token")} before \`${end.label}\` is under the ${countText(minimum)} minimum`;
}

function changesInWords(segment: Segment): string {
	switch (segment.changes) {
		case "request":
			return "changes on every request";
		case "session":
			return "changes in every session";
		case "user":
			return "changes from user to user";
		case "day":
			return "changes every day";
		default:
			return "may change";
	}
}

function isCachedApi(api: ApiKind): boolean {
	return api === "chat" || api === "completion";
}

function noCache(because: string): CachePlan {
	return {
		mode: "none",
		minimumTokens: null,
		cacheableTokens: 0,
		notCachedBecause: because,
		certainty: "certain",
		source: null,
	};
}

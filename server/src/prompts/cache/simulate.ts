/** Replays requests against the provider's prompt cache, as its rule describes it: what each reads, writes and misses. */
import type { Milliseconds, Tokens } from "../../model/units.ts";
import type { TokenCounter } from "../tokens/token-counter.ts";
import type { CacheRequest } from "./cache-request.ts";
import {
	type CacheRule,
	type CacheRules,
	findCacheRule,
	lifetimeMilliseconds,
	lifetimeOf,
	minimumTokensOf,
	predatesCache,
} from "./cache-rules.ts";
import { inSteps } from "./plan-cache.ts";
import { BlockHashCache } from "./simulate-blocks.ts";
import { type Breakpoint, BreakpointCache, breakpointsOf } from "./simulate-breakpoints.ts";
import type { Lookup, PrefixIndex, StaleReason } from "./simulate-entries.ts";
import { RadixCache } from "./simulate-radix.ts";
import { Router, routeOf } from "./simulate-routing.ts";
import { SequenceBuilder, type TokenSequence, tokensOf } from "./simulate-sequence.ts";

export interface SimulatorOptions {
	readonly rules: CacheRules;
	readonly tokens: TokenCounter;
	/** Tokens one cache keeps; unbounded when left out, since no provider publishes it. */
	readonly capacityTokens?: Tokens;
	/**
	 * How prefixes of automatic caches are kept. Both read the same of models whose vocabulary is public; for others the
	 * tree, which is the default, since blocks cannot be cut where the provider cuts them.
	 */
	readonly index?: "radix" | "block-hash";
}

/** Why a request reads less than an earlier one has prepared; `nothing-shared` when none has. */
export type MissReason =
	| StaleReason
	| "nothing-shared"
	/** The whole request, or all that is marked of it, is too short. */
	| "below-minimum"
	/** What is shared is too short. */
	| "differs-too-early"
	| "no-breakpoint"
	| "not-at-breakpoint"
	| "no-cache-key"
	| "other-machine"
	| "no-cache"
	| "unknown-provider";

export interface CacheOutcome {
	readonly inputTokens: Tokens;
	readonly readTokens: Tokens;
	/** Tokens written, by lifetime (`5m`, `1h`); empty where nothing is kept. */
	readonly writtenTokens: Readonly<Record<string, Tokens>>;
	/** Tokens of the longest beginning that an earlier request of the same tenant and model had too. */
	readonly sharedTokens: Tokens;
	/** Null when all that is shared and can be cached is read. */
	readonly missed: MissReason | null;
	/** The rule that was applied; null when nothing is known of the provider. */
	readonly rule: CacheRule | null;
	/** The lifetime is an assumption: the provider documents none. */
	readonly lifetimeIsAssumed: boolean;
	/** Which machine of its route the request reached, from 0. */
	readonly machine: number;
}

/** Idle lifetime where a provider documents none: the shortest that any documents. */
export const assumedLifetime = "5m";

/** Feed it requests in the order of their times. */
export class CacheSimulator {
	readonly #options: SimulatorOptions;
	readonly #sequences: SequenceBuilder;
	readonly #router = new Router();
	readonly #automatic = new Map<string, PrefixIndex>();
	readonly #marked = new Map<string, BreakpointCache>();
	/** Everything ever sent, for telling what was shared whatever became of it. */
	readonly #seen = new Map<string, RadixCache>();

	constructor(options: SimulatorOptions) {
		this.#options = options;
		this.#sequences = new SequenceBuilder(options.tokens);
	}

	add(request: CacheRequest): CacheOutcome {
		const identity = { provider: request.provider, name: request.model };
		const rule = findCacheRule(this.#options.rules, identity)?.rule ?? null;
		const sequence = this.#sequences.build(request, rule ?? noRule);
		const sharedTokens = this.#shared(request, sequence);
		const inputTokens = tokensOf(sequence, sequence.ids.length);
		const uncached = {
			inputTokens,
			readTokens: 0,
			writtenTokens: {},
			sharedTokens,
			rule,
			lifetimeIsAssumed: false,
			machine: 0,
		};
		if (rule === null || rule.mode === "passes-through") return { ...uncached, missed: "unknown-provider" };
		if (rule.mode === "none" || predatesCache(rule, request.model)) return { ...uncached, missed: "no-cache" };
		if (rule.needsCacheKey && request.cacheKey === null) return { ...uncached, missed: "no-cache-key" };

		const asked = request.lifetime ?? lifetimeOf(rule, request.model);
		const known = lifetimeMilliseconds(asked);
		const lifetime = known === null ? assumedLifetime : asked;
		const route = routeOf(request, sequence, rule);
		const limit = rule.requestsPerMinutePerKey;
		const machine = limit === null ? 0 : this.#router.machineOf(route, request.time, limit);
		const setting: Setting = {
			request,
			sequence,
			rule,
			store: `${route}|${machine}`,
			minimumTokens: minimumTokensOf(rule, request.model) ?? 0,
			lifetime,
		};
		const result = rule.matching === "longest-prefix" ? this.#automaticCache(setting) : this.#markedCache(setting);
		const missed = whyMissed({ ...result, sharedTokens, machine, setting });
		return { ...uncached, ...result, missed, lifetimeIsAssumed: known === null, machine };
	}

	#automaticCache({ request, sequence, rule, store, minimumTokens, lifetime }: Setting): CacheUse {
		const cache = this.#automatic.get(store) ?? this.#newIndex(rule);
		this.#automatic.set(store, cache);
		const lookup = cache.find(sequence, request.time);
		const inputTokens = tokensOf(sequence, sequence.ids.length);
		const cacheable = (tokens: Tokens) => {
			// The last token is always computed, because the answer starts from it.
			const usable = Math.min(tokens, Math.max(0, inputTokens - 1));
			return usable < minimumTokens ? 0 : inSteps(usable, minimumTokens, rule.incrementTokens);
		};
		const readTokens = cacheable(tokensOf(sequence, lookup.position));
		const kept = cacheable(inputTokens);
		if (kept > 0) cache.write({ ...this.#timesOf(request, lifetime), sequence, position: sequence.ids.length });
		return {
			readTokens,
			writtenTokens: kept > readTokens ? { [lifetime]: kept - readTokens } : {},
			lookup,
			marks: null,
		};
	}

	#newIndex({ incrementTokens }: CacheRule): PrefixIndex {
		const { index, capacityTokens } = this.#options;
		return index === "block-hash" && incrementTokens !== null
			? new BlockHashCache(incrementTokens, capacityTokens)
			: new RadixCache(capacityTokens);
	}

	#markedCache(setting: Setting): CacheUse {
		const { request, sequence, rule, store, minimumTokens, lifetime } = setting;
		const cache = this.#marked.get(store) ?? new BreakpointCache();
		this.#marked.set(store, cache);
		const marks = breakpointsOf({ request, sequence, rule }, { minimumTokens, lifetime });
		const lookup = cache.find(sequence, marks, {
			time: request.time,
			lookback: rule.lookbackBlocks ?? Number.POSITIVE_INFINITY,
			countsEntries: rule.mode === "implicit-breakpoint",
		});
		const readTokens = tokensOf(sequence, lookup.position);
		const writtenTokens: Record<string, Tokens> = {};
		let paid = readTokens;
		// What lies before a one-hour marker is written for an hour, the rest up to the last marker for less.
		for (const mark of [...marks].sort((a, b) => a.position - b.position)) {
			const tokens = tokensOf(sequence, mark.position);
			if (tokens > paid) {
				writtenTokens[mark.lifetime] = (writtenTokens[mark.lifetime] ?? 0) + tokens - paid;
				paid = tokens;
			}
			cache.write({ ...this.#timesOf(request, mark.lifetime), sequence, position: mark.position }, mark.end);
		}
		return { readTokens, writtenTokens, lookup, marks };
	}

	#timesOf({ time, responseStartsAfter }: CacheRequest, lifetime: string) {
		const milliseconds = lifetimeMilliseconds(lifetime) ?? lifetimeMilliseconds(assumedLifetime) ?? 0;
		return { time, readableFrom: time + responseStartsAfter, lifetime: milliseconds };
	}

	#shared(request: CacheRequest, sequence: TokenSequence): Tokens {
		const key = `${request.organisation ?? ""}|${request.provider ?? ""}|${request.model ?? ""}`;
		const seen = this.#seen.get(key) ?? new RadixCache();
		this.#seen.set(key, seen);
		const { known } = seen.find(sequence, request.time);
		const lifetime: Milliseconds = Number.POSITIVE_INFINITY;
		seen.write({ sequence, position: sequence.ids.length, time: request.time, readableFrom: request.time, lifetime });
		return tokensOf(sequence, known);
	}
}

interface Setting {
	readonly request: CacheRequest;
	readonly sequence: TokenSequence;
	readonly rule: CacheRule;
	/** Which cache it reaches. */
	readonly store: string;
	readonly minimumTokens: Tokens;
	readonly lifetime: string;
}

interface CacheUse {
	readonly readTokens: Tokens;
	readonly writtenTokens: Readonly<Record<string, Tokens>>;
	readonly lookup: Lookup;
	/** Breakpoints that count; null where the provider needs none. */
	readonly marks: readonly Breakpoint[] | null;
}

function whyMissed(
	use: CacheUse & { readonly sharedTokens: Tokens; readonly machine: number; readonly setting: Setting },
): MissReason | null {
	const { setting, sharedTokens, readTokens, lookup, marks } = use;
	const { minimumTokens, rule, sequence } = setting;
	const inputTokens = tokensOf(sequence, sequence.ids.length);
	const usable = Math.min(sharedTokens, inputTokens - 1);
	const reachable = usable < minimumTokens ? 0 : inSteps(usable, minimumTokens, rule.incrementTokens);
	if (lookup.staleBecause !== null && readTokens < reachable) return lookup.staleBecause;
	// What is shared behind the last breakpoint cannot be read, so a read up to one is all there is to have.
	if (readTokens > 0 && (marks !== null || readTokens >= reachable)) return null;
	if (inputTokens < minimumTokens) return "below-minimum";
	if (marks !== null && marks.length === 0) return hasMarks(setting) ? "below-minimum" : "no-breakpoint";
	if (reachable === 0) return sharedTokens > 0 ? "differs-too-early" : "nothing-shared";
	return marks === null ? "other-machine" : "not-at-breakpoint";
}

function hasMarks({ request, rule }: Setting): boolean {
	return (
		request.automaticBreakpoint !== null ||
		(rule.mode === "implicit-breakpoint" && !request.explicitOnly) ||
		request.blocks.some(({ breakpoint }) => breakpoint !== null)
	);
}

/** For requests of a provider nothing is known of: only their size is of use. */
const noRule: CacheRule = {
	id: "none",
	providers: [],
	models: [],
	mode: "none",
	matching: "none",
	minimumTokens: { default: null, byModel: [] },
	unknownMinimumModels: [],
	incrementTokens: null,
	prefixOrder: ["tools", "system", "messages"],
	maximumBreakpoints: null,
	lookbackBlocks: null,
	lifetimes: { default: "unknown", options: [], byModel: [] },
	writeMultipliers: {},
	noCacheModels: [],
	noCacheExactModels: [],
	needsCacheKey: false,
	requestsPerMinutePerKey: null,
	invalidatedBy: {},
	isolation: null,
	grade: "U",
	source: "",
};

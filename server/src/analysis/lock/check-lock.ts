/** Compares a program with its prefix lock: which cached prefixes change, why, and what writing them anew costs once. */
import type { Tokens, UsDollars } from "../../model/units.ts";
import { type CacheRules, findCacheRule, lifetimeOf } from "../../prompts/cache/cache-rules.ts";
import { inSteps } from "../../prompts/cache/plan-cache.ts";
import { writePriceOf } from "../replay/price-outcome.ts";
import type { LockableCall, LockedCall, PrefixLock } from "./prefix-lock.ts";

export interface LockCheck {
	/** Sorted by id; empty when the lock still holds. */
	readonly changes: readonly PrefixChange[];
	/** Calls whose prefix is as locked, or was and is too short to be cached. */
	readonly unchanged: number;
	/** What all changes cost once; null when no price is known. */
	readonly rewriteUsd: UsDollars | null;
}

export interface PrefixChange {
	readonly id: string;
	readonly kind: "changed" | "new" | "gone";
	/** Where the call is now; null for one that is gone. */
	readonly file: string | null;
	readonly offset: number | null;
	/** What is different, in words: the first part that differs, or the model. */
	readonly because: string;
	readonly cacheableTokensBefore: Tokens;
	readonly cacheableTokensAfter: Tokens;
	/** Tokens the first request after the change has to write. */
	readonly rewriteTokens: Tokens;
	readonly rewriteUsd: UsDollars | null;
}

export function checkLock(lock: PrefixLock, calls: readonly LockableCall[], rules: CacheRules): LockCheck {
	const before = new Map(lock.calls.map((call) => [call.id, call]));
	const now = new Map(calls.map((call) => [call.locked.id, call]));
	const changes = [...new Set([...before.keys(), ...now.keys()])].flatMap((id): readonly PrefixChange[] => {
		const was = before.get(id);
		const is = now.get(id);
		if (was && is) return changeOf(was, is, rules);
		return is ? newCall(is, rules) : was ? goneCall(was) : [];
	});
	const sorted = changes.sort((a, b) => (a.id < b.id ? -1 : 1));
	const amounts = sorted.flatMap(({ rewriteUsd }) => rewriteUsd ?? []);
	return {
		changes: sorted,
		unchanged: calls.length - sorted.filter(({ kind }) => kind !== "gone").length,
		rewriteUsd: amounts.length > 0 ? amounts.reduce((a, b) => a + b, 0) : null,
	};
}

function changeOf(was: LockedCall, is: LockableCall, rules: CacheRules): readonly PrefixChange[] {
	const { locked } = is;
	const isCached = was.cacheableTokens > 0 || locked.cacheableTokens > 0;
	const modelChanged = was.model !== locked.model || was.provider !== locked.provider;
	if (
		!isCached ||
		(!modelChanged && was.hash === locked.hash && was.cacheableTokens > 0 === locked.cacheableTokens > 0)
	)
		return [];
	const kept = modelChanged ? 0 : keptTokens(was, is, rules);
	// What only goes on behind the locked prefix leaves all of it readable.
	if (was.cacheableTokens > 0 && kept >= was.cacheableTokens && locked.cacheableTokens >= was.cacheableTokens)
		return [];
	return [
		{
			...described(is, "changed"),
			because: modelChanged
				? `the model was ${was.model ?? "unknown"} and is ${locked.model ?? "unknown"}`
				: whyChanged(was, is),
			cacheableTokensBefore: was.cacheableTokens,
			...rewriteOf(is, Math.max(0, locked.cacheableTokens - kept), rules),
		},
	];
}

/** A new call counts only when something of it is cached. */
function newCall(is: LockableCall, rules: CacheRules): readonly PrefixChange[] {
	const { cacheableTokens } = is.locked;
	if (cacheableTokens === 0) return [];
	const because = "is not in the lock";
	return [{ ...described(is, "new"), because, cacheableTokensBefore: 0, ...rewriteOf(is, cacheableTokens, rules) }];
}

function goneCall(was: LockedCall): readonly PrefixChange[] {
	if (was.cacheableTokens === 0) return [];
	return [
		{
			id: was.id,
			kind: "gone",
			file: null,
			offset: null,
			because: "is no longer in the code, or has another name or place",
			cacheableTokensBefore: was.cacheableTokens,
			cacheableTokensAfter: 0,
			rewriteTokens: 0,
			rewriteUsd: 0,
		},
	];
}

function described({ locked, analyzed }: LockableCall, kind: "changed" | "new") {
	const { call } = analyzed;
	const place = { file: call.place.file, offset: call.nameSpan.start };
	return { id: locked.id, kind, ...place, cacheableTokensAfter: locked.cacheableTokens } as const;
}

function firstDifferent(was: LockedCall, { locked }: LockableCall): number {
	const index = locked.parts.findIndex((part, at) => {
		const other = was.parts[at];
		return !other || other.hash !== part.hash || other.role !== part.role;
	});
	return index < 0 ? locked.parts.length : index;
}

function whyChanged(was: LockedCall, is: LockableCall): string {
	const at = firstDifferent(was, is);
	const old = was.parts[at];
	const now = is.locked.parts[at];
	const tokensBefore = was.parts.slice(0, at).reduce((sum, part) => sum + part.tokens, 0);
	const after = `after ${tokensBefore} tokens`;
	const { notCachedBecause } = is.analyzed.prompt.cachePlan;
	const lost = is.locked.cacheableTokens === 0 && notCachedBecause !== null ? `; ${notCachedBecause}` : "";
	if (old && now && old.begins === now.begins)
		return `the ${now.role} text that begins "${now.begins}" differs, ${after}${lost}`;
	if (old && now) return `the ${old.role} text "${old.begins}" became "${now.begins}", ${after}${lost}`;
	if (now) return `the prefix goes on with "${now.begins}", ${after}${lost}`;
	if (old) return `the prefix ends before "${old.begins}", ${after}${lost}`;
	return `the text is the same${lost}`;
}

/** Tokens at the start that stay readable: caches of breakpoints keep nothing of a prefix that changes anywhere. */
function keptTokens(was: LockedCall, is: LockableCall, rules: CacheRules): Tokens {
	const { call, prompt } = is.analyzed;
	const rule = findCacheRule(rules, { provider: call.provider, name: call.model.name })?.rule;
	if (rule?.matching !== "longest-prefix") return 0;
	const tokens = was.parts.slice(0, firstDifferent(was, is)).reduce((sum, part) => sum + part.tokens, 0);
	const minimum = prompt.cachePlan.minimumTokens ?? 0;
	return tokens < minimum ? 0 : Math.min(was.cacheableTokens, inSteps(tokens, minimum, rule.incrementTokens));
}

function rewriteOf({ analyzed }: LockableCall, rewriteTokens: Tokens, rules: CacheRules) {
	const { call, cost } = analyzed;
	const rule = findCacheRule(rules, { provider: call.provider, name: call.model.name })?.rule ?? null;
	const asked = call.prompt.find(({ cacheBreakpoint }) => cacheBreakpoint?.ttl)?.cacheBreakpoint?.ttl;
	const lifetime = asked ?? (rule === null ? "5m" : lifetimeOf(rule, call.model.name));
	const prices = cost.cost?.prices;
	return {
		rewriteTokens,
		rewriteUsd: prices ? (rewriteTokens * writePriceOf(prices, lifetime, rule)) / 1_000_000 : null,
	};
}

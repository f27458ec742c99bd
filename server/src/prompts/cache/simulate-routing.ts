/**
 * Which machine a request reaches: a provider sends requests with the same beginning and the same key to the same one,
 * until that one has as many a minute as it takes; the next machine starts with an empty cache.
 */
import type { Milliseconds } from "../../model/units.ts";
import type { CacheRequest } from "./cache-request.ts";
import type { CacheRule } from "./cache-rules.ts";
import type { TokenSequence } from "./simulate-sequence.ts";

/** OpenAI routes by a hash of about the first 256 tokens (its cookbook, "Prompt Caching 201"). */
const routedTokens = 256;
const minute: Milliseconds = 60_000;

export class Router {
	readonly #arrivals = new Map<string, Milliseconds[][]>();

	/** 0 for the first machine of this beginning and key. */
	machineOf(route: string, time: Milliseconds, requestsPerMinute: number): number {
		const machines = this.#arrivals.get(route) ?? [];
		this.#arrivals.set(route, machines);
		for (let machine = 0; ; machine++) {
			const arrivals = (machines[machine] ?? []).filter((arrival) => arrival > time - minute);
			machines[machine] = arrivals;
			if (arrivals.length >= requestsPerMinute) continue;
			arrivals.push(time);
			return machine;
		}
	}
}

export function routeOf(request: CacheRequest, sequence: TokenSequence, rule: CacheRule): string {
	const tenant = `${request.organisation ?? ""}|${rule.id}|${request.model ?? ""}|${request.cacheKey ?? ""}`;
	if (rule.requestsPerMinutePerKey === null) return tenant;
	const end = sequence.tokensBefore.findIndex((tokens) => tokens >= routedTokens);
	return `${tenant}|${sequence.ids.slice(0, end < 0 ? sequence.ids.length : end).join(",")}`;
}

/** The arithmetic of a prompt cache: how often a prefix is found again, and when paying to write it is worth it. */
import type { Share, Tokens } from "../../model/units.ts";

/** Prices as multiples of the plain input price: `write` 1.25 and `read` 0.1 for a five-minute entry at Anthropic. */
export interface CacheMultipliers {
	readonly write: number;
	readonly read: number;
}

/**
 * Share of requests that find the prefix still cached when requests arrive at random and every read renews the entry:
 * the chance that the next one comes within the lifetime, 1 - exp(-rate x lifetime).
 */
export function expectedHitRate(requestsPerSecond: number, lifetimeSeconds: number): Share {
	if (!(requestsPerSecond > 0) || !(lifetimeSeconds > 0)) return 0;
	return 1 - Math.exp(-requestsPerSecond * lifetimeSeconds);
}

/**
 * The hit rate above which caching costs less than not caching: (w - 1) / (w - r).
 * 0 when writing costs nothing extra; null when reads are not cheaper than plain input, so that caching never pays.
 */
export function breakEvenHitRate({ write, read }: CacheMultipliers): Share | null {
	if (read >= 1) return null;
	if (write <= 1) return 0;
	return (write - 1) / (write - read);
}

/** Input tokens as they are billed, in plain input tokens: prefix x (h x r + (1 - h) x w) + the rest. */
export function billedInputTokens(input: {
	readonly prefixTokens: Tokens;
	readonly otherTokens: Tokens;
	readonly hitRate: Share;
	readonly multipliers: CacheMultipliers;
}): number {
	const { prefixTokens, otherTokens, hitRate, multipliers } = input;
	return prefixTokens * (hitRate * multipliers.read + (1 - hitRate) * multipliers.write) + otherTokens;
}

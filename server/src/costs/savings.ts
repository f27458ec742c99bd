/** What a change of a request would save, per request, before retries and failures. */
import type { CostEstimate, TokenPrices } from "../model/cost.ts";
import type { Share, Tokens, UsDollars } from "../model/units.ts";

/**
 * Saved by reading `tokens` from the prompt cache instead of paying the input price. `hitRate` is the share of requests
 * that find the prefix in the cache; the others write it, at a premium where the provider has one.
 * Null when the provider publishes no price for cached input: then nothing is promised.
 */
export function usdSavedByCaching(prices: TokenPrices, tokens: Tokens, hitRate: Share = 1): UsDollars | null {
	if (prices.cacheRead === null) return null;
	const writePremium = (prices.cacheWrite5m ?? prices.input) - prices.input;
	const perMillion = (prices.input - prices.cacheRead) * hitRate - writePremium * (1 - hitRate);
	return (tokens * perMillion) / 1_000_000;
}

/** Saved by sending `tokens` fewer input tokens. */
export function usdSavedByShorterInput(prices: TokenPrices, tokens: Tokens): UsDollars {
	return (tokens * prices.input) / 1_000_000;
}

/** Saved by answers that are `tokens` shorter; null when the model has no output price. */
export function usdSavedByShorterOutput(prices: TokenPrices, tokens: Tokens): UsDollars | null {
	return prices.output === null ? null : (tokens * prices.output) / 1_000_000;
}

/** Saved per request by sending all requests through the batch API; null where no batch price is published. */
export function usdSavedByBatching(estimate: CostEstimate): UsDollars | null {
	const { prices } = estimate;
	if (prices.batchInput === null) return null;
	const output = prices.output ?? 0;
	const input = (prices.input - prices.batchInput) * estimate.inputTokens;
	return (input + (output - (prices.batchOutput ?? output)) * estimate.outputTokens) / 1_000_000;
}

/** How many requests must read a cached prefix before writing it has paid off; null without cache prices. */
export function cacheReadsToBreakEven(prices: TokenPrices): number | null {
	if (prices.cacheRead === null || prices.cacheRead >= prices.input) return null;
	const premium = Math.max(0, (prices.cacheWrite5m ?? prices.input) - prices.input);
	return premium / (prices.input - prices.cacheRead);
}

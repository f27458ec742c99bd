/** What a simulated request costs: read, written and plain tokens, each at its price. */
import type { TokenPrices } from "../../model/cost.ts";
import type { Tokens, UsDollars, UsdPerMillionTokens } from "../../model/units.ts";
import type { CacheRule } from "../../prompts/cache/cache-rules.ts";
import type { CacheOutcome } from "../../prompts/cache/simulate.ts";

export function requestUsd(outcome: CacheOutcome, prices: TokenPrices, outputTokens: Tokens): UsDollars {
	const { inputTokens, readTokens, writtenTokens, rule } = outcome;
	let usd = readTokens * (prices.cacheRead ?? prices.input);
	let plain = inputTokens - readTokens;
	for (const [lifetime, tokens] of Object.entries(writtenTokens)) {
		usd += tokens * writePriceOf(prices, lifetime, rule);
		plain -= tokens;
	}
	return (usd + plain * prices.input + outputTokens * (prices.output ?? 0)) / 1_000_000;
}

export function usdWithoutCache({ inputTokens }: CacheOutcome, prices: TokenPrices, outputTokens: Tokens): UsDollars {
	return (inputTokens * prices.input + outputTokens * (prices.output ?? 0)) / 1_000_000;
}

/** The published price of writing, or else the provider's documented multiple of the input price, or else that price. */
export function writePriceOf(prices: TokenPrices, lifetime: string, rule: CacheRule | null): UsdPerMillionTokens {
	const published = lifetime === "1h" ? prices.cacheWrite1h : prices.cacheWrite5m;
	const multiple = rule?.writeMultipliers[lifetime];
	if (multiple === 1) return prices.input;
	return published ?? prices.input * (multiple ?? 1);
}

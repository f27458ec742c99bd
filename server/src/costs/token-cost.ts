/** What the tokens of one request cost at given prices: plain, cached and batched. */
import type { TokenPrices } from "../model/cost.ts";
import type { Share, Tokens, UsDollars, UsdPerMillionTokens } from "../model/units.ts";

export interface TokenUse {
	/** All input tokens, cached ones included. */
	readonly inputTokens: Tokens;
	readonly outputTokens: Tokens;
	/** Input tokens read from the provider's prompt cache. */
	readonly cachedInputTokens: Tokens;
	/** Input tokens written to the cache at a premium; 0 where writing is free or does not happen. */
	readonly cacheWriteTokens: Tokens;
	/** Lifetime of what is written: providers price five minutes and an hour differently. */
	readonly cacheWriteTtl: "5m" | "1h";
	/** Share of requests sent through the batch API. */
	readonly batchShare: Share;
}

export interface TokenCost {
	readonly inputUsd: UsDollars;
	readonly outputUsd: UsDollars;
	readonly usdPerRequest: UsDollars;
}

/** A request without cache and batch. */
export function plainUse(inputTokens: Tokens, outputTokens: Tokens): TokenUse {
	return { inputTokens, outputTokens, cachedInputTokens: 0, cacheWriteTokens: 0, cacheWriteTtl: "5m", batchShare: 0 };
}

/**
 * Cost of one attempt. A cache or batch price the provider does not publish is never invented: those tokens cost
 * the normal price. The batch share is priced without the cache, because no provider documents both together.
 */
export function tokenCost(prices: TokenPrices, use: TokenUse): TokenCost {
	const share = prices.batchInput === null ? 0 : use.batchShare;
	const online = onlineInputUsd(prices, use);
	const batched = usd(use.inputTokens, prices.batchInput ?? prices.input);
	const inputUsd = online * (1 - share) + batched * share;
	const outputPrice = prices.output ?? 0;
	const outputUsd = usd(use.outputTokens, outputPrice * (1 - share) + (prices.batchOutput ?? outputPrice) * share);
	return { inputUsd, outputUsd, usdPerRequest: inputUsd + outputUsd };
}

/** True when this use needs an output price that the offer does not have. */
export function lacksOutputPrice(prices: TokenPrices, outputTokens: Tokens): boolean {
	return prices.output === null && outputTokens > 0;
}

function onlineInputUsd(prices: TokenPrices, use: TokenUse): UsDollars {
	const read = Math.min(use.cachedInputTokens, use.inputTokens);
	const written = Math.min(use.cacheWriteTokens, use.inputTokens - read);
	const writePrice = use.cacheWriteTtl === "1h" ? prices.cacheWrite1h : prices.cacheWrite5m;
	return (
		usd(use.inputTokens - read - written, prices.input) +
		usd(read, prices.cacheRead ?? prices.input) +
		usd(written, writePrice ?? prices.input)
	);
}

function usd(tokens: Tokens, price: UsdPerMillionTokens): UsDollars {
	return (tokens * price) / 1_000_000;
}

/** Finds requests that a cache key would bring to the machine that holds their prefix, or without which nothing is cached. */
import type { CostEstimate } from "../model/cost.ts";
import { countText } from "../model/figures.ts";
import { findCacheRule } from "../prompts/cache/cache-rules.ts";
import { runsOnce, stableStart } from "./caching/cache-marker.ts";
import { cacheReadSavings, commonestMinimum } from "./caching/cache-prospect.ts";
import { providerName } from "./provider-name.ts";
import { defineRule, type RuleContext } from "./rule.ts";

const minutesPerMonth = 30 * 24 * 60;

const options = {
	minimumStaticTokens: {
		unit: "tokens",
		default: 1024,
		description: "Static tokens that must stand at the start, where the provider's own minimum is not higher.",
	},
	minimumSavingsUsd: {
		unit: "usd",
		default: 0.0001,
		description: "US dollars that a request saves when it finds them in the cache, where the price is known.",
	},
} as const;

export const missingCacheKey = defineRule({
	id: "missing-cache-key",
	summary: "No cache key is given where the provider needs one to find the prefix again.",
	group: "caching",
	defaultSeverity: "information",
	preset: "standard",
	fix: "none",
	noFixBecause: "only you know which requests share a prefix",
	since: "0.1.0",
	options,
	check(context) {
		const { call, prompt, cost, knowledge, report } = context;
		const found = findCacheRule(knowledge.cacheRules, { provider: call.provider, name: call.model.name });
		if (!found || found.throughRouter || call.options.cacheKey !== undefined || runsOnce(call)) return;
		const { tokens } = stableStart(prompt);
		const least = Math.max(prompt.cachePlan.minimumTokens ?? commonestMinimum, context.options.minimumStaticTokens);
		const usd = cacheReadSavings(tokens, 1, cost);
		if (
			tokens === 0 ||
			tokens < least ||
			prompt.cachePlan.mode === "none" ||
			(usd ?? 1) < context.options.minimumSavingsUsd
		)
			return;
		const because = found.rule.needsCacheKey
			? whyNeeded(context)
			: whyRouted(context, found.rule.requestsPerMinutePerKey);
		if (because === null) return;
		report({
			at: { file: call.place.file, ...call.nameSpan },
			message: `${countText(tokens)} static tokens stand at the start of the prompt, and the request has no \`prompt_cache_key\`.`,
			why: because,
			savings: { tokensPerRequest: tokens, usdPerRequest: found.rule.needsCacheKey ? usd : null },
		});
	},
});

function whyNeeded(context: RuleContext<typeof options>): string {
	return `${vendor(context)} probably caches only requests that carry a key. Give all requests with this start the same one.`;
}

/** Null unless the rate was set or measured: an assumed one says nothing. */
function whyRouted(context: RuleContext<typeof options>, limit: number | null): string | null {
	const estimate = context.cost.cost;
	if (limit === null || !estimate || !isRateKnown(estimate)) return null;
	const perMinute = estimate.requestsPerMonth / minutesPerMonth;
	if (perMinute <= limit) return null;
	return `About ${countText(limit)} requests a minute with one start and key go to one machine; at ${countText(perMinute)} a minute the others go to machines that have not seen it. Give a key for each group of requests that share more than the start, such as a conversation or a user.`;
}

function isRateKnown({ assumptions }: CostEstimate): boolean {
	const rate = assumptions.find(({ name }) => name === "requestsPerMonth");
	return rate !== undefined && rate.confidence !== "assumed";
}

function vendor({ call, knowledge }: RuleContext<typeof options>): string {
	return providerName(call.provider, knowledge.priceBook) ?? "The provider";
}

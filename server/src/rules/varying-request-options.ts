/** Finds options that are part of what a provider caches and differ between requests: a tool choice, thinking, images, an answer's schema. */
import { countText, usdText } from "../model/figures.ts";
import { cacheableOf, cacheProspect, cacheReadSavings } from "./caching/cache-prospect.ts";
import { varyingDetail, varyingInConversation, varyingSchema } from "./caching/varying-option.ts";
import { providerName } from "./provider-name.ts";
import { defineRule } from "./rule.ts";

const options = {
	minimumSavingsUsd: {
		unit: "usd",
		default: 0.0002,
		description: "US dollars a request that keeping the option must save, where the price is known.",
	},
} as const;

export const varyingRequestOptions = defineRule({
	id: "varying-request-options",
	summary: "An option that is part of what the provider caches differs between requests.",
	group: "caching",
	defaultSeverity: "information",
	preset: "standard",
	fix: "none",
	noFixBecause: "only you know whether one value would do for all requests",
	since: "0.1.0",
	options,
	check(context) {
		const { call, prompt, cost, knowledge, report } = context;
		const prospect = cacheProspect(call, prompt, knowledge);
		const found =
			prospect &&
			(varyingInConversation(call, prompt, knowledge.cacheRules) ??
				varyingSchema(call, prompt) ??
				varyingDetail(call, prompt));
		if (!prospect || !found) return;
		const gained = cacheableOf(found.tokens, prospect);
		const usd = cacheReadSavings(gained, 1, cost);
		if (gained === 0 || (usd ?? 1) < context.options.minimumSavingsUsd) return;
		const vendor = providerName(call.provider, knowledge.priceBook) ?? "The provider";
		report({
			at: found.at,
			message: `The request's ${found.name} differs between requests: ${found.because}.`,
			why: `${vendor} drops ${found.dropped} from its cache when it changes, about ${countText(gained)} tokens${usd === null ? "" : ` or ${usdText(usd)} a request`}. ${found.instead}`,
			savings: { tokensPerRequest: gained, usdPerRequest: usd },
		});
	},
});

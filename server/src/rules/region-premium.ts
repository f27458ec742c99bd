/** Finds requests that must stay in a region for which the provider charges more. */
import { regionOf } from "../costs/estimate-call.ts";
import { regionPremiumOf } from "../costs/region-premiums.ts";
import { shareText, usdText } from "../model/figures.ts";
import { defineRule } from "./rule.ts";

export const regionPremium = defineRule({
	id: "region-premium",
	summary: "The request must stay in a region, for which the provider charges more.",
	group: "pricing",
	defaultSeverity: "hint",
	preset: "standard",
	fix: "none",
	noFixBecause: "the region may be a promise to your customers",
	since: "0.1.0",
	options: {
		minimumPremiumUsd: {
			unit: "usd",
			default: 0.0005,
			description: "US dollars a request that the region must add.",
		},
	},
	check({ call, cost: { cost }, options, knowledge, report }) {
		const region = regionOf(call);
		if (!cost || region === null) return;
		const place = { provider: cost.provider, model: cost.model, region };
		const premium = regionPremiumOf(knowledge.priceBook.regionPremiums, place);
		if (!premium || premium.factor <= 1) return;
		const usd = cost.usdPerRequest * (1 - 1 / premium.factor);
		if (usd < options.minimumPremiumUsd) return;
		const at = call.options.inferenceGeo?.place ?? call.options.location?.place;
		report({
			at: at?.file === call.place.file ? at : { file: call.place.file, ...call.nameSpan },
			message: `Keeping the request in the region costs ${shareText(premium.factor - 1)} more.`,
			why: `${premium.note}: ${usdText(usd)} of ${usdText(cost.usdPerRequest)} a request. Leave it out where nothing obliges you to stay in the region. See ${premium.price.source}, ${premium.price.asOf}.`,
			savings: { tokensPerRequest: 0, usdPerRequest: usd },
		});
	},
});

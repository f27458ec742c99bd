/** Finds requests with one long start that are sent all at once: none of them can read what another is still writing. */

import type { CostResult } from "../model/cost.ts";
import { countText, usdText } from "../model/figures.ts";
import type { Tokens, UsDollars } from "../model/units.ts";
import { tokensOf } from "./caching/blocked-text.ts";
import { markersOf, stableStart } from "./caching/cache-marker.ts";
import { cacheableOf, cacheProspect } from "./caching/cache-prospect.ts";
import { providerName } from "./provider-name.ts";
import { defineRule } from "./rule.ts";

export const coldFanOut = defineRule({
	id: "cold-fan-out",
	summary:
		"Requests with one long start are sent all at once, so none reads what another is still writing to the cache.",
	group: "caching",
	defaultSeverity: "hint",
	preset: "standard",
	fix: "none",
	noFixBecause: "sending one request ahead makes the whole later by its answer",
	since: "0.1.0",
	options: {
		minimumStaticTokens: {
			unit: "tokens",
			default: 1024,
			description: "Static tokens that must stand at the start, where the provider's own minimum is not higher.",
		},
		minimumSavingsUsd: {
			unit: "usd",
			default: 0.0005,
			description: "US dollars that each request behind the first must save, where the price is known.",
		},
	},
	check({ call, prompt, cost, options, knowledge, report }) {
		const prospect = cacheProspect(call, prompt, knowledge);
		if (!prospect || !call.startsTogether || call.suppliedBy.length > 0) return;
		const isMarked = prompt.cachePlan.mode === "explicit";
		const last = markersOf(call).at(-1);
		if (isMarked && !last) return;
		const { tokens } = stableStart(prompt);
		const covered =
			last && isMarked ? tokensOf(prompt.segments.filter((segment) => segment.part <= last.part)) : tokens;
		const cacheable = cacheableOf(Math.min(tokens, covered), prospect);
		const usd = savedByWarmUp(cacheable, isMarked, cost);
		if (cacheable === 0 || cacheable < options.minimumStaticTokens || (usd ?? 1) < options.minimumSavingsUsd) return;
		const vendor = providerName(call.provider, knowledge.priceBook) ?? "The provider";
		report({
			at: { file: call.place.file, ...call.nameSpan },
			message: `Requests with ${countText(cacheable)} tokens in common are sent at the same time.`,
			why: `${vendor} can read a prefix ${isMarked ? "" : "probably "}only once a request that writes it has begun to answer, so all of them pay for it. When no earlier request has left it in the cache, send one first and the others after it: each of them then saves ${usd === null ? "most of it" : `about ${usdText(usd)}`}.`,
			related: [{ ...call.startsTogether, message: "they start together here" }],
			savings: { tokensPerRequest: cacheable, usdPerRequest: usd },
		});
	},
});

function savedByWarmUp(tokens: Tokens, isMarked: boolean, { cost }: CostResult): UsDollars | null {
	const prices = cost?.prices;
	if (!prices || prices.cacheRead === null) return null;
	const paid = isMarked ? (prices.cacheWrite5m ?? prices.input) : prices.input;
	return ((paid - prices.cacheRead) * tokens) / 1_000_000;
}

/** Finds conversations of which only the newest turns are sent: once the window is full, every turn is paid anew. */
import { countText, usdText } from "../model/figures.ts";
import type { LlmCall } from "../model/llm-call.ts";
import type { Prompt, Segment } from "../model/prompt.ts";
import type { Place } from "../model/source-file.ts";
import { isStable, tokensOf } from "./caching/blocked-text.ts";
import { markersOf } from "./caching/cache-marker.ts";
import { cacheableOf, cacheProspect, cacheReadSavings } from "./caching/cache-prospect.ts";
import { isWindow, windowBehind } from "./caching/cause.ts";
import { providerName } from "./provider-name.ts";
import { defineRule } from "./rule.ts";

export const truncatedHistoryBreaksPrefix = defineRule({
	id: "truncated-history-breaks-prefix",
	summary: "Only the newest turns of a conversation are sent, so each request starts it anew and misses the cache.",
	group: "caching",
	defaultSeverity: "information",
	preset: "standard",
	fix: "none",
	noFixBecause: "how much the model must remember is yours to decide",
	since: "0.1.0",
	options: {
		minimumSavingsUsd: {
			unit: "usd",
			default: 0.0001,
			description: "US dollars a request that a cached conversation must save, where the price is known.",
		},
	},
	check({ call, prompt, cost, options, knowledge, report }) {
		const prospect = cacheProspect(call, prompt, knowledge);
		const at = prompt.segments.findIndex((segment) => isWindow(segment) || windowBehind(call, segment) !== null);
		const window = prompt.segments[at];
		if (!prospect || !window || !endsInMarker(call, prompt, window)) return;
		const before = prompt.segments.slice(0, at);
		// Where something in front of it changes in every request, that is the nearer cause.
		if (before.some((segment) => !isStable(segment) && segment.changes !== "user" && segment.changes !== "session"))
			return;
		const prefix = tokensOf(before);
		const gained = cacheableOf(prefix + window.tokens.tokens, prospect) - cacheableOf(prefix, prospect);
		const usd = cacheReadSavings(gained, 1, cost);
		if (gained <= 0 || (usd ?? 1) < options.minimumSavingsUsd) return;
		const vendor = providerName(call.provider, knowledge.priceBook) ?? "the provider";
		const price =
			usd === null
				? ""
				: `, about ${usdText(usd)} a request at ${countText(window.tokens.tokens)} tokens of conversation`;
		const cut = isWindow(window) ? { label: window.label, place: window.place } : windowPlace(call, window);
		report({
			at: cut.place,
			message: `\`${cut.label}\` drops the oldest turns, so the conversation begins differently in every request.`,
			why: `Once the window is full, no turn can be read from ${vendor}'s prompt cache${price}. Let the conversation grow to a limit and then cut it to half at once, or replace its older part with a summary that stays.`,
			savings: { tokensPerRequest: gained, usdPerRequest: usd },
		});
	},
});

function windowPlace(call: LlmCall, window: Segment): { readonly label: string; readonly place: Place } {
	const found = windowBehind(call, window);
	if (!found) return { label: window.label, place: window.place };
	const { file, start, end, label } = found;
	return { label, place: { file, start, end } };
}

/** A provider that caches only up to markers caches no conversation without one behind it. */
function endsInMarker(call: LlmCall, { cachePlan }: Prompt, window: Segment): boolean {
	if (cachePlan.mode !== "explicit") return true;
	return call.options.cacheControl !== undefined || markersOf(call).some(({ part }) => part >= window.part);
}

/** Finds cache markers so many blocks behind the conversation that the provider does not look back as far as its last entry. */
import { countText, usdText } from "../model/figures.ts";
import { findCacheRule } from "../prompts/cache/cache-rules.ts";
import { isStable, tokensOf } from "./caching/blocked-text.ts";
import { markerName, markersOf } from "./caching/cache-marker.ts";
import { cacheReadSavings } from "./caching/cache-prospect.ts";
import { conversationOf } from "./caching/conversation.ts";
import { providerName } from "./provider-name.ts";
import { defineRule } from "./rule.ts";

export const breakpointBeyondLookback = defineRule({
	id: "breakpoint-beyond-lookback",
	summary: "More blocks stand between a conversation and its cache marker than the provider looks back.",
	group: "caching",
	defaultSeverity: "information",
	preset: "standard",
	fix: "none",
	noFixBecause: "only you know after which block a second marker makes sense",
	since: "0.1.0",
	options: {
		minimumSavingsUsd: {
			unit: "usd",
			default: 0.0005,
			description: "US dollars a request that reading the conversation must save, where the price is known.",
		},
	},
	check({ call, prompt, cost, options, knowledge, report }) {
		const found = findCacheRule(knowledge.cacheRules, { provider: call.provider, name: call.model.name });
		const lookback = found?.rule.mode === "explicit" ? found.rule.lookbackBlocks : null;
		const name = markerName(call);
		const last = markersOf(call).at(-1);
		const conversation = conversationOf(call, prompt).at(-1);
		if (lookback === null || lookback === undefined || !name || !last || !conversation) return;
		if (last.part <= conversation.part) return;
		const added = call.prompt.slice(conversation.part + 1, last.part + 1);
		// A marker in between writes an entry that the next request finds.
		if (added.slice(0, -1).some((part) => part.cacheBreakpoint !== null)) return;
		// The answer to this request stands between this marker and the next one.
		if (added.some((part) => part.repeatsOver !== null) || added.length + 1 < lookback) return;
		const before = prompt.segments.filter((segment) => segment.part <= conversation.part);
		const start = before.findIndex((segment) => !isStable(segment) && segment.changes === "request");
		const covered = start < 0 ? before : before.slice(0, start);
		const usd = cacheReadSavings(tokensOf(covered), 1, cost);
		if (tokensOf(covered) < (prompt.cachePlan.minimumTokens ?? 0) || (usd ?? 1) < options.minimumSavingsUsd) return;
		const { file, start: from, end } = last.marker;
		const vendor = providerName(call.provider, knowledge.priceBook) ?? "The provider";
		report({
			at: { file, start: from, end },
			message: `${countText(added.length)} blocks stand between the conversation and this \`${name}\`, and ${vendor} looks back ${countText(lookback)}.`,
			why: `What the request before stored lies further back, so the conversation is written anew each time instead of being read${usd === null ? "" : `, which would save about ${usdText(usd)} a request`}. Put a second marker at the end of the conversation.`,
			related: [{ ...conversation.place, message: "the conversation that could be read" }],
			savings: { tokensPerRequest: tokensOf(covered), usdPerRequest: usd },
		});
	},
});

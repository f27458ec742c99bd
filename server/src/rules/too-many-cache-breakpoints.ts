/** Finds requests that carry more cache markers than the provider takes, or markers whose lifetimes stand in the wrong order. */

import { countText } from "../model/figures.ts";
import type { LlmCall } from "../model/llm-call.ts";
import { findCacheRule } from "../prompts/cache/cache-rules.ts";
import { type CacheMarker, markerName, markersOf } from "./caching/cache-marker.ts";
import { providerName } from "./provider-name.ts";
import { defineRule, type RuleContext } from "./rule.ts";

export const tooManyCacheBreakpoints = defineRule({
	id: "too-many-cache-breakpoints",
	summary: "The request has more cache markers than the provider takes, or a five-minute marker before a one-hour one.",
	group: "caching",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "none",
	since: "0.1.0",
	options: {},
	check(context) {
		const { call, knowledge } = context;
		const found = findCacheRule(knowledge.cacheRules, { provider: call.provider, name: call.model.name });
		const most = found?.rule.mode === "explicit" ? found.rule.maximumBreakpoints : null;
		if (markerName(call) === null || most === null) return;
		const certain = markersOf(call).filter(({ part }) => isAlwaysThere(call, part));
		// The marker for the whole request takes one of the places.
		const places = most - (call.options.cacheControl === undefined ? 0 : 1);
		const firstTooMany = certain[places];
		if (firstTooMany) reportTooMany(context, { certain, most, firstTooMany });
		else reportOrder(context, certain);
	},
});

interface TooMany {
	readonly certain: readonly CacheMarker[];
	readonly most: number;
	readonly firstTooMany: CacheMarker;
}

function reportTooMany(context: RuleContext, { certain, most, firstTooMany }: TooMany): void {
	const { file, start, end } = firstTooMany.marker;
	const count = certain.length + (context.call.options.cacheControl === undefined ? 0 : 1);
	context.report({
		at: { file, start, end },
		message: `The request has ${countText(count)} cache markers, and ${vendor(context)} takes ${countText(most)}.`,
		why: "The request is refused. A marker covers everything before it, so keep one behind the tools, one behind the system text and one at the end of the conversation.",
		related: certain
			.filter((other) => other !== firstTooMany)
			.map(({ marker }) => ({ file: marker.file, start: marker.start, end: marker.end, message: "another marker" })),
	});
}

/** A marker without a lifetime stands for five minutes. */
function reportOrder(context: RuleContext, markers: readonly CacheMarker[]): void {
	const short = markers.findIndex(({ marker }) => marker.ttl !== "1h");
	const long = short < 0 ? undefined : markers.slice(short).find(({ marker }) => marker.ttl === "1h");
	const before = markers[short];
	if (!long || !before) return;
	const { file, start, end } = long.marker;
	context.report({
		at: { file, start, end },
		message: "This one-hour cache marker stands behind a five-minute one.",
		why: `${vendor(context)} takes one-hour markers only before five-minute ones and refuses the request. Give the earlier part the longer lifetime, or both the same.`,
		related: [
			{
				file: before.marker.file,
				start: before.marker.start,
				end: before.marker.end,
				message: "the five-minute marker",
			},
		],
	});
}

function isAlwaysThere({ prompt }: LlmCall, part: number): boolean {
	return prompt[part]?.onlyIf === null && prompt[part]?.repeatsOver === null;
}

function vendor({ call, knowledge }: RuleContext): string {
	return providerName(call.provider, knowledge.priceBook) ?? "the provider";
}

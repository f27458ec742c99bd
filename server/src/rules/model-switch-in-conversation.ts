/** Finds conversations that are sent to different models, by two requests of one function or by a condition: a cache belongs to one. */
import { countText, usdText } from "../model/figures.ts";
import type { Origin } from "../model/linked-value.ts";
import type { LlmCall } from "../model/llm-call.ts";
import type { Prompt, Segment } from "../model/prompt.ts";
import type { Place } from "../model/source-file.ts";
import { markersOf } from "./caching/cache-marker.ts";
import { cacheableOf, cacheProspect } from "./caching/cache-prospect.ts";
import { varyingCondition } from "./caching/condition.ts";
import { conversationOf } from "./caching/conversation.ts";
import { type CheckedCall, defineRule } from "./rule.ts";

export const modelSwitchInConversation = defineRule({
	id: "model-switch-in-conversation",
	summary: "A conversation goes to a second model, which reads none of it from the first model's cache.",
	group: "caching",
	defaultSeverity: "hint",
	preset: "standard",
	fix: "none",
	noFixBecause: "only you know whether one model would do for both",
	since: "0.1.0",
	options: {
		minimumSavingsUsd: {
			unit: "usd",
			default: 0.0002,
			description:
				"US dollars a request by which reading the conversation from the first model's cache must be cheaper.",
		},
	},
	check({ call, prompt, cost: { cost }, options, knowledge, report }) {
		const [segment] = call.kind === "direct" ? conversationOf(call, prompt) : [];
		const prospect = cacheProspect(call, prompt, knowledge);
		const choice = segment && choiceByRequest(call);
		if (!segment || !prospect || !choice || !cost || cost.prices.cacheRead === null) return;
		if (!isCached(call, prompt)) return;
		const tokens = cacheableOf(segment.tokens.tokens, { ...prospect, minimumTokens: 0 });
		const full = (tokens * cost.prices.input) / 1_000_000;
		const read = (tokens * cost.prices.cacheRead) / 1_000_000;
		if (full - read < options.minimumSavingsUsd) return;
		const { file, start, end } = choice.at;
		report({
			at: { file, start, end },
			message: `The conversation \`${segment.label}\` goes to \`${cost.model}\` or \`${choice.other}\`, which ${choice.because}.`,
			why: `A cache belongs to one model, so the turn after a switch pays all ${countText(tokens)} tokens of the conversation: ${usdText(full)} in place of ${usdText(read)} at \`${cost.model}\`. Choose the model when the conversation begins, or ask the other one in a request of its own.`,
			savings: { tokensPerRequest: tokens, usdPerRequest: full - read },
		});
	},
	checkProgram({ calls, options, knowledge, report }) {
		for (const group of conversations(calls)) {
			for (const [index, second] of group.entries()) {
				const first = group.slice(0, index).find((other) => isSwitch(other.checked, second.checked));
				const prospect = first && cacheProspect(first.checked.call, first.checked.prompt, knowledge);
				const before = first?.checked.cost.cost;
				const after = second.checked.cost.cost;
				if (!first || !prospect || !before || !after || before.prices.cacheRead === null) continue;
				const tokens = cacheableOf(second.segment.tokens.tokens, { ...prospect, minimumTokens: 0 });
				const full = (tokens * after.prices.input) / 1_000_000;
				const read = (tokens * before.prices.cacheRead) / 1_000_000;
				if (full - read < options.minimumSavingsUsd) continue;
				const { call } = second.checked;
				report(call, {
					at: call.model.place ?? { file: call.place.file, ...call.nameSpan },
					message: `The conversation \`${second.segment.label}\` goes to \`${after.model}\` after \`${before.model}\` has had it.`,
					why: `A cache belongs to one model, so ${countText(tokens)} tokens of conversation cost ${usdText(full)} here; \`${before.model}\` would read them for ${usdText(read)}. Ask the model that has the conversation, or send the second one only the part it needs.`,
					related: [
						{ file: first.checked.call.place.file, ...first.checked.call.nameSpan, message: "the first model" },
					],
					savings: { tokensPerRequest: tokens, usdPerRequest: full - read },
				});
			}
		}
	},
});

/** Only words that speak of the request count: a setting or a user's choice holds for the conversation. */
function choiceByRequest({
	model,
}: LlmCall): { readonly at: Place; readonly other: string; readonly because: string } | null {
	const [other] = model.alternatives;
	if (!model.chosenBy || other === undefined || model.name === null) return null;
	const { condition, origin } = model.chosenBy;
	const found = varyingCondition(origin, condition);
	return found?.changes === "request" ? { at: model.chosenBy, other, because: found.because } : null;
}

/** A provider that caches only up to markers caches no conversation without one behind it. */
function isCached(call: LlmCall, { cachePlan }: Prompt): boolean {
	return cachePlan.mode !== "explicit" || call.options.cacheControl !== undefined || markersOf(call).length > 0;
}

interface ConversationUse {
	readonly checked: CheckedCall;
	readonly segment: Segment;
}

/** Calls of one function that send a conversation from one source, in source order. */
function conversations(calls: readonly CheckedCall[]): Iterable<readonly ConversationUse[]> {
	const groups = new Map<string, ConversationUse[]>();
	for (const checked of calls) {
		const { call, prompt } = checked;
		if (call.functionName === null || call.kind !== "direct") continue;
		const [segment] = conversationOf(call, prompt);
		const source = segment && sourceOf(call, segment);
		if (!segment || !source) continue;
		const key = `${call.place.file} ${call.functionName} ${source}`;
		const group = groups.get(key) ?? [];
		group.push({ checked, segment });
		groups.set(key, group);
	}
	return groups.values();
}

/** The value a conversation is taken from; null when it is put together on the way. */
function sourceOf(call: LlmCall, segment: Segment): string | null {
	const part = call.prompt[segment.part];
	if (part?.content.kind !== "opaque") return null;
	let origin: Origin = part.repeatsOver ?? part.content.origin;
	while (origin.from[0] && (origin.source.kind === "element" || origin.source.kind === "member"))
		origin = origin.from[0];
	const { kind } = origin.source;
	return kind === "parameter" || kind === "attribute" || kind === "global" ? `${kind} ${origin.label}` : null;
}

/** Both are sent in one run: not in two arms of a condition, and not one in place of the other that failed. */
function isSwitch({ call: first }: CheckedCall, { call: second }: CheckedCall): boolean {
	if (first.model.name === null || second.model.name === null || first.model.name === second.model.name) return false;
	const names = new Set([first.model.name, ...first.model.alternatives]);
	if ([second.model.name, ...second.model.alternatives].some((name) => names.has(name))) return false;
	const isAlwaysMade = first.control.every(
		(step) => step.kind !== "branch" || second.control.some((other) => other.at === step.at && other.arm === step.arm),
	);
	return isAlwaysMade && [...first.control, ...second.control].every((step) => step.kind !== "catch");
}

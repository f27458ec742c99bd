/** Finds options that are part of what a provider caches and differ between requests: a tool choice, thinking, an answer's schema. */
import { countText, usdText } from "../model/figures.ts";
import type { LinkedValue } from "../model/linked-value.ts";
import type { LlmCall, ResolvedOption } from "../model/llm-call.ts";
import type { Prompt, Segment } from "../model/prompt.ts";
import type { Place } from "../model/source-file.ts";
import { findCacheRule } from "../prompts/cache/cache-rules.ts";
import { serializeValue } from "../prompts/segments/serialize-value.ts";
import { isStable, tokensOf } from "./caching/blocked-text.ts";
import { markersOf, stableStart } from "./caching/cache-marker.ts";
import { cacheableOf, cacheProspect, cacheReadSavings } from "./caching/cache-prospect.ts";
import { conversationOf } from "./caching/conversation.ts";
import { providerName } from "./provider-name.ts";
import { defineRule, type RuleContext } from "./rule.ts";

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
		const found = prospect && (varyingChoice(context) ?? varyingSchema(context));
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

interface Varying {
	readonly name: string;
	readonly at: Place;
	/** A clause. */
	readonly because: string;
	readonly tokens: number;
	readonly dropped: string;
	readonly instead: string;
}

/** At Anthropic a turn with another tool choice or other thinking finds none of the messages before it. */
function varyingChoice({ call, prompt, knowledge }: RuleContext<typeof options>): Varying | null {
	const found = findCacheRule(knowledge.cacheRules, { provider: call.provider, name: call.model.name });
	if (found?.rule.mode !== "explicit" || !call.model.name?.includes("claude")) return null;
	const conversation = conversationOf(call, prompt);
	if (conversation.length === 0 || !isConversationMarked(call, prompt)) return null;
	const names = { toolChoice: "tool choice", thinking: "thinking" } as const;
	for (const [key, name] of Object.entries(names)) {
		const option = call.options[key];
		const condition = option && choiceIn(option);
		if (!option || condition === null || condition === undefined) continue;
		return {
			name,
			at: option.place,
			because: `it depends on \`${condition}\``,
			tokens: tokensBefore(prompt, conversation) + tokensOf(conversation),
			dropped: "the messages",
			instead: "Keep one value for a whole conversation, and ask for the exception in the last message.",
		};
	}
	return null;
}

/** Tools whose text is not known are mostly the same each time, so only what is known to change ends the start. */
function tokensBefore({ segments }: Prompt, [first]: readonly Segment[]): number {
	const before = first ? segments.slice(0, segments.indexOf(first)) : [];
	return before.some((segment) => segment.kind === "changing" && !isStable(segment)) ? 0 : tokensOf(before);
}

function isConversationMarked(call: LlmCall, prompt: Prompt): boolean {
	if (call.options.cacheControl !== undefined) return true;
	const [first] = conversationOf(call, prompt);
	return first !== undefined && markersOf(call).some(({ part }) => part >= first.part);
}

/** The condition between values that can be told apart; null for one value, and for one that is only handed through. */
function choiceIn({ value }: ResolvedOption): string | null {
	if (value.kind !== "choice") return null;
	const written = new Set(value.options.map((option) => serializeValue(option).text));
	const areKnown = value.options.every((option) => serializeValue(option).stability === null);
	return written.size > 1 && areKnown ? value.condition : null;
}

/** OpenAI puts the schema of the answer before the system text. */
function varyingSchema({ call, prompt }: RuleContext<typeof options>): Varying | null {
	if (call.provider !== "openai" && call.provider !== "azure") return null;
	const option = call.options.schema ?? call.options.responseFormat;
	if (!option || !isBuiltHere(option.value)) return null;
	const { stability } = serializeValue(option.value);
	if (stability?.changes !== "request" || stability.kind === "model-output") return null;
	return {
		name: "answer schema",
		at: option.place,
		because: stability.because,
		tokens: stableStart(prompt).tokens,
		dropped: "everything behind the schema",
		instead: "Use one schema for all requests, and name the values that count for this one in the last message.",
	};
}

/** A schema handed through from elsewhere may well be the same every time. */
function isBuiltHere(value: LinkedValue): boolean {
	return value.kind === "record" || (value.kind === "symbol" && value.calls.length > 0);
}

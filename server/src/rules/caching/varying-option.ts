/** Options that are part of what a provider stores, and the condition under which a request has another value of them. */
import type { LinkedValue } from "../../model/linked-value.ts";
import type { LlmCall, PromptPart } from "../../model/llm-call.ts";
import type { Prompt, Segment } from "../../model/prompt.ts";
import type { Place } from "../../model/source-file.ts";
import { type CacheRules, findCacheRule } from "../../prompts/cache/cache-rules.ts";
import { serializeValue } from "../../prompts/segments/serialize-value.ts";
import { isStable, tokensOf } from "./blocked-text.ts";
import { markersOf, stableStart } from "./cache-marker.ts";
import { isAboutTools, varyingCondition } from "./condition.ts";
import { conversationOf, conversationTokens } from "./conversation.ts";

export interface VaryingOption {
	/** "tool choice". */
	readonly name: string;
	readonly at: Place;
	/** A clause. */
	readonly because: string;
	/** Tokens that the change keeps from being read. */
	readonly tokens: number;
	/** What the provider drops. */
	readonly dropped: string;
	/** What to do, a sentence. */
	readonly instead: string;
}

/** At Anthropic a turn with another tool choice, other thinking or another image finds none of the messages before it. */
export function varyingInConversation(call: LlmCall, prompt: Prompt, rules: CacheRules): VaryingOption | null {
	const found = findCacheRule(rules, { provider: call.provider, name: call.model.name });
	if (found?.rule.mode !== "explicit" || !call.model.name?.includes("claude")) return null;
	const conversation = conversationOf(call, prompt);
	if (conversation.length === 0 || !isConversationMarked(call, prompt)) return null;
	const varying = varyingArgument(call) ?? varyingImage(call);
	return (
		varying && {
			...varying,
			tokens: tokensBefore(prompt, conversation) + conversationTokens(call, conversation),
			dropped: "the messages",
		}
	);
}

const argumentNames = { toolChoice: "tool choice", thinking: "thinking", effort: "effort" } as const;

function varyingArgument({ options }: LlmCall): Omit<VaryingOption, "tokens" | "dropped"> | null {
	for (const [key, name] of Object.entries(argumentNames)) {
		const option = options[key];
		const because = option && conditionIn(option.value);
		if (!option || !because) continue;
		const instead = "Keep one value for a whole conversation, and ask for the exception in the last message.";
		return { name, at: option.place, because: `it ${because}`, instead };
	}
	return null;
}

/** An image that only some of the turns send. */
function varyingImage({ prompt }: LlmCall): Omit<VaryingOption, "tokens" | "dropped"> | null {
	const part = prompt.find(
		({ content, onlyIf, role }) => content.kind === "image" && onlyIf !== null && role !== "system",
	);
	if (part?.content.kind !== "image" || part.onlyIf === null || part.repeatsOver !== null) return null;
	const condition = varyingCondition(part.onlyIf, part.onlyIf.label);
	if (condition?.changes !== "request") return null;
	const { file, start, end } = part.content.value;
	return {
		name: "set of images",
		at: { file, start, end },
		because: `one of them ${condition.because}`,
		instead: "Send the image with every turn or with none, or describe it in words where it adds little.",
	};
}

/** OpenAI puts the schema of the answer before the system text. */
export function varyingSchema({ provider, options }: LlmCall, prompt: Prompt): VaryingOption | null {
	if (!isOpenAi(provider)) return null;
	const option = options.schema ?? options.responseFormat;
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

/** At OpenAI an image at another detail is another text, so what stands behind it is new. */
export function varyingDetail({ provider, prompt }: LlmCall, { segments }: Prompt): VaryingOption | null {
	if (!isOpenAi(provider)) return null;
	for (const [index, part] of prompt.entries()) {
		const found = detailIn(part);
		const behind = segments.filter((segment) => segment.part > index);
		const end = behind.findIndex((segment) => segment.kind === "changing" && segment.changes === "request");
		const kept = end < 0 ? behind : behind.slice(0, end);
		if (!found || (kept.length === 0 && part.repeatsOver === null)) continue;
		const before = segments.filter((segment) => segment.part <= index);
		if (before.some((segment) => segment.kind === "changing" && segment.part < index && !isStable(segment)))
			return null;
		return {
			name: "image detail",
			at: found.at,
			because: `it ${found.because}`,
			tokens: tokensOf(before) + tokensOf(kept),
			dropped: "the image and everything behind it",
			instead: "Keep the detail with which an image was first sent.",
		};
	}
	return null;
}

function detailIn({ content }: PromptPart): { readonly at: Place; readonly because: string } | null {
	if (content.kind !== "image" || content.value.kind !== "record") return null;
	const inner = entryOf(content.value, "image_url");
	const detail = entryOf(inner ?? content.value, "detail") ?? entryOf(content.value, "detail");
	const because = detail && conditionIn(detail);
	if (!detail || !because) return null;
	const { file, start, end } = detail;
	return { at: { file, start, end }, because };
}

function entryOf(value: LinkedValue, key: string): LinkedValue | null {
	return value.kind === "record" ? (value.entries.find((entry) => entry.key === key)?.value ?? null) : null;
}

function isOpenAi(provider: string | null): boolean {
	return provider === "openai" || provider === "azure";
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

/**
 * The condition between values that can be told apart, as a clause: "depends on `is_first`". Null for one value, for one
 * that is handed through, and for a condition that stays as it is for a conversation, such as a setting.
 */
function conditionIn(value: LinkedValue): string | null {
	if (value.kind === "record") {
		for (const entry of value.entries) {
			const found = conditionIn(entry.value);
			if (found) return found;
		}
		return null;
	}
	if (value.kind !== "choice") return null;
	const written = new Set(value.options.map((option) => serializeValue(option).text));
	const areKnown = value.options.every((option) => serializeValue(option).stability === null);
	if (written.size < 2 || !areKnown || isAboutTools(value.conditionOrigin, value.condition)) return null;
	const condition = varyingCondition(value.conditionOrigin, value.condition);
	return condition?.changes === "request" ? condition.because : null;
}

/** A schema handed through from elsewhere may well be the same every time. */
function isBuiltHere(value: LinkedValue): boolean {
	return value.kind === "record" || (value.kind === "symbol" && value.calls.length > 0);
}

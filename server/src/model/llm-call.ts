/** A request to a model provider found in the code, with what linking learnt about it. */

import type { ControlPath } from "./file-summary.ts";
import type { LinkedText, LinkedValue, Origin } from "./linked-value.ts";
import type { LanguageId, Place, Span } from "./source-file.ts";
import type { Tokens } from "./units.ts";

export type ApiKind = "chat" | "completion" | "embedding" | "image" | "audio" | "rerank" | "moderation" | "other";

export type ModelSource =
	| "literal"
	| "constant"
	| "imported-constant"
	| "environment-default"
	| "configuration"
	| "parameter"
	| "unknown";

export interface LlmCall {
	/** Stable within one scan: `file:line:column` of the callee's last name. */
	readonly id: string;
	/** The whole call expression. */
	readonly place: Place;
	/** The callee's last name, for example `create`; a finding or hint about the call points here. */
	readonly nameSpan: Span;
	/** Offset of the closing bracket, where an argument can be inserted; null when unknown. */
	readonly closeBracket: number | null;
	/** `direct`: a request made by an SDK. `wrapper`: a call of the project's own function that forwards a prompt composed here. */
	readonly kind: "direct" | "wrapper";
	readonly confidence: "certain" | "likely";
	/** Why it is only likely; null when certain. */
	readonly likelyBecause: string | null;
	readonly language: LanguageId;
	/** Descriptor id, for example `openai`, `vercel-ai`. */
	readonly sdk: string;
	/** Descriptor's name of the request, for example `chat.completions`. */
	readonly method: string;
	readonly api: ApiKind;
	/** Key of the price book's providers; null when it cannot be known. */
	readonly provider: string | null;
	readonly model: ResolvedModel;
	readonly maxOutputTokens: ResolvedLimit;
	/** Prompt parts in the provider's cache order: tools, system, messages. */
	readonly prompt: readonly PromptPart[];
	/** Other arguments by the descriptor's neutral names: `n`, `stream`, `temperature`, `responseFormat`, `toolChoice`, `reasoningEffort`, `cacheKey`, `maxRetries`, ... */
	readonly options: Readonly<Record<string, ResolvedOption>>;
	/** Name of the enclosing function, `Class.method` for methods; null at module level. */
	readonly functionName: string | null;
	readonly control: ControlPath;
	/** For a wrapper: the ids of the direct calls it reaches. For a direct call: none. */
	readonly reaches: readonly string[];
	/** For a direct call whose prompt is a parameter: the ids of the wrapper calls that supply it. */
	readonly suppliedBy: readonly string[];
}

export interface ResolvedModel {
	/** The identifier sent to the provider; null when it cannot be known. */
	readonly name: string | null;
	readonly from: ModelSource;
	/** Other identifiers it may also be (the arms of a condition). */
	readonly alternatives: readonly string[];
	/** Why it is not known; null when it is. */
	readonly unknownBecause: string | null;
	readonly place: Place | null;
}

export interface ResolvedLimit {
	readonly tokens: Tokens | null;
	readonly place: Place | null;
	/** The argument's name in this API: `max_tokens`, `max_output_tokens`, `maxOutputTokens`; null when the API has none. */
	readonly argumentName: string | null;
	/** True when an argument is given but its value is not known. */
	readonly isDynamic: boolean;
}

export interface ResolvedOption {
	readonly value: LinkedValue;
	readonly place: Place;
}

export type PromptRole = "tools" | "system" | "user" | "assistant" | "unknown";

/** One part of a request's prompt: a tool list, a system text, one message or one content block. */
export interface PromptPart {
	readonly role: PromptRole;
	readonly content: PromptContent;
	/** The message or list item it comes from, whole, so that it can be moved. Null when it is not an item of a visible list. */
	readonly item: PromptItem | null;
	/** Set when the part carries a cache marker such as `cache_control`. */
	readonly cacheBreakpoint: CacheBreakpoint | null;
	/** Zero or more times, once for each element of something (history, examples). */
	readonly repeatsOver: Origin | null;
	/** Present only under this condition; null when always. */
	readonly onlyIf: Origin | null;
	/** Set when the part is all that one argument holds: `system="..."`, whole, with its name. */
	readonly argument?: NamedPlace;
}

export interface NamedPlace extends Place {
	readonly name: string;
}

export type PromptContent =
	| { readonly kind: "text"; readonly text: LinkedText }
	/** Tool or schema definitions: counted by their serialised form. */
	| { readonly kind: "schema"; readonly value: LinkedValue }
	| { readonly kind: "image"; readonly value: LinkedValue; readonly detail: string | null }
	/** A whole value that supplies messages, e.g. a history list; nothing is known of its text. */
	| { readonly kind: "opaque"; readonly origin: Origin };

export interface PromptItem {
	readonly list: Place;
	readonly index: number;
	readonly span: Place;
}

export interface CacheBreakpoint extends Place {
	readonly ttl: "5m" | "1h" | null;
}

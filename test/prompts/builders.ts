/** Short ways to write linked calls by hand, so that a test shows only what it is about. */
import type {
	ChoicePart,
	HolePart,
	LinkedText,
	LinkedValue,
	LiteralPart,
	Origin,
	OriginSource,
	RepeatPart,
	TextPart,
} from "../../server/src/model/linked-value.ts";
import type { CacheBreakpoint, LlmCall, PromptPart, PromptRole } from "../../server/src/model/llm-call.ts";
import type { Place } from "../../server/src/model/source-file.ts";

export const place: Place = { file: "app.py", start: 0, end: 10 };

export function origin(label: string, source: OriginSource, from: readonly Origin[] = []): Origin {
	return { ...place, label, source, from };
}

export function parameter(name: string, options: { type?: string; functionName?: string } = {}): Origin {
	return origin(name, {
		kind: "parameter",
		name,
		functionName: options.functionName ?? "answer",
		type: options.type ?? null,
	});
}

export function externalCall(path: string, label = path, from: readonly Origin[] = []): Origin {
	return origin(label, { kind: "external-call", path }, from);
}

export function member(object: Origin, name: string): Origin {
	return origin(`${object.label}.${name}`, { kind: "member", name }, [object]);
}

export const constant: Origin = origin("TOPICS", { kind: "constant" });

export function literal(text: string, at: Place = place): LiteralPart {
	return { ...at, kind: "literal", text, verbatim: true };
}

export function hole(from: Origin): HolePart {
	return { ...place, kind: "hole", origin: from };
}

export function choice(
	options: readonly (readonly TextPart[])[],
	condition: string,
	from: Origin | null = null,
): ChoicePart {
	return { ...place, kind: "choice", options, condition, conditionOrigin: from };
}

export function repeat(parts: readonly TextPart[], over: Origin): RepeatPart {
	return { ...place, kind: "repeat", parts, over };
}

export function text(...parts: readonly (string | TextPart)[]): LinkedText {
	return { ...place, kind: "text", parts: parts.map((part) => (typeof part === "string" ? literal(part) : part)) };
}

export function record(entries: Readonly<Record<string, LinkedValue>>): LinkedValue {
	return {
		...place,
		kind: "record",
		entries: Object.entries(entries).map(([key, value]) => ({ ...place, key, value })),
		unknownSpreads: [],
	};
}

export function list(...items: readonly LinkedValue[]): LinkedValue {
	return { ...place, kind: "list", form: "list", items };
}

export function message(
	role: PromptRole,
	content: LinkedText,
	options: { index?: number; breakpoint?: CacheBreakpoint; repeatsOver?: Origin; onlyIf?: Origin } = {},
): PromptPart {
	return {
		role,
		content: { kind: "text", text: content },
		item: options.index === undefined ? null : { list: place, index: options.index, span: place },
		cacheBreakpoint: options.breakpoint ?? null,
		repeatsOver: options.repeatsOver ?? null,
		onlyIf: options.onlyIf ?? null,
	};
}

export function opaque(role: PromptRole, from: Origin): PromptPart {
	return {
		role,
		content: { kind: "opaque", origin: from },
		item: null,
		cacheBreakpoint: null,
		repeatsOver: null,
		onlyIf: null,
	};
}

export function tools(value: LinkedValue): PromptPart {
	return {
		role: "tools",
		content: { kind: "schema", value },
		item: null,
		cacheBreakpoint: null,
		repeatsOver: null,
		onlyIf: null,
	};
}

export const breakpoint: CacheBreakpoint = { ...place, ttl: "5m" };

export function call(
	prompt: readonly PromptPart[],
	changes: Partial<LlmCall> & { modelName?: string | null } = {},
): LlmCall {
	const { modelName = "gpt-5.5", ...others } = changes;
	return {
		id: "app.py:1:1",
		place,
		nameSpan: { start: 0, end: 6 },
		closeBracket: null,
		kind: "direct",
		confidence: "certain",
		likelyBecause: null,
		language: "python",
		sdk: "openai",
		method: "chat.completions",
		api: "chat",
		provider: "openai",
		model: { name: modelName, from: "literal", alternatives: [], unknownBecause: null, place: null },
		maxOutputTokens: { tokens: null, place: null, argumentName: "max_tokens", isDynamic: false },
		prompt,
		options: {},
		functionName: "answer",
		control: [],
		reaches: [],
		suppliedBy: [],
		...others,
	};
}

/** `count` words of plain English, about `count` tokens. */
export function words(count: number): string {
	const sentence = "always answer the customer in a calm and friendly way and name the page of the manual ";
	const all = sentence.trim().split(" ");
	return Array.from({ length: count }, (_, index) => all[index % all.length]).join(" ");
}

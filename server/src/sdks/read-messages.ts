/** Turns message lists, messages and content blocks of any SDK's shape into prompt parts. */

import type { LinkedList, LinkedText, LinkedValue, Origin, TextPart } from "../model/linked-value.ts";
import type { CacheBreakpoint, PromptItem, PromptPart, PromptRole } from "../model/llm-call.ts";
import type { Place } from "../model/source-file.ts";
import { propertyOf, textAt, type ValueAccess } from "./arguments.ts";
import type { SdkTable } from "./sdk-table.ts";

export interface MessageContext {
	readonly access: ValueAccess;
	readonly classes: SdkTable["messageClasses"];
}

interface Around {
	readonly role: PromptRole;
	readonly item: PromptItem | null;
	readonly cacheBreakpoint: CacheBreakpoint | null;
	readonly repeatsOver: Origin | null;
	readonly onlyIf: Origin | null;
}

const nowhere: Around = { role: "unknown", item: null, cacheBreakpoint: null, repeatsOver: null, onlyIf: null };

const roleWords: Readonly<Record<string, PromptRole>> = {
	system: "system",
	developer: "system",
	user: "user",
	human: "user",
	USER: "user",
	assistant: "assistant",
	ai: "assistant",
	model: "assistant",
	CHATBOT: "assistant",
	SYSTEM: "system",
	tool: "user",
	function: "user",
};

/** A list of messages; text alone is a message of the user. */
export function readMessages(
	value: LinkedValue,
	context: MessageContext,
	role: PromptRole | null = null,
): readonly PromptPart[] {
	return messagesOf(value, { ...nowhere, role: role ?? "unknown" }, context, 0);
}

/** Text or content blocks spoken by `role`. */
export function readContent(value: LinkedValue, role: PromptRole, context: MessageContext): readonly PromptPart[] {
	return contentOf(value, { ...nowhere, role }, context, 0);
}

function messagesOf(value: LinkedValue, around: Around, context: MessageContext, depth: number): readonly PromptPart[] {
	if (depth > 6) return [opaque(value, around)];
	switch (value.kind) {
		case "list": {
			const pair = asPair(value);
			if (pair && depth > 0) return contentOf(pair.content, { ...around, role: pair.role }, context, depth);
			return listParts(value, around, (item, inner) => messageOf(item, inner, context, depth + 1));
		}
		case "text":
			return contentOf(value, { ...around, role: around.role === "unknown" ? "user" : around.role }, context, depth);
		case "choice": {
			const areTexts = value.options.some((option) => option.kind === "text") && value.options.every(isTextLike);
			if (areTexts)
				return contentOf(value, { ...around, role: around.role === "unknown" ? "user" : around.role }, context, depth);
			const best = bestOption(value.options);
			return best ? messagesOf(best, around, context, depth + 1) : [opaque(value, around)];
		}
		case "null":
			return [];
		case "record":
		case "symbol":
			return messageOf(value, around, context, depth + 1);
		default:
			// Where a text is as good as a list, a value of unknown shape counts as text.
			return value.kind === "hole" && around.role !== "unknown"
				? contentOf(value, around, context, depth)
				: [opaque(value, around)];
	}
}

function messageOf(value: LinkedValue, around: Around, context: MessageContext, depth: number): readonly PromptPart[] {
	if (depth > 8) return [opaque(value, around)];
	switch (value.kind) {
		case "null":
			return [];
		case "repeat":
			return messageOf(value.item, { ...around, repeatsOver: value.over }, context, depth + 1);
		case "choice": {
			const present = value.options.filter((option) => option.kind !== "null");
			const isOptional = present.length < value.options.length;
			const condition = value.conditionOrigin ?? conditionAt(value);
			const [first, second] = present;
			if (!first) return [];
			const inner = isOptional || second ? { ...around, onlyIf: condition } : around;
			const parts = messageOf(first, inner, context, depth + 1);
			if (!second) return parts;
			return mergedOptions(value, parts, messageOf(second, inner, context, depth + 1), around, isOptional);
		}
		case "list": {
			const pair = asPair(value);
			return pair
				? contentOf(pair.content, { ...around, role: pair.role }, context, depth + 1)
				: messagesOf(value, around, context, depth + 1);
		}
		case "text":
			return contentOf(
				value,
				{ ...around, role: around.role === "unknown" ? "user" : around.role },
				context,
				depth + 1,
			);
		case "record":
		case "symbol":
		case "hole":
			return fieldsOf(value, around, context, depth);
		default:
			return [opaque(value, around)];
	}
}

/** A message as an object: `{role, content}`, `Content(role=, parts=)`, `HumanMessage(...)`. */
function fieldsOf(value: LinkedValue, around: Around, context: MessageContext, depth: number): readonly PromptPart[] {
	const { access, classes } = context;
	const named = value.kind === "symbol" ? classes.get(lastCalled(value.path)) : undefined;
	const roleValue =
		propertyOf(value, "role", access) ?? (value.kind === "record" ? propertyOf(value, "type", access) : null);
	const roleText = roleValue ? roleNameOf(roleValue) : null;
	const said = roleText === null ? undefined : roleWords[roleText];
	const role = (named === "unknown" ? said : named) ?? said ?? around.role;
	const content =
		propertyOf(value, "content", access) ??
		propertyOf(value, "parts", access) ??
		propertyOf(value, "text", access) ??
		propertyOf(value, "message", access);
	const marker = breakpointOf(value, access);
	const inner: Around = { ...around, role, cacheBreakpoint: marker ?? around.cacheBreakpoint };
	if (content) return contentOf(content, inner, context, depth + 1);
	if (value.kind === "symbol" && named !== undefined) {
		const first = value.calls.at(-1)?.positional[0];
		if (first) return contentOf(first, inner, context, depth + 1);
	}
	if (value.kind === "record" && roleValue)
		return propertyOf(value, "tool_calls", access) || value.entries.some((entry) => entry.key === "content")
			? []
			: [opaque(value, inner)];
	return [opaque(value, inner)];
}

function contentOf(value: LinkedValue, around: Around, context: MessageContext, depth: number): readonly PromptPart[] {
	if (depth > 10) return [opaque(value, around)];
	switch (value.kind) {
		case "null":
			return [];
		case "list":
			return listParts(value, around, (item, inner) => contentOf(item, inner, context, depth + 1));
		case "repeat":
			return contentOf(value.item, { ...around, repeatsOver: value.over }, context, depth + 1);
		case "choice": {
			const present = value.options.filter((option) => option.kind !== "null" && !isEmptyText(option));
			if (present.length > 0 && present.every(isTextLike)) {
				const inner =
					present.length < value.options.length
						? { ...around, onlyIf: value.conditionOrigin ?? conditionAt(value) }
						: around;
				return [textPart(choiceText(value, present), inner)];
			}
			const best = bestOption(present);
			return best ? contentOf(best, around, context, depth + 1) : [];
		}
		case "text":
			return [textPart(value, around)];
		case "record":
		case "symbol":
			return blockOf(value, around, context, depth);
		case "hole":
			return [textPart(holeText(value), around)];
		case "function":
			return [textPart(resultText(value), around)];
		default:
			return [textPart(literal(value), around)];
	}
}

/** `"system"`, or the last name of a constant such as `MessageRole.SYSTEM`. */
function roleNameOf(value: LinkedValue): string | null {
	if (value.kind !== "symbol" || value.path.endsWith("()")) return textAt(value);
	return value.path.slice(value.path.lastIndexOf(".") + 1).toLowerCase();
}

/** A content block: text, image, tool result, document. */
function blockOf(value: LinkedValue, around: Around, context: MessageContext, depth: number): readonly PromptPart[] {
	const { access, classes } = context;
	const marker = breakpointOf(value, access);
	const inner: Around = { ...around, cacheBreakpoint: marker ?? around.cacheBreakpoint };
	if (value.kind === "symbol") {
		const name = lastCalled(value.path);
		if (
			/^(from_text|Part|TextPart|TextBlock|TextContent|TextBlockParam|ChatCompletionContentPartTextParam)$/.test(
				name,
			) ||
			classes.has(name)
		) {
			const text =
				propertyOf(value, "text", access) ?? propertyOf(value, "content", access) ?? value.calls.at(-1)?.positional[0];
			if (text) return contentOf(text, inner, context, depth + 1);
		}
		if (/image|from_bytes|from_uri|from_data|Image\.open/i.test(value.path)) return [image(value, inner, null)];
		return [
			textPart(
				{
					kind: "text",
					file: value.file,
					start: value.start,
					end: value.end,
					parts: [{ kind: "hole", file: value.file, start: value.start, end: value.end, origin: symbolOrigin(value) }],
				},
				inner,
			),
		];
	}
	if (value.kind !== "record") return [textPart(literal(value), inner)];
	const type = textAt(propertyOf(value, "type", access) ?? value) ?? "";
	const isImage =
		/image/.test(type) ||
		["image_url", "image", "inline_data", "inlineData", "file_data", "fileData"].some((key) =>
			value.entries.some((entry) => entry.key === key),
		);
	if (isImage) {
		const whole = propertyOf(value, "image_url", access) ?? propertyOf(value, "image", access) ?? value;
		const detail = propertyOf(whole, "detail", access) ?? propertyOf(value, "detail", access);
		return [image(whole, inner, detail ? textAt(detail) : null)];
	}
	if (value.entries.some((entry) => entry.key === "cachePoint" || entry.key === "cache_point")) return [];
	const text =
		propertyOf(value, "text", access) ??
		propertyOf(value, "content", access) ??
		propertyOf(value, "parts", access) ??
		propertyOf(value, "value", access);
	if (text) return contentOf(text, inner, context, depth + 1);
	return [opaque(value, inner)];
}

/** Parts of every item, each knowing its place in the list; Bedrock's `cachePoint` marks the part before it. */
function listParts(
	list: LinkedList,
	around: Around,
	read: (item: LinkedValue, around: Around) => readonly PromptPart[],
): readonly PromptPart[] {
	const parts: PromptPart[] = [];
	list.items.forEach((item, index) => {
		const place = list.itemPlaces?.[index] ?? null;
		const promptItem = place && around.item === null ? { list: placeOf(list), index, span: place } : around.item;
		const last = parts.at(-1);
		if (isCachePoint(item) && last) {
			parts[parts.length - 1] = { ...last, cacheBreakpoint: { ...placeOf(item), ttl: null } };
			return;
		}
		parts.push(...read(item, { ...around, item: promptItem }));
	});
	return parts;
}

function isCachePoint(value: LinkedValue): boolean {
	return (
		value.kind === "record" && value.entries.some((entry) => entry.key === "cachePoint" || entry.key === "cache_point")
	);
}

/** `("system", "text")`, LangChain's short form of a message. */
function asPair(list: LinkedList): { role: PromptRole; content: LinkedValue } | null {
	const [first, second] = list.items;
	if (list.items.length !== 2 || !first || !second) return null;
	const word = textAt(first);
	const role = word === null ? undefined : word === "placeholder" ? "unknown" : roleWords[word];
	return role ? { role, content: second } : null;
}

function breakpointOf(value: LinkedValue, access: ValueAccess): CacheBreakpoint | null {
	if (value.kind !== "record" && value.kind !== "symbol") return null;
	const options =
		propertyOf(value, "providerOptions", access) ?? propertyOf(value, "experimental_providerMetadata", access);
	const anthropic = options ? propertyOf(options, "anthropic", access) : null;
	const marker =
		propertyOf(value, "cache_control", access) ??
		propertyOf(value, "cacheControl", access) ??
		(anthropic
			? (propertyOf(anthropic, "cacheControl", access) ?? propertyOf(anthropic, "cache_control", access))
			: null);
	if (!marker || marker.kind === "null") return null;
	const ttl = propertyOf(marker, "ttl", access);
	const text = ttl ? textAt(ttl) : null;
	return { ...placeOf(marker), ttl: text === "1h" || text === "5m" ? text : null };
}

/** Two alternatives of one message with texts of the same role become one part with a choice inside. */
function mergedOptions(
	value: LinkedValue,
	a: readonly PromptPart[],
	b: readonly PromptPart[],
	around: Around,
	isOptional: boolean,
): readonly PromptPart[] {
	const [first] = a;
	const [second] = b;
	if (
		a.length === 1 &&
		b.length === 1 &&
		first &&
		second &&
		first.role === second.role &&
		first.content.kind === "text" &&
		second.content.kind === "text" &&
		value.kind === "choice"
	) {
		const place = placeOf(value);
		const part: TextPart = {
			kind: "choice",
			...place,
			options: [first.content.text.parts, second.content.text.parts],
			condition: value.condition,
			conditionOrigin: value.conditionOrigin,
		};
		return [
			{
				...first,
				onlyIf: isOptional ? first.onlyIf : around.onlyIf,
				content: { kind: "text", text: { kind: "text", ...place, parts: [part] } },
			},
		];
	}
	return a.length >= b.length ? a : b;
}

function isTextLike(value: LinkedValue): boolean {
	if (value.kind === "choice") return value.options.every(isTextLike);
	return value.kind === "text" || value.kind === "hole" || value.kind === "number" || value.kind === "null";
}

function isEmptyText(value: LinkedValue): boolean {
	return value.kind === "text" && value.parts.every((part) => part.kind === "literal" && part.text === "");
}

/** The option that shows most: a list before a record, records and texts before holes. */
function bestOption(options: readonly LinkedValue[]): LinkedValue | null {
	const weight = (value: LinkedValue): number =>
		value.kind === "list" ? 100 + value.items.length : value.kind === "null" ? 0 : value.kind === "hole" ? 1 : 10;
	let best: LinkedValue | null = null;
	for (const option of options) if (!best || weight(option) > weight(best)) best = option;
	return best;
}

function choiceText(value: Extract<LinkedValue, { kind: "choice" }>, options: readonly LinkedValue[]): LinkedText {
	const place = placeOf(value);
	const texts = options.map(asText);
	const [only] = texts;
	if (texts.length === 1 && only) return only;
	return {
		kind: "text",
		...place,
		parts: [
			{
				kind: "choice",
				...place,
				options: texts.map((text) => text.parts),
				condition: value.condition,
				conditionOrigin: value.conditionOrigin,
			},
		],
	};
}

function asText(value: LinkedValue): LinkedText {
	if (value.kind === "text") return value;
	if (value.kind === "hole") return holeText(value);
	return value.kind === "choice"
		? choiceText(
				value,
				value.options.filter((option) => option.kind !== "null" && !isEmptyText(option)),
			)
		: literal(value);
}

function textPart(text: LinkedText, around: Around): PromptPart {
	return { ...around, content: { kind: "text", text } };
}

function image(value: LinkedValue, around: Around, detail: string | null): PromptPart {
	return { ...around, content: { kind: "image", value, detail } };
}

export function opaque(value: LinkedValue, around: Around = nowhere): PromptPart {
	const origin: Origin =
		value.kind === "hole"
			? value.origin
			: value.kind === "symbol"
				? symbolOrigin(value)
				: {
						...placeOf(value),
						label: "messages",
						source: { kind: "unknown", because: "its shape is not known" },
						from: [],
					};
	return { ...around, content: { kind: "opaque", origin } };
}

function holeText(value: Extract<LinkedValue, { kind: "hole" }>): LinkedText {
	return { kind: "text", ...placeOf(value), parts: [{ kind: "hole", ...placeOf(value), origin: value.origin }] };
}

/** Text that a function of the workspace gives when it is asked for it, as instructions often are. */
function resultText(value: Extract<LinkedValue, { kind: "function" }>): LinkedText {
	const place = placeOf(value);
	const label = value.name === "" ? "a function" : value.name;
	const origin: Origin = { ...place, label, source: { kind: "local-call", name: value.name }, from: [] };
	return { kind: "text", ...place, parts: [{ kind: "hole", ...place, origin }] };
}

function literal(value: LinkedValue): LinkedText {
	const text = value.kind === "number" || value.kind === "boolean" ? String(value.value) : "";
	return { kind: "text", ...placeOf(value), parts: [{ kind: "literal", ...placeOf(value), text, verbatim: false }] };
}

function symbolOrigin(value: Extract<LinkedValue, { kind: "symbol" }>): Origin {
	const last = value.calls.at(-1);
	const from = (last?.positional ?? []).slice(0, 4).flatMap((item) => (item.kind === "hole" ? [item.origin] : []));
	return {
		...placeOf(value),
		label: lastCalled(value.path),
		source: { kind: "external-call", path: value.path },
		from,
	};
}

function conditionAt(value: LinkedValue): Origin {
	return {
		...placeOf(value),
		label: value.kind === "choice" ? value.condition : "",
		source: { kind: "unknown", because: "depends on the path taken" },
		from: [],
	};
}

/** The last name of a path without its call marks. */
export function lastCalled(path: string): string {
	const name = path.endsWith("()") ? path.slice(0, -2) : path;
	return name.slice(Math.max(name.lastIndexOf("."), name.lastIndexOf(":")) + 1);
}

function placeOf(value: Place): Place {
	return { file: value.file, start: value.start, end: value.end };
}

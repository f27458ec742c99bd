/** Calls whose value is text made from text: what `join`, `replace`, `trim`, `dedent()` and the like come to. */
import type { Argument, Call, Expression, ListItem, Member, TextLiteral } from "../../model/expression.ts";
import { isVisiblyText } from "./operators.ts";

/** Functions and template tags that take common indentation off a text. */
export const dedentNames: ReadonlySet<string> = new Set([
	"dedent",
	"outdent",
	"stripIndent",
	"stripIndents",
	"endent",
	"undent",
	"codeBlock",
	"heredoc",
]);

/** Null when the call is not of that kind; it then stays a call. */
export function textOfCall(call: Call): Expression | null {
	if (call.isNew || call.arguments.some((argument) => argument.spread)) return null;
	return call.callee.kind === "member" ? textOfMethod(call, call.callee) : textOfFunction(call);
}

type Span = { readonly start: number; readonly end: number };

function textOfFunction(call: Call): Expression | null {
	const [first, second] = call.arguments;
	if (call.callee.kind !== "name" || !first || second) return null;
	const span = { start: call.start, end: call.end };
	if (dedentNames.has(call.callee.name)) return { kind: "transform", ...span, name: "dedent", text: first.value };
	if (call.callee.name === "String") return { kind: "concat", ...span, parts: [first.value] };
	return call.callee.name === "structuredClone" ? first.value : null;
}

function textOfMethod(call: Call, callee: Member): Expression | null {
	const span: Span = { start: call.start, end: call.end };
	const text = callee.object;
	const [first, second] = call.arguments;
	switch (callee.property) {
		case "join":
			return joined(call, callee);
		case "replace":
		case "replaceAll":
			if (!first || !second || call.arguments.length > 2) return null;
			return { kind: "replace", ...span, text, search: first.value, replacement: second.value };
		case "trim":
		case "trimStart":
		case "trimEnd":
		case "trimLeft":
		case "trimRight":
			return first ? null : { kind: "transform", ...span, name: "trim", text };
		case "toLowerCase":
		case "toUpperCase":
		case "toLocaleLowerCase":
		case "toLocaleUpperCase":
			return { kind: "transform", ...span, name: "case", text };
		case "substring":
		case "substr":
			return { kind: "transform", ...span, name: "slice", text };
		case "slice":
			return sliced(span, text, first);
		case "normalize":
		case "padStart":
		case "padEnd":
			return isVisiblyText(text) ? { kind: "transform", ...span, name: "other", text } : null;
		case "repeat":
			return repeated(span, text, first);
		case "concat":
			return concatenated(span, text, call.arguments);
		case "toString":
			return !first || isEncoding(first.value) ? { kind: "concat", ...span, parts: [text] } : null;
		case "filter":
			return text.kind === "list" ? text : null;
		case "freeze":
		case "seal":
			return text.kind === "name" && text.name === "Object" && first ? first.value : null;
		default:
			return dedentNames.has(callee.property) && first && !second
				? { kind: "transform", ...span, name: "dedent", text: first.value }
				: null;
	}
}

/** `items.join(separator)`; `path.join(a, b)` is another function. */
function joined(call: Call, callee: Member): Expression | null {
	const [separator, second] = call.arguments;
	if (second || isPathModule(callee.object)) return null;
	const comma: TextLiteral = { kind: "text", start: call.end, end: call.end, text: ",", verbatim: false };
	return {
		kind: "join",
		start: call.start,
		end: call.end,
		separator: separator?.value ?? comma,
		items: callee.object,
	};
}

function isPathModule(object: Expression): boolean {
	const name = object.kind === "name" ? object.name : object.kind === "member" ? object.property : "";
	return /^(?:path|Path|posix|win32|upath|nodePath|pathe)$/.test(name);
}

function sliced(span: Span, text: Expression, first: Argument | undefined): Expression {
	if (isVisiblyText(text)) return { kind: "transform", ...span, name: "slice", text };
	if (!first) return text;
	return { kind: "index", ...span, object: text, index: first.value, slice: true };
}

function repeated(span: Span, text: Expression, times: Argument | undefined): Expression | null {
	if (!times) return null;
	if (text.kind !== "text" || times.value.kind !== "number") {
		return isVisiblyText(text) ? { kind: "transform", ...span, name: "other", text } : null;
	}
	const count = Math.min(1000, Math.max(0, Math.floor(times.value.value)));
	return { kind: "text", ...span, text: text.text.repeat(count).slice(0, 10_000), verbatim: false };
}

/** `.concat` is for text and for arrays; without a sign of either it stays a call. */
function concatenated(span: Span, first: Expression, rest: readonly Argument[]): Expression | null {
	const values = [first, ...rest.map((argument) => argument.value)];
	if (values.some(isVisiblyText) && !values.some((value) => value.kind === "list"))
		return { kind: "concat", ...span, parts: values };
	if (!values.some((value) => value.kind === "list")) return null;
	const items = values.flatMap((value): readonly ListItem[] =>
		value.kind === "list" ? value.items : value.kind === "record" ? [{ value }] : [{ value, spread: true }],
	);
	return { kind: "list", ...span, form: "list", items };
}

function isEncoding(value: Expression): boolean {
	return value.kind === "text" && /^utf-?8$/i.test(value.text);
}

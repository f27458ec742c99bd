/** Reads calls: requests, constructions, chains of builders, and functions that build text, lists and records. */
import type { Argument, Call, Expression, RecordEntry } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { addedItem, builderCall, stepValue } from "./builder-chain.ts";
import { filledTemplate } from "./format-text.ts";
import { dottedName, labelOf, lastNameOf, nameValue, type Reader, spanOf } from "./reader.ts";

export interface CallParts {
	readonly callee: Expression;
	readonly arguments: readonly Argument[];
	readonly isNew?: boolean;
	/** The node that holds the arguments, for the place of its closing bracket. */
	readonly list: SyntaxNode | undefined;
	readonly isAwaited?: boolean;
}

export function makeCall(reader: Reader, node: SyntaxNode, given: CallParts): Expression {
	const closing = given.list?.children.at(-1);
	const call: Call = {
		kind: "call",
		callee: given.callee,
		arguments: given.arguments,
		...(given.isNew ? { isNew: true } : {}),
		...(closing && (closing.type === ")" || closing.type === "]") ? { closeBracket: closing.start } : {}),
		...spanOf(node),
	};
	const made =
		builderCall(reader, call) ?? constructed(reader, call) ?? builtText(reader, call) ?? passedOn(reader, call);
	if (made) return made;
	reader.builder.addCall(call, given.isAwaited ?? false);
	recordMutation(reader, call);
	return call;
}

/** Lists, records and texts made by a function or a constructor of the language's library. */
function constructed(reader: Reader, call: Call): Expression | null {
	const { table } = reader;
	const name = dottedName(call.callee);
	if (name === null) return null;
	const span = spanOf(call);
	const values = call.arguments.filter((argument) => argument.name === null);
	if (table.listFunctions.has(name))
		return {
			kind: "list",
			form: "list",
			items: values.map(({ value, spread }) => (spread ? { value, spread: true } : { value })),
			...span,
		};
	if (table.recordFunctions.has(name)) return { kind: "record", entries: pairs(values), ...span };
	if (table.emptyLists.has(name) && isEmptyConstruction(values))
		return { kind: "list", form: "list", items: [], ...span };
	if (table.emptyRecords.has(name) && isEmptyConstruction(values)) return { kind: "record", entries: [], ...span };
	if (table.emptyTexts.has(name)) {
		const [first] = values;
		return first && first.value.kind !== "number" ? first.value : { kind: "text", text: "", verbatim: false, ...span };
	}
	return null;
}

/** Nothing, or how much room to make. */
function isEmptyConstruction(values: readonly Argument[]): boolean {
	return values.every(({ value }) => value.kind === "number");
}

/** `Map.of("role", "user", "content", text)`, `mapOf("role" to "user")`. */
function pairs(values: readonly Argument[]): readonly RecordEntry[] {
	const entries: RecordEntry[] = [];
	for (let index = 0; index < values.length; index++) {
		const item = values[index];
		if (!item) continue;
		const { value } = item;
		const pair = value.kind === "operation" && value.operator === "to" ? value.operands : null;
		const key = pair ? pair[0] : value;
		const entry = pair ? pair[1] : values[++index]?.value;
		if (key && entry)
			entries.push({ key: key.kind === "text" ? key.text : null, value: entry, start: key.start, end: entry.end });
	}
	return entries;
}

function builtText(reader: Reader, call: Call): Expression | null {
	const { table } = reader;
	const name = dottedName(call.callee);
	const method = call.callee.kind === "member" ? call.callee : null;
	const values = call.arguments.map((argument) => argument.value);
	const join = (name === null ? undefined : table.joinFunctions[name]) ?? undefined;
	if (join) {
		const separator = values[join.separator];
		const items = values[join.items];
		return separator && items ? { kind: "join", separator, items, ...spanOf(call) } : null;
	}
	if (method && table.joinFunctions[`.${method.property}`]) {
		const separator = values[0] ?? { kind: "text", text: "", verbatim: false, ...spanOf(call) };
		return { kind: "join", separator, items: method.object, ...spanOf(call) };
	}
	const format =
		(name === null ? undefined : table.formatFunctions[name]) ??
		(method ? table.formatFunctions[`.${method.property}`] : undefined);
	if (!format) return null;
	const template = format.template < 0 ? method?.object : values[format.template];
	if (!template) return null;
	const byName = (inner: string) =>
		call.arguments.find((argument) => argument.name === inner)?.value ?? nameValue(reader, template, inner);
	const filled = filledTemplate(template, format.style, values.slice(format.template + 1), byName);
	return filled && { ...filled, ...spanOf(call) };
}

/** `x.into()`, `Some(x)`: the value itself. */
function passedOn(reader: Reader, call: Call): Expression | null {
	const { table } = reader;
	const [only] = call.arguments;
	if (
		call.callee.kind === "member" &&
		call.arguments.length === 0 &&
		table.transparentMethods.has(call.callee.property)
	)
		return call.callee.object;
	if (call.callee.kind === "member" && only && table.fallbackMethods.has(call.callee.property)) {
		const otherwise: Expression =
			only.value.kind === "function"
				? { kind: "call", callee: only.value, arguments: [], ...spanOf(only) }
				: only.value;
		const options = [call.callee.object, otherwise];
		return { kind: "choice", form: "fallback", options, condition: labelOf(reader, call), ...spanOf(call) };
	}
	const name = dottedName(call.callee);
	if (name !== null && call.arguments.length === 1 && only && table.transparentFunctions.has(name)) return only.value;
	return null;
}

/** What a call such as `messages.add(x)` or `builder.model(x)` changes. */
function recordMutation(reader: Reader, call: Call): void {
	const { callee } = call;
	if (callee.kind !== "member") return;
	const target = callee.object;
	const root = target.kind === "member" ? lastNameOf(target.object) : lastNameOf(target);
	if (root === null) return;
	const [first, second] = call.arguments;
	const operation = reader.table.listMethods[callee.property];
	if (operation === "set" && first && second) {
		const key = first.value.kind === "text" ? first.value.text : null;
		reader.builder.addMutation({ target, operation, key, value: second.value, ...spanOf(call) });
	} else if (operation && operation !== "set" && first) {
		reader.builder.addMutation({ target, operation, key: null, value: first.value, ...spanOf(call) });
	} else if (target.kind === "name" && reader.growing.has(target.name) && first) {
		const step = { property: callee.property, given: call.arguments, at: call, nameSpan: callee.nameSpan };
		const added = addedItem(step);
		reader.builder.addMutation({
			target,
			operation: added ? "append" : "set",
			key: added?.list ?? callee.property,
			value: added?.item ?? stepValue(step),
			...spanOf(call),
		});
	}
}

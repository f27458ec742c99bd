/**
 * `Params.builder().model(x).addUserMessage(y).build()` says the same as a construction with named arguments, and is
 * read as one: each step names an argument, and steps that begin with `add` collect the items of a list.
 */
import type { Argument, Call, Expression } from "../../model/expression.ts";
import type { Span } from "../../model/source-file.ts";
import { plainName, type Reader, spanOf } from "./reader.ts";

/** The chain with this call added to it; null when the call belongs to no chain. */
export function builderCall(reader: Reader, call: Call): Expression | null {
	const type = reader.table.builderStart(call);
	if (type) return begin(reader, { kind: "call", callee: type, arguments: [], isNew: true, ...spanOf(call) });
	if (call.callee.kind !== "member") return null;
	const { object, property } = call.callee;
	const chain = reader.chains.get(object);
	if (!chain) return null;
	if (reader.table.transparentMethods.has(property) && call.arguments.length === 0)
		return { ...chain, ...spanOf(call) };
	return begin(reader, withStep(chain, { property, given: call.arguments, at: call, nameSpan: call.callee.nameSpan }));
}

export interface BuilderStep {
	readonly property: string;
	readonly given: readonly Argument[];
	readonly at: Span;
	readonly nameSpan: Span;
}

/** The list a step adds to and the item it adds; null for a step that sets a field. */
export function addedItem({ property, given, at, nameSpan }: BuilderStep): { list: string; item: Expression } | null {
	const words = /^add([A-Z]\w*?)?([A-Z][a-z]+)$/.exec(property);
	const [first] = given;
	if (!words || given.length !== 1 || !first) return null;
	const list = `${(words[2] ?? "").toLowerCase()}s`;
	if (words[1] === undefined) return { list, item: first.value };
	return { list, item: { kind: "call", callee: plainName(nameSpan, property), arguments: given, ...spanOf(at) } };
}

export function stepValue({ given, at }: BuilderStep): Expression {
	const [first] = given;
	if (given.length === 1 && first) return first.value;
	if (given.length === 0) return { kind: "boolean", value: true, ...spanOf(at) };
	return { kind: "list", form: "list", items: given.map(({ value }) => ({ value })), ...spanOf(at) };
}

function withStep(chain: Call, step: BuilderStep): Call {
	const span = { start: chain.start, end: step.at.end };
	const added = addedItem(step);
	const known = added ? chain.arguments.findLast((argument) => argument.name === added.list) : undefined;
	const value: Expression =
		added === null
			? stepValue(step)
			: known?.value.kind === "list"
				? { ...known.value, items: [...known.value.items, { value: added.item }], end: step.at.end }
				: { kind: "list", form: "list", items: [{ value: added.item }], ...spanOf(step.nameSpan) };
	const argument: Argument = {
		name: added?.list ?? step.property,
		value,
		start: step.nameSpan.start,
		end: step.at.end,
	};
	return { ...chain, ...span, arguments: [...chain.arguments.filter((item) => item !== known), argument] };
}

function begin(reader: Reader, chain: Call): Call {
	reader.chains.set(chain, chain);
	return chain;
}

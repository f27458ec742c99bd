/** Binds the targets of assignments, loops, `with` and comprehensions: names, tuples, attributes and items. */
import type { Expression } from "../../model/expression.ts";
import type { Binding } from "../../model/file-summary.ts";
import type { Span } from "../../model/source-file.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { keyOf, readExpression } from "./expressions.ts";
import { type Reader, spanOf, textOf } from "./reader.ts";
import { child, childrenIn, namedChildren } from "./syntax-tree.ts";

export interface BindingDetails {
	readonly form?: Binding["form"];
	readonly path?: readonly (string | number)[];
	readonly ofEach?: boolean;
	readonly within?: Span;
	readonly annotation?: Expression | undefined;
	/** The whole statement; the target's own span when absent. */
	readonly statement?: Span;
}

/** Records that `target` takes `value`. */
export function bindTarget(reader: Reader, target: SyntaxNode, value: Expression, details: BindingDetails): void {
	switch (target.type) {
		case "identifier":
			bindName(reader, target, value, details);
			return;
		case "attribute":
			setAttribute(reader, target, value, details);
			return;
		case "subscript":
			setItem(reader, target, value, details);
			return;
		case "pattern_list":
		case "tuple_pattern":
		case "list_pattern":
		case "tuple":
		case "list":
		case "expression_list":
			bindElements(reader, target, value, details);
			return;
		case "parenthesized_expression":
		case "as_pattern_target":
			for (const inner of namedChildren(target)) bindTarget(reader, inner, value, details);
			return;
		default:
			for (const inner of namedChildren(target)) readExpression(reader, inner);
	}
}

/** The names a target binds. */
export function targetNames(reader: Reader, target: SyntaxNode): string[] {
	if (target.type === "identifier") return [textOf(reader, target)];
	if (target.type === "attribute" || target.type === "subscript") return [];
	return namedChildren(target).flatMap((inner) => targetNames(reader, inner));
}

function bindName(reader: Reader, target: SyntaxNode, value: Expression, details: BindingDetails): void {
	const name = textOf(reader, target);
	const isPart = details.ofEach === true || details.path !== undefined;
	const binding = {
		name,
		nameSpan: spanOf(target),
		value,
		form: details.form ?? (isPart ? "element" : "assign"),
		...(details.path ? { path: details.path } : {}),
		...(details.ofEach ? { ofEach: true } : {}),
		...(details.within ? { within: details.within } : {}),
		...(details.annotation ? { annotation: details.annotation } : {}),
		...spanOf(details.statement ?? target),
	};
	const { builder } = reader;
	const declared = reader.outerNames.get(builder.currentScope)?.get(name);
	if (declared) builder.addOuterBinding(binding, declared);
	else builder.addBinding(binding);
}

function setAttribute(reader: Reader, target: SyntaxNode, value: Expression, details: BindingDetails): void {
	const object = child(target, "object");
	const name = child(target, "attribute");
	if (!object || !name) return;
	reader.builder.addMutation({
		target: readExpression(reader, object),
		operation: details.form === "append" ? "append-text" : "set",
		key: textOf(reader, name),
		value: partOf(value, details),
		...(details.annotation ? { annotation: details.annotation } : {}),
		...spanOf(details.statement ?? target),
	});
}

function setItem(reader: Reader, target: SyntaxNode, value: Expression, details: BindingDetails): void {
	const object = child(target, "value");
	const subscripts = childrenIn(target, "subscript");
	if (!object) return;
	const changed = readExpression(reader, object);
	const keys = subscripts.map((subscript) => readExpression(reader, subscript));
	const only = keys.length === 1 ? keys[0] : undefined;
	reader.builder.addMutation({
		target: changed,
		operation: details.form === "append" ? "append-text" : "set",
		key: only ? keyOf(only) : null,
		value: partOf(value, details),
		...spanOf(details.statement ?? target),
	});
}

/** A destructured value stored in an attribute or item, which have no `path` of their own. */
function partOf(value: Expression, details: BindingDetails): Expression {
	let part = value;
	for (const step of details.path ?? []) {
		const span = { start: value.start, end: value.end };
		const index: Expression =
			typeof step === "number"
				? { kind: "number", value: step, ...span }
				: { kind: "text", text: step, verbatim: false, ...span };
		part = { kind: "index", object: part, index, ...span };
	}
	return part;
}

function bindElements(reader: Reader, target: SyntaxNode, value: Expression, details: BindingDetails): void {
	const targets = namedChildren(target);
	const values = details.ofEach || details.path ? null : itemsOf(value, targets);
	targets.forEach((inner, index) => {
		const own = values?.[index];
		if (own) bindTarget(reader, inner, own, details);
		else if (inner.type === "list_splat_pattern" || inner.type === "list_splat") {
			const rest = restOf(partOf(value, details), index);
			const { path: _, ...others } = details;
			for (const name of namedChildren(inner)) bindTarget(reader, name, rest, others);
		} else bindTarget(reader, inner, value, { ...details, path: [...(details.path ?? []), index] });
	});
}

/** The values of `a, b = x, y`, one for each target; null when they do not pair up. */
function itemsOf(value: Expression, targets: readonly SyntaxNode[]): Expression[] | null {
	if (value.kind !== "list" || value.items.length !== targets.length) return null;
	if (value.items.some((item) => item.spread) || targets.some((target) => target.type.startsWith("list_splat"))) {
		return null;
	}
	return value.items.map((item) => item.value);
}

function restOf(value: Expression, from: number): Expression {
	const span = { start: value.start, end: value.end };
	return { kind: "index", object: value, index: { kind: "number", value: from, ...span }, slice: true, ...span };
}

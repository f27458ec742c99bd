/** Kotlin's calls: named arguments, blocks after the brackets, and constructions, which are written like calls. */
import type { Argument, Call, Expression } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { lastNameOf, type Reader, sourceOf, spanOf, unknown } from "../general/reader.ts";
import { binary } from "../general/shapes.ts";
import { named, ofType, part } from "../general/syntax-tree.ts";
import { javaBuilder } from "../java/java.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { readFilledIn, readScopeFunction } from "./blocks.ts";
import { isRawText, readTrimmed } from "./texts.ts";

/** `Type.builder()` as in Java, and `Type.Builder()`, which Java writes with `new`. */
export function kotlinBuilder(call: Call): Expression | null {
	return javaBuilder(call) ?? (call.isNew ? null : javaBuilder({ ...call, isNew: true }));
}

export function readCall(reader: Reader, node: SyntaxNode): Expression {
	const lambda = ofType(ofType(node, "annotated_lambda"), "lambda_literal");
	const first = named(node)[0];
	if (!first) return unknown(reader, node, "the call is incomplete");
	// `name(arguments) { block }` is a call inside a call.
	const isWithBlock = lambda !== undefined && !ofType(node, "value_arguments") && first.type === "call_expression";
	const plain = isWithBlock && !ofType(first, "annotated_lambda") ? first : node;
	const callee = named(plain)[0] ?? first;
	const list = ofType(plain, "value_arguments");
	const [object, method] = callee.type === "navigation_expression" ? named(callee) : [];
	if (method && isRawText(object) && /^trim(Indent|Margin)$/.test(sourceOf(reader, method)))
		return readTrimmed(reader, object, sourceOf(reader, method));
	const filled = lambda && !list ? readFilledIn(reader, callee, lambda) : null;
	const called = reader.expression(callee);
	if (filled) return makeCall(reader, node, { callee: called, arguments: filled, list: undefined });
	const given = readTypedArguments(reader, list);
	const scoped = lambda ? readScopeFunction(reader, node, { callee: called, lambda }) : null;
	if (scoped) return scoped;
	const block: Argument[] = lambda ? [{ name: null, value: reader.expression(lambda), ...spanOf(lambda) }] : [];
	const isNew = /^[A-Z]\w*[a-z]/.test(lastNameOf(called) ?? "");
	return makeCall(reader, node, { callee: called, arguments: [...given, ...block], list, ...(isNew ? { isNew } : {}) });
}

export function readTypedArguments(reader: Reader, list: SyntaxNode | undefined): readonly Argument[] {
	return named(list).flatMap((node): Argument[] => {
		const isNamed = node.children.some((child) => child.type === "=");
		const label = isNamed ? named(node)[0] : undefined;
		const value = named(node).findLast((child) => child !== label);
		if (!value) return [];
		const isSpread = value.type === "spread_expression";
		return [
			{
				name: label ? sourceOf(reader, label) : null,
				value: reader.expression(isSpread ? (named(value)[0] ?? value) : value),
				...(isSpread ? { spread: "list" as const } : {}),
				...spanOf(node),
			},
		];
	});
}

const operators = binary();

/** Operators; `list<Type>(x)`, which the grammar takes for two comparisons; and `x ?: return`, which gives `x`. */
export function readBinary(reader: Reader, node: SyntaxNode): Expression {
	const left = part(node, "left");
	const right = part(node, "right");
	if (right && /^(return|throw)_expression$/.test(right.type)) {
		const value = left ? reader.expression(left) : unknown(reader, node, "the expression is incomplete");
		reader.statement(right);
		return value;
	}
	const isTyped = left?.type === "binary_expression" && signIn(reader, left) === "<" && signIn(reader, node) === ">";
	const called = isTyped && right?.type === "parenthesized_expression" ? part(left, "left") : undefined;
	if (!called || !right) return operators(reader, node);
	const given = named(right).map((item) => ({ name: null, value: reader.expression(item), ...spanOf(item) }));
	const callee = reader.expression(called);
	return makeCall(reader, node, { callee, arguments: given, list: right });
}

function signIn(reader: Reader, node: SyntaxNode): string {
	const sign = part(node, "operator");
	return sign ? sourceOf(reader, sign) : "";
}

/** `"role" to "user"`; other functions between their arguments are not followed. */
export function readInfix(reader: Reader, node: SyntaxNode): Expression {
	const [left, word, right] = named(node);
	const operands = [left, right].flatMap((item) => (item ? [reader.expression(item)] : []));
	return { kind: "operation", operator: word ? sourceOf(reader, word) : "", operands, ...spanOf(node) };
}

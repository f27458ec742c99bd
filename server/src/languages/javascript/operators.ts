/** Operators: text built with `+`, choices made with `?:`, `||`, `??` and `&&`, and everything else as a plain operation. */
import type { Expression } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { mutationTarget } from "./places.ts";
import { labelOf, type Reader, spanOf, unknown } from "./reader.ts";
import { child, firstNamed, operatorOf } from "./syntax-tree.ts";

export function lowerBinary(reader: Reader, node: SyntaxNode): Expression {
	const operator = operatorOf(node);
	const operandNodes = operandsOf(node, operator);
	const operands = operandNodes.map((operand) => reader.expression(operand));
	if (operator === "||" || operator === "??" || operator === "&&")
		return {
			kind: "choice",
			...spanOf(node),
			options: operands,
			condition: labelOf(reader, operandNodes[0] ?? node),
			form: operator === "&&" ? "and" : "fallback",
		};
	if (operator === "+" && isTextSum(operands)) return { kind: "concat", ...spanOf(node), parts: operands };
	return { kind: "operation", ...spanOf(node), operator, operands };
}

export function lowerTernary(reader: Reader, node: SyntaxNode): Expression {
	const condition = child(node, "condition");
	const consequence = child(node, "consequence");
	const alternative = child(node, "alternative");
	if (!condition || !consequence || !alternative) return unknown(reader, node, "syntax error");
	const test = reader.expression(condition);
	return {
		kind: "choice",
		...spanOf(node),
		options: [reader.expression(consequence), reader.expression(alternative)],
		condition: labelOf(reader, condition),
		test,
		form: "conditional",
	};
}

export function lowerUnary(reader: Reader, node: SyntaxNode): Expression {
	const operator = operatorOf(node);
	const argument = child(node, "argument") ?? firstNamed(node);
	if (!argument) return unknown(reader, node, "syntax error");
	const operand = reader.expression(argument);
	if (operator === "-" && operand.kind === "number") return { ...operand, ...spanOf(node), value: -operand.value };
	if (operator === "+" && operand.kind === "number") return operand;
	if (operator === "void") return { kind: "null", ...spanOf(node) };
	if (operator === "delete") noteDeletion(reader, node, operand);
	return { kind: "operation", ...spanOf(node), operator, operands: [operand] };
}

/** `a + b + c` nests to the left; a loop reads it, because generated sums have thousands of terms. */
function operandsOf(node: SyntaxNode, operator: string): SyntaxNode[] {
	const operands: SyntaxNode[] = [];
	let current: SyntaxNode | undefined = node;
	while (current && current.type === "binary_expression" && operatorOf(current) === operator) {
		const right = child(current, "right");
		if (right) operands.push(right);
		current = child(current, "left");
	}
	if (current) operands.push(current);
	return operands.reverse();
}

/** A sum is text when a part of it visibly is, or when nothing in it visibly is a number. */
function isTextSum(operands: readonly Expression[]): boolean {
	if (operands.some(isVisiblyText)) return true;
	return !operands.some(isVisiblyNumber);
}

export function isVisiblyText(expression: Expression): boolean {
	switch (expression.kind) {
		case "text":
		case "concat":
		case "join":
		case "format":
		case "replace":
		case "transform":
			return true;
		case "choice":
			return expression.options.some(isVisiblyText);
		default:
			return false;
	}
}

function isVisiblyNumber(expression: Expression): boolean {
	if (expression.kind === "number") return true;
	if (expression.kind === "operation") return true;
	if (expression.kind === "member") return expression.property === "length" || expression.property === "size";
	if (expression.kind !== "call" || expression.callee.kind !== "member") return false;
	return expression.callee.object.kind === "name" && expression.callee.object.name === "Math";
}

function noteDeletion(reader: Reader, node: SyntaxNode, operand: Expression): void {
	const place = mutationTarget(operand);
	if (place)
		reader.builder.addMutation({
			...spanOf(node),
			target: place.target,
			operation: "remove",
			key: place.key,
			value: null,
		});
}

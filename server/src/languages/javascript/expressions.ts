/** Translates JavaScript and TypeScript expressions into the neutral algebra; the kinds with a file of their own are dispatched from here. */
import type { Expression } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { lowerAssignment, lowerAugmentedAssignment, lowerUpdate } from "./assignments.ts";
import { lowerChain } from "./calls.ts";
import { lowerArray, lowerObject } from "./collections.ts";
import { lowerNumber, lowerRegex, lowerString, lowerTemplate } from "./literals.ts";
import { lowerBinary, lowerTernary, lowerUnary } from "./operators.ts";
import { deepestNesting, nameAt, type Reader, spanOf, unknown } from "./reader.ts";
import { child, firstNamed, namedChildren } from "./syntax-tree.ts";

export function lowerExpression(reader: Reader, node: SyntaxNode): Expression {
	if (reader.depth > deepestNesting) return unknown(reader, node, "nested too deeply");
	reader.depth++;
	const expression = lower(reader, node);
	reader.depth--;
	return expression;
}

function lower(reader: Reader, node: SyntaxNode): Expression {
	switch (node.type) {
		case "identifier":
		case "shorthand_property_identifier":
		case "this":
		case "super":
		case "import":
			return node.end > node.start ? nameAt(reader, node) : unknown(reader, node, "missing");
		case "member_expression":
		case "subscript_expression":
		case "call_expression":
		case "new_expression":
			return lowerChain(reader, node, { isAwaited: false });
		case "string":
			return lowerString(reader, node);
		case "template_string":
			return lowerTemplate(reader, node, "cooked");
		case "number":
			return lowerNumber(reader, node);
		case "true":
		case "false":
			return { kind: "boolean", ...spanOf(node), value: node.type === "true" };
		case "null":
		case "undefined":
			return { kind: "null", ...spanOf(node) };
		case "regex":
			return lowerRegex(reader, node);
		case "object":
			return lowerObject(reader, node);
		case "array":
			return lowerArray(reader, node);
		case "arrow_function":
		case "function_expression":
		case "function":
		case "generator_function":
			return { kind: "function", ...spanOf(node), functionId: reader.functionValue(node, { name: null }) };
		case "class":
			return reader.classValue(node, null);
		case "await_expression":
			return lowerAwait(reader, node);
		case "binary_expression":
			return lowerBinary(reader, node);
		case "unary_expression":
			return lowerUnary(reader, node);
		case "ternary_expression":
			return lowerTernary(reader, node);
		case "assignment_expression":
			return lowerAssignment(reader, node);
		case "augmented_assignment_expression":
			return lowerAugmentedAssignment(reader, node);
		case "update_expression":
			return lowerUpdate(reader, node);
		case "yield_expression":
			return lowerYield(reader, node);
		case "sequence_expression":
			return lowerSequence(reader, node);
		case "type_assertion":
			return lowerLast(reader, node);
		case "parenthesized_expression":
		case "non_null_expression":
		case "as_expression":
		case "satisfies_expression":
		case "instantiation_expression":
		case "spread_element":
			return lowerInner(reader, node);
		case "meta_property":
			return lowerMetaProperty(reader, node);
		default:
			return lowerOther(reader, node);
	}
}

function lowerInner(reader: Reader, node: SyntaxNode): Expression {
	const inner = firstNamed(node);
	return inner ? reader.expression(inner) : unknown(reader, node, "missing");
}

/** `<Type>value`. */
function lowerLast(reader: Reader, node: SyntaxNode): Expression {
	const last = namedChildren(node).at(-1);
	return last ? reader.expression(last) : unknown(reader, node, "missing");
}

function lowerSequence(reader: Reader, node: SyntaxNode): Expression {
	let last: Expression = unknown(reader, node, "missing");
	for (const item of namedChildren(node)) last = reader.expression(item);
	return last;
}

function lowerAwait(reader: Reader, node: SyntaxNode): Expression {
	let inner = firstNamed(node);
	while (inner?.type === "parenthesized_expression") inner = firstNamed(inner);
	if (!inner) return unknown(reader, node, "missing");
	const isCall = inner.type === "call_expression" || inner.type === "new_expression";
	return isCall ? lowerChain(reader, inner, { isAwaited: true }) : reader.expression(inner);
}

function lowerYield(reader: Reader, node: SyntaxNode): Expression {
	const inner = firstNamed(node);
	if (inner) reader.builder.addReturn(reader.expression(inner), spanOf(node), true);
	return unknown(reader, node, "value sent into a generator");
}

/** `import.meta`, `new.target`. */
function lowerMetaProperty(reader: Reader, node: SyntaxNode): Expression {
	const dot = reader.text.indexOf(".", node.start);
	if (dot < 0 || dot >= node.end) return unknown(reader, node, "meta property");
	return {
		kind: "member",
		...spanOf(node),
		object: nameAt(reader, { start: node.start, end: dot }),
		property: reader.text.slice(dot + 1, node.end),
		nameSpan: { start: dot + 1, end: node.end },
	};
}

/** JSX and text that did not parse: their value is not known, the calls inside are. */
function lowerOther(reader: Reader, node: SyntaxNode): Expression {
	if (typeOnly.has(node.type)) return unknown(reader, node, "type");
	for (const part of namedChildren(node)) {
		if (isStatement(part)) reader.statement(part);
		else if (part.children.length > 0) reader.expression(part);
	}
	const isJsx = node.type.startsWith("jsx_");
	return unknown(reader, node, isJsx ? "JSX" : node.type === "ERROR" ? "syntax error" : "syntax not followed");
}

const typeOnly: ReadonlySet<string> = new Set(["type_arguments", "type_parameters", "type_annotation"]);

function isStatement(node: SyntaxNode): boolean {
	return /_(?:statement|declaration)$/.test(node.type) || child(node, "declarator") !== undefined;
}

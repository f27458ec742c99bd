/**
 * Type annotations as expressions, so that linking can tell what a parameter or field holds:
 * `OpenAI` is a name, `OpenAI.Chat` a member, `Promise<X>` an index, `X | undefined` an operation.
 */
import type { Expression, RecordEntry } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { lowerNumber, lowerString } from "./literals.ts";
import { deepestNesting, nameAt, type Reader, sourceOf, spanOf, unknown } from "./reader.ts";
import { child, firstNamed, namedChildren } from "./syntax-tree.ts";

/** The type of a `type_annotation` (`: X`) or of a bare type node. */
export function lowerType(reader: Reader, node: SyntaxNode): Expression {
	if (reader.depth > deepestNesting) return unknown(reader, node, "nested too deeply");
	reader.depth++;
	const type = lower(reader, node);
	reader.depth--;
	return type;
}

/** The annotation of a parameter, variable or field. */
export function annotationOf(reader: Reader, node: SyntaxNode): { annotation?: Expression } {
	const annotation = child(node, "type");
	return annotation ? { annotation: lowerType(reader, annotation) } : {};
}

/** Properties of `{ a: X; b?: Y }` and of an interface's body. */
export function lowerTypeFields(reader: Reader, body: SyntaxNode): RecordEntry[] {
	const entries: RecordEntry[] = [];
	for (const field of body.children) {
		const name = child(field, "name");
		const type = child(field, "type");
		if (field.type !== "property_signature" || !name || !type) continue;
		entries.push({ ...spanOf(field), key: fieldName(reader, name), value: lowerType(reader, type) });
	}
	return entries;
}

function fieldName(reader: Reader, name: SyntaxNode): string {
	return name.type === "string" ? lowerString(reader, name).text : sourceOf(reader, name);
}

function lower(reader: Reader, node: SyntaxNode): Expression {
	const inner = firstNamed(node);
	switch (node.type) {
		case "type_annotation":
		case "readonly_type":
		case "parenthesized_type":
		case "literal_type":
		case "optional_type":
		case "rest_type":
			return inner ? lowerType(reader, inner) : unknown(reader, node, "type");
		case "type_identifier":
		case "identifier":
		case "predefined_type":
		case "this_type":
			return nameAt(reader, node);
		case "nested_type_identifier":
		case "nested_identifier":
		case "member_expression":
			return lowerQualifiedName(reader, node);
		case "generic_type":
			return lowerGeneric(reader, node);
		case "array_type":
			return {
				kind: "index",
				...spanOf(node),
				object: { kind: "name", start: node.end, end: node.end, name: "Array" },
				index: inner ? lowerType(reader, inner) : unknown(reader, node, "type"),
			};
		case "union_type":
			return operation(reader, node, "|");
		case "intersection_type":
			return operation(reader, node, "&");
		case "type_query":
			return operation(reader, node, "typeof");
		case "index_type_query":
			return operation(reader, node, "keyof");
		case "object_type":
			return { kind: "record", ...spanOf(node), entries: lowerTypeFields(reader, node) };
		case "tuple_type":
			return {
				kind: "list",
				...spanOf(node),
				form: "tuple",
				items: namedChildren(node).map((item) => ({ value: lowerType(reader, item) })),
			};
		case "lookup_type":
			return lowerLookup(reader, node);
		case "string":
			return lowerString(reader, node);
		case "number":
			return lowerNumber(reader, node);
		case "null":
		case "undefined":
			return { kind: "null", ...spanOf(node) };
		case "true":
		case "false":
			return { kind: "boolean", ...spanOf(node), value: node.type === "true" };
		default:
			return unknown(reader, node, "type");
	}
}

function lowerQualifiedName(reader: Reader, node: SyntaxNode): Expression {
	const object = child(node, "module") ?? child(node, "object");
	const name = child(node, "name") ?? child(node, "property");
	if (!object || !name) return unknown(reader, node, "type");
	return {
		kind: "member",
		...spanOf(node),
		object: lowerType(reader, object),
		property: sourceOf(reader, name),
		nameSpan: spanOf(name),
	};
}

function lowerGeneric(reader: Reader, node: SyntaxNode): Expression {
	const name = child(node, "name");
	const list = child(node, "type_arguments");
	const types = list ? namedChildren(list).map((item) => lowerType(reader, item)) : [];
	const [first] = types;
	if (!name || !list || !first) return unknown(reader, node, "type");
	const index: Expression =
		types.length === 1
			? first
			: { kind: "list", ...spanOf(list), form: "tuple", items: types.map((value) => ({ value })) };
	return { kind: "index", ...spanOf(node), object: lowerType(reader, name), index };
}

/** `Options["model"]`. */
function lowerLookup(reader: Reader, node: SyntaxNode): Expression {
	const [object, index] = namedChildren(node);
	if (!object || !index) return unknown(reader, node, "type");
	return { kind: "index", ...spanOf(node), object: lowerType(reader, object), index: lowerType(reader, index) };
}

function operation(reader: Reader, node: SyntaxNode, operator: string): Expression {
	const operands: Expression[] = [];
	for (const item of namedChildren(node)) {
		const operand = lowerType(reader, item);
		if (operand.kind === "operation" && operand.operator === operator && operator !== "typeof")
			operands.push(...operand.operands);
		else operands.push(operand);
	}
	return { kind: "operation", ...spanOf(node), operator, operands };
}

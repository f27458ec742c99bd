/** Reads type annotations, also those written as a string. */
import type { Expression } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { readExpression } from "./expressions.ts";
import { nested, type Reader, spanOf, textOf, unknown } from "./reader.ts";
import { namedChildren } from "./syntax-tree.ts";

export function readAnnotation(reader: Reader, node: SyntaxNode): Expression {
	return nested(
		reader,
		() => readType(reader, node),
		() => unknown(reader, node, "the annotation is nested too deeply"),
	);
}

function readType(reader: Reader, node: SyntaxNode): Expression {
	const inner = namedChildren(node);
	const [first, second] = inner;
	if (node.type === "type" && first) return readAnnotation(reader, first);
	if (node.type === "string") return readQuotedType(reader, node);
	if (node.type === "union_type" && inner.length > 1) {
		return {
			kind: "operation",
			operator: "|",
			operands: inner.map((option) => readAnnotation(reader, option)),
			...spanOf(node),
		};
	}
	if (node.type === "generic_type" && first && second) {
		// `Literal["a"]` holds values, not names of types.
		const read = textOf(reader, first) === "Literal" ? readInner : readAnnotation;
		const parameters = namedChildren(second).map((parameter) => read(reader, parameter));
		return indexed(readAnnotation(reader, first), parameters, node, second);
	}
	if (node.type === "subscript" && first) {
		const parameters = inner.slice(1).map((parameter) => readAnnotation(reader, parameter));
		return indexed(readAnnotation(reader, first), parameters, node, second ?? first);
	}
	if (node.type === "member_type" && first && second) {
		const object = readAnnotation(reader, first);
		return { kind: "member", object, property: textOf(reader, second), nameSpan: spanOf(second), ...spanOf(node) };
	}
	return readExpression(reader, node);
}

function readInner(reader: Reader, node: SyntaxNode): Expression {
	const [inner] = namedChildren(node);
	return readExpression(reader, node.type === "type" && inner ? inner : node);
}

function indexed(
	object: Expression,
	parameters: readonly Expression[],
	node: SyntaxNode,
	list: SyntaxNode,
): Expression {
	const only = parameters.length === 1 ? parameters[0] : undefined;
	const index: Expression = only ?? {
		kind: "list",
		form: "tuple",
		items: parameters.map((value) => ({ value })),
		...spanOf(list),
	};
	return { kind: "index", object, index, ...spanOf(node) };
}

/** `"Foo"`, `"pkg.Foo"`, `"Optional[Foo]"`: read when it is names, dots and brackets. */
function readQuotedType(reader: Reader, node: SyntaxNode): Expression {
	const content = node.children.find((piece) => piece.type === "string_content");
	if (!content) return unknown(reader, node, "the annotation is empty");
	const tokens = [...textOf(reader, content).matchAll(/[A-Za-z_]\w*|[[\].,|]|\S/g)];
	const parser = { tokens, at: 0, offset: content.start, depth: 0 };
	const type = parseUnion(parser);
	return type && parser.at === tokens.length ? type : readExpression(reader, node);
}

interface TypeParser {
	readonly tokens: readonly RegExpMatchArray[];
	at: number;
	readonly offset: number;
	depth: number;
}

function parseUnion(parser: TypeParser): Expression | null {
	if (parser.depth > 20) return null;
	parser.depth++;
	const options: Expression[] = [];
	do {
		const option = parseOne(parser);
		if (!option) return null;
		options.push(option);
	} while (take(parser, "|"));
	parser.depth--;
	const [first] = options;
	const last = options[options.length - 1];
	if (!first || !last) return null;
	if (options.length === 1) return first;
	return { kind: "operation", operator: "|", operands: options, start: first.start, end: last.end };
}

function parseOne(parser: TypeParser): Expression | null {
	let type: Expression | null = parseName(parser);
	while (type && take(parser, ".")) {
		const name: Expression | null = parseName(parser);
		if (name?.kind !== "name") return null;
		const nameSpan = { start: name.start, end: name.end };
		type = { kind: "member", object: type, property: name.name, nameSpan, start: type.start, end: name.end };
	}
	if (!type || !take(parser, "[")) return type;
	const parameters: Expression[] = [];
	do {
		const parameter = parseUnion(parser);
		if (!parameter) return null;
		parameters.push(parameter);
	} while (take(parser, ","));
	const [first] = parameters;
	const last = parameters[parameters.length - 1];
	if (!first || !last || !take(parser, "]")) return null;
	const index: Expression =
		parameters.length === 1
			? first
			: {
					kind: "list",
					form: "tuple",
					items: parameters.map((value) => ({ value })),
					start: first.start,
					end: last.end,
				};
	return { kind: "index", object: type, index, start: type.start, end: last.end + 1 };
}

function parseName(parser: TypeParser): Expression | null {
	const token = parser.tokens[parser.at];
	if (!token || !/^\w/.test(token[0])) return null;
	parser.at++;
	const start = parser.offset + (token.index ?? 0);
	const end = start + token[0].length;
	return token[0] === "None" ? { kind: "null", start, end } : { kind: "name", name: token[0], start, end };
}

function take(parser: TypeParser, token: string): boolean {
	if (parser.tokens[parser.at]?.[0] !== token) return false;
	parser.at++;
	return true;
}

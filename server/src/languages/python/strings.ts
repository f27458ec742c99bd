/** Reads text: string literals, f-strings, adjacent literals and the `%` operator. */
import type { Expression, Format, RecordEntry, TextLiteral } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { readExpression, visitExpression } from "./expressions.ts";
import { type Reader, spanOf, textOf, unknown } from "./reader.ts";
import { resolveContent, type StringForm, stringForm } from "./string-literal.ts";
import { child, hasToken, namedChildren } from "./syntax-tree.ts";

/** A plain literal becomes a text; a literal with holes becomes a concatenation. */
export function readString(reader: Reader, node: SyntaxNode): Expression {
	const { opening, end } = edgesOf(node);
	const form = stringForm(opening ? textOf(reader, opening) : "");
	const holes = node.children.filter((piece) => piece.type === "interpolation");
	const start = opening?.end ?? node.start;
	if (holes.length === 0) return textLiteral(reader, form, start, end);
	const parts: Expression[] = [];
	let at = start;
	for (const hole of holes) {
		if (hole.start > at) parts.push(textLiteral(reader, form, at, hole.start));
		parts.push(...readHole(reader, hole));
		at = hole.end;
	}
	if (end > at) parts.push(textLiteral(reader, form, at, end));
	return { kind: "concat", parts, ...spanOf(node) };
}

/** `"a" "b"`: one text written as several literals. */
export function readConcatenatedString(reader: Reader, node: SyntaxNode): Expression {
	const parts = namedChildren(node).map((literal) => readExpression(reader, literal));
	return { kind: "concat", parts, ...spanOf(node) };
}

/** `template % values`; null when the operator is more likely the remainder of a division. */
export function readPercent(reader: Reader, node: SyntaxNode): Format | null {
	const [left, right] = namedChildren(node);
	if (!left || !right) return null;
	const isTemplate =
		isText(left) || right.type === "tuple" || right.type === "dictionary" || isConstantName(reader, left);
	if (!isTemplate || right.type === "integer") return null;
	const template = readExpression(reader, left);
	const values = readExpression(reader, right);
	let positional: readonly Expression[] = [values];
	let named: readonly RecordEntry[] = [];
	if (values.kind === "list" && values.form === "tuple") positional = values.items.map((item) => item.value);
	else if (values.kind === "record") {
		positional = [];
		named = values.entries;
	}
	return { kind: "format", style: "percent", template, positional, named, ...spanOf(node) };
}

function isText(node: SyntaxNode): boolean {
	if (node.type === "parenthesized_expression") return namedChildren(node).some(isText);
	if (node.type === "binary_operator") return namedChildren(node).slice(-1).some(isText);
	return node.type === "string" || node.type === "concatenated_string";
}

function isConstantName(reader: Reader, node: SyntaxNode): boolean {
	const name = node.type === "attribute" ? child(node, "attribute") : node;
	return name?.type === "identifier" && /^_*[A-Z][A-Z0-9_]+$/.test(textOf(reader, name));
}

function textLiteral(reader: Reader, form: StringForm, start: number, end: number): TextLiteral {
	const content = reader.text.slice(start, Math.max(start, end));
	const text = resolveContent(content, form, form.isFormatted);
	return { kind: "text", text, verbatim: text === content, start, end: Math.max(start, end) };
}

/** The value in a hole; with its name and `=` before it for `{value=}`. Format specifications only change its looks. */
function readHole(reader: Reader, hole: SyntaxNode): Expression[] {
	const node = child(hole, "expression") ?? namedChildren(hole)[0];
	if (!node) return [unknown(reader, hole, "the hole is empty")];
	const value = readExpression(reader, node);
	const specification = child(hole, "format_specifier");
	for (const inner of specification ? namedChildren(specification) : []) {
		visitExpression(reader, child(inner, "expression"));
	}
	const format = specification && textOf(reader, specification).replace(/^:/, "");
	if (
		specification &&
		format !== undefined &&
		/%-?[A-Za-z]/.test(format) &&
		namedChildren(specification).length === 0
	) {
		// `{now:%Y-%m-%d}` is what `format(now, "%Y-%m-%d")` gives.
		const text: Expression = { kind: "text", text: format, verbatim: false, ...spanOf(specification) };
		const given = [value, text].map((item) => ({ name: null, value: item, start: item.start, end: item.end }));
		const callee: Expression = { kind: "name", name: "format", start: hole.start, end: hole.start };
		return [{ kind: "call", callee, arguments: given, ...spanOf(hole) }];
	}
	const isReshaped = specification !== undefined || child(hole, "type_conversion") !== undefined;
	const shown: Expression = isReshaped ? { kind: "transform", name: "other", text: value, ...spanOf(hole) } : value;
	const equals = hole.children.find((token) => token.type === "=" && token.start >= node.end);
	if (!equals || !hasToken(hole, "=")) return [shown];
	const start = hole.start + 1;
	const text = reader.text.slice(start, equals.end);
	return [{ kind: "text", text, verbatim: true, start, end: equals.end }, shown];
}

function edgesOf(node: SyntaxNode): { opening: SyntaxNode | undefined; end: number } {
	const opening = node.children.find((piece) => piece.type === "string_start");
	const closing = node.children.findLast((piece) => piece.type === "string_end");
	return { opening, end: closing?.start ?? node.end };
}

/** Reads string literals: fixed text, escapes, and values put in between. */
import type { Expression } from "../../model/expression.ts";
import type { Span } from "../../model/source-file.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { type ExpressionReader, type Reader, sourceOf, spanOf } from "./reader.ts";
import { named } from "./syntax-tree.ts";

export interface TextShape {
	/** Kinds of nodes that hold text as it is written. */
	readonly content: readonly string[];
	readonly escape?: readonly string[];
	/** Kinds of nodes around a value; any other named node but `ignored` is a value itself. */
	readonly interpolation?: readonly string[];
	readonly ignored?: readonly string[];
	/** What the text loses: the indentation of its lines. */
	readonly isDedented?: boolean;
	/** Signs that are written twice to mean themselves. */
	readonly doubled?: readonly string[];
}

export function textLiteral(shape: TextShape): ExpressionReader {
	return (reader, node) => textOf(reader, node, shape);
}

export function textOf(reader: Reader, node: SyntaxNode, shape: TextShape): Expression {
	const pieces: Expression[] = [];
	for (const child of named(node)) {
		if (shape.content.includes(child.type)) pieces.push(written(reader, child, shape.doubled ?? []));
		else if (shape.escape?.includes(child.type)) pieces.push(text(child, resolveEscape(sourceOf(reader, child))));
		else if (shape.interpolation?.includes(child.type)) {
			for (const inner of named(child)) if (!shape.ignored?.includes(inner.type)) pieces.push(reader.expression(inner));
		} else if (!shape.ignored?.includes(child.type)) pieces.push(reader.expression(child));
	}
	const joined = joinPieces(pieces, node);
	return shape.isDedented && sourceOf(reader, node).includes("\n") ? dedented(joined) : joined;
}

/** A literal between two signs whose inside the grammar does not name. */
export function delimitedText(open: RegExp, close: RegExp, doubled: readonly string[] = []): ExpressionReader {
	return (reader, node) => {
		const source = sourceOf(reader, node);
		const before = open.exec(source)?.[0].length ?? 0;
		const after = close.exec(source.slice(before))?.[0].length ?? 0;
		return written(reader, { start: node.start + before, end: node.end - after }, doubled);
	};
}

function written(reader: Reader, span: Span, doubled: readonly string[]): Expression {
	const source = sourceOf(reader, span);
	const meant = doubled.reduce((result, sign) => result.replaceAll(sign + sign, sign), source);
	return { kind: "text", text: meant, verbatim: meant === source, ...spanOf(span) };
}

function text(span: Span, value: string): Expression {
	return { kind: "text", text: value, verbatim: false, ...spanOf(span) };
}

function joinPieces(pieces: readonly Expression[], node: Span): Expression {
	const [only] = pieces;
	if (!only) return text(node, "");
	if (pieces.length === 1 && only.kind === "text") return only;
	return { kind: "concat", parts: pieces, ...spanOf(node) };
}

/** Takes off the indentation all lines of a block of text share, and its first line break. */
function dedented(value: Expression): Expression {
	const literals = value.kind === "concat" ? value.parts : [value];
	const indent = smallestIndent(literals);
	const cut = literals.map((piece, index): Expression => {
		if (piece.kind !== "text") return piece;
		let source = piece.text.replaceAll(/\n[ \t]*/g, (line) => `\n${line.slice(1 + indent)}`);
		if (index === 0) source = source.replace(/^\r?\n/, "");
		if (index === literals.length - 1) source = source.replace(/\n[ \t]*$/, "\n");
		return { ...piece, text: source, verbatim: piece.verbatim && source === piece.text };
	});
	const [only] = cut;
	return value.kind === "concat" ? { ...value, parts: cut } : (only ?? value);
}

function smallestIndent(pieces: readonly Expression[]): number {
	let smallest = Number.POSITIVE_INFINITY;
	for (const piece of pieces)
		if (piece.kind === "text")
			for (const line of piece.text.split("\n").slice(1)) {
				if (line.trim() !== "") smallest = Math.min(smallest, line.search(/\S/));
			}
	return Number.isFinite(smallest) ? smallest : 0;
}

const escapes: Readonly<Record<string, string>> = {
	n: "\n",
	t: "\t",
	r: "\r",
	b: "\b",
	f: "\f",
	v: "\v",
	0: "\0",
	a: "\x07",
	e: "\x1b",
	s: " ",
	"\n": "",
};

function resolveEscape(source: string): string {
	const body = source.slice(1);
	const hex = /^(?:[uU]\{?|x\{?)([0-9a-fA-F]+)\}?$/.exec(body)?.[1];
	if (hex !== undefined) {
		const point = Number.parseInt(hex, 16);
		return point <= 0x10ffff ? String.fromCodePoint(point) : "";
	}
	return escapes[body[0] ?? ""] ?? body;
}

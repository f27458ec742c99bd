/**
 * How a text-building expression is written: its operands (literals and other expressions), each cut into pieces that
 * can be moved, and what stands between the operands.
 */

import type { Span } from "../../../model/source-file.ts";
import { isNotEditable, type NotEditable, type TextPiece } from "../../front-end.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { resolveContent, type StringForm, stringForm } from "../string-literal.ts";
import { child, namedChildren, type SyntaxTree } from "../syntax-tree.ts";
import { cutLiteral } from "./cut-literal.ts";
import { hasSideEffects } from "./find-node.ts";
import { type Places, placesOf } from "./template-places.ts";

export interface LayoutPiece extends TextPiece {
	/** What to write for it inside a literal. */
	readonly source: string;
	/** Number of a place that takes the next positional value: `{}` in a template for `format`, `%s`. */
	readonly position: number | null;
}

export interface Operand {
	readonly start: number;
	readonly end: number;
	/** Null for an expression that is no literal. */
	readonly literal: { readonly form: StringForm; readonly opening: string; readonly content: Span } | null;
	readonly pieces: readonly LayoutPiece[];
}

export interface TextLayout {
	readonly operands: readonly Operand[];
	/** Source text between neighbouring operands. */
	readonly separators: readonly string[];
	/** The list whose items `join` puts together; null for any other text. */
	readonly joined: Span | null;
	/** How values reach a template text's places; null for text that has no such places. */
	readonly places: Places | null;
}

export interface SyntaxSource extends Pick<SyntaxTree, "root" | "comments"> {
	readonly text: string;
}

export function layoutOf(source: SyntaxSource, node: SyntaxNode): TextLayout | NotEditable {
	return layout(source, node, null);
}

function layout(source: SyntaxSource, node: SyntaxNode, places: Places | null): TextLayout | NotEditable {
	switch (node.type) {
		case "parenthesized_expression": {
			const [inner, ...others] = namedChildren(node);
			if (!inner || others.length > 0) break;
			return layout(source, inner, places);
		}
		case "string":
		case "concatenated_string":
		case "binary_operator":
			if (isPercent(node)) return layoutOfTemplate(source, node);
			return layoutOfOperands(source, node, places);
		case "call":
			return layoutOfCall(source, node, places);
	}
	return { notEditable: "only text written as literals can be moved" };
}

function layoutOfOperands(source: SyntaxSource, node: SyntaxNode, places: Places | null): TextLayout | NotEditable {
	const operands: Operand[] = [];
	for (const operand of operandsOf(node)) {
		const read = readOperand(source, operand, places);
		if (isNotEditable(read)) return read;
		operands.push(read);
	}
	if (!operands.some((operand) => operand.literal)) return { notEditable: "there is no literal text to move" };
	const separators = operands.slice(1).map((operand, i) => source.text.slice(operands[i]?.end, operand.start));
	if (separators.some((separator) => separator.includes("#"))) {
		return { notEditable: "the text is split over several string literals with comments between" };
	}
	return { operands, separators, places, joined: null };
}

/** The parts of a sum and of adjacent literals, left to right. Chains may be thousands long, so there is no recursion. */
function operandsOf(node: SyntaxNode): SyntaxNode[] {
	const operands: SyntaxNode[] = [];
	const waiting = [node];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const isSum = next.type === "binary_operator" && next.children.some((part) => part.type === "+");
		if (isSum || next.type === "concatenated_string") waiting.push(...namedChildren(next));
		else operands.push(next);
	}
	return operands.reverse();
}

function readOperand(source: SyntaxSource, node: SyntaxNode, places: Places | null): Operand | NotEditable {
	const { start, end } = node;
	const opening = node.children[0];
	const closing = node.children[node.children.length - 1];
	if (node.type !== "string" || opening?.type !== "string_start" || closing?.type !== "string_end") {
		const text = source.text.slice(start, end);
		const piece = { kind: "hole" as const, text, source: text, position: null, start, end };
		return { start, end, literal: null, pieces: [{ ...piece, hasSideEffects: hasSideEffects(node) }] };
	}
	const form = stringForm(source.text.slice(opening.start, opening.end));
	// A backslash behind the opening quotes only says that the text begins on the next line: it stays with the quotes.
	const skipped = form.isRaw ? 0 : (/^\\\r?\n/.exec(source.text.slice(opening.end, closing.start))?.[0].length ?? 0);
	const spelt = source.text.slice(opening.start, opening.end + skipped);
	const content = { start: opening.end + skipped, end: closing.start };
	const holes = node.children.filter((part) => part.type === "interpolation");
	if (places && holes.length > 0) return { notEditable: "the template is itself a text with values in it" };
	const pieces = cutLiteral({ text: source.text, content, form, holes, places });
	return isNotEditable(pieces) ? pieces : { start, end, literal: { form, opening: spelt, content }, pieces };
}

function layoutOfCall(source: SyntaxSource, node: SyntaxNode, places: Places | null): TextLayout | NotEditable {
	const callee = child(node, "function");
	const argumentList = child(node, "arguments");
	const name = callee?.type === "attribute" ? child(callee, "attribute") : callee;
	const method = name ? source.text.slice(name.start, name.end) : "";
	const receiver = callee?.type === "attribute" ? child(callee, "object") : undefined;
	if (templateMethods.has(method) && !places) return layoutOfTemplate(source, node);
	if (receiver && /^[lr]?strip$/.test(method)) return layout(source, receiver, places);
	const [only, ...others] = argumentList ? namedChildren(argumentList) : [];
	if (method === "join" && receiver && only && others.length === 0) return layoutOfJoin(source, receiver, only);
	if ((method === "dedent" || method === "cleandoc") && only && others.length === 0) {
		return layout(source, only, places);
	}
	return { notEditable: "only text written as literals can be moved" };
}

/** The separator counts as the end of every item, so that each item is a line of its own. */
function layoutOfJoin(source: SyntaxSource, separator: SyntaxNode, list: SyntaxNode): TextLayout | NotEditable {
	const between = readOperand(source, separator, null);
	const isLiteralList = list.type === "list" || list.type === "tuple";
	if (isNotEditable(between) || !between.literal || !isLiteralList || list.children.some(isSplat)) {
		return { notEditable: "only the items of a list written in place can be moved" };
	}
	const { form, content } = between.literal;
	const text = resolveContent(source.text.slice(content.start, content.end), form, form.isFormatted);
	const operands: Operand[] = [];
	for (const item of namedChildren(list)) {
		const read = readOperand(source, item, null);
		if (isNotEditable(read)) return read;
		const at = { start: item.end, end: item.end };
		const end = { ...at, kind: "text" as const, text, source: "", position: null, hasSideEffects: false };
		operands.push(text === "" ? read : { ...read, pieces: [...read.pieces, end] });
	}
	return { operands, separators: [], places: null, joined: { start: list.start, end: list.end } };
}

function isSplat(node: SyntaxNode): boolean {
	return node.type === "list_splat";
}

const templateMethods: ReadonlySet<string> = new Set(["format", "format_map", "substitute", "safe_substitute"]);

function layoutOfTemplate(source: SyntaxSource, node: SyntaxNode): TextLayout | NotEditable {
	const found = placesOf(source, node);
	if (isNotEditable(found)) return found;
	return layout(source, found.template, found);
}

function isPercent(node: SyntaxNode): boolean {
	return node.type === "binary_operator" && node.children.some((part) => part.type === "%");
}

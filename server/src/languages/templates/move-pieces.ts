/**
 * The pieces of a prompt kept in a file: its lines, its places, and its blocks, each of which moves whole. What a
 * template sets or inherits binds the text around it, so then nothing moves.
 */
import type { SourceFile, Span } from "../../model/source-file.ts";
import type { NotEditable, TextPiece, TextPieces } from "../front-end.ts";
import { dataFormatOf } from "./data-values.ts";
import { readTemplate, type TemplateNode } from "./template-nodes.ts";

export function piecesIn(source: SourceFile, expression: Span): TextPieces | NotEditable {
	const { start, end } = wholeLines(source, expression);
	const text = source.text.slice(start, end);
	if (dataFormatOf(source.file) !== null && /(?<!\\)\\n/.test(text) && !text.includes("\n"))
		return { notEditable: "the text is written on one line with escapes" };
	const nodes = readTemplate(text);
	const binding = nodes.map(bindingIn).find((tag) => tag !== null);
	if (binding) return { notEditable: `\`${binding}\` decides what the text after it holds` };
	const torn = nodes.find((node) => node.kind === "block" && !node.isClosed);
	if (torn) return { notEditable: "a block of the template is opened here and closed elsewhere" };
	const pieces = nodes
		.flatMap((node) => piecesOf(node, text))
		.map((piece) => ({ ...piece, start: piece.start + start, end: piece.end + start }));
	return { pieces, start, end };
}

/** In settings the indentation before the first line belongs to it, as that of every other line does. */
function wholeLines({ file, text }: SourceFile, { start, end }: Span): Span {
	if (dataFormatOf(file) !== "yaml" || !text.slice(start, end).includes("\n")) return { start, end };
	const line = text.lastIndexOf("\n", start - 1) + 1;
	return text.slice(line, start).trim() === "" ? { start: line, end } : { start, end };
}

function bindingIn(node: TemplateNode): string | null {
	if (node.kind === "statement" && node.name !== "") return `{% ${node.name} %}`;
	if (node.kind === "block" && /^(set|macro|block|call|raw|verbatim)$/.test(node.name)) return `{% ${node.name} %}`;
	return null;
}

function piecesOf(node: TemplateNode, text: string): readonly TextPiece[] {
	const own = text.slice(node.start, node.end);
	if (node.kind !== "text")
		return [{ kind: "hole", text: own, start: node.start, end: node.end, hasSideEffects: false }];
	const pieces: TextPiece[] = [];
	for (const line of own.matchAll(/[^\n]*\n|[^\n]+/g)) pieces.push(...placesIn(line[0], node.start + line.index));
	return pieces;
}

/** `{name}`, `${name}`, `$name`, `%(name)s`: what `format` and its like fill in. A brace of JSON is none of these. */
const places = /\$?\{[A-Za-z_][\w.]*(?:![rsa])?(?::[^{}\n]*)?\}|\$[A-Za-z_]\w*|%\([^)\n]*\)[sdrf]/g;

function placesIn(line: string, at: number): readonly TextPiece[] {
	const pieces: TextPiece[] = [];
	const add = (kind: "text" | "hole", from: number, to: number) => {
		if (to > from)
			pieces.push({ kind, text: line.slice(from, to), start: at + from, end: at + to, hasSideEffects: false });
	};
	let from = 0;
	for (const match of line.matchAll(places)) {
		add("text", from, match.index);
		from = match.index + match[0].length;
		add("hole", match.index, from);
	}
	add("text", from, line.length);
	return pieces;
}

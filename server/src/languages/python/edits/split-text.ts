/** Takes some pieces out of a text and writes them as an expression of their own, or in front of another text. */
import type { Span } from "../../../model/source-file.ts";
import { type CodeNode, type CodeShape, whyNotEvaluatedAt } from "../../evaluated-elsewhere.ts";
import { isNotEditable, type NotEditable, type SplitRequest, type SplitText } from "../../front-end.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { stringForm } from "../string-literal.ts";
import { child } from "../syntax-tree.ts";
import { expressionAt, hasSideEffects } from "./find-node.ts";
import { piecesOf, readLayout, writeOperands } from "./read-text.ts";
import type { Places } from "./template-places.ts";
import type { LayoutPiece, SyntaxSource, TextLayout } from "./text-layout.ts";

export function splitText(source: SyntaxSource, request: SplitRequest): SplitText | NotEditable {
	const { text: expression, staying, leaving, at, isJoined } = request;
	const node = expressionAt(source.root, expression);
	const layout = readLayout(source, expression);
	if (isNotEditable(layout)) return layout;
	const first = layout.operands[0];
	const last = layout.operands.at(-1);
	if (!node || !first || !last) return { notEditable: "the text cannot be found in the file" };
	const other = whyNotPlain(source, node, layout);
	if (other) return { notEditable: other };

	const pieces = piecesOf(layout);
	const own = leaving.flatMap((index) => pieces[index] ?? []);
	const moved = layout.places ? asValues(layout.places, own) : own;
	if (isNotEditable(moved)) return moved;
	const holes = moved.filter(({ kind }) => kind === "hole");
	const because = whyNotEvaluatedAt({ ...source, shape, expression: node, holes, at });
	if (because) return { notEditable: because };
	const written = isJoined ? joined(source, moved, at) : alone(source, moved, at);
	if (isNotEditable(written)) return written;
	const { text } = source;
	const kept = writeOperands(text, layout, staying);
	const behind = text.slice(last.end, node.end);
	const left = own.filter(({ kind, source: place }) => kind === "hole" && !kept.includes(place.slice(0, -1)));
	return {
		expression: { start: node.start, end: node.end },
		staying:
			text.slice(node.start, first.start) + kept + (layout.places ? withoutValues(behind, { left, kept }) : behind),
		...written,
	};
}

/** Templates, joined lists and dedented texts are more than their pieces. */
function whyNotPlain(
	{ text }: SyntaxSource,
	node: SyntaxNode,
	{ operands, places, joined }: TextLayout,
): string | null {
	if (places) return whyNotFilledHere(node, operands, places);
	if (joined) return "the text is joined from a list";
	if (node.type === "call") {
		const callee = child(node, "function");
		const method = callee && child(callee, "attribute");
		const name = callee && text.slice(method?.start ?? callee.start, callee.end);
		if (!name || !/^[lr]?strip$/.test(name)) return `the text goes through \`${name ?? "a function"}\``;
	}
	for (const { literal, pieces } of operands) {
		if (!literal) continue;
		if (/[bt]/.test(literal.form.prefix)) return "the text is not a plain string";
		if (
			pieces.some(({ kind, text, source }) => kind === "text" && text.includes("\uFFFD") && !source.includes("\uFFFD"))
		) {
			return "the text names characters by their Unicode names";
		}
		if (!literal.form.isFormatted && pieces.some(({ kind }) => kind === "hole")) {
			return "the text holds places that somebody else fills";
		}
	}
	return null;
}

/** `"... {date}".format(date=today)`: the value itself can be put into the other text when its place leaves this one. */
function whyNotFilledHere(
	node: SyntaxNode,
	operands: TextLayout["operands"],
	{ style, positional }: Places,
): string | null {
	const isHere = operands.every(({ start, end }) => node.start <= start && end <= node.end);
	if (!isHere || style !== "format") return "the text is a template that is filled elsewhere";
	return positional.length > 0 ? "the places are filled in the order they stand in" : null;
}

/** Pieces of a template with the values that fill their places; a value that acts would be asked for twice. */
function asValues({ named }: Places, pieces: readonly LayoutPiece[]): readonly LayoutPiece[] | NotEditable {
	const filled: LayoutPiece[] = [];
	for (const piece of pieces) {
		const place = piece.kind === "hole" ? /^\{(\w+)([![:][^{}]*)?\}$/.exec(piece.source) : null;
		const value = place?.[1] === undefined ? undefined : named.get(place[1]);
		if (piece.kind === "text") filled.push(piece);
		else if (!place || !value) return { notEditable: `nothing is given for the place \`${piece.source}\`` };
		else if (hasSideEffects(value)) return { notEditable: `\`${piece.text}\` would be worked out twice` };
		else {
			const rest = place[2] ?? "";
			filled.push({ ...piece, source: `{${piece.text}${rest}}`, start: value.start, end: value.end });
		}
	}
	return filled;
}

/** `.format(date=today, name=name)` without the values whose places have left. */
function withoutValues(
	call: string,
	{ left, kept }: { readonly left: readonly LayoutPiece[]; readonly kept: string },
): string {
	if (call.includes("#")) return call;
	let shorter = call;
	for (const { source, text } of left) {
		const name = /^\{(\w+)/.exec(source)?.[1] ?? "";
		const value = text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
		shorter = shorter.replace(new RegExp(`(?:,\\s*)?\\b${name}\\s*=\\s*${value}(?=\\s*[,)])`), "");
	}
	const filled = shorter.replace(/\(\s*,\s*/, "(");
	// Without a brace there is nothing that `format` would read.
	return /^\.format\(\s*\)$/.test(filled) && !/[{}]/.test(kept) ? "" : filled;
}

type Written = Pick<SplitText, "leaving" | "place">;

function alone({ text }: SyntaxSource, pieces: readonly LayoutPiece[], place: Span): Written | NotEditable {
	const literal = formatted(pieces, eolOf(text));
	return isNotEditable(literal) ? literal : { leaving: `f${literal.quote}${literal.content}${literal.quote}`, place };
}

function joined({ root, text }: SyntaxSource, moved: readonly LayoutPiece[], at: Span): Written | NotEditable {
	const node = valueAt(root, at);
	if (!node) return { notEditable: "the text of the final message cannot be found in the file" };
	const place = { start: node.start, end: node.end };
	const written = text.slice(node.start, node.end);
	const pieces = [...withoutLastBreak(moved), breakPiece];
	const opening = node.type === "string" ? node.children[0] : undefined;
	if (opening?.type === "string_start") {
		const form = stringForm(text.slice(opening.start, opening.end));
		const content = form.isFormatted && !form.isRaw ? spelled(pieces, form.quote, eolOf(text)) : null;
		const head = opening.end - node.start;
		if (content !== null) return { place, leaving: written.slice(0, head) + content + written.slice(head) };
	}
	const literal = formatted(pieces, eolOf(text));
	if (isNotEditable(literal)) return literal;
	const { quote, content } = literal;
	const isNameChain = /^[\w.]+$/.test(written);
	if (isNameChain && quote.length === 1) return { place, leaving: `f${quote}${content}{${written}}${quote}` };
	const operand = looseTypes.has(node.type) ? `(${written})` : written;
	return { place, leaving: `f${quote}${content}${quote} + ${operand}` };
}

/** Bind looser than `+`. */
const looseTypes: ReadonlySet<string> = new Set([
	"conditional_expression",
	"boolean_operator",
	"comparison_operator",
	"not_operator",
	"lambda",
	"named_expression",
	"concatenated_string",
]);

/** The outermost expression that covers exactly the span; the span of a text may be that of its content. */
function valueAt(root: SyntaxNode, span: Span): SyntaxNode | null {
	const literal = expressionAt(root, span);
	if (literal) return literal;
	let node: SyntaxNode | undefined = root;
	while (node && !(node.start === span.start && node.end === span.end && node.isNamed)) {
		node = node.children.find((inner) => inner.start <= span.start && inner.end >= span.end);
	}
	return node ?? null;
}

const breakPiece: LayoutPiece = {
	kind: "text",
	text: "\n\n",
	source: "",
	position: null,
	hasSideEffects: false,
	start: 0,
	end: 0,
};

function withoutLastBreak(pieces: readonly LayoutPiece[]): LayoutPiece[] {
	const trimmed = [...pieces];
	for (let last = trimmed.at(-1); last?.kind === "text"; last = trimmed.at(-1)) {
		const text = last.text.replace(/\s+$/, "");
		trimmed.pop();
		if (text !== "") return [...trimmed, { ...last, text }];
	}
	return trimmed;
}

interface Literal {
	readonly quote: string;
	readonly content: string;
}

/** On one line where that stays readable, else with the line breaks as they are. */
function formatted(pieces: readonly LayoutPiece[], eol: string): Literal | NotEditable {
	const quotes = lengthOf(pieces) > longestLine ? ['"""', "'''"] : ['"', "'", '"""', "'''"];
	for (const quote of quotes) {
		const content = spelled(pieces, quote, eol);
		if (content !== null) return { quote, content };
	}
	return { notEditable: "its values cannot be written in one string" };
}

const longestLine = 120;

function lengthOf(pieces: readonly LayoutPiece[]): number {
	return pieces.reduce((sum, { text }) => sum + text.length, 0);
}

/** The content of an f-string with these quotes; null when a value holds the quotes, which Python before 3.12 refuses. */
function spelled(pieces: readonly LayoutPiece[], quote: string, eol: string): string | null {
	let content = "";
	for (const piece of pieces) {
		if (piece.kind === "text") {
			content += escaped(piece.text, quote, eol);
			continue;
		}
		const hole = piece.source.startsWith("{") ? piece.source : `{${piece.source}}`;
		if (hole.includes(quote) || (quote.length === 1 && /[\n\\]/.test(hole))) return null;
		content += hole;
	}
	return content;
}

function escaped(text: string, quote: string, eol: string): string {
	const isLong = quote.length > 1;
	const mark = quote.charAt(0);
	const spelt = text
		.replaceAll("\\", "\\\\")
		.replaceAll("{", "{{")
		.replaceAll("}", "}}")
		.replaceAll(quote, `\\${[...quote].join("\\")}`)
		.replace(isLong ? new RegExp(`${mark}$`) : /$^/, `\\${mark}`)
		.replace(/\r\n|\n/g, isLong ? eol : "\\n")
		.replaceAll("\t", isLong ? "\t" : "\\t");
	return [...spelt].map((unit) => (isOddControl(unit) ? `\\x${hexOf(unit)}` : unit)).join("");
}

/** Control characters that a source file had better spell out. */
function isOddControl(unit: string): boolean {
	return unit < " " && unit !== "\n" && unit !== "\r" && unit !== "\t";
}

function hexOf(unit: string): string {
	return unit.charCodeAt(0).toString(16).padStart(2, "0");
}

function eolOf(text: string): string {
	return text.includes("\r\n") ? "\r\n" : "\n";
}

const shape: CodeShape = {
	blocks: new Set(["module", "block"]),
	repeated: new Set([
		"function_definition",
		"lambda",
		"for_statement",
		"while_statement",
		"list_comprehension",
		"set_comprehension",
		"dictionary_comprehension",
		"generator_expression",
	]),
	functions: new Set(["function_definition", "lambda"]),
	waits: new Set(["await", "yield"]),
	names: new Set(["identifier"]),
	assignments: new Map([["assignment", "left"]]),
	acts: (node) => node.type === "call" || node.type === "named_expression",
	isOnlyName: (node: CodeNode, parent: CodeNode | undefined) =>
		(parent?.type === "attribute" && node.field === "attribute") ||
		(parent?.type === "keyword_argument" && node.field === "name"),
};

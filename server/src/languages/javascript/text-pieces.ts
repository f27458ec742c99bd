/** Cuts a text-building expression into the pieces that a fix can move: lines of literal text, and values. */
import { isNotEditable, type NotEditable, type TextPiece, type TextPieces } from "../front-end.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { resolveEscapes } from "./literals.ts";
import { child, firstNamed } from "./syntax-tree.ts";
import { type TextOperands, textOperands } from "./text-operands.ts";

/** A piece and the operand it is cut from, by its position. */
export interface OperandPiece extends TextPiece {
	readonly operand: number;
}

export interface CutText extends TextPieces {
	readonly pieces: readonly OperandPiece[];
	readonly source: TextOperands;
}

export function cutText(text: string, node: SyntaxNode): CutText | NotEditable {
	const source = textOperands(text, node);
	if (isNotEditable(source)) return source;
	const pieces = source.operands.flatMap((operand, position) => {
		const isLast = position === source.operands.length - 1;
		return withSeparator(piecesOf(text, operand, position), isLast ? "" : source.separator);
	});
	return { start: node.start, end: node.end, pieces, source };
}

/** True for `String.raw`, whose backslashes are text. */
export function isRawTemplate(text: string, template: SyntaxNode): boolean {
	return /String\s*\.\s*raw\s*$/.test(text.slice(Math.max(0, template.start - 40), template.start));
}

function piecesOf(text: string, operand: SyntaxNode, position: number): OperandPiece[] {
	if (operand.type === "string") return linesBetween(text, operand.start + 1, operand.end - 1, position);
	if (operand.type !== "template_string") return [hole(text, operand, operand, position)];
	const isRaw = isRawTemplate(text, operand);
	const pieces: OperandPiece[] = [];
	let start = operand.start + 1;
	for (const part of operand.children) {
		if (part.type !== "template_substitution") continue;
		pieces.push(...linesBetween(text, start, part.start, position, isRaw));
		pieces.push(hole(text, part, firstNamed(part) ?? part, position));
		start = part.end;
	}
	return [...pieces, ...linesBetween(text, start, operand.end - 1, position, isRaw)];
}

function hole(text: string, whole: SyntaxNode, expression: SyntaxNode, operand: number): OperandPiece {
	return {
		kind: "hole",
		start: whole.start,
		end: whole.end,
		text: text.slice(expression.start, expression.end),
		hasSideEffects: hasSideEffects(text, expression),
		operand,
	};
}

/** Cuts after every line break, be it a real one or written as `\n`. */
function linesBetween(text: string, start: number, end: number, operand: number, isRaw = false): OperandPiece[] {
	const pieces: OperandPiece[] = [];
	const source = text.slice(start, end);
	const line = isRaw ? /[^\n]*\n|[^\n]+$/g : /(?:\\(?!n)[\s\S]|[^\\\n])*(?:\\n|\n)|(?:\\(?!n)[\s\S]|[^\\\n])+$/g;
	for (const match of source.matchAll(line)) {
		const [written] = match;
		const at = start + match.index;
		const seen = resolveEscapes(written, isRaw ? "raw" : "cooked");
		pieces.push({
			kind: "text",
			start: at,
			end: at + written.length,
			// The file's own line break is kept, so that a break added to another line is spelt the same.
			text: written.endsWith("\r\n") ? `${seen.slice(0, -1)}\r\n` : seen,
			hasSideEffects: false,
			operand,
		});
	}
	return pieces;
}

/** The separator of `join` belongs to the item before it. */
function withSeparator(pieces: readonly OperandPiece[], separator: string): readonly OperandPiece[] {
	const last = pieces.at(-1);
	if (separator === "" || !last) return pieces;
	if (last.kind === "text") return [...pieces.slice(0, -1), { ...last, text: last.text + separator }];
	const end = { start: last.end, end: last.end };
	return [...pieces, { kind: "text", ...end, text: separator, hasSideEffects: false, operand: last.operand }];
}

function hasSideEffects(text: string, node: SyntaxNode): boolean {
	const pending = [node];
	for (let current = pending.pop(); current; current = pending.pop()) {
		if (acts(text, current)) return true;
		for (const part of current.children) pending.push(part);
	}
	return false;
}

/** True when running it could do something besides giving a value. */
export function acts(text: string, node: SyntaxNode): boolean {
	switch (node.type) {
		case "await_expression":
		case "yield_expression":
		case "assignment_expression":
		case "augmented_assignment_expression":
		case "update_expression":
			return true;
		case "new_expression": {
			const made = child(node, "constructor");
			return !made || text.slice(made.start, made.end) !== "Date";
		}
		case "call_expression":
			return !isPureCall(text, node);
		default:
			return false;
	}
}

function isPureCall(text: string, node: SyntaxNode): boolean {
	const callee = child(node, "function");
	const property = callee?.type === "member_expression" ? child(callee, "property") : callee;
	return property !== undefined && pureCalls.has(text.slice(property.start, property.end));
}

/** Functions of the language that only give a value. */
const pureCalls: ReadonlySet<string> = new Set(
	(
		"String Number Boolean join map filter slice concat trim trimStart trimEnd toString toLowerCase toUpperCase toFixed " +
		"toISOString toLocaleString toLocaleDateString toLocaleTimeString toDateString getTime getFullYear stringify keys values " +
		"entries replace replaceAll split substring substr includes indexOf at padStart padEnd repeat flat flatMap"
	).split(" "),
);

/** Writes the pieces of a text in a new order, in the form and with the quotes they are written in. */
import type { TextEdit } from "../../model/finding.ts";
import type { NotEditable } from "../front-end.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { isQuoted } from "./find-node.ts";
import { reorderItems } from "./list-order.ts";
import type { CutText, OperandPiece } from "./text-pieces.ts";

export interface RewriteInput {
	readonly file: string;
	readonly text: string;
	readonly cut: CutText;
	readonly order: readonly number[];
	readonly comments: readonly SyntaxNode[];
}

export function rewriteText(input: RewriteInput): readonly TextEdit[] | NotEditable {
	const { cut, order } = input;
	if (!isPermutation(order, cut.pieces.length)) return { notEditable: "the new order does not fit the text" };
	if (order.every((from, to) => from === to)) return [];
	switch (cut.source.form) {
		case "one":
			return rewriteLiteral(input);
		case "sum":
			return rewriteSum(input);
		case "lines":
			return rewriteLines(input);
	}
}

export function isPermutation(order: readonly number[], length: number): boolean {
	return order.length === length && new Set(order).size === length && order.every((i) => i >= 0 && i < length);
}

function inOrder({ cut, order }: RewriteInput): OperandPiece[] {
	return order.flatMap((index) => cut.pieces[index] ?? []);
}

function rewriteLiteral(input: RewriteInput): readonly TextEdit[] | NotEditable {
	const [literal] = input.cut.source.operands;
	if (!literal) return [];
	const written = inOrder(input)
		.map((piece) => input.text.slice(piece.start, piece.end))
		.join("");
	return [smallestEdit(input, literal.start + 1, literal.end - 1, written)];
}

/** Operands that stay neighbours keep what stands between them; a literal whose lines part company is split. */
function rewriteSum(input: RewriteInput): readonly TextEdit[] | NotEditable {
	const { operands } = input.cut.source;
	const first = operands[0];
	const last = operands.at(-1);
	if (!first || !last) return [];
	if (
		input.comments.some(
			(comment) => comment.start > first.start && comment.end < last.end && !isInsideOne(comment, operands),
		)
	)
		return { notEditable: "the text is split over several string literals with comments between" };
	const sum = writtenSum(input);
	return typeof sum === "string" ? [smallestEdit(input, first.start, last.end, sum)] : sum;
}

/** The pieces in order as operands of a sum; they need not be all of them. */
export function writtenSum(input: RewriteInput): string | NotEditable {
	const { text, cut } = input;
	const { operands } = cut.source;
	const written = writtenOperands(input);
	if (!written.slice(0, 2).some((operand) => operand.isText)) {
		return { notEditable: "two values would be added before any text" };
	}
	const glue = operands.slice(1).map((operand, i) => text.slice(operands[i]?.end ?? 0, operand.start));
	const lineBreak = glue.find((between) => between.includes("\n")) ?? " + ";
	let sum = "";
	for (const [i, { source, operand }] of written.entries()) {
		const before = written[i - 1]?.operand;
		const isNeighbour = before !== undefined && operand === before + 1;
		const between = isNeighbour ? (glue[before] ?? lineBreak) : operand === before ? " + " : lineBreak;
		sum += i === 0 ? source : between + source;
	}
	return sum;
}

function isInsideOne(comment: SyntaxNode, operands: readonly SyntaxNode[]): boolean {
	return operands.some((operand) => operand.start <= comment.start && comment.end <= operand.end);
}

interface WrittenOperand {
	readonly source: string;
	readonly isText: boolean;
	/** Position of the operand it was, or was a part of. */
	readonly operand: number;
}

function writtenOperands(input: RewriteInput): WrittenOperand[] {
	const runs: OperandPiece[][] = [];
	for (const piece of inOrder(input)) {
		const run = runs.at(-1);
		if (run && run[0]?.operand === piece.operand) run.push(piece);
		else runs.push([piece]);
	}
	return runs.map((run) => {
		const position = run[0]?.operand ?? 0;
		const operand = input.cut.source.operands[position];
		const content = run.map((piece) => input.text.slice(piece.start, piece.end)).join("");
		if (!operand || !isQuoted(operand)) return { source: content, isText: false, operand: position };
		const quote = input.text.charAt(operand.start);
		return { source: quote + content + quote, isText: true, operand: position };
	});
}

/** The items of a joined array move as a whole. */
function rewriteLines(input: RewriteInput): readonly TextEdit[] | NotEditable {
	const { file, text, cut, comments } = input;
	const list = cut.source.list;
	const order: number[] = [];
	let expected = -1;
	for (const index of input.order) {
		const operand = cut.pieces[index]?.operand ?? -1;
		if (order.at(-1) !== operand) {
			if (order.includes(operand)) return { notEditable: "the lines of one item of the array would be separated" };
			order.push(operand);
			expected = index;
		} else if (index !== expected) return { notEditable: "the lines of one item of the array would change places" };
		expected++;
	}
	// An empty string has no pieces; it stays where it is, between its neighbours.
	for (let i = 0; i < cut.source.operands.length; i++) {
		if (order.includes(i)) continue;
		const before = order.indexOf(i - 1);
		order.splice(before + 1, 0, i);
	}
	return list ? reorderItems({ file, text, list, order, comments }) : [];
}

/** An edit without what the old and the new text begin and end with. */
function smallestEdit(input: RewriteInput, start: number, end: number, written: string): TextEdit {
	const old = input.text.slice(start, end);
	const shorter = Math.min(old.length, written.length);
	let head = 0;
	while (head < shorter && old[head] === written[head]) head++;
	let tail = 0;
	while (tail < shorter - head && old[old.length - 1 - tail] === written[written.length - 1 - tail]) tail++;
	return {
		file: input.file,
		start: start + head,
		end: end - tail,
		newText: written.slice(head, written.length - tail),
	};
}

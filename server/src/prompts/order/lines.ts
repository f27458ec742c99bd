/** Cuts the pieces of a prompt into its lines, each with the holes it contains. */
import type { TextPiece } from "../../languages/front-end.ts";

export interface OrderedPiece extends Pick<TextPiece, "kind" | "text" | "hasSideEffects"> {
	/** A hole whose value changes between requests. */
	readonly isChanging: boolean;
}

export interface PromptLine {
	/** Indices of its pieces. */
	readonly pieces: readonly number[];
	/** Its text with every hole as `hole`; no line break. */
	readonly text: string;
	readonly isBlank: boolean;
	readonly isChanging: boolean;
	/** The next line goes on in the same line of text: this one only ends a sentence in a literal of its own. */
	readonly isOpen: boolean;
}

/** A run of lines, both ends included. */
export interface LineRange {
	readonly from: number;
	readonly to: number;
}

/** Stands for a hole in a line's text: the object replacement character. */
export const hole = "\uFFFC";

export function linesOf(pieces: readonly OrderedPiece[]): readonly PromptLine[] {
	const lines: PromptLine[] = [];
	let current: number[] = [];
	pieces.forEach((piece, index) => {
		current.push(index);
		const next = pieces[index + 1];
		if (next && !endsLine(piece) && !endsSentenceBefore(piece, next)) return;
		lines.push(toLine(current, pieces, next !== undefined && !endsLine(piece)));
		current = [];
	});
	return lines;
}

function endsLine(piece: OrderedPiece): boolean {
	return piece.kind === "text" && /[\r\n]$/.test(piece.text);
}

/** Two neighbouring texts on one line are two literals; the border between two sentences may be cut there. */
function endsSentenceBefore(piece: OrderedPiece, next: OrderedPiece): boolean {
	return piece.kind === "text" && next.kind === "text" && /[.!?]["')\]]*[ \t]+$/.test(piece.text);
}

function toLine(indices: readonly number[], pieces: readonly OrderedPiece[], isOpen: boolean): PromptLine {
	const own = indices.flatMap((index) => pieces[index] ?? []);
	const text = own.map((piece) => (piece.kind === "hole" ? hole : piece.text.replace(/[\r\n]+$/, ""))).join("");
	return {
		pieces: indices,
		text,
		isBlank: text.trim() === "",
		isChanging: own.some((piece) => piece.isChanging),
		isOpen,
	};
}

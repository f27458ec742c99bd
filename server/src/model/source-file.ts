/**
 * The text the analyser reads, and how places in it are named.
 * Inside the core a place is a pair of UTF-16 offsets (a `Span`); lines and columns exist only at the edges.
 */

export type LanguageId =
	| "python"
	| "typescript"
	| "typescriptreact"
	| "javascript"
	| "javascriptreact"
	| "go"
	| "java"
	| "kotlin"
	| "csharp"
	| "rust"
	| "ruby"
	| "php"
	| "template"
	| "yaml";

/** Half-open range of UTF-16 code units in one file: `start` included, `end` excluded. */
export interface Span {
	readonly start: number;
	readonly end: number;
}

/** A span that says which file it is in. `file` is relative to the workspace root, with forward slashes. */
export interface Place extends Span {
	readonly file: string;
}

/**
 * One text to analyse. A notebook is one SourceFile: `text` is its code cells joined by newlines,
 * and `cells` says where each cell begins in that text.
 */
export interface SourceFile {
	/** Relative to the workspace root, forward slashes. */
	readonly file: string;
	readonly language: LanguageId;
	readonly text: string;
	readonly cells?: readonly NotebookCell[];
}

/** `index` is 0-based over all cells of the notebook, Markdown cells included. */
export interface NotebookCell extends Span {
	readonly index: number;
}

/** Line and column, both 1-based; the column counts UTF-16 units. `cell` is null outside notebooks. */
export interface LineColumn {
	readonly line: number;
	readonly column: number;
	readonly cell: number | null;
}

/** Offsets of the first unit of every line of `text`; `\n`, `\r\n` and a lone `\r` end a line. */
export function lineStartsOf(text: string): number[] {
	const starts = [0];
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		if (unit === 13 && text.charCodeAt(i + 1) === 10) continue;
		if (unit === 10 || unit === 13) starts.push(i + 1);
	}
	return starts;
}

/** Turns an offset into a line and column, inside its cell for a notebook. */
export function lineColumnAt(
	offset: number,
	lineStarts: readonly number[],
	cells?: readonly NotebookCell[],
): LineColumn {
	const line = lineIndexAt(offset, lineStarts);
	const column = offset - (lineStarts[line] ?? 0) + 1;
	if (!cells || cells.length === 0) return { line: line + 1, column, cell: null };
	const cell = cells.findLast((c) => c.start <= offset) ?? cells[0];
	const firstLine = lineIndexAt(cell?.start ?? 0, lineStarts);
	return { line: line - firstLine + 1, column, cell: cell?.index ?? null };
}

/** 0-based index of the line that holds `offset`. */
export function lineIndexAt(offset: number, lineStarts: readonly number[]): number {
	let low = 0;
	let high = lineStarts.length - 1;
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((lineStarts[middle] ?? 0) <= offset) low = middle;
		else high = middle - 1;
	}
	return low;
}

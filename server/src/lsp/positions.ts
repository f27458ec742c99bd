/** Offsets of the core to the protocol's lines and characters. Both count UTF-16 units, so only line starts are needed. */
import type { Position, Range } from "vscode-languageserver";
import type { ProgramAnalysis } from "../analysis/program-analysis.ts";
import { lineIndexAt, lineStartsOf, type Place, type Span } from "../model/source-file.ts";

export type LineStarts = readonly number[];

export function positionAt(offset: number, lineStarts: LineStarts): Position {
	const line = lineIndexAt(offset, lineStarts);
	return { line, character: offset - (lineStarts[line] ?? 0) };
}

export function rangeOf(span: Span, lineStarts: LineStarts): Range {
	return { start: positionAt(span.start, lineStarts), end: positionAt(span.end, lineStarts) };
}

export function offsetAt({ line, character }: Position, lineStarts: LineStarts, textLength: number): number {
	const start = lineStarts[line];
	if (start === undefined) return textLength;
	return Math.min(start + character, lineStarts[line + 1] ?? textLength);
}

/** Line starts of a file as it was analysed; prompt files have no summary, so their text is looked at. */
export function lineStartsIn(file: string, analysis: ProgramAnalysis, session: FileTexts): LineStarts {
	return analysis.summaries.get(file)?.lineStarts ?? lineStartsOf(session.text(file) ?? "");
}

export interface FileTexts {
	text(file: string): string | null;
}

/** `line 12`, or `prompts.py line 12` when the place is not in `here`. */
export function placeText(place: Place, here: string, lineStarts: LineStarts): string {
	const line = `line ${lineIndexAt(place.start, lineStarts) + 1}`;
	return place.file === here ? line : `${place.file.slice(place.file.lastIndexOf("/") + 1)} ${line}`;
}

export function overlaps(a: Span, b: Span): boolean {
	return a.start <= b.end && b.start <= a.end;
}

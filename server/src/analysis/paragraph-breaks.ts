/**
 * A paragraph that moves up may come to stand right behind a line that shared its own paragraph with what moved away. It
 * needs a blank line there. Moving cannot make one, so it is put into the source before the pieces move.
 */
import type { TextPiece } from "../languages/front-end.ts";
import type { TextEdit } from "../model/finding.ts";
import type { SourceFile } from "../model/source-file.ts";

/** The blank lines to put behind pieces before they move, spelt as the paragraph's own; none where nothing would join. */
export function paragraphBreaksToAdd(
	source: SourceFile,
	pieces: readonly TextPiece[],
	order: readonly number[],
): readonly TextEdit[] {
	return order.flatMap((old, position) => {
		const next = order[position + 1];
		const piece = pieces[old];
		if (!piece || next === undefined || next === old + 1 || isBlankLine(piece)) return [];
		const blank = pieces[next - 1];
		const isNewParagraph = blank !== undefined && isBlankLine(blank) && beginsLine(pieces[next - 2]);
		if (!isNewParagraph) return [];
		const spelt = spelledBreak(source, blank);
		if (spelt === null || spelledBreak(source, piece) !== spelt) return [];
		return [{ file: source.file, start: piece.end, end: piece.end, newText: spelt }];
	});
}

/** A break right behind a value only ends that value's line. */
function beginsLine(before: TextPiece | undefined): boolean {
	return before === undefined || (before.kind === "text" && /[\r\n]$/.test(before.text));
}

function isBlankLine({ kind, text }: TextPiece): boolean {
	return kind === "text" && /^[ \t]*(\r\n|\n)$/.test(text);
}

/** A break is a real one or a backslash and an n; null where the piece does not end with one in the source. */
function spelledBreak({ text }: SourceFile, { start, end }: TextPiece): string | null {
	return /(\r\n|\n|\\r\\n|\\n)$/.exec(text.slice(start, end))?.[0] ?? null;
}

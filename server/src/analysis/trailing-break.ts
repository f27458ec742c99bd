/**
 * A prompt's last line usually has no line break. When it moves up, it needs one, and the line that becomes the last
 * must lose its own. Only the source knows how a break is spelt in this text (a real one, or a backslash and an n), so
 * the spelling is taken over from the piece that gives its break away.
 */
import type { TextPiece } from "../languages/front-end.ts";
import type { TextEdit } from "../model/finding.ts";
import type { SourceFile } from "../model/source-file.ts";

/** Edits that hand the break on before the pieces move; none when the order leaves every line whole as it is. */
export function handOnTrailingBreak(
	source: SourceFile,
	pieces: readonly TextPiece[],
	order: readonly number[],
): readonly TextEdit[] {
	const wasLast = pieces.at(-1);
	const isLast = pieces[order.at(-1) ?? -1];
	if (!wasLast || !isLast || wasLast === isLast) return [];
	const wanted = trailing(wasLast);
	const given = trailing(isLast);
	if (wanted !== "" || given === "") return [];
	const spelt = speltBreak(source.text.slice(isLast.start, isLast.end), given);
	if (spelt === null) return [];
	const { file } = source;
	return [
		{ file, start: wasLast.end, end: wasLast.end, newText: spelt },
		{ file, start: isLast.end - spelt.length, end: isLast.end, newText: "" },
	];
}

/** The line break or the spaces that end a piece. */
function trailing(piece: TextPiece): string {
	return piece.kind === "hole" ? "" : (/(\r\n|\n|\r| +)$/.exec(piece.text)?.[0] ?? "");
}

function speltBreak(sourceOfPiece: string, given: string): string | null {
	if (sourceOfPiece.endsWith(given)) return given;
	return /(\\r\\n|\\n)$/.exec(sourceOfPiece)?.[0] ?? null;
}

/**
 * A prompt's last line usually has no line break. When it moves up, it needs one, and the line that becomes the last
 * must lose its own. Only the source knows how a break is spelt in this text (a real one, or a backslash and an n), so
 * the spelling is taken over from the piece that ends with one.
 */
import type { TextPiece } from "../languages/front-end.ts";
import type { TextEdit } from "../model/finding.ts";
import type { SourceFile } from "../model/source-file.ts";

/** The break to put behind the last piece before the pieces move; null when no line would run into the next. */
export function breakToAdd(
	source: SourceFile,
	pieces: readonly TextPiece[],
	order: readonly number[],
): TextEdit | null {
	const wasLast = pieces.at(-1);
	const isLast = pieces[order.at(-1) ?? -1];
	if (!wasLast || !isLast || wasLast === isLast || trailing(wasLast) !== "") return null;
	const spelt = speltTrailing(source, isLast);
	return spelt === "" ? null : { file: source.file, start: wasLast.end, end: wasLast.end, newText: spelt };
}

/** The break to take from the last piece after the pieces have moved. */
export function breakToDrop(source: SourceFile, pieces: readonly TextPiece[]): TextEdit | null {
	const last = pieces.at(-1);
	const spelt = last ? speltTrailing(source, last) : "";
	if (!last || spelt === "" || isWholeLiteral(source, last, spelt)) return null;
	return { file: source.file, start: last.end - spelt.length, end: last.end, newText: "" };
}

function speltTrailing(source: SourceFile, piece: TextPiece): string {
	const given = trailing(piece);
	const spelt = source.text.slice(piece.start, piece.end);
	// A language may read the two units of a break as one.
	if (given === "\n" && spelt.endsWith("\r\n")) return "\r\n";
	if (given === "" || spelt.endsWith(given)) return given;
	return /(\\r\\n|\\n)$/.exec(spelt)?.[0] ?? "";
}

/** The line break or the spaces that end a piece. */
function trailing(piece: TextPiece): string {
	return piece.kind === "hole" ? "" : (/(\r\n|\n|\r| +)$/.exec(piece.text)?.[0] ?? "");
}

/** Taking the break out of `+ "\n"` would leave an empty literal behind. */
function isWholeLiteral({ text }: SourceFile, piece: TextPiece, spelt: string): boolean {
	const isQuote = (unit: string | undefined) => unit === '"' || unit === "'" || unit === "`";
	return piece.end - piece.start === spelt.length && isQuote(text[piece.start - 1]) && isQuote(text[piece.end]);
}

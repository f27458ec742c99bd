/**
 * Closes strings that were left open. A quote being typed turns the rest of the file inside out: text becomes code and
 * code becomes text. A copy of the same length with that one string closed keeps every offset and nearly all calls.
 */
import { type OpenString, type ScannedString, scanPython } from "./lexical-scan.ts";

/** Copies of `text` worth trying, likeliest first; none when no string was left open. */
export function withStringsClosed(text: string): string[] {
	const scan = scanPython(text);
	if (scan.openStrings.length === 0) return [];
	const lines = scan.openStrings.filter((string) => string.quote.length === 1);
	const lastBlock = scan.openStrings.find((string) => string.quote.length === 3);
	if (!lastBlock) return [closeLines(text, lines)];
	// The block open at the end is seldom the culprit: an odd quote before it has swapped inside and outside since.
	const suspects = scan.strings.filter((string) => string.quote.length === 3 && holdsCode(text, string));
	return [...suspects.slice(0, mostTries), lastBlock].map((suspect) => {
		const closed = closeBlock(text, suspect);
		return closeLines(
			closed,
			scanPython(closed).openStrings.filter((string) => string.quote.length === 1),
		);
	});
}

const mostTries = 3;

/** A line at the left margin that starts a definition or an import. Prompts show indented code; few show whole modules. */
function holdsCode(text: string, { start, end, quote }: ScannedString): boolean {
	return codeLine.test(text.slice(start + quote.length, end));
}

const codeLine = /\n(?:(?:async )?def \w+\(|class \w+[(:]|@\w+[\n(.]|import \w|from [\w.]+ import )/;

/** Writes an empty literal in the place of the block's first line. */
function closeBlock(text: string, { start, quote }: ScannedString): string {
	const quoteAt = text.indexOf(quote, start);
	const newline = text.indexOf("\n", quoteAt);
	const end = newline < 0 ? text.length : newline;
	const empty = quote.slice(0, 2);
	return text.slice(0, quoteAt) + empty.padEnd(end - quoteAt).slice(0, end - quoteAt) + text.slice(end);
}

function closeLines(text: string, strings: readonly OpenString[]): string {
	let closed = text;
	for (const string of strings) {
		closed = closed.slice(0, string.start) + closeLine(text, string) + closed.slice(string.end);
	}
	return closed;
}

/** Puts the missing quote before what closes the brackets around the literal; an open hole is blanked. */
function closeLine(text: string, { start, end, quote, isInHole }: OpenString): string {
	let spelt = text.slice(start, end);
	const hole = isInHole ? spelt.lastIndexOf("{") : -1;
	if (hole >= 0) spelt = spelt.slice(0, hole) + spelt.slice(hole).replace(/[^\s)\]},:]/g, " ");
	const closers = /[)\]},:\s\\]*$/.exec(spelt)?.[0] ?? "";
	const at = spelt.length - closers.length;
	const opening = spelt.indexOf(quote) + 1;
	if (at > opening) return `${spelt.slice(0, at - 1)}${quote}${spelt.slice(at)}`;
	// Nothing but closers follow the quote: the literal becomes empty, or nothing where there is no room.
	if (closers.length > 0) return `${spelt.slice(0, opening)}${quote}${spelt.slice(opening + 1)}`;
	return " ".repeat(spelt.length);
}

/**
 * Keeps token counting linear. Byte-pair merging is quadratic in the length of a pre-token, and a pre-token is a run of
 * characters of one class, so a long run (a rule of dashes, a blank-padded table, minified text) is counted in slices.
 */

/** Runs no longer than this are counted whole: real text has hardly any longer one, so its counts stay exact. */
const longestWholeRun = 256;
const sliceLength = 128;

const longRun = new RegExp(
	[
		`[\\p{L}\\p{M}]{${longestWholeRun + 1},}`,
		`\\s{${longestWholeRun + 1},}`,
		`[^\\s\\p{L}\\p{N}]{${longestWholeRun + 1},}`,
	].join("|"),
	"gu",
);

/** Counts `text` with `count`, cutting runs of more than 256 characters of one class. */
export function countWithLongRunsCut(text: string, count: (text: string) => number): number {
	if (text.length <= longestWholeRun) return count(text);
	let total = 0;
	let from = 0;
	for (const match of text.matchAll(longRun)) {
		if (match.index > from) total += count(text.slice(from, match.index));
		total += countInSlices(match[0], count);
		from = match.index + match[0].length;
	}
	if (from === 0) return count(text);
	return from < text.length ? total + count(text.slice(from)) : total;
}

function countInSlices(run: string, count: (text: string) => number): number {
	let total = 0;
	for (let start = 0; start < run.length; ) {
		let end = Math.min(start + sliceLength, run.length);
		// A slice must not part the two halves of a surrogate pair.
		if (end < run.length && isHighSurrogate(run.charCodeAt(end - 1))) end++;
		total += count(run.slice(start, end));
		start = end;
	}
	return total;
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}

/**
 * Tells instructions, which could stand anywhere in a prompt, from text that belongs to a value beside it: labels, tags,
 * headings and fences that introduce or close it, and the words of a sentence the value is part of.
 */

export interface Neighbours {
	/** A value stands directly before or after the text, in the same message. */
	readonly valueBefore: boolean;
	readonly valueAfter: boolean;
}

/** Longer text on a value's own line is an instruction that happens to share the line. */
const longestLabelCharacters = 48;
const longestLabelWords = 8;

/** What remains of a fixed text without the parts that only serve the values around it. */
export function instructionTextOf(text: string, { valueBefore, valueAfter }: Neighbours): string {
	const lines = text.split(/\r\n|\r|\n/);
	const last = lines.length - 1;
	const kept = lines.map((line, index) => {
		const sharesValuesLine = (valueBefore && index === 0) || (valueAfter && index === last);
		return isDelimiter(line) || (sharesValuesLine && isShort(line)) ? "" : line;
	});
	// The line above a value (`## Question`, `Here is the document:`) or at the very end (`Answer:`) introduces what follows.
	const lastKept = kept.findLastIndex((line) => line.trim() !== "");
	const lastLine = kept[lastKept] ?? "";
	if (valueAfter ? isHeading(lastLine) : valueBefore && isCue(lastLine)) kept[lastKept] = "";
	return kept.filter((line) => line.trim() !== "").join("\n");
}

function isShort(line: string): boolean {
	const text = line.trim();
	if (text.length > 120) return false;
	// A label of any usual length still ends like a label.
	if (/[:=>({["'`]$/.test(text)) return text.length <= 90;
	return text.length <= longestLabelCharacters && text.split(/\s+/).length <= longestLabelWords;
}

/** A line of tags, brackets, fences or rules only. */
function isDelimiter(line: string): boolean {
	const text = line.trim();
	return /^(<\/?[\w .:="'/-]+>\s*)+$/.test(text) || /^([`~"'#=*_-]{3,}\s*\w{0,12}|[[\](){}"'`,.;]+)$/.test(text);
}

function isHeading(line: string): boolean {
	const text = line.trim();
	if (/^#{1,6}\s/.test(text) || /^\*\*[^*]+\*\*:?$/.test(text) || /^\[[^\]]+\]:?$/.test(text)) return text.length <= 90;
	return /[:：]$/.test(text) && text.length <= 90;
}

/** The word or two after which the model is to go on writing: `Answer:`, `JSON output:`. */
function isCue(line: string): boolean {
	return /^\W*[\w /-]{1,40}[:：]\W*$/.test(line);
}

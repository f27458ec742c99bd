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
/** A line that ends like a label may say a little more: "Here is what the customer wrote to us yesterday:". */
const longestHeadingCharacters = 90;

/** What remains of a fixed text without the parts that only serve the values around it. */
export function instructionTextOf(text: string, { valueBefore, valueAfter }: Neighbours): string {
	let lines = text.split(/\r\n|\r|\n/);
	if (valueBefore) lines = withoutClosing(lines);
	if (valueAfter) lines = withoutIntroduction(lines);
	else if (valueBefore) lines = withoutCue(lines);
	return lines.filter((line) => line.trim() !== "").join("\n");
}

/** Without the end of the value's own line and the tags, fences and rules that close the value. */
function withoutClosing(lines: readonly string[]): string[] {
	const [first = "", ...others] = lines;
	const rest = isShort(first) || isDelimiter(first) ? others : lines;
	const start = rest.findIndex((line) => line.trim() !== "" && !isDelimiter(line));
	return start < 0 ? [] : rest.slice(start);
}

/** Without the beginning of the value's own line, what opens the value, and the heading above it. */
function withoutIntroduction(lines: readonly string[]): string[] {
	const last = lines.at(-1) ?? "";
	const rest = isShort(last) || isDelimiter(last) ? lines.slice(0, -1) : lines;
	const end = rest.findLastIndex((line) => line.trim() !== "" && !isDelimiter(line));
	return rest.slice(0, isHeading(rest[end] ?? "") ? end : end + 1);
}

/** Without the last words after which the model is to go on writing: `Answer:`. */
function withoutCue(lines: readonly string[]): string[] {
	const end = lines.findLastIndex((line) => line.trim() !== "" && !isDelimiter(line));
	return isCue(lines[end] ?? "") ? lines.slice(0, end) : [...lines];
}

function isShort(line: string): boolean {
	const text = line.trim();
	if (/[:=>({["'`]$/.test(text)) return text.length <= longestHeadingCharacters;
	return text.length <= longestLabelCharacters && text.split(/\s+/).length <= longestLabelWords;
}

/** A line of tags, brackets, fences or rules only, also with a title inside the rule: `=== REPORT A ===`. */
function isDelimiter(line: string): boolean {
	const text = line.trim();
	return (
		/^(<\/?[\w .:="'/-]+>\s*)+$/.test(text) ||
		/^([`~"'#=*_-]{3,}\s*\w{0,12}|[[\](){}"'`,.;]+)$/.test(text) ||
		/^([=*~#+-])\1{1,}.{1,50}\1{2,}$/.test(text) ||
		/^\[\/?[A-Z_ ]{2,30}\]$/.test(text)
	);
}

function isHeading(line: string): boolean {
	const text = line.trim();
	if (text.length > longestHeadingCharacters) return false;
	return (
		/^#{1,6}\s/.test(text) || /^\*\*[^*]+\*\*:?$/.test(text) || /^\[[^\]]+\]:?$/.test(text) || /[:：]\**$/.test(text)
	);
}

function isCue(line: string): boolean {
	return /^\W*[\w /-]{1,40}[:：]\W*$/.test(line);
}

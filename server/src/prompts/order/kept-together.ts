/** Says which lines of a prompt may not be parted from the next one, rule by rule. */
import { delimiterRanges } from "./delimiters.ts";
import { hole, type LineRange, type PromptLine } from "./lines.ts";
import { announces } from "./references.ts";
import { isHeading, sectionRanges } from "./sections.ts";

export type KeptTogether =
	| { readonly kind: "kept" /** `withNext[i]`: line i stays with line i + 1. */; readonly withNext: readonly boolean[] }
	| { readonly kind: "torn"; readonly because: string };

export function keptTogether(lines: readonly PromptLine[]): KeptTogether {
	const delimited = delimiterRanges(lines);
	if (delimited.kind === "torn") return delimited;
	const ranges = [
		...delimited.ranges,
		...sectionRanges(lines),
		...listRanges(lines),
		...labelRanges(lines),
		...sentenceRanges(lines),
		...indentedRanges(lines),
	];
	const withNext = lines.map(() => false);
	for (const { from, to } of ranges) for (let i = from; i < to; i++) withNext[i] = true;
	return { kind: "kept", withNext };
}

/** A value in front of the mark is often an item that is put in under a condition. */
const bullet = /^\s*(?:\uFFFC\s*)?([-*+•–]|[a-z][.)])\s+/;
/** "8.2 Run the tests": counted within an item of another list. */
const subNumbered = /^\s*\d{1,3}(?:\.\d{1,3})+[.)]?\s/;
const numbered = /^\s*(?:#{1,6}\s*)?(?:\*\*)?(?:step\s+|phase\s+|rule\s+|part\s+)?(\d{1,3})(?:[.):]\s|\s[-–—]\s)/i;

/** Bulleted lists without a blank line, and numbered ones from their first number to their last. */
function listRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	const ranges: LineRange[] = [];
	let previous: { readonly line: number; readonly number: number } | null = null;
	lines.forEach((line, i) => {
		const next = lines[i + 1];
		if (isListItem(line) && next && !next.isBlank && (isListItem(next) || indentOf(next) > indentOf(line))) {
			ranges.push({ from: i, to: i + 1 });
		}
		const number = Number(numbered.exec(line.text)?.[1] ?? Number.NaN);
		if (Number.isNaN(number)) return;
		if (previous && number === previous.number + 1) ranges.push({ from: previous.line, to: i });
		previous = { line: i, number };
	});
	return ranges;
}

/** A line that ends in a colon stays with what it introduces: the next line, or the whole list. */
function labelRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	return lines.flatMap((line, i) => {
		if (!/[:：][*_"'`]*\s*$/.test(line.text)) return [];
		const value = nextText(lines, i + 1);
		if (value === null) return [];
		let to = value;
		if (isListItem(lines[value])) {
			while (lines[to + 1] && !lines[to + 1]?.isBlank && belongsToList(lines[to + 1], lines[value])) to++;
		}
		return [{ from: i, to }];
	});
}

/** Wrapped sentences, deeper indented lines, and sentences that announce what stands behind them. */
function sentenceRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	return lines.flatMap((line, i) => {
		if (line.isBlank) return [];
		const following = nextText(lines, i + 1);
		if (following === null) return [];
		const next = lines[following];
		if (!next) return [];
		const isAdjacent = following === i + 1;
		// The first line of a text often stands right behind the opening quote, so its indent says nothing.
		const isDeeper = isAdjacent && i > 0 && !line.isOpen && indentOf(next) > indentOf(line);
		const goesOn = isAdjacent && !endsThought(line, next);
		return isDeeper || goesOn || announces(line.text) ? [{ from: i, to: following }] : [];
	});
}

/** A line with all the deeper ones under it; under an item of a list, also those behind blank lines. */
function indentedRanges(lines: readonly PromptLine[]): readonly LineRange[] {
	return lines.flatMap((line, i) => {
		const next = lines[i + 1];
		// The first line of a text often stands right behind the opening quote, so its indent says nothing.
		if (i === 0 || line.isBlank || line.isOpen || !next || next.isBlank || indentOf(next) <= indentOf(line)) return [];
		let to = i + 1;
		for (let at = i + 2; at < lines.length; at++) {
			const inner = lines[at];
			if (!inner || (inner.isBlank ? !isListItem(line) : indentOf(inner) <= indentOf(line))) break;
			if (!inner.isBlank) to = at;
		}
		return [{ from: i, to }];
	});
}

/** True when nothing suggests that a sentence runs from `line` into `next`. */
function endsThought(line: PromptLine, next: PromptLine): boolean {
	const left = line.text.trimEnd();
	const right = next.text.trimStart();
	if (/^[a-z,;.)\]]/.test(right) && !bullet.test(next.text)) return false;
	if (/[.!?;…。！？>|}\])"'`*]$/.test(left) || left.endsWith(hole)) return true;
	return (
		isListItem(line) || isListItem(next) || isHeading(line.text) || isNamedValue(line.text) || isNamedValue(next.text)
	);
}

/** "Today's date: ￼", "Language: English". */
function isNamedValue(text: string): boolean {
	return /^\s*[^\s.:][^.:]{0,40}[:=]\s*\S/.test(text);
}

function isListItem(line: PromptLine | undefined): boolean {
	return line !== undefined && (bullet.test(line.text) || numbered.test(line.text) || subNumbered.test(line.text));
}

function belongsToList(line: PromptLine | undefined, firstItem: PromptLine | undefined): boolean {
	if (!line || !firstItem) return false;
	return isListItem(line) || indentOf(line) > indentOf(firstItem);
}

function indentOf(line: PromptLine): number {
	return line.text.length - line.text.trimStart().length;
}

function nextText(lines: readonly PromptLine[], from: number): number | null {
	for (let i = from; i < lines.length; i++) if (!lines[i]?.isBlank) return i;
	return null;
}

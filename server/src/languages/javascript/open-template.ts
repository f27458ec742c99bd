/**
 * A template literal that is being typed swallows the code up to the next backtick, and turns all templates after it
 * inside out. This file finds the backtick that has no partner and closes it on its own line, keeping every offset.
 */
import type { SyntaxTree } from "./syntax-tree.ts";

/** Copies of `text`, of equal length, in which the likeliest unfinished template is closed; the best guess first. */
export function closeOpenTemplate(text: string): string[] {
	const lines = linesWithOddBackticks(text);
	if (lines.length % 2 === 0 || lines.length > mostLines) return [];
	const guesses = lines.map((line, position) => ({ line, misfits: misfitsWithout(lines, position) }));
	guesses.sort((a, b) => a.misfits - b.misfits);
	return guesses.slice(0, mostGuesses).map(({ line }) => closedAt(text, line));
}

/** True when the repaired tree explains more of the text: fewer errors, or as few with more calls found. */
export function isBetter(repaired: SyntaxTree, tree: SyntaxTree): boolean {
	return repaired.errorUnits < tree.errorUnits && repaired.callCount > tree.callCount;
}

const mostLines = 400;
const mostGuesses = 3;

/** A line on which a template begins or ends that continues on others. */
interface TemplateLine {
	readonly end: number;
	readonly lastBacktick: number;
	/** What surrounds it fits the beginning of a template. */
	readonly mayOpen: boolean;
	readonly mayClose: boolean;
}

function linesWithOddBackticks(text: string): TemplateLine[] {
	const found: TemplateLine[] = [];
	for (let start = 0; start < text.length; ) {
		const lineBreak = text.indexOf("\n", start);
		const end = lineBreak < 0 ? text.length : lineBreak;
		const line = text.slice(start, end);
		const code = line.replace(/\\[\s\S]/g, "__");
		const ticks = [...code.matchAll(/`/g)].map((match) => match.index);
		const first = ticks[0];
		const last = ticks.at(-1);
		if (first !== undefined && last !== undefined && ticks.length % 2 === 1)
			found.push({
				end,
				lastBacktick: start + last,
				mayOpen: /(?:^|[=(,:[{+?>|&]|\breturn|\bdedent|\braw|\b[a-z]\w*)\s*$/.test(code.slice(0, last)),
				mayClose: /^\s*(?:$|[;),\].}+:?]|as\b|satisfies\b)/.test(code.slice(first + 1)),
			});
		start = end + 1;
	}
	return found;
}

/** How many lines do not fit their role when the line at `position` is left out and the others are paired. */
function misfitsWithout(lines: readonly TemplateLine[], position: number): number {
	let misfits = 0;
	let isOpening = true;
	for (const [index, line] of lines.entries()) {
		if (index === position) {
			if (!line.mayOpen) misfits++;
			continue;
		}
		if (!(isOpening ? line.mayOpen : line.mayClose)) misfits++;
		isOpening = !isOpening;
	}
	return misfits;
}

/** The last unit of the line becomes the closing backtick. */
function closedAt(text: string, { end, lastBacktick }: TemplateLine): string {
	const last = text.charAt(end - 1) === "\r" ? end - 2 : end - 1;
	if (last <= lastBacktick) return `${text.slice(0, lastBacktick)}0${text.slice(lastBacktick + 1)}`;
	// A placeholder that is open on this line would take the closing backtick for the beginning of another template.
	const content = text.slice(lastBacktick + 1, last).replaceAll("${", "$ ");
	return `${text.slice(0, lastBacktick + 1)}${content}\`${text.slice(last + 1)}`;
}

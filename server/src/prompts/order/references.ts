/** Words by which a text points at its neighbours, so that moving it would make it say something wrong. */
import { hole, type PromptLine } from "./lines.ts";

const back =
	/\b(?:above(?!\s*(?:all\b|average\b|zero\b|[$€£]|\d))|aforementioned|foregoing|preceding|previous(?:ly)?|earlier|as mentioned|as stated|just (?:given|provided|shown))\b/i;
const forward = /\b(?:below(?!\s*(?:average\b|zero\b|[$€£]|\d))|following|as follows|underneath|subsequent)\b/i;

/** A few words around a reference to something that stands before; null when there is none. */
export function referenceBack(text: string): string | null {
	const match = back.exec(text);
	return match ? quoted(text, match.index, match[0].length) : null;
}

/**
 * A few words around a reference to something that stands after and outside of this text. "The following question:"
 * with the question inside the text points at nothing outside.
 */
export function referenceForward(text: string): string | null {
	const match = forward.exec(text);
	if (!match) return null;
	const after = text.slice(match.index + match[0].length);
	const standsInside = after.includes(hole) || /\n\s*\S/.test(after);
	return standsInside ? null : quoted(text, match.index, match[0].length);
}

/** `{% if %}` and the like decide what is in the text; moving one without its partner would break the template. */
export function controlBlockIn(lines: readonly PromptLine[]): string | null {
	for (const line of lines) {
		const match = /\{%-?\s*\w+|\{\{[#/^]\s*\w+|<%/.exec(line.text);
		if (match) return match[0];
	}
	return null;
}

/** The reference with the two words before it and, when it stands before its noun, the word after it. */
function quoted(text: string, start: number, length: number): string {
	const word = text.slice(start, start + length);
	const before = /(?:[\w'-]+[ \t]+){0,2}$/.exec(text.slice(0, start))?.[0] ?? "";
	const needsNoun = /^(preceding|previous|earlier|following|subsequent)$/i.test(word);
	const after = needsNoun ? (/^[ \t]+[\w'-]+/.exec(text.slice(start + length))?.[0] ?? "") : "";
	return `${before}${word}${after}`;
}

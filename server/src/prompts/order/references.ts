/** Words by which a text points at its neighbours, so that moving it would make it say something wrong. */
import { hole, type PromptLine } from "./lines.ts";

const nouns =
	"text|document|passage|article|section|paragraph|message|question|query|request|example|context|content|conversation|transcript|dialogue|input|instructions?|rules?|steps?|list|data|information|code|image|email|part|one|order|answer|response|prompt|plan|draft|report|results?|output|page|website|exchange|summary|snippet|error|bug|ticket|issue|product|objective|goal|topic|candidate|customer|company|person|claim|statement|story|video|file|url|link";
const back = new RegExp(
	[
		"\\babove(?![ \\t]*(?:all\\b|average\\b|zero\\b|[$€£]|\\d))",
		"\\b(?:aforementioned|foregoing|preceding|as mentioned|as stated)\\b",
		"\\b(?:previously|earlier|just|already) (?:mentioned|given|provided|described|stated|listed|shown|defined)\\b",
		"\\b(?:given|provided|described|stated|listed|shown|mentioned|defined) (?:previously|earlier)\\b",
		`\\b(?:the|this|that|these|those|your|its) (?:previous|prior|earlier) (?:${nouns})\\b`,
	].join("|"),
	"i",
);
const forward = /\b(?:below(?![ \t]*(?:average\b|zero\b|[$€£]|\d))|following|as follows|underneath|subsequent)\b/i;
const opensWithLink =
	/^\s*(?:then|next|finally|lastly|after (?:that|this|which)|also|additionally|furthermore|moreover|now|otherwise|however|therefore|thus|hence|instead|else|similarly|likewise|so|and|or|but|it|they|them|this|these|that|those|such|both|first(?:ly)?|second(?:ly)?|third(?:ly)?|in (?:that|this|such) case|for (?:that|this))\b/i;
const pointsAtNeighbour = new RegExp(`\\b(?:these|those)\\b|\\bthis (?:new )?(?:${nouns})\\b`, "i");

/**
 * The words by which the first line of a text leans on what stands right before it ("Then", "these agents"); null when
 * it can stand alone. "Follow these rules:" introduces what comes, so it does not lean.
 */
export function leaningOn(text: string): string | null {
	const [line = ""] = text.trimStart().split("\n");
	const opening = opensWithLink.exec(line);
	if (opening) return quoted(line, opening.index, opening[0].length).trim();
	const pointing = pointsAtNeighbour.exec(line);
	if (!pointing) return null;
	// "Follow these rules to answer:" introduces what comes; "an answer to this question as one of:" does not.
	const most = /^th[eo]se$/i.test(pointing[0]) ? 12 : 2;
	const rest = line.slice(pointing.index + pointing[0].length);
	const isIntroduction = /:[*_"'`]*\s*$/.test(rest) && rest.trim().split(/\s+/).length <= most;
	if (isIntroduction && !forward.test(line)) return null;
	const noun = /^[ \t]+[\w'-]+/.exec(line.slice(pointing.index + pointing[0].length))?.[0] ?? "";
	return `${pointing[0]}${/^th[eo]se$/i.test(pointing[0]) ? noun : ""}`;
}

const role =
	"you(?:'re| are| act| have been (?:asked|tasked)| will (?:be|act))\\b|your (?:role|task|job|goal|mission) is\\b|act as\\b|i want\\b";
const identity =
	/^[ \t]*(?:you(?:'re| are) (?!given|provided|to )|act as\b|your (?:role|name) is\b|i want you to act\b)/im;

/** The text says who the model is; an instruction that merely comes first does not take that place. */
export function saysWho(text: string): boolean {
	return identity.test(text);
}

const task =
	"(?:please |i (?:need|would like) you to )?(?:analy[sz]e|answer|assess|build|classify|combine|compare|compose|convert|create|decide|describe|determine|develop|draft|evaluate|explain|extract|find|fix|generate|given|help|identify|improve|judge|list|parse|plan|produce|provided|rank|rate|read|refine|rephrase|review|revise|rewrite|score|select|solve|suggest|summari[sz]e|translate|write|based on)\\b";
const opener = new RegExp(`^(?:${role}|${task})`, "i");

/** The words by which a text says who the model is or what to do; null when its first line says something else. */
export function openingTask(text: string): string | null {
	const line = text
		.split("\n")
		.find((item) => item.trim() !== "" && !/^\s*(?:<[^<>]*>|#{1,6}\s.*|\*\*[^*]*\*\*:?)\s*$/.test(item));
	const words = line?.trim() ?? "";
	return opener.test(words) ? (words.match(/^(?:\S+\s+){0,4}\S+/)?.[0] ?? words) : null;
}

/** "Here is a new example." announces what stands behind it, also without a colon. */
export function announces(text: string): boolean {
	return /\b(?:here(?:'s| is| are| comes?)|below (?:is|are)|(?:is|are) (?:as follows|below))\b/i.test(text);
}

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

/**
 * Words of a prompt that say how long the answer will be. Only phrases that bind the whole answer are listed;
 * one that is merely likely to shorten it ("be concise") moves the estimate less than it would mislead.
 */
import type { Tokens } from "../../model/units.ts";

export interface OutputPhrase {
	readonly pattern: RegExp;
	readonly tokens: Tokens;
	readonly low: Tokens;
	readonly high: Tokens;
	/** For a person: "asks for yes or no". */
	readonly because: string;
}

/** From the shortest answer to the longest; the first that matches decides. */
export const outputPhrases: readonly OutputPhrase[] = [
	{
		pattern:
			/\b(answer|respond|reply|return|output|say|write|state)\b[^.\n]{0,40}?["'`]?\b(yes|true)\b["'`]?\s*(or|\/|,)\s*["'`]?\b(no|false)\b["'`]?(?![^.\n]*\b(then|explain|and (then )?(why|explain|a reason)|followed by)\b)/i,
		tokens: 3,
		low: 1,
		high: 10,
		because: "asks for yes or no",
	},
	{
		pattern:
			/\b(only|just|single|one)\b[^.\n]{0,30}\b(one |single )?(word|number|digit|letter|integer|category name|label)\b(?! (count|limit|per|at a time))/i,
		tokens: 5,
		low: 1,
		high: 20,
		because: "asks for one word or number",
	},
	{
		pattern:
			/\b(respond|reply|answer|return|output)\b[^.\n]{0,20}\b(only|just)\b[^.\n]{0,20}\b(with|the)\b[^.\n]{0,20}\b(name|category|label|score|id|letter|number|title|class)\b/i,
		tokens: 8,
		low: 1,
		high: 30,
		because: "asks for a name or label only",
	},
	{
		pattern:
			/\b(in|with|using|write|as) (exactly )?(a |one |1 )?(single )?(one|1|a single|short)[- ]sentence\b|\bone[- ]sentence\b|\b(a|one|single) (short )?tweet\b/i,
		tokens: 35,
		low: 15,
		high: 80,
		because: "asks for one sentence",
	},
	{
		pattern:
			/\b(short|concise|brief|catchy)? ?(title|headline|slug|subject line)\b[^.\n]{0,40}\b(for|of)\b[^.\n]{0,40}\b(conversation|chat|article|text|email|thread)\b/i,
		tokens: 12,
		low: 4,
		high: 40,
		because: "asks for a title",
	},
	{
		pattern: /\b(two|2|three|3|two or three|2-3|1-2|2 to 3|a few) (short |concise )?sentences\b/i,
		tokens: 75,
		low: 30,
		high: 160,
		because: "asks for two or three sentences",
	},
	{
		pattern:
			/\b(return|output|provide|give|rewrite|respond with|write|produce|print)\b[^.\n]{0,40}\b(full|entire|complete|whole)\b[^.\n]{0,30}\b(file|code|document|text|program|script|article|updated|content|source|html|page)\b/i,
		tokens: 1_500,
		low: 300,
		high: 6_000,
		because: "asks for the whole text back",
	},
	{
		pattern:
			/\b(write|draft|compose|generate|create)\b[^.\n]{0,40}\b(essay|article|blog post|report|story|chapter|whitepaper|tutorial)\b/i,
		tokens: 1_000,
		low: 400,
		high: 3_000,
		because: "asks for an article",
	},
];

/** "in 100 words", "at most 200 words": a word of English is about 1.35 tokens. */
export const wordLimit =
	/\b(?:in|under|within|about|around|at most|no more than|up to|maximum(?: of)?|max|less than|fewer than|approximately|exactly|limit(?:ed)? (?:\w+ )?to)\s+(\d{1,4})\s*(?:-|–|to)?\s*(\d{1,4})?\s*words?\b|\b(\d{2,4})[- ]words?\b(?! (?:or more|minimum))/i;
export const tokensPerWord = 1.35;

/** "list 20 ideas", "generate 5 questions": the number of items and roughly what each weighs. */
export const itemCount =
	/\b(?:list|generate|give(?: me)?|provide|suggest|write|create|propose|produce|return)\b(?:\s+\w+){0,2}?\s+(\d{1,3}|three|four|five|six|seven|eight|nine|ten|twenty)\s+(?!words?\b|sentences?\b|characters?\b|minutes?\b|hours?\b|days?\b|years?\b|percent\b|tokens?\b)\w+/i;
export const tokensPerItem = 30;

export const numberWords: Readonly<Record<string, number>> = {
	three: 3,
	four: 4,
	five: 5,
	six: 6,
	seven: 7,
	eight: 8,
	nine: 9,
	ten: 10,
	twenty: 20,
};

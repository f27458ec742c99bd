/** What a text is made of, as far as vocabularies differ in it: the input of the calibration. */

export type TextScript = "latin" | "accentedLatin" | "chinese" | "japanese" | "korean" | "cyrillic" | "arabic";

export interface TextFeatures {
	/** Tokens of OpenAI's o200k vocabulary. */
	readonly tokens: number;
	readonly digits: number;
	/** Runs of two or more blanks. */
	readonly blankRuns: number;
	readonly newlines: number;
	readonly punctuation: number;
	readonly words: number;
	readonly capitals: number;
	/** Places where a lower-case letter meets a capital. */
	readonly camelHumps: number;
	/** Words of more than ten letters. */
	readonly longWords: number;
	readonly characters: number;
	readonly accentedLetters: number;
	/** Characters outside ASCII that are not accented Latin letters. */
	readonly symbols: number;
	/** Runs of four or more of one rule character, such as `----` or `====`. */
	readonly ruleRuns: number;
	readonly underscores: number;
}

export function featuresOf(text: string, o200kTokens: number): TextFeatures {
	return {
		tokens: o200kTokens,
		digits: matches(text, /[0-9]/g),
		blankRuns: matches(text, /[ \t]{2,}/g),
		newlines: matches(text, /\n/g),
		punctuation: matches(text, /[!-/:-@[-^`{-~]/g),
		words: matches(text, /[A-Za-z]+/g),
		capitals: matches(text, /[A-Z]/g),
		camelHumps: matches(text, /[a-z][A-Z]/g),
		longWords: matches(text, /[A-Za-z]{11,}/g),
		characters: text.length,
		accentedLetters: matches(text, /[\u00c0-\u024f]/g),
		symbols: matches(text, /[^\x00-\x7f\u00c0-\u024f]/g),
		ruleRuns: matches(text, /([-=_*#~])\1{3,}/g),
		underscores: matches(text, /_/g),
	};
}

/** The script that decides how a text is counted: a non-Latin one once it makes up a fifth of the letters. */
export function scriptOf(text: string): TextScript {
	const letters = matches(text, /\p{L}/gu);
	if (letters === 0) return "latin";
	const kana = matches(text, /[\u3040-\u30ff]/g);
	const han = matches(text, /\p{Script=Han}/gu);
	const hangul = matches(text, /\p{Script=Hangul}/gu);
	const cyrillic = matches(text, /\p{Script=Cyrillic}/gu);
	const arabic = matches(text, /\p{Script=Arabic}/gu);
	const share = (count: number): number => count / letters;
	if (share(hangul) > 0.2) return "korean";
	if (share(kana) > 0.05 && share(kana + han) > 0.2) return "japanese";
	if (share(han) > 0.2) return "chinese";
	if (share(cyrillic) > 0.2) return "cyrillic";
	if (share(arabic) > 0.2) return "arabic";
	return share(matches(text, /[\u00c0-\u024f]/g)) > 0.01 ? "accentedLatin" : "latin";
}

function matches(text: string, pattern: RegExp): number {
	return text.match(pattern)?.length ?? 0;
}

/**
 * Reads Python string literals: prefixes, quotes, escapes, and the difference between what is written and what the
 * program sees.
 */

export interface StringForm {
	/** `r`, `b`, `f` and so on, lower case. */
	readonly prefix: string;
	readonly quote: string;
	readonly isRaw: boolean;
	readonly isFormatted: boolean;
}

/** The form of a literal from its opening token, such as `rf"""`. */
export function stringForm(opening: string): StringForm {
	const quoteAt = opening.search(/['"]/);
	const at = quoteAt < 0 ? opening.length : quoteAt;
	const prefix = opening.slice(0, at).toLowerCase();
	return {
		prefix,
		quote: opening.slice(at),
		isRaw: prefix.includes("r"),
		isFormatted: prefix.includes("f") || prefix.includes("t"),
	};
}

/** The text a literal's content stands for. `isHoleText`: between the holes of an f-string, where `{{` means `{`. */
export function resolveContent(content: string, form: StringForm, isHoleText: boolean): string {
	let text = content.includes("\r") ? content.replace(/\r\n?/g, "\n") : content;
	if (!form.isRaw && text.includes("\\")) text = text.replace(escapes, resolveEscape);
	if (isHoleText) text = text.replaceAll("{{", "{").replaceAll("}}", "}");
	return text;
}

const escapes = /\\(?:\n|[\\'"abfnrtv]|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}\n]*\})/g;

const controlCharacters: Readonly<Record<string, string>> = {
	"\\": "\\",
	"'": "'",
	'"': '"',
	a: "\x07",
	b: "\b",
	f: "\f",
	n: "\n",
	r: "\r",
	t: "\t",
	v: "\v",
	"\n": "",
};

/** Stands for a character written by its name: its identity does not matter here, its length of one does. */
const namedCharacter = "\uFFFD";

function resolveEscape(sequence: string): string {
	const letter = sequence.charAt(1);
	const simple = controlCharacters[letter];
	if (simple !== undefined) return simple;
	if (letter === "N") return namedCharacter;
	const isOctal = letter >= "0" && letter <= "7";
	const code = isOctal ? Number.parseInt(sequence.slice(1), 8) : Number.parseInt(sequence.slice(2), 16);
	return code <= 0x10ffff ? String.fromCodePoint(code) : namedCharacter;
}

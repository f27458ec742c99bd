/** Cuts identifiers into words: `chatHistory`, `chat_history` and `CHAT_HISTORY` are all "chat", "history". */

export function wordsOf(identifier: string): readonly string[] {
	return identifier
		.replace(/([a-z0-9])([A-Z])/g, "$1 $2")
		.replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
		.split(/[^A-Za-z0-9]+/)
		.map((word) => word.toLowerCase())
		.filter((word) => word !== "");
}

/** True for `MAX_ITEMS`, the way constants are written in both languages. */
export function isConstantName(identifier: string): boolean {
	return /^_{0,2}[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(identifier) && identifier.replace(/[_0-9]/g, "").length > 1;
}

/** The singular of a plain English plural: `documents` is judged as `document`. */
export function singular(word: string): string {
	if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
	if (word.length > 4 && /(s|x|z|ch|sh)es$/.test(word) && !/[aeiou]ses$/.test(word)) return word.slice(0, -2);
	if (word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word)) return word.slice(0, -1);
	return word;
}

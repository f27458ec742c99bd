/** Finds what kind of value an identifier names. The head noun decides: `user_question` is a question, not a user. */
import { singular, wordsOf } from "./identifier-words.ts";
import { generalWords, type ValueKind, valueKinds } from "./value-kinds.ts";

const kindOfSingleWord = new Map<string, ValueKind>();
const kindOfWordPair = new Map<string, ValueKind>();
for (const kind of valueKinds) {
	for (const name of kind.words) {
		const table = name.includes(" ") ? kindOfWordPair : kindOfSingleWord;
		if (!table.has(name)) table.set(name, kind);
	}
}

/** The kind of value `identifier` names; null when its words say nothing. */
export function judgeName(identifier: string): ValueKind | null {
	const names = wordsOf(identifier).map(singular);
	for (let end = names.length - 1; end >= 1; end--) {
		const pair = kindOfWordPair.get(`${names[end - 1]} ${names[end]}`);
		if (pair) return pair;
		if (!generalWords.has(names[end] ?? "")) break;
	}
	for (const allowGeneral of [false, true]) {
		for (let index = names.length - 1; index >= 0; index--) {
			const word = names[index] ?? "";
			if (!allowGeneral && generalWords.has(word)) continue;
			const kind = kindOfSingleWord.get(word);
			if (kind) return kind;
		}
	}
	return null;
}

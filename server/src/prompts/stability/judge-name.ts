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
	return judgeTellingName(identifier) ?? judgeGeneralName(identifier);
}

/** As `judgeName`, but not by words as general as `name` or `text`, which mean whatever they belong to. */
export function judgeTellingName(identifier: string): ValueKind | null {
	const words = wordsOf(identifier).map(singular);
	for (let last = words.length - 1; last >= 1; last--) {
		const pair = kindOfWordPair.get(`${words[last - 1]} ${words[last]}`);
		if (pair) return pair;
		if (!generalWords.has(words[last] ?? "")) break;
	}
	return kindOfLastKnownWord(words.filter((word) => !generalWords.has(word)));
}

function judgeGeneralName(identifier: string): ValueKind | null {
	return kindOfLastKnownWord(wordsOf(identifier).map(singular));
}

function kindOfLastKnownWord(words: readonly string[]): ValueKind | null {
	const word = words.findLast((candidate) => kindOfSingleWord.has(candidate));
	return word === undefined ? null : (kindOfSingleWord.get(word) ?? null);
}

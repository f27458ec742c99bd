/**
 * Finds any of many words in bytes, in one pass (Aho-Corasick as a table over classes of bytes).
 * Nearly every file of a repository has no LLM call; this is what keeps them from being parsed.
 */

export interface ByteSearch {
	/** True when one of the words occurs in the first `length` bytes. */
	contains(bytes: Uint8Array, length: number): boolean;
	/** The first of the words that occurs whole: an identifier in it is not a part of a longer one. */
	findIdentifier(bytes: Uint8Array, length: number): string | null;
	/** All of the words that occur whole, in the order in which they are first met. */
	findIdentifiers(bytes: Uint8Array, length: number): ReadonlySet<string>;
}

export function createByteSearch(words: readonly string[]): ByteSearch {
	const encoder = new TextEncoder();
	const patterns = [...new Set(words)].filter((word) => word !== "").map((word) => encoder.encode(word));
	const { classOf, classes } = classifyBytes(patterns);
	const { next, longestAt, shorterAt } = buildTable(patterns, classOf, classes);
	return {
		contains(bytes, length) {
			let state = 0;
			for (let i = 0; i < length; i++) {
				state = next[state * classes + (classOf[bytes[i] ?? 0] ?? 0)] ?? 0;
				if ((longestAt[state] ?? 0) > 0) return true;
			}
			return false;
		},
		findIdentifier(bytes, length) {
			let state = 0;
			for (let i = 0; i < length; i++) {
				state = next[state * classes + (classOf[bytes[i] ?? 0] ?? 0)] ?? 0;
				const matched = longestAt[state] ?? 0;
				if (matched === 0) continue;
				if (isWhole(bytes, length, { first: i - matched + 1, last: i }))
					return new TextDecoder().decode(bytes.subarray(i - matched + 1, i + 1));
			}
			return null;
		},
		findIdentifiers(bytes, length) {
			const found = new Set<string>();
			let state = 0;
			for (let i = 0; i < length; i++) {
				state = next[state * classes + (classOf[bytes[i] ?? 0] ?? 0)] ?? 0;
				let ending = state;
				for (let matched = longestAt[ending] ?? 0; matched > 0; matched = longestAt[ending] ?? 0) {
					if (isWhole(bytes, length, { first: i - matched + 1, last: i }))
						found.add(new TextDecoder().decode(bytes.subarray(i - matched + 1, i + 1)));
					ending = shorterAt[ending] ?? 0;
				}
			}
			return found;
		},
	};
}

function isWhole(bytes: Uint8Array, length: number, { first, last }: { first: number; last: number }): boolean {
	const goesOnBefore = isWordByte(bytes[first]) && isWordByte(bytes[first - 1]);
	const goesOnAfter = isWordByte(bytes[last]) && last + 1 < length && isWordByte(bytes[last + 1]);
	return !goesOnBefore && !goesOnAfter;
}

/** Bytes that occur in no word behave alike, so the table needs one column for all of them: class 0. */
function classifyBytes(patterns: readonly Uint8Array[]): { classOf: Uint8Array; classes: number } {
	const classOf = new Uint8Array(256);
	let classes = 1;
	for (const pattern of patterns) {
		for (const byte of pattern) if (classOf[byte] === 0) classOf[byte] = classes++;
	}
	return { classOf, classes };
}

interface Table {
	/** `next[state * classes + class]`. */
	readonly next: Int32Array;
	/** Length of the longest word that ends in this state; 0 for none. */
	readonly longestAt: Int32Array;
	/** The state in which only a shorter word ends that the longest one ends with; 0 for none. */
	readonly shorterAt: Int32Array;
}

function buildTable(patterns: readonly Uint8Array[], classOf: Uint8Array, classes: number): Table {
	const states = 1 + patterns.reduce((sum, pattern) => sum + pattern.length, 0);
	const next = new Int32Array(states * classes).fill(-1);
	const longestAt = new Int32Array(states);
	let used = 1;
	for (const pattern of patterns) {
		let state = 0;
		for (const byte of pattern) {
			const cell = state * classes + (classOf[byte] ?? 0);
			if ((next[cell] ?? -1) < 0) next[cell] = used++;
			state = next[cell] ?? 0;
		}
		longestAt[state] = pattern.length;
	}
	const shorterAt = completeWithFallbacks(next, longestAt, classes);
	return { next, longestAt, shorterAt };
}

/** Breadth first: where a word breaks off, go on with the longest word that may have begun inside it. */
function completeWithFallbacks(next: Int32Array, longestAt: Int32Array, classes: number): Int32Array {
	const fallback = new Int32Array(longestAt.length);
	const shorterAt = new Int32Array(longestAt.length);
	const queue: number[] = [];
	for (let c = 0; c < classes; c++) {
		const target = next[c] ?? -1;
		if (target < 0) next[c] = 0;
		else queue.push(target);
	}
	for (let head = 0; head < queue.length; head++) {
		const state = queue[head] ?? 0;
		const other = fallback[state] ?? 0;
		if (longestAt[state] === 0) {
			longestAt[state] = longestAt[other] ?? 0;
			shorterAt[state] = shorterAt[other] ?? 0;
		} else if ((longestAt[other] ?? 0) > 0) shorterAt[state] = other;
		for (let c = 0; c < classes; c++) {
			const cell = state * classes + c;
			const afterFallback = next[other * classes + c] ?? 0;
			const target = next[cell] ?? -1;
			if (target < 0) next[cell] = afterFallback;
			else {
				fallback[target] = afterFallback;
				queue.push(target);
			}
		}
	}
	return shorterAt;
}

function isWordByte(byte: number | undefined): boolean {
	if (byte === undefined) return false;
	return (
		(byte >= 97 && byte <= 122) || (byte >= 65 && byte <= 90) || (byte >= 48 && byte <= 57) || byte === 95 || byte > 127
	);
}

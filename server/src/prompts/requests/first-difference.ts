/** Where two requests first differ in the order of the cache, and how much of the second stands again behind that place. */
import type { CacheBlock } from "../cache/cache-request.ts";

export interface FirstDifference {
	/** Place in the body of the later request: `messages[0].content`. */
	readonly path: string;
	/** UTF-8 bytes of this block before the first that differs. */
	readonly byteInBlock: number;
	/** The same in UTF-16 units. */
	readonly unitInBlock: number;
	/** UTF-8 bytes of the whole prompt, in cache order, before it. */
	readonly byteInPrompt: number;
	/** What both have just before the difference, on its last line. */
	readonly before: string;
	/** What follows in the earlier and in the later request; empty where it ends there. */
	readonly was: string;
	readonly is: string;
	/** Texts of the later request behind the difference that the earlier one had too, somewhere. */
	readonly repeatedTexts: readonly string[];
}

/** Characters shown on each side. */
const shown = 40;

/** Null when the earlier request is the beginning of the later one, or the same. Blocks are in cache order. */
export function firstDifference(earlier: readonly CacheBlock[], later: readonly CacheBlock[]): FirstDifference | null {
	let bytes = 0;
	for (const [index, block] of later.entries()) {
		const other = earlier[index];
		if (!other) return null;
		if (other.text === block.text && other.section === block.section && other.role === block.role) {
			bytes += utf8Length(block.text);
			continue;
		}
		const isSamePlace = other.section === block.section && other.role === block.role;
		return differenceAt({ earlier, later, index, bytes, at: isSamePlace ? commonLength(other.text, block.text) : 0 });
	}
	const rest = earlier[later.length];
	return rest ? differenceAt({ earlier, later, index: later.length, bytes, at: 0 }) : null;
}

interface Found {
	readonly earlier: readonly CacheBlock[];
	readonly later: readonly CacheBlock[];
	readonly index: number;
	readonly bytes: number;
	/** UTF-16 units of the block before the difference. */
	readonly at: number;
}

function differenceAt({ earlier, later, index, bytes, at }: Found): FirstDifference {
	const was = earlier[index]?.text ?? "";
	const is = later[index]?.text ?? "";
	const common = is.slice(0, at);
	const byteInBlock = utf8Length(common);
	return {
		path: later[index]?.path ?? earlier[index]?.path ?? "",
		byteInBlock,
		unitInBlock: at,
		byteInPrompt: bytes + byteInBlock,
		before: common.slice(-shown).split("\n").at(-1) ?? "",
		was: excerpt(was, at),
		is: excerpt(is, at),
		repeatedTexts: repeatedTexts(earlier, { later, index, at }),
	};
}

/** Lines and whole blocks that come again, each as often as the earlier request has it. */
function repeatedTexts(
	earlier: readonly CacheBlock[],
	{ later, index, at }: Pick<Found, "later" | "index" | "at">,
): readonly string[] {
	const left = new Map<string, number>();
	for (const piece of piecesBehind(earlier, index, at)) left.set(piece, (left.get(piece) ?? 0) + 1);
	return piecesBehind(later, index, at).filter((piece) => {
		const count = left.get(piece) ?? 0;
		left.set(piece, count - 1);
		return count > 0;
	});
}

function piecesBehind(blocks: readonly CacheBlock[], index: number, at: number): readonly string[] {
	return blocks.slice(index).flatMap(({ text, tokens }, offset) => {
		if (tokens !== null) return [];
		const behind = offset === 0 ? text.slice(at) : text;
		return (behind.match(/[^\n]*\n|[^\n]+/g) ?? []).filter((line) => line.trim() !== "");
	});
}

function commonLength(a: string, b: string): number {
	let length = 0;
	while (length < a.length && length < b.length && a.charCodeAt(length) === b.charCodeAt(length)) length++;
	// A pair of surrogates differs as a whole.
	return length > 0 && isHighSurrogate(a.charCodeAt(length - 1)) ? length - 1 : length;
}

function excerpt(text: string, at: number): string {
	const line = text.slice(at, at + shown).split("\n")[0] ?? "";
	return line === "" && text.length > at ? "⏎" : line;
}

function isHighSurrogate(unit: number): boolean {
	return unit >= 0xd800 && unit <= 0xdbff;
}

export function utf8Length(text: string): number {
	let bytes = 0;
	for (const character of text) {
		const code = character.codePointAt(0) ?? 0;
		bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	}
	return bytes;
}

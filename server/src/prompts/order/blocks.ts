/**
 * Joins the lines of a prompt into the blocks that move as one: a label with its value, a list with its heading,
 * everything between an opening and a closing tag. Every block may later be read without its neighbours.
 */
import { keptTogether } from "./kept-together.ts";
import { hole, type PromptLine } from "./lines.ts";

export interface PromptBlock {
	/** Indices of the block's pieces. */
	readonly body: readonly number[];
	/** Indices of the blank lines after it. */
	readonly gap: readonly number[];
	readonly text: string;
	readonly isChanging: boolean;
	/** Words such as "Answer:" at the very end, after which the model goes on: they stay at the end. */
	readonly isCue: boolean;
}

export type CutIntoBlocks =
	| {
			readonly kind: "blocks";
			readonly blocks: readonly PromptBlock[];
			/** Pieces before and after all blocks that never move: first blank lines, a tag around the whole text. */
			readonly opening: readonly number[];
			readonly closing: readonly number[];
	  }
	| { readonly kind: "torn"; readonly because: string };

export function blocksOf(lines: readonly PromptLine[]): CutIntoBlocks {
	const first = lines.findIndex((line) => !line.isBlank);
	const last = lines.findLastIndex((line) => !line.isBlank);
	// Blank lines at the end that close with a break are a gap; one that does not is the indent of the closing quote.
	const inner = lines.slice(Math.max(first, 0), last + 1);
	const opening = piecesOf(lines.slice(0, Math.max(first, 0)));
	const closing = piecesOf(lines.slice(last + 1));

	const kept = keptTogether(inner);
	if (kept.kind === "torn") return kept;
	const blocks = join(inner, kept.withNext);
	if (blocks.length === 1 && isWrapped(inner)) {
		const content = blocksOf(inner.slice(1, -1));
		if (content.kind === "torn") return content;
		return {
			kind: "blocks",
			blocks: content.blocks,
			opening: [...opening, ...piecesOf(inner.slice(0, 1)), ...content.opening],
			closing: [...content.closing, ...piecesOf(inner.slice(-1)), ...closing],
		};
	}
	return { kind: "blocks", blocks: markCue(blocks), opening, closing };
}

/** A tag of its own on the first line that is closed on the last. */
function isWrapped(lines: readonly PromptLine[]): boolean {
	const opened = /^\s*<([A-Za-z][\w-]*)[^<>]*>\s*$/.exec(lines[0]?.text ?? "")?.[1];
	return opened !== undefined && lines.length > 2 && lines.at(-1)?.text.trim() === `</${opened}>`;
}

function join(lines: readonly PromptLine[], withNext: readonly boolean[]): PromptBlock[] {
	const blocks: PromptBlock[] = [];
	let start = 0;
	while (start < lines.length) {
		let end = start;
		while (end + 1 < lines.length && withNext[end]) end++;
		let gapEnd = end + 1;
		while (gapEnd < lines.length && lines[gapEnd]?.isBlank) gapEnd++;
		const body = lines.slice(start, end + 1);
		blocks.push({
			body: piecesOf(body),
			gap: piecesOf(lines.slice(end + 1, gapEnd)),
			text: body.map((line) => line.text).join("\n"),
			isChanging: body.some((line) => line.isChanging),
			isCue: false,
		});
		start = gapEnd;
	}
	return blocks;
}

function markCue(blocks: readonly PromptBlock[]): readonly PromptBlock[] {
	return blocks.map((block, i) => (i === blocks.length - 1 && isCue(block.text) ? { ...block, isCue: true } : block));
}

/**
 * "Answer:", "JSON output:", "Assistant", "<answer>", "```json": short, and nothing follows. A last line that ends in a
 * colon, however long, introduces what the model goes on with, or the image or block behind this text.
 */
function isCue(text: string): boolean {
	const trimmed = text.trim();
	if (trimmed.includes(hole)) return false;
	if (/[:：][*_"'`)]*$/.test(trimmed)) return true;
	if (trimmed.includes("\n")) return false;
	return /^(\S+ ){0,5}\S*>$/.test(trimmed) || /^(```\w*|[{[("]+)$/.test(trimmed);
}

function piecesOf(lines: readonly PromptLine[]): readonly number[] {
	return lines.flatMap((line) => line.pieces);
}

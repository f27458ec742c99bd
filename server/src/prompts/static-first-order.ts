/**
 * Finds an order of a prompt's pieces in which the static ones stand first. Pieces move in blocks (lines, paragraphs,
 * sections) that keep a value with the words that introduce it; static blocks keep their order among themselves, and so
 * do changing ones, so that expressions are still evaluated in the order they were.
 */
import { blocksOf, type PromptBlock } from "./order/blocks.ts";
import { hole, linesOf, type OrderedPiece } from "./order/lines.ts";
import {
	controlBlockIn,
	leaningOn,
	openingTask,
	referenceBack,
	referenceForward,
	saysWho,
} from "./order/references.ts";
import { outermostHeading } from "./order/sections.ts";

export type StaticFirstOrder =
	/** `order[i]` is the old index of the i-th piece. */
	| ({ readonly kind: "order"; readonly order: readonly number[] } & Parts)
	| ({ readonly kind: "already-first" } & Parts)
	| { readonly kind: "not-safe"; readonly because: string };

interface Parts {
	/** Of the pieces in their order, the first so many are the same in every request. */
	readonly staticCount: number;
	/** The last so many never move: blank lines, a closing tag around the whole text. */
	readonly closingCount: number;
	/** Why static text stays behind what changes; null when none does. */
	readonly obstacle: string | null;
}

/** Lines that become neighbours may form one block, so the order is found again until nothing moves any more. */
const mostRounds = 4;

export function staticFirstOrder(pieces: readonly OrderedPiece[]): StaticFirstOrder {
	let settled = orderOnce(pieces);
	for (let round = 1; round < mostRounds && settled.kind === "order"; round++) {
		const { order } = settled;
		const next = orderOnce(order.flatMap((index) => pieces[index] ?? []));
		if (next.kind !== "order") return settled;
		settled = { ...next, order: next.order.flatMap((index) => order[index] ?? []) };
	}
	return settled;
}

function orderOnce(pieces: readonly OrderedPiece[]): StaticFirstOrder {
	const lines = linesOf(pieces);
	const control = controlBlockIn(lines);
	if (control) return notSafe(`the text holds template control blocks (${control})`);
	const cut = blocksOf(lines);
	if (cut.kind === "torn") return notSafe(cut.because);

	const placed = placeBlocks(cut.blocks, pieces);
	const parts: Parts = {
		staticCount: cut.opening.length + placed.staticCount,
		closingCount: cut.closing.length,
		obstacle: placed.obstacle,
	};
	if (placed.moved === 0) return placed.obstacle ? notSafe(placed.obstacle) : { kind: "already-first", ...parts };
	return { kind: "order", order: [...cut.opening, ...placed.order, ...cut.closing], ...parts };
}

interface Placed {
	readonly order: readonly number[];
	readonly staticCount: number;
	/** How many blocks moved ahead of a changing one. */
	readonly moved: number;
	/** Why the first block that had to stay could not move. */
	readonly obstacle: string | null;
}

/** From the first static block on that has to stay, all stay: static text keeps its order. */
function placeBlocks(blocks: readonly PromptBlock[], pieces: readonly OrderedPiece[]): Placed {
	const first: PromptBlock[] = [];
	const rest: PromptBlock[] = [];
	let obstacle: string | null = null;
	let moved = 0;
	for (const [i, block] of blocks.entries()) {
		if (block.isChanging || (block.isCue && rest.length > 0)) {
			rest.push(block);
			continue;
		}
		if (rest.length > 0) {
			const isNewOpening = first.length === 0;
			obstacle ??= whyNotBefore(block, { passed: rest, previous: blocks[i - 1], isNewOpening, pieces });
		}
		if (obstacle !== null) {
			rest.push(block);
			continue;
		}
		if (rest.length > 0) moved++;
		first.push(block);
	}
	const staticPieces = first.flatMap(wholeBlock);
	return {
		order: withLastGapSwapped([...first, ...rest], blocks.at(-1)),
		staticCount: staticPieces.length,
		moved,
		obstacle,
	};
}

interface Crossing {
	readonly passed: readonly PromptBlock[];
	/** The block that stands right before it now. */
	readonly previous: PromptBlock | undefined;
	/** The text would begin with it. */
	readonly isNewOpening: boolean;
	readonly pieces: readonly OrderedPiece[];
}

/** Why a static block may not move ahead of the blocks it stands behind; null when it may. */
function whyNotBefore(block: PromptBlock, { passed, previous, isNewOpening, pieces }: Crossing): string | null {
	const opening = isNewOpening ? whyOpensWith(passed, block, pieces) : null;
	if (opening) return opening;
	const leaning = previous && passed.includes(previous) ? leaningOn(block.text) : null;
	if (leaning) return `the text says "${leaning}"`;
	const back = referenceBack(block.text);
	if (back) return `the text says "${back}"`;
	const level = outermostHeading(block.text);
	for (const other of passed) {
		const otherLevel = outermostHeading(other.text);
		if (level !== null && otherLevel !== null && level !== otherLevel) {
			return "a section would come to stand under another heading";
		}
		const forward = referenceForward(other.text);
		if (forward) return `the text says "${forward}"`;
	}
	const own = sideEffectIn(block, pieces);
	const passedEffect = passed.map((other) => sideEffectIn(other, pieces)).find((effect) => effect !== null);
	if (own !== null && passedEffect) return `\`${shortened(own)}\` would run before \`${shortened(passedEffect)}\``;
	return null;
}

/** A text that says who the model is, or what to do, goes on doing so first, unless what comes first then says it too. */
function whyOpensWith(
	passed: readonly PromptBlock[],
	block: PromptBlock,
	pieces: readonly OrderedPiece[],
): string | null {
	const [head] = passed;
	if (!head) return null;
	const whole = head.body.length > 0 && head.text.trim() === hole ? pieces[head.body[0] ?? -1] : undefined;
	if (whole && /persona|(?:^|[._])role|system_?(?:prompt|message)|identity|instructions?$/i.test(whole.text)) {
		return `\`${shortened(whole.text)}\` says who the model is`;
	}
	if (openingTask(block.text) !== null && (saysWho(block.text) || !saysWho(head.text))) return null;
	const task = openingTask(head.text);
	if (task) return `the text would no longer open with "${shortened(task.replaceAll(hole, "…"))}"`;
	const isText = whole !== undefined && /\.(?:format|format_map|(?:safe_)?substitute|render)\s*\(/.test(whole.text);
	return isText ? `\`${shortened(whole.text)}\` is the text that this one goes on with` : null;
}

function sideEffectIn(block: PromptBlock, pieces: readonly OrderedPiece[]): string | null {
	const index = block.body.find((i) => pieces[i]?.hasSideEffects === true);
	return index === undefined ? null : (pieces[index]?.text ?? null);
}

/** The blank lines after the block that is now last go to the block that was last: gaps stay between paragraphs. */
function withLastGapSwapped(blocks: readonly PromptBlock[], wasLast: PromptBlock | undefined): number[] {
	const isLast = blocks.at(-1);
	return blocks.flatMap((block) => {
		if (block === isLast && wasLast) return [...block.body, ...wasLast.gap];
		if (block === wasLast && isLast) return [...block.body, ...isLast.gap];
		return wholeBlock(block);
	});
}

function wholeBlock(block: PromptBlock): readonly number[] {
	return [...block.body, ...block.gap];
}

function shortened(source: string): string {
	const text = source.replace(/\s+/g, " ");
	return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}

function notSafe(because: string): StaticFirstOrder {
	return { kind: "not-safe", because };
}

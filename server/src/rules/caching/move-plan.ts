/** How static text could be moved ahead of what changes, and how long the unchanged prefix is afterwards. */
import type { FixIntention } from "../../model/finding.ts";
import type { TextPart } from "../../model/linked-value.ts";
import type { LlmCall } from "../../model/llm-call.ts";
import type { Prompt, Segment } from "../../model/prompt.ts";
import type { Place, Span } from "../../model/source-file.ts";
import type { Tokens } from "../../model/units.ts";
import type { OrderedPiece } from "../../prompts/order/lines.ts";
import { staticFirstOrder } from "../../prompts/static-first-order.ts";
import { type BlockedText, isStable, tokensOf } from "./blocked-text.ts";

export interface MovePlan {
	/** Unchanged tokens from the start of the prompt after the move. */
	readonly prefixTokens: Tokens;
	readonly intention: (title: string) => FixIntention;
}

export interface MoveInput {
	readonly call: LlmCall;
	readonly prompt: Prompt;
	readonly blocked: BlockedText;
	readonly countTokens: (text: string) => Tokens;
}

/** The better of the two moves there are: inside one text, or of whole messages and blocks in a list. */
export function planMove(input: MoveInput): MovePlan | null {
	const plans = [moveInText(input), moveInList(input)].filter((plan) => plan !== null);
	return plans.reduce<MovePlan | null>(
		(best, plan) => (best && best.prefixTokens >= plan.prefixTokens ? best : plan),
		null,
	);
}

/** Inside the text that holds the change. The pieces are only like those the front end will cut, so the tokens are near. */
function moveInText({ call, prompt, blocked, countTokens }: MoveInput): MovePlan | null {
	const part = call.prompt[blocked.change.part];
	if (part?.content.kind !== "text") return null;
	const changing = prompt.segments.filter(
		(segment) => segment.part === blocked.change.part && segment.kind !== "static",
	);
	const text = part.content.text;
	const parts = text.parts.map(
		(part): PlacedPart => ({ part, at: part.standsAt ?? part, isChanging: isOneOf(changing, part) }),
	);
	const expression = expressionOf(text, parts);
	if (!expression) return null;
	const pieces = toPieces(parts, expression);
	const found = staticFirstOrder(pieces);
	if (found.kind === "already-first") return null;
	const first =
		found.kind === "order"
			? found.order.slice(0, found.staticCount).map((index) => pieces[index]?.content ?? "")
			: pieces.map((piece) => (piece.isChanging ? "" : piece.content));
	const { file, start, end } = expression;
	return {
		prefixTokens: prefixBefore(prompt, blocked.change.part) + countTokens(first.join("")),
		intention: (title) => ({
			kind: "move-static-text-first",
			title,
			expression: { file, start, end },
			changing: parts.flatMap(({ at, isChanging }): Span[] => (isChanging ? [{ start: at.start, end: at.end }] : [])),
		}),
	};
}

/** A part of the linked text with the place where the expression to edit has it. */
interface PlacedPart {
	readonly part: TextPart;
	readonly at: Place;
	readonly isChanging: boolean;
}

/** A piece like one the front end will cut, and the text it comes to. */
interface LinkedPiece extends OrderedPiece {
	readonly content: string;
}

/**
 * The expression that holds every changing part: the one the message names, or the template it fills, which is written
 * elsewhere and whose text the parts cover from end to end.
 */
function expressionOf(named: Place, parts: readonly PlacedPart[]): Place | null {
	if (parts.every(({ at, isChanging }) => !isChanging || isInside(at, named))) return named;
	const [first] = parts;
	if (!first || !parts.every(({ at }) => at.file === first.at.file)) return null;
	return {
		file: first.at.file,
		start: Math.min(...parts.map(({ at }) => at.start)),
		end: Math.max(...parts.map(({ at }) => at.end)),
	};
}

/** Literals of the expression line by line; everything that is put in from elsewhere is one hole for each place. */
function toPieces(parts: readonly PlacedPart[], expression: Place): readonly LinkedPiece[] {
	const pieces: LinkedPiece[] = [];
	let hole: Place | null = null;
	for (const { part, at, isChanging } of parts) {
		if (part.kind === "literal" && !part.standsAt && isInside(part, expression)) {
			hole = null;
			const lines = part.text.match(/[^\n]*\n|[^\n]+/g) ?? [];
			for (const text of lines)
				pieces.push({ kind: "text", text, content: text, hasSideEffects: false, isChanging: false });
			continue;
		}
		const content = part.kind === "literal" ? part.text : "";
		const last = pieces.at(-1);
		if (last && hole && isSamePlace(hole, at)) {
			pieces.splice(-1, 1, { ...last, content: last.content + content, isChanging: last.isChanging || isChanging });
		} else {
			pieces.push({ kind: "hole", text: content.slice(0, 40), content, hasSideEffects: false, isChanging });
		}
		hole = at;
	}
	return pieces;
}

function isOneOf(changing: readonly Segment[], part: TextPart): boolean {
	const places = placesIn(part);
	return changing.some((segment) => places.some((place) => overlaps(place, segment.place)));
}

function placesIn(part: TextPart): readonly Place[] {
	if (part.kind === "choice") return [part, ...part.options.flat().flatMap(placesIn)];
	if (part.kind === "repeat") return [part, ...part.parts.flatMap(placesIn)];
	return [part];
}

/** Whole static system messages of the list in which the changing one stands. User turns are never moved past each other. */
function moveInList({ call, prompt, blocked }: MoveInput): MovePlan | null {
	const changed = call.prompt[blocked.change.part];
	const item = changed?.item;
	if (!item) return null;
	const siblings = call.prompt.flatMap((part, index) =>
		isSamePlace(part.item?.list, item.list) ? [{ part, index }] : [],
	);
	const movable = siblings.filter(
		({ part, index }) =>
			part.item !== null &&
			part.item.index > item.index &&
			part.role === "system" &&
			changed.role !== "assistant" &&
			part.onlyIf === null &&
			part.repeatsOver === null &&
			segmentsOf(prompt, index).every((segment) => segment.kind === "static"),
	);
	if (movable.length === 0) return null;
	const moved = movable.map(({ part }) => part.item?.index ?? 0);
	const count = 1 + Math.max(...siblings.map(({ part }) => part.item?.index ?? 0));
	const all = Array.from({ length: count }, (_, index) => index);
	const order = [
		...all.slice(0, item.index),
		...moved,
		...all.slice(item.index).filter((index) => !moved.includes(index)),
	];
	const gained = tokensOf(movable.flatMap(({ index }) => segmentsOf(prompt, index)));
	const { file, start, end } = item.list;
	return {
		prefixTokens: prefixBefore(prompt, blocked.change.part) + gained,
		intention: (title) => ({ kind: "move-items", title, list: { file, start, end }, order }),
	};
}

function segmentsOf(prompt: Prompt, part: number): readonly Segment[] {
	return prompt.segments.filter((segment) => segment.part === part);
}

/** Stable tokens in front of a part. What changes there has been ruled out: the first change stands in the part. */
function prefixBefore(prompt: Prompt, part: number): Tokens {
	const before = prompt.segments.filter((segment) => segment.part < part);
	const end = before.findIndex((segment) => !isStable(segment));
	return tokensOf(end < 0 ? before : before.slice(0, end));
}

function isSamePlace(a: Place | undefined, b: Place): boolean {
	return a !== undefined && a.file === b.file && a.start === b.start && a.end === b.end;
}

function overlaps(a: Place, b: Place): boolean {
	return a.file === b.file && a.start < b.end && b.start < a.end;
}

function isInside(inner: Place, outer: Place): boolean {
	return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * Cuts a line that holds a changing value into sentences that may part: "You sell shoes. Today is Monday. Be polite." gives
 * the date to the end and keeps the rest. Sentences that lean on a neighbour by a pronoun stay with it.
 */
import { type StaticFirstOrder, staticFirstOrder } from "../static-first-order.ts";
import { hole, type OrderedPiece } from "./lines.ts";
import { announces, leaningOn } from "./references.ts";
import { isHeading } from "./sections.ts";

/** White space between two sentences, where a line break would go. */
export interface SentenceEnd {
	/** The text piece it stands in. */
	readonly piece: number;
	/** In the piece's text. */
	readonly start: number;
	readonly end: number;
}

export interface SentenceOrder {
	readonly ends: readonly SentenceEnd[];
	/** The pieces with line breaks at the ends. */
	readonly pieces: readonly OrderedPiece[];
	/** Of which old piece each is a part. */
	readonly partOf: readonly number[];
	readonly found: Extract<StaticFirstOrder, { readonly kind: "order" }>;
}

/** So many characters more must come to stand first than with whole lines, or the text stays in its lines. */
const worthParting = 30;

/** The order with sentences parted; null where whole lines do as well. */
export function orderBySentences(pieces: readonly OrderedPiece[]): SentenceOrder | null {
	const all = orderWith(pieces, sentenceEnds(pieces));
	if (!all) return null;
	// Sentences that are still neighbours need no break between them.
	const parted = all.ends.filter((_, index) => !areNeighbours(all, index));
	const needed = parted.length === all.ends.length ? all : orderWith(pieces, parted);
	if (!needed) return null;
	const whole = staticFirstOrder(pieces);
	const firstChange = pieces.findIndex(({ isChanging }) => isChanging);
	const leading = pieces.slice(0, firstChange).reduce((sum, { text }) => sum + text.length, 0);
	const before = whole.kind === "not-safe" ? leading : Math.max(leading, staticLength(whole, pieces));
	return staticLength(needed.found, needed.pieces) >= before + worthParting ? needed : null;
}

function orderWith(pieces: readonly OrderedPiece[], ends: readonly SentenceEnd[]): SentenceOrder | null {
	if (ends.length === 0) return null;
	const parts = pieces.map((piece, index) =>
		cutAt(
			piece,
			ends.filter((end) => end.piece === index),
		),
	);
	const cut = parts.flat();
	const partOf = parts.flatMap((own, index) => own.map(() => index));
	const found = staticFirstOrder(cut);
	return found.kind === "order" ? { ends, pieces: cut, partOf, found } : null;
}

function cutAt(piece: OrderedPiece, ends: readonly SentenceEnd[]): readonly OrderedPiece[] {
	let from = 0;
	const pieces: OrderedPiece[] = [];
	for (const { start, end } of ends) {
		pieces.push({ ...piece, text: `${piece.text.slice(from, start)}\n` });
		from = end;
	}
	return from < piece.text.length || ends.length === 0
		? [...pieces, { ...piece, text: piece.text.slice(from) }]
		: pieces;
}

/** The piece that ends with the break, and the one behind it, still follow each other. */
function areNeighbours({ ends, found: { order } }: SentenceOrder, index: number): boolean {
	const end = ends[index];
	if (!end) return true;
	const before = end.piece + index;
	return order[order.indexOf(before) + 1] === before + 1;
}

function staticLength(found: Exclude<StaticFirstOrder, { kind: "not-safe" }>, pieces: readonly OrderedPiece[]): number {
	const order = found.kind === "order" ? found.order : pieces.map((_, index) => index);
	return order.slice(0, found.staticCount).reduce((sum, index) => sum + (pieces[index]?.text.length ?? 0), 0);
}

function sentenceEnds(pieces: readonly OrderedPiece[]): readonly SentenceEnd[] {
	const ends: SentenceEnd[] = [];
	let first = 0;
	pieces.forEach((piece, index) => {
		const endsLine = index === pieces.length - 1 || (piece.kind === "text" && /[\r\n]$/.test(piece.text));
		if (!endsLine) return;
		ends.push(...endsInLine(pieces, { from: first, to: index }));
		first = index + 1;
	});
	return ends;
}

interface Line {
	/** The first and last piece. */
	readonly from: number;
	readonly to: number;
}

interface Boundary {
	readonly start: number;
	readonly end: number;
}

interface Sentence extends Boundary {
	readonly text: string;
	readonly isChanging: boolean;
}

const boundary = /[.!?]["')\]]*([ \t]+)(?=["'“(]?\p{Lu}|\uFFFC)/gu;
const abbreviation =
	/(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|vs|etc|e\.g|i\.e|No|Inc|Ltd|Co|Corp|Jr|Sr|Fig|Eq|approx|cf|al)|\b\p{L}|(?:^|[^\d.])\d{1,3})\.$/u;
const structured = /[<>{}|`\\]|^\s*(?:[-*+•–]|\d+[.)]|#{1,6}\s)/;

function endsInLine(pieces: readonly OrderedPiece[], { from, to }: Line): readonly SentenceEnd[] {
	const own = pieces.slice(from, to + 1);
	if (!own.some(({ isChanging }) => isChanging)) return [];
	const starts: number[] = [];
	let text = "";
	for (const piece of own) {
		starts.push(text.length);
		text += piece.kind === "hole" ? hole : piece.text;
	}
	if (structured.test(text) || isHeading(text)) return [];
	const changes = (span: Boundary) =>
		own.some(
			({ isChanging }, index) => isChanging && (starts[index] ?? 0) >= span.start && (starts[index] ?? 0) < span.end,
		);
	const sentences = joinLeaning(text, changes);
	const boundaries = sentences.flatMap((sentence, index) => {
		const next = sentences[index + 1];
		return next && next.isChanging !== sentence.isChanging ? [{ start: sentence.end, end: next.start }] : [];
	});
	return boundaries.flatMap(({ start, end }): readonly SentenceEnd[] => {
		const index = starts.findLastIndex((at) => at <= start);
		const at = starts[index] ?? 0;
		const piece = own[index];
		const isInside = piece?.kind === "text" && end - at <= piece.text.length;
		return isInside ? [{ piece: from + index, start: start - at, end: end - at }] : [];
	});
}

function sentencesOf(text: string): readonly Boundary[] {
	const sentences: Boundary[] = [];
	let start = 0;
	for (const match of text.matchAll(boundary)) {
		const space = match[1] ?? "";
		const end = match.index + match[0].length - space.length;
		const before = text.slice(start, end);
		if (abbreviation.test(before) || !isBalanced(text.slice(0, end))) continue;
		sentences.push({ start, end });
		start = end + space.length;
	}
	return [...sentences, { start, end: text.length }];
}

function isBalanced(text: string): boolean {
	const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
	return count(/"/g) % 2 === 0 && count(/[([“]/g) === count(/[)\]”]/g);
}

const pronoun =
	/\b(?:its?|they|them|theirs?|this|these|those|such|he|him|his|she|hers?|both|former|latter|same|above|below|following|previous)\b/i;

/** Sentences that lean on the one before them, or announce the next, are one with it. */
function joinLeaning(text: string, changes: (span: Boundary) => boolean): readonly Sentence[] {
	const joined: Sentence[] = [];
	for (const span of sentencesOf(text)) {
		const own = text.slice(span.start, span.end);
		const last = joined.at(-1);
		const isLabel = last !== undefined && last.text.trim().split(/\s+/).length < 3;
		const leans = isLabel || pronoun.test(own) || leaningOn(own) !== null || own.trim().split(/\s+/).length < 3;
		if (last && (leans || announces(last.text))) {
			const whole = { start: last.start, end: span.end };
			joined.splice(-1, 1, { ...whole, text: text.slice(whole.start, whole.end), isChanging: changes(whole) });
		} else joined.push({ ...span, text: own, isChanging: changes(span) });
	}
	return joined;
}

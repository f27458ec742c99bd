/** The text of a prompt part cut into pieces like those the front end will cut, so that a move can be weighed before it is made. */
import type { LinkedText, TextPart } from "../../model/linked-value.ts";
import type { Segment } from "../../model/prompt.ts";
import type { Place, Span } from "../../model/source-file.ts";
import type { OrderedPiece } from "../../prompts/order/lines.ts";

export interface LinkedPieces {
	/** The whole text-building expression. */
	readonly expression: Place;
	/** True when it is where the message names it, and not a template that is filled there. */
	readonly isNamed: boolean;
	readonly pieces: readonly LinkedPiece[];
	/** Places of what changes, in the expression. */
	readonly changing: readonly Span[];
}

/** Null when the changing parts do not all stand in one expression. */
export function linkedPieces(text: LinkedText, segments: readonly Segment[]): LinkedPieces | null {
	const changing = segments.filter((segment) => segment.kind !== "static");
	const parts = text.parts.map(
		(part): PlacedPart => ({ part, at: part.standsAt ?? part, isChanging: isOneOf(changing, part) }),
	);
	const found = expressionOf(text, parts);
	if (!found) return null;
	const { file, start, end } = found;
	const expression = { file, start, end };
	return {
		expression,
		isNamed: found === text,
		pieces: toPieces(parts, expression),
		changing: parts.flatMap(({ at, isChanging }): Span[] => (isChanging ? [{ start: at.start, end: at.end }] : [])),
	};
}

/** A part of the linked text with the place where the expression to edit has it. */
interface PlacedPart {
	readonly part: TextPart;
	readonly at: Place;
	readonly isChanging: boolean;
}

/** A piece like one the front end will cut, and the text it comes to. */
export interface LinkedPiece extends OrderedPiece {
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

function isSamePlace(a: Place | undefined, b: Place): boolean {
	return a !== undefined && a.file === b.file && a.start === b.start && a.end === b.end;
}

function overlaps(a: Place, b: Place): boolean {
	return a.file === b.file && a.start < b.end && b.start < a.end;
}

function isInside(inner: Place, outer: Place): boolean {
	return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** Turns the algebra of a linked text into a row of segments; adjacent fixed text becomes one segment. */
import { changesBetweenRequests, moreFrequent } from "../../model/change-rate.ts";
import type { HolePart, LiteralPart, RepeatPart, TextPart } from "../../model/linked-value.ts";
import type { Place } from "../../model/source-file.ts";
import { type Surroundings, stabilityOf } from "../stability/stability.ts";
import { choiceSegments } from "./flatten-choice.ts";
import { firstWords, fixedText } from "./raw-segment.ts";
import { fixedTextSize, mostChanging, type TextSegment } from "./text-segment.ts";

/** How many times a repeated text is assumed to be written out. */
const assumedRepetitions = 5;

export function flattenText(parts: readonly TextPart[], surroundings?: Surroundings): readonly TextSegment[] {
	const segments = parts.flatMap((part) => flattenPart(part, surroundings));
	return mergeFixedText(segments.filter((segment) => segment.text !== ""));
}

function flattenPart(part: TextPart, surroundings?: Surroundings): readonly TextSegment[] {
	switch (part.kind) {
		case "literal":
			return [literalSegment(part)];
		case "hole":
			return [holeSegment(part, surroundings)];
		case "choice": {
			const arms = part.options.map((option) => flattenText(option, surroundings));
			return choiceSegments(part, arms, surroundings);
		}
		case "repeat":
			return [repeatSegment(part)];
	}
}

function literalSegment(part: LiteralPart): TextSegment {
	const label = firstWords(part.text);
	return { place: part, text: part.text, optionalText: null, stability: fixedText, label, isOpaque: false };
}

function holeSegment(part: HolePart, surroundings?: Surroundings): TextSegment {
	const stability = stabilityOf(part.origin, surroundings);
	const { kind } = part.origin.source;
	const isUnseen = stability.changes === "unknown" && (kind === "unknown" || kind === "local-call");
	const isOpaque = stability.kind === "composed-prompt" || isUnseen;
	return { place: part, text: null, optionalText: null, stability, label: part.origin.label, isOpaque };
}

/** Text for each element of a collection: as changeable as the collection and as what is written of its elements. */
function repeatSegment(part: RepeatPart): TextSegment {
	const over = stabilityOf(part.over);
	const inner = flattenText(part.parts, { insideRepetition: true });
	const change = mostChanging(inner)?.stability ?? null;
	const changes = change === null ? over.changes : moreFrequent(over.changes, change.changes);
	const because = change === null || changes === over.changes ? over.because : change.because;
	// The size assumed for a collection such as "the documents" is that of all its elements.
	const values = changesBetweenRequests(changes) ? Math.max(over.tokens, change?.tokens ?? 0) : (change?.tokens ?? 0);
	const tokens = assumedRepetitions * fixedTextSize(inner) + values;
	const stability = { changes, because, tokens, kind: null };
	return { place: part, text: null, optionalText: null, stability, label: part.over.label, isOpaque: false };
}

function mergeFixedText(segments: readonly TextSegment[]): readonly TextSegment[] {
	const merged: TextSegment[] = [];
	for (const segment of segments) {
		const before = merged.at(-1);
		if (before?.text != null && segment.text !== null) {
			const text = before.text + segment.text;
			merged[merged.length - 1] = { ...before, place: coveringPlace(before, segment), text, label: firstWords(text) };
		} else merged.push(segment);
	}
	return merged;
}

/** The span over both texts where they stand in order in one file; otherwise the place of the longer text. */
function coveringPlace(a: TextSegment, b: TextSegment): Place {
	if (a.place.file === b.place.file && b.place.start >= a.place.end) {
		return { file: a.place.file, start: a.place.start, end: b.place.end };
	}
	return (b.text?.length ?? 0) > (a.text?.length ?? 0) ? b.place : a.place;
}

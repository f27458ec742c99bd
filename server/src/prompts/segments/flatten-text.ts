/** Turns the algebra of a linked text into a row of segments; adjacent fixed text becomes one segment. */
import { type ChangeRate, changesBetweenRequests, moreFrequent } from "../../model/change-rate.ts";
import type { ChoicePart, HolePart, LiteralPart, Origin, RepeatPart, TextPart } from "../../model/linked-value.ts";
import type { Place } from "../../model/source-file.ts";
import type { Tokens } from "../../model/units.ts";
import { type Surroundings, stabilityOf } from "../stability/stability.ts";
import type { Stability } from "../stability/verdict.ts";
import { firstWords, fixedText } from "./raw-segment.ts";

/** A segment of one text, before it is told which part of the prompt it belongs to. */
export interface TextSegment {
	readonly place: Place;
	readonly text: string | null;
	readonly stability: Stability;
	readonly label: string;
	/** The value is prompt text that is composed where linking could not follow. */
	readonly isOpaque: boolean;
}

/** How many times a repeated text is assumed to be written out. */
const assumedRepetitions = 5;

/** Characters of ordinary text in a token, for sizing text inside conditions and repetitions before the counter sees it. */
const charactersPerToken = 4;

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
		case "choice":
			return flattenChoice(part, surroundings);
		case "repeat":
			return [repeatSegment(part)];
	}
}

function literalSegment(part: LiteralPart): TextSegment {
	return { place: part, text: part.text, stability: fixedText, label: firstWords(part.text), isOpaque: false };
}

function holeSegment(part: HolePart, surroundings?: Surroundings): TextSegment {
	const stability = stabilityOf(part.origin, surroundings);
	const { kind } = part.origin.source;
	const isOpaque =
		stability.kind === "composed-prompt" ||
		(stability.changes === "unknown" && (kind === "unknown" || kind === "local-call"));
	return { place: part, text: null, stability, label: part.origin.label, isOpaque };
}

function flattenChoice(part: ChoicePart, surroundings?: Surroundings): readonly TextSegment[] {
	const arms = part.options.map((option) => flattenText(option, surroundings)).filter((arm) => arm.length > 0);
	const [first] = arms;
	if (!first) return [];
	// Arms with the same text are no choice at all.
	const texts = arms.map((arm) => (arm.length === 1 ? arm[0]?.text : null));
	if (arms.length === part.options.length && texts[0] != null && texts.every((text) => text === texts[0])) return first;
	const largest = arms.reduce((best, arm) => (sizeOf(arm) > sizeOf(best) ? arm : best));
	const condition = isLoopElement(part)
		? elementStability(part, surroundings)
		: conditionOf(part.conditionOrigin, part.condition);
	const inner = strongestOf(arms.flat());
	const tokens = sizeOf(largest);
	const onlyText = largest.length === 1 ? (largest[0]?.text ?? null) : null;
	if (inner === null || inner.changes === "deploy") {
		const isFixed = condition.changes === "deploy";
		// A fixed text that is there or not for a whole deployment is as good as fixed.
		return [
			{
				place: part,
				text: isFixed ? onlyText : null,
				stability: { ...condition, tokens },
				label: firstWords(part.condition),
				isOpaque: false,
			},
		];
	}
	const changes: ChangeRate = changesBetweenRequests(condition.changes)
		? moreFrequent(inner.changes, condition.changes)
		: inner.changes;
	const label = arms.flat().find((segment) => segment.stability === inner)?.label ?? firstWords(part.condition);
	return [
		{
			place: part,
			text: null,
			stability: { ...inner, changes, tokens },
			label,
			isOpaque: arms.flat().some((segment) => segment.isOpaque),
		},
	];
}

/** Linking writes an element of a known list as a choice between the elements. */
function isLoopElement(part: ChoicePart): boolean {
	return /^one of \d+ elements$/.test(part.condition);
}

/** In a loop around the request every turn sends another element; in a loop inside the prompt all of them are sent. */
function elementStability(part: ChoicePart, surroundings: Surroundings | undefined): Stability {
	return surroundings?.insideRepetition
		? fixedText
		: {
				changes: "request",
				because: `is ${part.condition}, another one each time round the loop`,
				tokens: 0,
				kind: null,
			};
}

/** A condition is judged more timidly than a value: a flag that is a parameter says little about how often it turns. */
export function conditionOf(origin: Origin | null, text: string): Stability {
	const unknown: Stability = {
		changes: "unknown",
		because: `depends on \`${text}\``,
		tokens: 0,
		kind: null,
	};
	if (origin === null) return unknown;
	const judged = stabilityOf(origin);
	const isOnlyAParameter = origin.source.kind === "parameter" && judged.because.includes("is a parameter of");
	return isOnlyAParameter ? unknown : { ...judged, because: `depends on ${judged.because}` };
}

function repeatSegment(part: RepeatPart): TextSegment {
	const over = stabilityOf(part.over);
	const inner = flattenText(part.parts, { insideRepetition: true });
	const strongest = strongestOf(inner);
	const changes = strongest === null ? over.changes : moreFrequent(over.changes, strongest.changes);
	const because = changes === over.changes || strongest === null ? over.because : strongest.because;
	const tokens = Math.max(assumedRepetitions * sizeOf(inner), changesBetweenRequests(changes) ? over.tokens : 0);
	return {
		place: part,
		text: null,
		stability: { changes, because, tokens, kind: null },
		label: part.over.label,
		isOpaque: false,
	};
}

function strongestOf(segments: readonly TextSegment[]): Stability | null {
	let best: Stability | null = null;
	for (const { stability, text } of segments) {
		if (text !== null) continue;
		if (best === null || moreFrequent(best.changes, stability.changes) !== best.changes) best = stability;
	}
	return best;
}

function sizeOf(segments: readonly TextSegment[]): Tokens {
	return segments.reduce(
		(sum, { text, stability }) =>
			sum + (text === null ? stability.tokens : Math.ceil(text.length / charactersPerToken)),
		0,
	);
}

function mergeFixedText(segments: readonly TextSegment[]): readonly TextSegment[] {
	const merged: TextSegment[] = [];
	for (const segment of segments) {
		const before = merged.at(-1);
		if (before?.text != null && segment.text !== null && isFixed(before) && isFixed(segment)) {
			const text = before.text + segment.text;
			merged[merged.length - 1] = { ...before, place: coveringPlace(before, segment), text, label: firstWords(text) };
		} else merged.push(segment);
	}
	return merged;
}

function isFixed(segment: TextSegment): boolean {
	return segment.stability.changes === "deploy";
}

/** The span over both texts where they stand in order in one file; otherwise the place of the longer text. */
function coveringPlace(a: TextSegment, b: TextSegment): Place {
	if (a.place.file === b.place.file && b.place.start >= a.place.end) {
		return { file: a.place.file, start: a.place.start, end: b.place.end };
	}
	return (b.text?.length ?? 0) > (a.text?.length ?? 0) ? b.place : a.place;
}

/** Gives every segment its tokens and its kind, and says which fixed text only serves the values around it. */
import { changesBetweenRequests } from "../../model/change-rate.ts";
import type { LlmCall } from "../../model/llm-call.ts";
import type { Segment, TokenEstimate } from "../../model/prompt.ts";
import type { Tokens } from "../../model/units.ts";
import type { TokenCounter } from "../tokens/token-counter.ts";
import { instructionTextOf } from "./instruction-text.ts";
import type { RawSegment } from "./raw-segment.ts";

export interface WeighedSegment {
	readonly segment: Segment;
	readonly raw: RawSegment;
	/** Tokens of the fixed text that could stand elsewhere: without labels, tags and words around values. */
	readonly instructionTokens: Tokens;
}

/** Serialised schemas are rewritten by the provider in a form of its own, so their count is only near. */
const schemaRelativeError = 0.25;

export function weighSegments(
	raw: readonly RawSegment[],
	call: LlmCall,
	counter: TokenCounter,
): readonly WeighedSegment[] {
	const model = { provider: call.provider, name: call.model.name };
	return raw.map((segment, index) => {
		const tokens = tokensOf(segment, (text) => counter.count(text, model));
		const instruction = instructionOf(segment, raw[index - 1], raw[index + 1]);
		const instructionTokens = instruction === "" ? 0 : counter.count(instruction, model).tokens;
		return {
			segment: {
				role: segment.role,
				kind: kindOf(segment),
				changes: segment.stability.changes,
				tokens,
				place: { file: segment.place.file, start: segment.place.start, end: segment.place.end },
				because: segment.stability.because,
				label: segment.label,
				text: segment.text,
				part: segment.part,
				item: segment.item,
				isLabel: segment.text !== null && instruction.trim() === "",
				hasBreakpointAfter: segment.hasBreakpointAfter,
				valueKind: segment.stability.kind,
				...(segment.stability.variants === undefined ? {} : { variants: segment.stability.variants }),
				...(segment.stability.isKept ? { isKeptInLoop: true } : {}),
			},
			raw: segment,
			instructionTokens,
		};
	});
}

function kindOf({ stability }: RawSegment): Segment["kind"] {
	if (stability.changes === "unknown") return "unknown";
	return changesBetweenRequests(stability.changes) ? "changing" : "static";
}

function tokensOf(segment: RawSegment, count: (text: string) => TokenEstimate): TokenEstimate {
	if (segment.text !== null) {
		const estimate = count(segment.text);
		if (!segment.isSchema) return estimate;
		return {
			tokens: estimate.tokens,
			basis: "calibrated",
			relativeError: Math.max(estimate.relativeError, schemaRelativeError),
		};
	}
	return { tokens: segment.tokens ?? segment.stability.tokens, basis: "assumed", relativeError: 1 };
}

function instructionOf(segment: RawSegment, before: RawSegment | undefined, after: RawSegment | undefined): string {
	const text = segment.text ?? segment.optionalText;
	if (text === null || segment.isSchema) return text ?? "";
	return instructionTextOf(text, {
		valueBefore: isValueBeside(before, segment),
		valueAfter: isValueBeside(after, segment),
	});
}

/** A fixed value, such as a name from the environment, can move together with the text around it. */
function isValueBeside(neighbour: RawSegment | undefined, segment: RawSegment): boolean {
	if (neighbour === undefined || neighbour.part !== segment.part) return false;
	return neighbour.text === null && neighbour.optionalText === null && neighbour.stability.changes !== "deploy";
}

/** The run-time values that a request's prompt is made of, one by one, wherever they stand in its texts. */
import type { LinkedText, Origin, TextPart } from "../../model/linked-value.ts";
import type { LlmCall, PromptPart } from "../../model/llm-call.ts";
import type { Place } from "../../model/source-file.ts";

export interface PromptHole {
	readonly origin: Origin;
	/** Where the value is put into the prompt. */
	readonly place: Place;
	readonly part: PromptPart;
	/** The value is all that the part holds. */
	readonly isWhole: boolean;
}

export function promptHoles({ prompt }: LlmCall): readonly PromptHole[] {
	return prompt.flatMap((part): readonly PromptHole[] => {
		if (part.content.kind !== "text") return [];
		const { text } = part.content;
		return holesIn(text.parts).map(({ origin, place }) => ({ origin, place, part, isWhole: isOne(text) }));
	});
}

function isOne({ parts }: LinkedText): boolean {
	return parts.filter((part) => part.kind !== "literal" || part.text.trim() !== "").length === 1;
}

function holesIn(parts: readonly TextPart[]): readonly Pick<PromptHole, "origin" | "place">[] {
	return parts.flatMap((part): readonly Pick<PromptHole, "origin" | "place">[] => {
		switch (part.kind) {
			case "literal":
				return [];
			case "hole": {
				const { file, start, end } = part.standsAt ?? part;
				return [{ origin: part.origin, place: { file, start, end } }];
			}
			case "choice":
				return part.options.flatMap(holesIn);
			case "repeat":
				return holesIn(part.parts);
			default:
				return [];
		}
	});
}

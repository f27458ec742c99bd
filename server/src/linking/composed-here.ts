/**
 * Tells a prompt that is put together at a place from one that is only handed on, where its words are not visible:
 * a template filled in, messages written out around values, texts joined.
 */
import type { LinkedValue, Origin, TextPart } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import { labelKeys } from "./prompt-words.ts";
import { instanceBehind, parameterBehind } from "./values.ts";

/** `around` is the function that the value stands in: what its own callers hand over is theirs. */
export function isPutTogether(value: LinkedValue, around: Place | null): boolean {
	switch (value.kind) {
		case "text":
			return value.parts.filter(isValue).length > 1;
		case "choice":
			return value.options.some((option) => isPutTogether(option, around));
		case "list":
			return value.items.some((item) => isPutTogether(item, around));
		case "repeat":
			// Messages that were handed over, brought into another form.
			return !isOverParameter(value.over, around, mostSteps) && isPutTogether(value.item, around);
		case "record": {
			const content = value.entries.find((entry) => contentKeys.has(entry.key))?.value;
			const isMessage = content !== undefined && value.entries.some((entry) => entry.key === "role");
			return isMessage ? !isHandedOn(content) : value.entries.some((entry) => isPutTogether(entry.value, around));
		}
		case "symbol": {
			const last = /(Message|Content|Part|Param)\(\)$/.test(value.path) ? value.calls.at(-1) : undefined;
			const named = (last?.named ?? []).filter((entry) => !labelKeys.has(entry.key)).map((entry) => entry.value);
			return [...(last?.positional ?? []), ...named].some((item) => item.kind !== "null" && !isHandedOn(item));
		}
		case "hole": {
			const given = instanceBehind(value)?.arguments;
			const content = given?.named.find((entry) => contentKeys.has(entry.key))?.value;
			return content ? !isHandedOn(content) : isFilledIn(value.origin);
		}
		default:
			return false;
	}
}

const contentKeys = new Set(["content", "parts", "text"]);

/** A parameter of the function around it, alone or as the only content of a message. */
function isHandedOn(value: LinkedValue): boolean {
	if (parameterBehind(value)) return true;
	if (value.kind === "list") return value.items.every(isHandedOn);
	if (value.kind === "text") return value.parts.every((part) => part.kind === "hole" && isOfParameter(part.origin));
	return value.kind === "hole" && isOfParameter(value.origin);
}

function isOfParameter({ source, from }: Origin): boolean {
	if (source.kind === "parameter") return true;
	return (source.kind === "member" || source.kind === "element") && from.some(isOfParameter);
}

/** Steps between a parameter and the loop over what it holds. */
const mostSteps = 6;

function isOverParameter(origin: Origin, around: Place | null, steps: number): boolean {
	const isInside = around?.file === origin.file && around.start <= origin.start && origin.end <= around.end;
	if (origin.source.kind === "parameter" && isInside) return true;
	return steps > 0 && origin.from.some((from) => isOverParameter(from, around, steps - 1));
}

function isFilledIn({ source }: Origin): boolean {
	// A prompt kept in a file that the code names.
	if (source.kind === "file") return source.path !== null;
	return source.kind === "operation" && source.operator === "format";
}

function isValue(part: TextPart): boolean {
	return part.kind !== "literal" || part.text.trim() !== "";
}

/** The origin of any value: what a hole says, and what known values are computed from. */
import type { LinkedChoice, LinkedValue, Origin, OriginSource, TextPart } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import { boundedOrigin } from "./value-size.ts";

/** Levels of `from` kept below an origin; judging how often a value changes needs no more. */
const deepest = 4;

/** Values looked at for one origin: with more, what is learnt about how often it changes is the same. */
const widest = 8;

/** Values are shared between many origins; each is looked through once. */
const known = new WeakMap<LinkedValue, (Origin | undefined)[]>();

export function originOf(value: LinkedValue, label?: string): Origin {
	const origin = originAt(value, deepest);
	return label === undefined || label === origin.label ? origin : { ...origin, label };
}

function originAt(value: LinkedValue, depth: number): Origin {
	if (value.kind === "hole") return value.origin;
	let byDepth = known.get(value);
	if (!byDepth) {
		byDepth = [];
		known.set(value, byDepth);
	}
	const before = byDepth[depth];
	if (before) return before;
	const origin = build(value, depth);
	byDepth[depth] = origin;
	return origin;
}

function build(value: LinkedValue, depth: number): Origin {
	const { file, start, end } = value;
	const at: Place = { file, start, end };
	const make = (text: string, source: OriginSource, from: readonly LinkedValue[] = []): Origin =>
		boundedOrigin({
			...at,
			label: text,
			source,
			from: depth === 0 ? [] : from.slice(0, widest).map((item) => originAt(item, depth - 1)),
		});
	switch (value.kind) {
		case "hole":
			return value.origin;
		case "symbol": {
			const last = value.calls.at(-1);
			const given = last && depth > 0 ? [...last.positional, ...last.named.map((entry) => entry.value)] : [];
			const atStart = value.atStart ? { atStart: true } : {};
			return make(value.path, { kind: "external-call", path: value.path, ...atStart }, given);
		}
		case "text": {
			const from = holesOf(value.parts).slice(0, widest);
			const source: OriginSource = from.length === 0 ? { kind: "constant" } : { kind: "operation", operator: "text" };
			return { ...make(labelOfText(value.parts, from), source), from: depth === 0 ? [] : from };
		}
		case "list":
			return make("[…]", { kind: "constant" }, runTime(value.items));
		case "record":
			return make(
				"{…}",
				{ kind: "constant" },
				runTime([...value.entries.map((entry) => entry.value), ...value.unknownSpreads]),
			);
		case "choice":
			return make(labelOfChoice(value), { kind: "operation", operator: "choice" }, value.options);
		case "repeat": {
			const repeated = make("repeated", { kind: "operation", operator: "loop" }, [value.item]);
			return depth === 0 ? repeated : { ...repeated, from: [...repeated.from, value.over] };
		}
		case "function":
			return make(value.name, { kind: "constant" });
		case "number":
		case "boolean":
			return make(String(value.value), { kind: "constant" });
		case "null":
			return make("null", { kind: "constant" });
	}
}

/** Origins of the run-time values inside text. */
export function holesOf(parts: readonly TextPart[]): readonly Origin[] {
	return parts.flatMap(holesOfPart);
}

function holesOfPart(part: TextPart): readonly Origin[] {
	switch (part.kind) {
		case "literal":
			return [];
		case "hole":
			return [part.origin];
		case "choice":
			return part.options.flatMap(holesOf);
		case "repeat": {
			const { file, start, end, over } = part;
			const from = holesOf(part.parts).slice(0, widest);
			if (from.length === 0) return [over];
			return [over, { file, start, end, label: over.label, source: { kind: "operation", operator: "loop" }, from }];
		}
	}
}

/** Only values that are not fixed matter to how often a collection changes. */
function runTime(values: readonly LinkedValue[]): readonly LinkedValue[] {
	return values.filter((value) => !isFixed(value)).slice(0, widest);
}

export function isFixed(value: LinkedValue): boolean {
	switch (value.kind) {
		case "number":
		case "boolean":
		case "null":
		case "function":
			return true;
		case "text":
			return value.parts.every((part) => part.kind === "literal");
		case "list":
			return value.items.every(isFixed);
		case "record":
			return value.unknownSpreads.length === 0 && value.entries.every((entry) => isFixed(entry.value));
		default:
			return false;
	}
}

/** Choices within choices that are gone through for a name. */
const nestedChoices = 8;

/** Named by its first option that is not fixed: what decides between them is no name of a value. */
function labelOfChoice(choice: LinkedChoice): string {
	let outer = choice;
	for (let level = 0; level < nestedChoices; level++) {
		const first = /^(depends on|one of)\b/.test(outer.condition)
			? outer.options.find((option) => !isFixed(option))
			: undefined;
		if (!first) return outer.condition;
		// A name is the same at every depth, so nothing below it needs to be looked at.
		if (first.kind !== "choice") return originAt(first, 0).label;
		outer = first;
	}
	return outer.condition;
}

/** A fixed text is named by its own words: the format of a date says how often the date changes. */
function labelOfText(parts: readonly TextPart[], from: readonly Origin[]): string {
	if (from.length > 0) return "text";
	const text = parts.map((part) => (part.kind === "literal" ? part.text : "…")).join("");
	return text.length > 40 ? "text" : JSON.stringify(text);
}

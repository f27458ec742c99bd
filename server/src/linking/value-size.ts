/**
 * How large a value is when it is written out. Values share their parts, so twenty lines of `x = x + x` describe a
 * million parts in little memory; whoever walks or prints them would never end. What is larger than any prompt gives
 * way to an unknown that says so.
 */
import type { LinkedArguments, LinkedValue, Origin, TextPart } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";

/** Parts, items and entries; a hundred characters of fixed text count as one. */
export const largestValue = 40_000;
/** Levels of lists, records and choices inside one another. */
const deepestValue = 200;
/** Origins below one origin: enough to judge how often it changes. */
const largestOrigin = 10_000;
const deepestOrigin = 150;

interface Size {
	readonly weight: number;
	readonly depth: number;
}

const one: Size = { weight: 1, depth: 1 };

export const tooLargeToFollow = "too large to follow";

/** True when the values together are more than can be written out. */
export function areTooLarge(values: readonly LinkedValue[]): boolean {
	let weight = 0;
	for (const value of values) {
		const size = sizeOf(value, known);
		weight += size.weight;
		if (size.depth > deepestValue) return true;
	}
	return weight > largestValue;
}

/** The value, or an unknown in its place. */
export function withinBounds(value: LinkedValue): LinkedValue {
	switch (value.kind) {
		case "number":
		case "boolean":
		case "null":
		case "function":
		case "hole":
		case "symbol":
			return value;
		default:
			return areTooLarge([value]) ? tooLarge(value) : value;
	}
}

export function tooLarge({ file, start, end }: Place, label = "…"): LinkedValue {
	const source = { kind: "unknown", because: tooLargeToFollow } as const;
	return { kind: "hole", file, start, end, origin: { file, start, end, label, source, from: [] } };
}

/** The origin, without what lies further behind it when that is too much. */
export function boundedOrigin(origin: Origin): Origin {
	if (origin.from.length === 0) return origin;
	const { weight, depth } = originSize(origin);
	if (weight <= largestOrigin && depth <= deepestOrigin) return origin;
	return { ...origin, from: origin.from.map((item) => (item.from.length === 0 ? item : { ...item, from: [] })) };
}

/**
 * True when the value with everything behind it, arguments of calls included, is too much to write out.
 * Looking works out those arguments, so this is for values that are about to be written out anyway.
 */
export function isTooLargeWithArguments(value: LinkedValue): boolean {
	const { weight, depth } = sizeOf(value, knownWithArguments);
	return weight > largestValue || depth > deepestValue;
}

export function weightWithArguments(value: LinkedValue): number {
	return sizeOf(value, knownWithArguments).weight;
}

/** Parts are shared between many values; each is measured once. */
type Measured = WeakMap<object, Size>;
const known: Measured = new WeakMap();
const knownWithArguments: Measured = new WeakMap();
const origins: Measured = new WeakMap();

function sizeOf(value: LinkedValue, measured: Measured): Size {
	switch (value.kind) {
		case "number":
		case "boolean":
		case "null":
		case "function":
			return one;
		case "hole":
			return holeSize(value.origin);
		case "symbol":
			if (measured !== knownWithArguments || value.calls.length === 0) return one;
	}
	const before = measured.get(value);
	if (before) return before;
	// A value that holds itself is measured once.
	measured.set(value, one);
	const size = contentSize(value, measured);
	measured.set(value, size);
	return size;
}

function contentSize(value: LinkedValue, measured: Measured): Size {
	switch (value.kind) {
		case "text":
			return partsSize(value.parts, measured);
		case "list":
			return around(value.items, (item) => sizeOf(item, measured));
		case "choice":
			return around(value.options, (item) => sizeOf(item, measured));
		case "record":
			return around([...value.entries.map((entry) => entry.value), ...value.unknownSpreads], (item) =>
				sizeOf(item, measured),
			);
		case "repeat":
			return around([value.item], (item) => sizeOf(item, measured));
		case "symbol":
			return around(value.calls.flatMap(argumentsOf), (item) => sizeOf(item, measured));
		default:
			return one;
	}
}

function argumentsOf({ positional, named, unknownSpreads }: LinkedArguments): readonly LinkedValue[] {
	return [...positional, ...named.map((entry) => entry.value), ...unknownSpreads];
}

function partsSize(parts: readonly TextPart[], measured: Measured): Size {
	return around(parts, (part) => partSize(part, measured));
}

function partSize(part: TextPart, measured: Measured): Size {
	switch (part.kind) {
		case "literal":
			return part.text.length < 100 ? one : { weight: 1 + part.text.length / 100, depth: 1 };
		case "hole":
			return holeSize(part.origin);
	}
	const before = measured.get(part);
	if (before) return before;
	const size =
		part.kind === "choice"
			? around(part.options, (option) => partsSize(option, measured))
			: partsSize(part.parts, measured);
	measured.set(part, size);
	return size;
}

/** What lies behind an unknown is short names; ten of them count as one part. */
function holeSize(origin: Origin): Size {
	return origin.from.length === 0 ? one : { weight: 1 + originSize(origin).weight / 10, depth: 1 };
}

function originSize(origin: Origin): Size {
	if (origin.from.length === 0) return one;
	const before = origins.get(origin);
	if (before) return before;
	const size = around(origin.from, originSize);
	origins.set(origin, size);
	return size;
}

function around<T>(items: readonly T[], measure: (item: T) => Size): Size {
	let weight = 1;
	let depth = 0;
	for (const item of items) {
		const size = measure(item);
		weight += size.weight;
		if (size.depth > depth) depth = size.depth;
	}
	return { weight, depth: depth + 1 };
}

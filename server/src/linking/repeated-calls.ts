/**
 * Calls of one function with the very same arguments, which many ways through a program lead to: their result is worked
 * out once. Arguments are the same when they are the same values, or constants written at the same place.
 */
import type { LinkedArguments, LinkedValue } from "../model/linked-value.ts";
import type { Frame, Use } from "./frame.ts";
import { oneByOne } from "./one-argument.ts";
import type { FunctionReference } from "./values.ts";

interface KnownCall {
	readonly functionId: number;
	readonly self: LinkedValue | null;
	/** Results depend on how deep a call lies, for what lies too deep is not followed. */
	readonly depth: number;
	readonly given: LinkedArguments;
	readonly result: LinkedValue | null;
}

/** Calls kept for one frame; those that repeat do so soon. */
const mostKept = 64;

const keptCalls = new WeakMap<Frame, KnownCall[]>();

/** The result of such a call that was worked out before; undefined when there was none. */
export function knownCallResult(
	{ definedIn, functionId, self }: FunctionReference,
	given: LinkedArguments,
	{ frame: { depth } }: Use,
): LinkedValue | null | undefined {
	return keptCalls
		.get(definedIn)
		?.find(
			(call) =>
				call.functionId === functionId && call.depth === depth && call.self === self && areSame(call.given, given),
		)?.result;
}

export function keepCallResult(
	{ definedIn, functionId, self }: FunctionReference,
	given: LinkedArguments,
	{ frame: { depth } }: Use,
	result: LinkedValue | null,
): void {
	const kept = keptCalls.get(definedIn);
	const call = { functionId, self, depth, given, result };
	if (!kept) keptCalls.set(definedIn, [call]);
	else if (kept.push(call) > mostKept) kept.shift();
}

function areSame(a: LinkedArguments, b: LinkedArguments): boolean {
	const one = oneByOne(a);
	const other = oneByOne(b);
	if (one && other)
		return (
			one.positional === other.positional &&
			one.names.length === other.names.length &&
			one.names.every((name, index) => other.names[index] === name) &&
			Array.from({ length: one.positional }, (_, index) => index).every((index) =>
				areSameOrNone(one.at(index), other.at(index)),
			) &&
			one.names.every((name) => areSameOrNone(one.named(name), other.named(name)))
		);
	return (
		a.positional.length === b.positional.length &&
		a.named.length === b.named.length &&
		a.unknownSpreads.length === b.unknownSpreads.length &&
		a.positional.every((value, index) => isSame(value, b.positional[index])) &&
		a.named.every((entry, index) => {
			const other = b.named[index];
			return other !== undefined && entry.key === other.key && isSame(entry.value, other.value);
		}) &&
		a.unknownSpreads.every((value, index) => isSame(value, b.unknownSpreads[index]))
	);
}

function areSameOrNone(a: LinkedValue | undefined, b: LinkedValue | undefined): boolean {
	return a === undefined ? b === undefined : isSame(a, b);
}

function isSame(a: LinkedValue, b: LinkedValue | undefined): boolean {
	if (a === b) return true;
	if (!b || a.kind !== b.kind || a.file !== b.file || a.start !== b.start || a.end !== b.end) return false;
	switch (a.kind) {
		case "number":
		case "boolean":
			return a.value === (b.kind === a.kind ? b.value : null);
		case "null":
			return true;
		case "text": {
			const [part] = a.parts;
			const [other] = b.kind === "text" ? b.parts : [];
			return (
				a.parts.length === 1 &&
				b.kind === "text" &&
				b.parts.length === 1 &&
				part?.kind === "literal" &&
				other?.kind === "literal" &&
				part.text === other.text &&
				part.file === other.file &&
				part.start === other.start &&
				part.end === other.end
			);
		}
		default:
			return false;
	}
}

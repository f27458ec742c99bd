/** Follows a call of a wrapper down to the request it reaches, and reads that request as this caller makes it. */
import type { LinkedArguments } from "../model/linked-value.ts";
import type { SdkMatch } from "../sdks/match-symbol.ts";
import type { CallReading } from "../sdks/read-call.ts";
import { useOfSite } from "./call-sites.ts";
import { matchSite, type Program, readSiteIn } from "./direct-calls.ts";
import { joinedArguments } from "./evaluate-call.ts";
import { functionAround } from "./evaluator.ts";
import { type Frame, newFrame } from "./frame.ts";
import { type FunctionReference, functionBehind, optionsOf } from "./values.ts";
import type { Caller, Wrapper } from "./wrappers.ts";

/** Reads the request at the end of the way with every argument bound along it. */
export function readThrough(
	program: Program,
	caller: Caller,
	wrapper: Wrapper,
): { match: SdkMatch; reading: CallReading } | null {
	const { evaluator } = program;
	const use = useOfSite(evaluator, caller);
	let given: LinkedArguments = evaluator.arguments(caller.site.call.arguments, use);
	let reference = caller.reference;
	let depth = 1;
	for (let step: Wrapper | null = wrapper; step; step = step.next) {
		const frame = boundFrame(program, step, given, reference, depth++);
		const inside = frameInside(program, step, frame);
		const innerUse = { frame: inside, scope: step.inner.site.scope, control: step.inner.site.control };
		if (!step.next) {
			const matches = matchSite(program, step.inner, innerUse)?.matches ?? [];
			const match = matches.find((item) => item.call === step.direct.match.call) ?? step.direct.match;
			const reading = readSiteIn(program, step.inner, match, innerUse);
			return reading ? { match, reading } : null;
		}
		given = evaluator.arguments(step.inner.site.call.arguments, innerUse);
		const callee = evaluator.evaluate(step.inner.site.call.callee, innerUse);
		const { unit, functionId } = step.next;
		reference =
			optionsOf(callee)
				.map(functionBehind)
				.find((item) => item?.unit === unit && item.functionId === functionId) ?? null;
	}
	return null;
}

function boundFrame(
	program: Program,
	{ unit, functionId }: Wrapper,
	given: LinkedArguments,
	reference: FunctionReference | null,
	depth: number,
): Frame {
	const open = program.evaluator.openFrame(unit, functionId);
	return newFrame({
		unit,
		scope: open.scope,
		parent: reference?.definedIn ?? open.parent,
		arguments: reference?.bound ? joinedArguments(reference.bound, given) : given,
		self: reference?.self ?? open.self,
		locals: null,
		depth,
	});
}

/** The frame of the nested function that the inner call stands in, with the wrapper's arguments bound around it. */
function frameInside(program: Program, { unit, functionId, inner }: Wrapper, bound: Frame): Frame {
	const path: number[] = [];
	for (let id = inner.site.functionId; id !== null && id !== functionId; ) {
		path.unshift(id);
		const fn = unit.summary.functions[id];
		id = fn ? functionAround(unit, fn.definedIn) : null;
	}
	let frame = bound;
	for (const id of path) {
		const open = program.evaluator.openFrame(unit, id);
		frame = newFrame({
			unit,
			scope: open.scope,
			parent: frame,
			arguments: null,
			self: frame.self,
			locals: null,
			depth: frame.depth,
		});
	}
	return frame;
}

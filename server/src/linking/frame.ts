/**
 * Where an expression is evaluated: the values of the names around it. A function read on its own has an open frame,
 * in which its parameters are unknown; a call gives it a frame in which they are bound.
 */
import type { Expression } from "../model/expression.ts";
import type { ControlPath } from "../model/file-summary.ts";
import type { LinkedArguments, LinkedValue } from "../model/linked-value.ts";
import type { ProgramUnit } from "./program-unit.ts";

export interface Frame {
	readonly unit: ProgramUnit;
	/** Scope whose definitions this frame gives values to. */
	readonly scope: number;
	/** The enclosing frame; null for a module. */
	readonly parent: Frame | null;
	/** Arguments of the call; null for a module and for an open frame. */
	readonly arguments: LinkedArguments | null;
	/** What `self` or `this` stands for. */
	readonly self: LinkedValue | null;
	/** Names of a comprehension or callback, which shadow the scope's own. */
	readonly locals: ReadonlyMap<string, LinkedValue> | null;
	/** How many calls deep this frame is. */
	readonly depth: number;
	/** The call stands outside all functions, or in what is called from there: it runs once, when the program starts. */
	readonly atStart?: boolean;
	/** Values already worked out in this frame; `null` while one is being worked out. */
	readonly values: Map<Expression, LinkedValue | null>;
	/** Parameters already worked out. */
	readonly parameters: Map<string, LinkedValue>;
	/** Results of functions defined in this frame that were called without arguments. */
	readonly results: Map<string, LinkedValue | null>;
}

/** An expression's surroundings: its frame, the scope it is written in and the control flow that leads to it. */
export interface Use {
	readonly frame: Frame;
	readonly scope: number;
	readonly control: ControlPath;
}

export function moduleFrame(unit: ProgramUnit): Frame {
	return newFrame({ unit, scope: 0, parent: null, arguments: null, self: null, locals: null, depth: 0 });
}

export function newFrame(fields: Omit<Frame, "values" | "parameters" | "results">): Frame {
	return { ...fields, values: new Map(), parameters: new Map(), results: new Map() };
}

/** The same place with some more names. */
export function withLocals(use: Use, locals: ReadonlyMap<string, LinkedValue>): Use {
	const { unit, scope, self, depth } = use.frame;
	return { ...use, frame: newFrame({ unit, scope, parent: use.frame, arguments: null, self, locals, depth }) };
}

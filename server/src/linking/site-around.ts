/** A call with the functions and calls it is written inside of, and names of callees as text. */
import type { Expression } from "../model/expression.ts";
import type { CallSite, ControlPath, FileSummary, FunctionSummary } from "../model/file-summary.ts";

/** The call with what is around it; shared by what reads loops, retries and lists. */
export interface SiteAround {
	readonly file: string;
	readonly summary: FileSummary;
	readonly site: CallSite;
	/** Functions around the call, innermost first. */
	readonly functions: readonly FunctionSummary[];
	/** Calls that the call is written inside of, innermost first. */
	readonly enclosing: readonly CallSite[];
	/** Control flow from the outermost function written around the call down to the call, those of callbacks included. */
	readonly control: ControlPath;
}

/** `Promise.all`, `asyncio.gather`; empty for a callee that is no chain of names. */
export function calleeText(callee: Expression): string {
	if (callee.kind === "name") return callee.name;
	if (callee.kind === "member") return `${calleeText(callee.object)}.${callee.property}`;
	return callee.kind === "call" ? `${calleeText(callee.callee)}()` : "";
}

/** A function that is written where it is used runs where it stands; a named one may run anywhere. */
export function runsInPlace(fn: FunctionSummary): boolean {
	return fn.isExpression === true && fn.classId === null;
}

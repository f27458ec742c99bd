/** The methods that a class itself defines, by name. */
import type { ClassSummary, FunctionSummary } from "../model/file-summary.ts";
import { memberChain, type ProgramUnit } from "./program-unit.ts";

export function findMethod(unit: ProgramUnit, summary: ClassSummary, name: string): number | null {
	const named = summary.methods.filter((id) => {
		const fn = unit.summary.functions[id];
		return fn?.name === name && !isConstructor(fn) && !isStub(fn);
	});
	return (unit.isPython ? named.at(-1) : named[0]) ?? null;
}

/** `@overload` only declares, and `@name.setter` does not give the value. */
function isStub(fn: FunctionSummary): boolean {
	return fn.decorators.some((decorator) => /^(overload|setter|deleter)$/.test(memberChain(decorator)?.at(-1) ?? ""));
}

export function findConstructor(unit: ProgramUnit, summary: ClassSummary): number | null {
	return summary.methods.find((id) => isConstructor(unit.summary.functions[id])) ?? null;
}

function isConstructor(fn: FunctionSummary | undefined): boolean {
	return fn?.kind === "constructor" || fn?.name === "__init__" || fn?.name === "constructor";
}

/** Where the function of a wrapper is called, by whatever name it goes there. */
import type { FunctionSummary } from "../model/file-summary.ts";
import type { LinkedValue } from "../model/linked-value.ts";
import { useOfSite } from "./call-sites.ts";
import type { Program } from "./direct-calls.ts";
import { type Evaluator, functionAround } from "./evaluator.ts";
import { givesBack } from "./forwarded-parameters.ts";
import { type HeldNames, resultOf } from "./held-names.ts";
import type { ProgramUnit } from "./program-unit.ts";
import { basesOf, methodOf } from "./resolve-attribute.ts";
import {
	type ClassReference,
	classBehind,
	type FunctionReference,
	functionBehind,
	instanceBehind,
	optionsOf,
	parameterBehind,
} from "./values.ts";
import type { Caller, Wrapper } from "./wrappers.ts";

/** The names a function is called by: its own, and those that hold it or what its factory or its class gives. */
export function calledAs({ evaluator, sites }: Program, { unit, functionId }: Wrapper, fn: FunctionSummary): HeldNames {
	const around = functionAround(unit, fn.definedIn);
	const factory = around !== null && givesBack(unit, around, functionId) ? unit.summary.functions[around]?.name : null;
	const owners = fn.name === "__call__" && fn.classId !== null ? classAndBases(evaluator, unit, fn.classId) : [];
	const ownerNames = owners.map((of) => of.unit.summary.classes[of.classId]?.name ?? "");
	const makers = [factory, ...ownerNames]
		.filter((name) => typeof name === "string")
		.filter((name) => name !== "")
		.map(resultOf);
	const typed = owners.length > 0 ? parametersOfType(evaluator, new Set(ownerNames)) : [];
	return sites.held.namesOf([...(fn.name === "" ? [] : [fn.name]), ...makers, ...typed], (value) => {
		const reference = functionBehind(value);
		if (reference) return reference.unit === unit && reference.functionId === functionId;
		const of = owners.length > 0 ? instanceBehind(value)?.of : undefined;
		return of !== undefined && owners.some((owner) => owner.unit === of.unit && owner.classId === of.classId);
	});
}

/** Bases of bases followed. */
const mostBases = 6;

export function classAndBases(
	evaluator: Evaluator,
	unit: ProgramUnit,
	classId: number,
	depth = 0,
): readonly ClassReference[] {
	const scope = unit.summary.classes[classId]?.definedIn ?? 0;
	const definedIn = evaluator.openFrame(unit, functionAround(unit, scope));
	const own = { unit, classId, definedIn };
	if (depth > mostBases) return [own];
	const bases = basesOf(evaluator, own).map(classBehind);
	return [own, ...bases.flatMap((base) => (base ? classAndBases(evaluator, base.unit, base.classId, depth + 1) : []))];
}

/** Names of parameters whose declared type is one of the classes: `def evaluate(sampler: Sampler)`. */
function parametersOfType({ units }: Evaluator, types: ReadonlySet<string>): readonly string[] {
	const found = new Set<string>();
	for (const { summary } of units.values())
		for (const { parameters } of summary.functions)
			for (const { name, annotation } of parameters)
				if (annotation?.kind === "name" && types.has(annotation.name)) found.add(name);
	return [...found];
}

/** Calls of the wrapper's function: of the very function, or of the method it overrides. */
export function callersOf(program: Program, wrapper: Wrapper, names: readonly string[]): readonly Caller[] {
	const { evaluator, sites } = program;
	const named = names.flatMap((name) => sites.named(name));
	return named.flatMap((caller): readonly Caller[] => {
		const callee = program.errors.attempt(caller.unit.file, () =>
			evaluator.evaluate(caller.site.call.callee, useOfSite(evaluator, caller)),
		);
		if (!callee) return [];
		for (const option of optionsOf(callee).flatMap((item) => received(program, item))) {
			const instance = instanceBehind(option);
			const called = instance ? methodOf(evaluator, instance.of, "__call__", option) : option;
			const reference = called ? functionBehind(called) : undefined;
			if (!reference) continue;
			if (reference.unit === wrapper.unit && reference.functionId === wrapper.functionId)
				return [{ ...caller, reference }];
			if (overrides(program, wrapper, reference)) return [{ ...caller, reference: null, overridden: reference }];
		}
		return [];
	});
}

/** The functions that visible callers pass for a parameter that is called; any other value is itself. */
function received({ evaluator }: Program, value: LinkedValue): readonly LinkedValue[] {
	if (value.kind !== "hole" || !parameterBehind(value)) return [value];
	// Its declared type tells as much as a visible caller does.
	return [...evaluator.received(value).flatMap(optionsOf), ...(instanceBehind(value) ? [value] : [])];
}

/** True when the wrapper's class derives from the class whose method the reference is. */
function overrides(program: Program, wrapper: Wrapper, reference: FunctionReference): boolean {
	const own = wrapper.unit.summary.functions[wrapper.functionId]?.classId;
	const other = reference.unit.summary.functions[reference.functionId]?.classId;
	if (own === null || own === undefined || other === null || other === undefined) return false;
	return classAndBases(program.evaluator, wrapper.unit, own).some(
		(base) => base.unit === reference.unit && base.classId === other,
	);
}

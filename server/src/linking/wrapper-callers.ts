/** Where the function of a wrapper is called, by whatever name it goes there. */
import type { FunctionSummary } from "../model/file-summary.ts";
import type { LinkedValue } from "../model/linked-value.ts";
import { useOfSite } from "./call-sites.ts";
import type { Program } from "./direct-calls.ts";
import { functionAround } from "./evaluator.ts";
import { givesBack } from "./forwarded-parameters.ts";
import { type HeldNames, resultOf } from "./held-names.ts";
import type { ProgramUnit } from "./program-unit.ts";
import { basesOf, methodOf } from "./resolve-attribute.ts";
import {
	classBehind,
	type FunctionReference,
	functionBehind,
	instanceBehind,
	optionsOf,
	parameterBehind,
} from "./values.ts";
import type { Caller, Wrapper } from "./wrappers.ts";

/** The names a function is called by: its own, and those that hold it or what its factory or its class gives. */
export function calledAs({ sites }: Program, { unit, functionId }: Wrapper, fn: FunctionSummary): HeldNames {
	const around = functionAround(unit, fn.definedIn);
	const factory = around !== null && givesBack(unit, around, functionId) ? unit.summary.functions[around]?.name : null;
	const owner = fn.name === "__call__" && fn.classId !== null ? unit.summary.classes[fn.classId]?.name : null;
	const makers = [factory, owner]
		.filter((name) => typeof name === "string")
		.filter((name) => name !== "")
		.map(resultOf);
	return sites.held.namesOf([...(fn.name === "" ? [] : [fn.name]), ...makers], (value) => {
		const reference = functionBehind(value);
		if (reference) return reference.unit === unit && reference.functionId === functionId;
		const of = owner ? instanceBehind(value)?.of : undefined;
		return of?.unit === unit && of.classId === fn.classId;
	});
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
			if (overrides(program, wrapper, reference)) return [{ ...caller, reference: null }];
		}
		return [];
	});
}

/** The functions that visible callers pass for a parameter that is called; any other value is itself. */
function received({ evaluator }: Program, value: LinkedValue): readonly LinkedValue[] {
	if (value.kind !== "hole" || !parameterBehind(value)) return [value];
	return evaluator.received(value).flatMap(optionsOf);
}

/** True when the wrapper's class derives from the class whose method the reference is. */
function overrides(program: Program, wrapper: Wrapper, reference: FunctionReference): boolean {
	const own = wrapper.unit.summary.functions[wrapper.functionId]?.classId;
	const other = reference.unit.summary.functions[reference.functionId]?.classId;
	if (own === null || own === undefined || other === null || other === undefined) return false;
	const isBase = (unit: ProgramUnit, classId: number, depth: number): boolean => {
		if (unit === reference.unit && classId === other) return true;
		if (depth > 6) return false;
		const definedIn = program.evaluator.openFrame(
			unit,
			functionAround(unit, unit.summary.classes[classId]?.definedIn ?? 0),
		);
		return basesOf(program.evaluator, { unit, classId, definedIn }).some((base) => {
			const of = classBehind(base);
			return of ? isBase(of.unit, of.classId, depth + 1) : false;
		});
	};
	return isBase(wrapper.unit, own, 0);
}

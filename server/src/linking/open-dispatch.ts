/**
 * Calls whose receiver only an interface, a factory or a registry knows: `this.llm.generate(messages)`.
 * When most methods of that name in the workspace lead to requests, such a call is likely one as well.
 */

import type { LinkedValue } from "../model/linked-value.ts";
import { isTestFile } from "../model/test-files.ts";
import { type ProgramSite, useOfSite } from "./call-sites.ts";
import type { Program } from "./direct-calls.ts";
import type { ProgramUnit } from "./program-unit.ts";
import { isSelfName } from "./program-unit.ts";
import { functionBehind, instanceBehind, moduleBehind, optionsOf } from "./values.ts";

export const openDispatchBecause =
	"which class the method belongs to is not visible, but methods of this name lead to requests";

/** True when nothing is known of the receiver, and the method's name says more than that something is done. */
export function isOpenCall(program: Program, caller: ProgramSite): boolean {
	const { callee } = caller.site.call;
	if (callee.kind !== "member" || isTestFile(caller.unit.file)) return false;
	if (callee.object.kind === "name" && isSelfName(callee.object.name)) return false;
	if (genericNames.has(callee.property)) return false;
	const use = useOfSite(program.evaluator, caller);
	const receiver = program.evaluator.evaluate(callee.object, use);
	const method = program.evaluator.evaluate(callee, use);
	return optionsOf(receiver).every(isUnseen) && optionsOf(method).every(isWithoutBody);
}

function isUnseen(receiver: LinkedValue): boolean {
	// A class that is looked up by its name at run time.
	if (receiver.kind === "symbol") return /^(getattr|importlib)\b/.test(receiver.path);
	if (receiver.kind === "null") return true;
	if (receiver.kind === "record" && receiver.unknownSpreads.length > 0) return receiver.unknownSpreads.every(isUnseen);
	if (receiver.kind !== "hole" || moduleBehind(receiver)) return false;
	const of = instanceBehind(receiver)?.of;
	const methods = of?.unit.summary.classes[of.classId]?.methods ?? [];
	// An interface, or a protocol whose methods say nothing.
	return methods.every((id) => of === undefined || isEmpty(of.unit, id));
}

function isWithoutBody(method: LinkedValue): boolean {
	const reference = functionBehind(method);
	return reference ? isEmpty(reference.unit, reference.functionId) : method.kind !== "function";
}

function isEmpty(unit: ProgramUnit, functionId: number): boolean {
	return (
		unit.summary.functions[functionId]?.returns.length === 0 &&
		!unit.summary.calls.some((site) => site.functionId === functionId)
	);
}

/** Names that objects of any kind have. */
const genericNames = new Set(
	"add apply call create execute fetch get handle invoke parse post process push query read request run search send start submit update write".split(
		" ",
	),
);

/** Whether at least half of the methods of this name, abstract ones left out, are among `leading`. */
export function mostLead(program: Program, name: string, leading: ReadonlySet<string>): boolean {
	let all = 0;
	let leads = 0;
	for (const unit of program.evaluator.units.values()) {
		if (isTestFile(unit.file)) continue;
		unit.summary.functions.forEach((fn, functionId) => {
			if (fn.name !== name || fn.classId === null) return;
			if (leading.has(methodKey(unit, functionId))) leads++;
			else if (!unit.summary.calls.some((site) => site.functionId === functionId)) return;
			all++;
		});
	}
	return leads > 0 && leads * 2 >= all;
}

export function methodKey(unit: ProgramUnit, functionId: number): string {
	return `${unit.file}:${functionId}`;
}

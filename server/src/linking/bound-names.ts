/**
 * Names that hold what a call gives: `write = make_writer(...)`, `self.ask = partial(complete, ...)`. A function made by
 * another, or an object that is called like one, goes by these names and not by its own.
 */
import type { Expression } from "../model/expression.ts";
import { calleeName } from "./call-sites.ts";
import type { ProgramUnit } from "./program-unit.ts";

/** Every name by the function or class whose call it holds, and for `partial` by the function that is bound. */
export function boundNames(units: Iterable<ProgramUnit>): ReadonlyMap<string, ReadonlySet<string>> {
	const names = new Map<string, Set<string>>();
	const add = (value: Expression, bound: string) => {
		const call = value.kind === "call" ? value : null;
		if (!call) return;
		const maker = calleeName(call.callee);
		const first = maker === "partial" ? call.arguments[0]?.value : undefined;
		for (const name of [maker, first ? calleeName(first) : null]) {
			if (name === null || name === bound) continue;
			const known = names.get(name) ?? new Set();
			names.set(name, known.add(bound));
		}
	};
	for (const { summary } of units) {
		for (const binding of summary.bindings) if (binding.form === "assign") add(binding.value, binding.name);
		for (const mutation of summary.mutations)
			if (mutation.operation === "set" && mutation.key !== null && mutation.value) add(mutation.value, mutation.key);
	}
	return names;
}

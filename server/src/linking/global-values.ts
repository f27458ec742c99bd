/**
 * What a program sets once for all of an SDK's calls: `dspy.configure(lm=...)`, `Settings.llm = ...`; or makes without
 * the calls naming it: `new guidance.models.OpenAI`.
 */

import type { LinkedValue } from "../model/linked-value.ts";
import { isTestFile } from "../model/test-files.ts";
import { useOfSite } from "./call-sites.ts";
import type { Program } from "./direct-calls.ts";
import { functionAround } from "./evaluator.ts";
import { optionsOf } from "./values.ts";

const known = new WeakMap<Program, Map<string, readonly LinkedValue[]>>();

/** Those of the values that count for a request in `file`: what is made in another file need not be what it uses. */
export function globalValuesFor(program: Program, path: string, file: string): readonly LinkedValue[] {
	const values = globalValues(program, path);
	return path.startsWith("new ") ? values.filter((value) => value.file === file) : values;
}

/** Values given at `path`, outside tests: `module.function(argument)`, `module.object.attribute`, `new module.Class`. */
function globalValues(program: Program, path: string): readonly LinkedValue[] {
	const byPath = known.get(program) ?? new Map<string, readonly LinkedValue[]>();
	known.set(program, byPath);
	const before = byPath.get(path);
	if (before) return before;
	// What is asked for again while it is worked out is not known yet.
	byPath.set(path, []);
	const call = /^(.+)\((\w+)\)$/.exec(path);
	const values = path.startsWith("new ")
		? madeBy(program, path.slice("new ".length))
		: call
			? givenTo(program, call[1] ?? "", call[2] ?? "")
			: setOn(program, path);
	byPath.set(path, values);
	return values;
}

function givenTo({ evaluator, sites }: Program, path: string, argument: string): readonly LinkedValue[] {
	return sites.named(path.split(/[.:]/).at(-1) ?? path).flatMap(({ unit, site }) => {
		if (isTestFile(unit.file)) return [];
		const use = useOfSite(evaluator, { unit, site });
		if (!isSymbol(evaluator.evaluate(site.call.callee, use), path)) return [];
		const given = evaluator.arguments(site.call.arguments, use);
		const value = /^\d$/.test(argument)
			? given.positional[Number(argument)]
			: given.named.find((entry) => entry.key === argument)?.value;
		return value ? [value] : [];
	});
}

function madeBy({ evaluator, sites }: Program, path: string): readonly LinkedValue[] {
	return sites.named(path.split(/[.:]/).at(-1) ?? path).flatMap(({ unit, site }) => {
		if (isTestFile(unit.file)) return [];
		const made = evaluator.evaluate(site.call, useOfSite(evaluator, { unit, site }));
		return isSymbol(made, `${path}()`) ? [made] : [];
	});
}

function setOn({ evaluator }: Program, path: string): readonly LinkedValue[] {
	const at = path.lastIndexOf(".");
	const [object, attribute] = [path.slice(0, at), path.slice(at + 1)];
	return [...evaluator.units.values()].flatMap((unit) =>
		isTestFile(unit.file)
			? []
			: unit.summary.mutations.flatMap((item) => {
					if (item.operation !== "set" || item.key !== attribute || !item.value) return [];
					const frame = evaluator.openFrame(unit, functionAround(unit, item.scope));
					const use = { frame, scope: item.scope, control: item.control };
					return isSymbol(evaluator.evaluate(item.target, use), object) ? [evaluator.evaluate(item.value, use)] : [];
				}),
	);
}

function isSymbol(value: LinkedValue, path: string): boolean {
	return optionsOf(value).some((option) => option.kind === "symbol" && option.path === path);
}

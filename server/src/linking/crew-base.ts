/**
 * What CrewAI's `@CrewBase` adds to a class: the settings files that `agents_config` and `tasks_config` name, as
 * records, and the lists `agents` and `tasks` of what the methods marked `@agent` and `@task` make.
 */
import type { ClassSummary, FunctionSummary } from "../model/file-summary.ts";
import type { LinkedValue } from "../model/linked-value.ts";
import type { Evaluator } from "./evaluator.ts";
import { memberChain } from "./program-unit.ts";
import { dataFileValue, findFile } from "./read-file.ts";
import { literalText } from "./text-parts.ts";
import { type ClassReference, functionValue, placeOf } from "./values.ts";

/** Null for a class that is none of CrewAI's and for every other attribute. `declared` is what the class itself says. */
export function crewAttribute(
	evaluator: Evaluator,
	{ self, of, name }: { self: LinkedValue; of: ClassReference; name: string },
	declared: () => LinkedValue | null,
): LinkedValue | null {
	if (!/^(agents|tasks)(_config)?$/.test(name)) return null;
	const summary = of.unit.summary.classes[of.classId];
	if (!summary || !isMarked(summary, "CrewBase")) return null;
	const place = placeOf(of.unit.file, summary);
	if (name.endsWith("_config")) {
		const said = declared();
		const path = (said ? literalText(said) : null) ?? `config/${name.slice(0, -"_config".length)}.yaml`;
		const file = findFile(evaluator, path, of.unit.file);
		return file === null ? null : dataFileValue(evaluator, file, place);
	}
	const items = summary.methods.flatMap((functionId) => {
		const fn = of.unit.summary.functions[functionId];
		if (!fn || !isMarked(fn, name.slice(0, -1))) return [];
		const method = functionValue({ unit: of.unit, functionId, definedIn: of.definedIn, self, bound: null });
		const use = { frame: of.definedIn, scope: summary.definedIn, control: [] };
		return [evaluator.callValue(method, placeOf(of.unit.file, fn), use)];
	});
	return items.length === 0 ? null : { kind: "list", form: "list", ...place, items };
}

function isMarked({ decorators }: ClassSummary | FunctionSummary, mark: string): boolean {
	return decorators.some((item) => memberChain(item.kind === "call" ? item.callee : item)?.at(-1) === mark);
}

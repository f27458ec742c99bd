/**
 * What `__getattr__` gives for a name that nothing else defines: Python's way to put a stand-in before a module or
 * client that is loaded on first use.
 */
import type { LinkedValue } from "../model/linked-value.ts";
import type { StepContext } from "./element.ts";
import type { Evaluator } from "./evaluator.ts";
import { methodOf } from "./resolve-attribute.ts";
import { textOf } from "./text-parts.ts";
import { type InstanceReference, optionsOf } from "./values.ts";

export function delegatedAttribute(
	evaluator: Evaluator,
	object: LinkedValue,
	{ of }: InstanceReference,
	name: string,
	{ place, label, use }: StepContext,
): LinkedValue | null {
	const method = of.unit.isPython && !name.startsWith("__") ? methodOf(evaluator, of, "__getattr__", object) : null;
	if (!method) return null;
	const asked = textOf(place, [{ kind: "literal", ...place, text: name, verbatim: false }]);
	const given = { positional: [asked], named: [], unknownSpreads: [] };
	const found = evaluator.call(method, given, { place, label, use });
	return optionsOf(found).find((option) => option.kind === "symbol") ?? null;
}

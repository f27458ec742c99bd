/** `super().invoke(...)`, `super.invoke(...)`: a member as the bases have it, of the SDK's class or of the workspace's. */
import type { Expression } from "../model/expression.ts";
import type { LinkedValue } from "../model/linked-value.ts";
import { type Evaluator, functionAround } from "./evaluator.ts";
import type { Use } from "./frame.ts";
import { attributeOfBases } from "./resolve-attribute.ts";

/** Null when `object` is not `super`, or when no base is known to have the member. */
export function superMember(evaluator: Evaluator, object: Expression, property: string, use: Use): LinkedValue | null {
	const name = object.kind === "call" ? object.callee : object;
	if (name.kind !== "name" || name.name !== "super") return null;
	const { unit, self } = use.frame;
	const classId = unit.classAround(use.scope);
	const summary = classId === null ? undefined : unit.summary.classes[classId];
	if (classId === null || !summary || !self) return null;
	const definedIn = evaluator.openFrame(unit, functionAround(unit, summary.definedIn));
	return attributeOfBases(evaluator, self, { unit, classId, definedIn }, property);
}

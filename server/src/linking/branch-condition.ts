/**
 * What it depends on that one thing stands and not another: the conditions of the branches around it, with where their
 * values come from, so that a section under `if user.is_admin` is known to change from user to user.
 */
import type { Expression } from "../model/expression.ts";
import type { ControlPath, ControlStep } from "../model/file-summary.ts";
import type { LinkedValue, Origin } from "../model/linked-value.ts";
import type { Evaluator } from "./evaluator.ts";
import type { Use } from "./frame.ts";
import { labelOf } from "./label.ts";
import { originOf } from "./origin.ts";
import { type BranchCondition, laterCondition, unseenCondition } from "./values.ts";

/** Conditions looked at for one choice. */
const mostConditions = 4;

/**
 * The conditions of `paths` that are not also those of `around`, evaluated in the frame and scope of `use`.
 * A branch that says nothing of its condition leaves all of them unseen.
 */
export function branchCondition(
	evaluator: Evaluator,
	paths: readonly ControlPath[],
	{ use, around }: { readonly use: Omit<Use, "control">; readonly around: ControlPath },
): BranchCondition {
	const found = new Map<Expression, ControlPath>();
	for (const path of paths) {
		for (const [index, step] of path.entries()) {
			if (step.kind !== "branch" || around.some((other) => isSame(step, other))) continue;
			const condition = step.test ?? step.condition;
			if (!condition) return unseenCondition;
			if (found.has(condition)) continue;
			if (found.size >= mostConditions) break;
			found.set(condition, path.slice(0, index));
		}
	}
	const [first] = found.keys();
	if (!first) return unseenCondition;
	const text = labelOf(first);
	return laterCondition(text, () => {
		const origins = [...found].map(([condition, control]) =>
			originOfCondition(evaluator, condition, { ...use, control }),
		);
		return joinedOrigin(text, origins);
	});
}

function joinedOrigin(text: string, origins: readonly (Origin | null)[]): Origin | null {
	const known = origins.filter((origin) => origin !== null);
	const [only] = known;
	// What nothing is known of may be what changes.
	if (!only || known.length < origins.length) return null;
	if (known.length === 1) return only;
	return { ...only, label: text, source: { kind: "operation", operator: "or" }, from: known };
}

/** Null for a test of a value's form, such as `isinstance(content, str)`: the value may change and its form seldom does. */
export function originOfCondition(evaluator: Evaluator, condition: Expression, use: Use): Origin | null {
	if (testsForm(condition)) return null;
	const value = evaluator.evaluate(condition, use);
	return isDecidedHere(value) ? originOf(value, labelOf(condition)) : null;
}

function testsForm(condition: Expression): boolean {
	if (condition.kind === "operation") return condition.operands.some(testsForm);
	if (condition.kind !== "call") return false;
	const { callee } = condition;
	const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
	return /^(isinstance|issubclass|hasattr|callable|isArray|typeof|type|is_none_or_empty)$/.test(name);
}

/** A list under construction is empty or not by what the program did before, which says nothing of how often. */
function isDecidedHere(value: LinkedValue): boolean {
	return value.kind !== "list" && value.kind !== "record" && value.kind !== "repeat" && value.kind !== "null";
}

function isSame(a: ControlStep, b: ControlStep): boolean {
	return a.kind === b.kind && a.at === b.at && a.arm === b.arm;
}

/** Which conditions are kept in a summary: comparisons with a fixed value, which linking can decide for known callers. */
import type { Expression } from "../model/expression.ts";
import type { ControlStep } from "../model/file-summary.ts";

/** The part of a branch's step that says when it runs; nothing for conditions that nobody could decide. */
export function branchTest(condition: Expression | null | undefined): Pick<ControlStep, "test"> {
	if (condition?.kind !== "operation" || !/^(===?|!==?|in|not in)$/.test(condition.operator)) return {};
	return condition.operands.length === 2 && condition.operands.some(isFixed) ? { test: condition } : {};
}

/** A text, a list of texts, or what reads like a member of an enumeration. */
function isFixed(operand: Expression): boolean {
	if (operand.kind === "list") return operand.items.length <= 12 && operand.items.every(({ value }) => isFixed(value));
	if (operand.kind === "member") return operand.object.kind === "name" && /^[A-Z]/.test(operand.object.name);
	return operand.kind === "text";
}

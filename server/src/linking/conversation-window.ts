/**
 * Where a list of turns that grows is cut back to its newest ones again and again: `self.history = self.history[-20:]`,
 * `history.pop(0)`, a deque with a greatest length. A cut to much less than the limit happens seldom and is not one.
 */
import type { Expression } from "../model/expression.ts";
import type { ControlPath, FileSummary, Mutation } from "../model/file-summary.ts";
import type { ListCut } from "../model/llm-call.ts";
import type { Span } from "../model/source-file.ts";
import { labelOf } from "./label.ts";
import { calleeText } from "./site-around.ts";

export function conversationWindow(summary: FileSummary, label: string): ListCut | null {
	const at = (span: Span, cut: string): ListCut => ({
		file: summary.file,
		start: span.start,
		end: span.end,
		label: cut,
	});
	for (const { value, control } of assignedTo(summary, label)) {
		const kept = keptTurns(value, label);
		if (kept !== null && isCutEachTurn(control, label, kept)) return at(value, `${label}[-${kept}:]`);
		if (isBounded(value)) return at(value, labelOf(value));
	}
	for (const { call, control } of summary.calls) {
		if (call.callee.kind !== "member" || calleeText(call.callee.object) !== label || control.length === 0) continue;
		const [first] = call.arguments;
		const isFirst = first?.value.kind === "number" && first.value.value >= 0 && first.value.value <= 2;
		const dropsOldest = /^(?:popleft|shift)$/.test(call.callee.property) || (call.callee.property === "pop" && isFirst);
		if (!dropsOldest || isTaken(summary, call)) continue;
		if (control.some((step) => speaksOfLength(step, label))) return at(call, labelOf(call));
	}
	return null;
}

interface Assigned {
	readonly value: Expression;
	readonly control: ControlPath;
}

function assignedTo({ bindings, mutations }: FileSummary, label: string): readonly Assigned[] {
	const isSet = ({ operation, target, key }: Mutation) =>
		operation === "set" && `${calleeText(target)}.${key ?? ""}` === label;
	return [
		...bindings.filter(({ name, form }) => name === label && form === "assign"),
		...mutations.flatMap((item) => (item.value && isSet(item) ? [{ value: item.value, control: item.control }] : [])),
	];
}

/** The number in `history[-20:]`, as written; also where the first turns are put in front again. */
function keptTurns(value: Expression, label: string): string | null {
	const range = labelOf(value);
	if (range.startsWith(`${label}[-`)) {
		const kept = /^([^\]:]+):\]$/.exec(range.slice(label.length + 2))?.[1];
		return kept === undefined || kept === "1" ? null : kept;
	}
	for (const part of partsOf(value)) {
		const kept = keptTurns(part, label);
		if (kept !== null) return kept;
	}
	return null;
}

function partsOf(value: Expression): readonly Expression[] {
	if (value.kind === "list") return value.items.map((item) => item.value);
	if (value.kind === "concat") return value.parts;
	return value.kind === "operation" && value.operator === "+" ? value.operands : [];
}

/** With every turn, or as soon as there is one more than is kept. */
function isCutEachTurn(control: ControlPath, label: string, kept: string): boolean {
	const branch = control.findLast(({ kind }) => kind === "branch");
	if (!branch) return true;
	const condition = conditionText(branch);
	const limit = limitIn(condition, label);
	if (limit === null) return condition === kept;
	if (limit === kept) return true;
	return Number(kept) >= mostlyKept * Number(limit);
}

/** From this share of the limit on, the next cut comes within a few turns. */
const mostlyKept = 0.75;

function limitIn(condition: string, label: string): string | null {
	for (const length of [`len(${label})`, `${label}.length`]) {
		const at = condition.indexOf(length);
		if (at < 0) continue;
		return /^\s*>=?\s*(.+?)\s*$/.exec(condition.slice(at + length.length))?.[1] ?? null;
	}
	return null;
}

function speaksOfLength(step: ControlPath[number], label: string): boolean {
	if (step.kind === "loop") return step.loop === "condition";
	const condition = conditionText(step);
	return condition.includes(`len(${label})`) || condition.includes(`${label}.length`);
}

function conditionText({ condition, test }: ControlPath[number]): string {
	const expression = condition ?? test;
	return expression ? labelOf(expression).trim() : "";
}

/** `deque(maxlen=20)`. */
function isBounded(value: Expression): boolean {
	if (value.kind !== "call" || !/(?:^|\.)deque$/.test(calleeText(value.callee))) return false;
	return value.arguments.some(({ name, value: given }) => name === "maxlen" && given.kind !== "null");
}

/** What is taken out is used: a queue and not a conversation. */
function isTaken({ bindings }: FileSummary, call: Span): boolean {
	return bindings.some(({ value }) => value.start <= call.start && call.end <= value.end);
}

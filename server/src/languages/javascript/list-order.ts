/** Reorders the items of an array literal; a comment before an item or behind it on its line travels with it. */
import type { TextEdit } from "../../model/finding.ts";
import type { NotEditable } from "../front-end.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { namedChildren } from "./syntax-tree.ts";

export interface ReorderInput {
	readonly file: string;
	readonly text: string;
	readonly list: SyntaxNode;
	readonly order: readonly number[];
	readonly comments: readonly SyntaxNode[];
}

export function reorderItems(input: ReorderInput): readonly TextEdit[] | NotEditable {
	const { file, text, list, order } = input;
	const slots = readSlots(input);
	const first = slots[0];
	const last = slots.at(-1);
	if (!first || !last || order.length !== slots.length) return { notEditable: "the new order does not fit the list" };
	if (order.every((from, to) => from === to)) return [];
	let written = "";
	for (const [to, slot] of slots.entries()) {
		const moved = slots[order[to] ?? -1];
		if (!moved) return { notEditable: "the new order does not fit the list" };
		const after = slots[to + 1]?.before ?? text.slice(last.end, list.end - 1);
		if (moved.trail.includes("//") && !after.startsWith("\n") && !after.startsWith("\r"))
			return { notEditable: "comments stand between the items of the list" };
		written += slot.before + moved.body + slot.comma + moved.trail;
	}
	return [{ file, start: first.start, end: last.end, newText: written }];
}

/** One item's place in the list: `before` and `comma` belong to the place, `body` and `trail` to the item. */
interface Slot {
	readonly start: number;
	readonly end: number;
	/** White space in front of the item and its comments. */
	readonly before: string;
	/** The item with the comments that stand before it. */
	readonly body: string;
	/** The comma, if there is one. */
	readonly comma: string;
	/** A comment on the item's last line, behind the comma. */
	readonly trail: string;
}

function readSlots({ text, list, comments }: ReorderInput): Slot[] {
	const inside = comments.filter((comment) => comment.start > list.start && comment.end < list.end);
	const slots: Slot[] = [];
	let start = list.start + 1;
	for (const item of namedChildren(list)) {
		const bodyStart = start + (text.slice(start, item.end).length - text.slice(start, item.end).trimStart().length);
		const comma = commaAfter(text, item.end, list.end - 1, inside);
		const commaEnd = comma === null ? item.end : comma + 1;
		const trail = trailAfter(text, commaEnd, inside);
		slots.push({
			start,
			end: commaEnd + trail.length,
			before: text.slice(start, bodyStart),
			body: text.slice(bodyStart, item.end),
			comma: text.slice(item.end, commaEnd),
			trail,
		});
		start = commaEnd + trail.length;
	}
	return slots;
}

function commaAfter(text: string, from: number, limit: number, comments: readonly SyntaxNode[]): number | null {
	for (let at = from; at < limit; at++) {
		const comment = comments.find((candidate) => candidate.start === at);
		if (comment) at = comment.end - 1;
		else if (text[at] === ",") return at;
		else if (!/\s/.test(text[at] ?? "")) return null;
	}
	return null;
}

function trailAfter(text: string, from: number, comments: readonly SyntaxNode[]): string {
	const comment = comments.find((candidate) => candidate.start >= from);
	if (!comment || text.slice(from, comment.start).trim() !== "") return "";
	const trail = text.slice(from, comment.end);
	const restOfLine = /^[^\n\r]*/.exec(text.slice(comment.end))?.[0] ?? "";
	return trail.includes("\n") || restOfLine.trim() !== "" ? "" : trail;
}

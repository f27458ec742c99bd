/** Reorders the items of a list literal. Comments travel with the item they stand before or behind. */
import type { TextEdit } from "../../../model/finding.ts";
import type { SourceFile, Span } from "../../../model/source-file.ts";
import type { NotEditable } from "../../front-end.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { namedChildren, type SyntaxTree } from "../syntax-tree.ts";
import { expressionAt } from "./find-node.ts";

type CommentedTree = Pick<SyntaxTree, "root" | "comments">;

export function moveItems(
	tree: CommentedTree,
	source: SourceFile,
	list: Span,
	order: readonly number[],
): readonly TextEdit[] | NotEditable {
	const node = expressionAt(tree.root, list);
	if (node?.type !== "list" && node?.type !== "tuple") return { notEditable: "the list cannot be found in the file" };
	const items = itemsOf(tree, source.text, node);
	if (order.length !== items.length || new Set(order).size !== items.length || order.some((old) => !items[old])) {
		return { notEditable: "the items do not match the list" };
	}
	if (order.every((old, index) => old === index)) return [];
	const first = items[0];
	const last = items[items.length - 1];
	if (!first || !last) return [];
	if (items.some((item) => item.note !== "" && !item.isLineEnd)) {
		return { notEditable: "several items of the list share a line with a comment" };
	}
	let newText = "";
	for (const [slot, old] of order.entries()) {
		const item = items[old];
		const place = items[slot];
		if (!item || !place) continue;
		newText += source.text.slice(item.start, item.end) + (place.hasComma ? "," : "");
		newText += item.note + (slot < items.length - 1 ? place.gap : "");
	}
	const closing = source.text.slice(last.noteEnd, node.end);
	if (items[order[order.length - 1] ?? 0]?.note !== "" && !/^[ \t]*\r?\n/.test(closing)) {
		return { notEditable: "a comment would come to stand before the closing bracket" };
	}
	return [{ file: source.file, start: first.start, end: last.noteEnd, newText }];
}

interface Item extends Span {
	readonly hasComma: boolean;
	/** The comment behind the item on its line, with the space before it. */
	readonly note: string;
	readonly noteEnd: number;
	/** Nothing but the comment follows on the line. */
	readonly isLineEnd: boolean;
	/** White space between this item and what belongs to the next. */
	readonly gap: string;
}

function itemsOf(tree: CommentedTree, text: string, list: SyntaxNode): Item[] {
	const nodes = namedChildren(list);
	const commas = list.children.filter((part) => part.type === ",");
	const comments = tree.comments.filter((comment) => comment.start > list.start && comment.end < list.end);
	const items: Omit<Item, "gap">[] = [];
	let before = list.start + 1;
	for (const [index, node] of nodes.entries()) {
		const next = nodes[index + 1];
		const comma = commas.find((part) => part.start >= node.end && part.start < (next?.start ?? list.end));
		const behind = comma?.end ?? node.end;
		const note = comments.find(
			(comment) => comment.start >= node.end && !text.slice(node.end, comment.start).includes("\n"),
		);
		const first = comments.find((comment) => comment.start >= before && comment.end <= node.start);
		// A comment between the item and its comma stays where it is only if it stands behind the comma.
		const hasNote = note !== undefined && note.start >= behind;
		items.push({
			start: first?.start ?? node.start,
			end: node.end,
			hasComma: comma !== undefined,
			note: hasNote ? text.slice(behind, note.end) : "",
			noteEnd: hasNote ? note.end : behind,
			isLineEnd: !note || hasNote,
		});
		before = hasNote ? note.end : behind;
	}
	return items.map((item, index) => ({
		...item,
		gap: text.slice(item.noteEnd, items[index + 1]?.start ?? item.noteEnd),
	}));
}

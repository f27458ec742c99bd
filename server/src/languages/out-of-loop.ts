/**
 * Moves the statement that makes a value out of the loop it stands in, to the line before the loop: only where every turn
 * would make the same value, nobody else uses its name, and nothing in the loop closes it or hands it on.
 * Works on the trees of several languages, which differ in the names of their nodes.
 */
import type { TextEdit } from "../model/finding.ts";
import type { SourceFile, Span } from "../model/source-file.ts";
import type { NotEditable } from "./front-end.ts";
import { type LoopShape, sourceOf } from "./loop-shape.ts";
import type { CopiedTree, SyntaxNode } from "./syntax-node.ts";
import { whyNotConstant } from "./turn-constant.ts";

export interface OutOfLoop {
	/** The statement, or a part of it, such as the declared name with its value. */
	readonly statement: Span;
	/** Offset at which the loop begins: the `for`, or the call that takes the callback. */
	readonly loopStart: number;
}

export function moveOutOfLoop(
	source: SourceFile,
	tree: CopiedTree,
	shape: LoopShape,
	{ statement: part, loopStart }: OutOfLoop,
): readonly TextEdit[] | NotEditable {
	const { text, file } = source;
	const path = pathTo(tree.root, part);
	const block = path.findLastIndex(({ type }) => shape.blocks.has(type));
	const statement = path[block + 1];
	const loopAt = path.findLastIndex(({ start, type }) => start === loopStart && shape.loops.has(type));
	const loop = path[loopAt];
	const outer = path.slice(0, Math.max(loopAt, 0)).findLastIndex(({ type }) => shape.blocks.has(type));
	const anchor = path[outer + 1];
	if (!statement || !loop || !anchor || outer < 0) return { notEditable: "the loop cannot be found in the file" };
	const made = shape.assignmentIn(statement);
	if (!made) return { notEditable: "the value is not made by a statement of its own" };
	const inside = path.slice(loopAt + 1, block + 1).find((node) => !shape.runsEachTurn.has(node.type));
	if (inside) return { notEditable: `it stands in \`${firstWord(text, inside)}\`, which need not run in every turn` };
	const around = path.slice(outer + 2, loopAt).find((node) => !shape.runsOnce.has(node.type));
	if (around) return { notEditable: `the loop stands in \`${firstWord(text, around)}\`, which need not run` };
	const because =
		whyNotConstant({ text, shape, root: tree.root, loop, value: made.value }) ??
		whyNameIsShared({ text, shape, loop, statement, name: made.name, root: functionAround(path, outer, shape) });
	if (because) return { notEditable: because };
	return moved({ source: { file, text }, comments: tree.comments, statement, anchor });
}

/** From the root to the smallest node that holds the span. */
function pathTo(root: SyntaxNode, span: Span): SyntaxNode[] {
	const path: SyntaxNode[] = [];
	for (let node: SyntaxNode | undefined = root; node; ) {
		path.push(node);
		node = node.children.find((inner) => inner.isNamed && inner.start <= span.start && span.end <= inner.end);
	}
	return path;
}

function functionAround(path: readonly SyntaxNode[], before: number, { functions }: LoopShape): SyntaxNode | undefined {
	return path.slice(0, before + 1).findLast(({ type }) => functions.has(type)) ?? path[0];
}

function firstWord(text: string, node: SyntaxNode): string {
	return /^\w+/.exec(text.slice(node.start, node.start + 20))?.[0] ?? text.slice(node.start, node.start + 10);
}

interface Naming {
	readonly text: string;
	readonly shape: LoopShape;
	readonly loop: SyntaxNode;
	readonly statement: SyntaxNode;
	readonly name: SyntaxNode;
	/** The function that the loop runs in. */
	readonly root: SyntaxNode | undefined;
}

/** The name must be this one value's, and the loop may only ask it for something. */
function whyNameIsShared({ text, shape, loop, statement, name, root }: Naming): string | null {
	const spelt = sourceOf(text, name);
	const waiting: { node: SyntaxNode; parents: readonly SyntaxNode[] }[] = root ? [{ node: root, parents: [] }] : [];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const { node, parents } = next;
		const isName = shape.names.has(node.type) && sourceOf(text, node) === spelt && !shape.isOnlyName(node, parents[0]);
		if (isName && node !== name) {
			const isInLoop = loop.start <= node.start && node.end <= loop.end;
			if (!isInLoop) return `\`${spelt}\` is also used outside of the loop`;
			if (node.start < statement.end) return `\`${spelt}\` has had another value before`;
			const use = shape.memberAsked(node, parents);
			if (use === null) return `\`${spelt}\` is handed on, or given another value, in the loop`;
			if (/^(?:a?close|end|destroy|shutdown|__a?exit__|dispose)$/i.test(sourceOf(text, use)))
				return `\`${spelt}\` is closed in the loop`;
		}
		for (const child of node.children) waiting.push({ node: child, parents: [node, ...parents.slice(0, 2)] });
	}
	return null;
}

interface Moving {
	readonly source: Pick<SourceFile, "file" | "text">;
	readonly comments: readonly SyntaxNode[];
	readonly statement: SyntaxNode;
	/** The statement that holds the loop. */
	readonly anchor: SyntaxNode;
}

/** Whole lines move, with the comments above and behind; each keeps what it is indented by beyond the statement. */
function moved({ source, comments, statement, anchor }: Moving): readonly TextEdit[] | NotEditable {
	const { file, text } = source;
	const own = linesOf(text, statement, comments);
	const behind = own && text.slice(statement.end, own.end);
	if (behind && !/^[ \t]*;?[ \t]*(?:(?:#|\/\/).*)?\r?\n?$/.test(behind))
		return { notEditable: "it shares its line with other code" };
	const target = linesOf(text, anchor, comments);
	if (!own || !target) return { notEditable: "it shares its line with other code" };
	const { start, end, indent } = own;
	const lines = text.slice(start, end);
	if (isLongString(text, statement)) return { notEditable: "a text in it goes over several lines" };
	const isIndented = lines.split("\n").every((line) => line.trim() === "" || line.startsWith(indent));
	if (!isIndented) return { notEditable: "its lines are indented in another way than the first" };
	const outdented = lines.replace(/^[ \t]+/gm, (space) =>
		space.startsWith(indent) ? target.indent + space.slice(indent.length) : space,
	);
	// A gap that stood between the statement and the rest of the turn goes with it.
	const gap = /^(?:[ \t]*\r?\n)+/.exec(text.slice(end))?.[0] ?? "";
	const isFirst = /[:{]$/.test(text.slice(0, start).trimEnd());
	return [
		{ file, start: target.start, end: target.start, newText: outdented },
		{ file, start, end: end + (isFirst ? gap.length : 0), newText: "" },
	];
}

function isLongString(text: string, node: SyntaxNode): boolean {
	if (/^(?:string|template_string|concatenated_string)$/.test(node.type)) return sourceOf(text, node).includes("\n");
	return node.children.some((child) => isLongString(text, child));
}

interface Lines extends Span {
	readonly indent: string;
}

/** The lines of a statement that has them to itself, with the comments right above; null when it shares one. */
function linesOf(text: string, node: SyntaxNode, comments: readonly SyntaxNode[]): Lines | null {
	let start = text.lastIndexOf("\n", node.start - 1) + 1;
	const indent = text.slice(start, node.start);
	const lineEnd = text.indexOf("\n", node.end);
	const end = lineEnd < 0 ? text.length : lineEnd + 1;
	if (indent.trim() !== "") return null;
	for (;;) {
		const above = text.lastIndexOf("\n", start - 2) + 1;
		const isComment =
			start > 0 &&
			/^[ \t]*(?:#|\/\/)/.test(text.slice(above, start)) &&
			comments.some((comment) => above <= comment.start && comment.end <= start);
		if (!isComment) return { start, end, indent };
		start = above;
	}
}

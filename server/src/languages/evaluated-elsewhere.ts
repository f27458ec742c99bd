/**
 * Says whether expressions may be evaluated at another place than where they stand: the same values must be visible
 * there, nothing in between may change them or wait, and the text they leave must not be used by anybody else.
 * Works on the trees of several languages, which differ only in the names of their nodes.
 */
import type { Span } from "../model/source-file.ts";

export interface CodeNode extends Span {
	readonly type: string;
	readonly field: string | null;
	readonly children: readonly CodeNode[];
}

/** The names a language's grammar gives to what matters here. */
export interface CodeShape {
	/** Nodes whose children are statements. */
	readonly blocks: ReadonlySet<string>;
	/** What is inside runs at another time or more often: functions, loops, comprehensions. */
	readonly repeated: ReadonlySet<string>;
	readonly functions: ReadonlySet<string>;
	readonly waits: ReadonlySet<string>;
	/** Names that stand for values. */
	readonly names: ReadonlySet<string>;
	/** Nodes of `name = value` and the like, by the field that holds the name. */
	readonly assignments: ReadonlyMap<string, string>;
	readonly acts: (node: CodeNode) => boolean;
	/** The name is a property's or a keyword argument's, and stands for no value. */
	readonly isOnlyName: (node: CodeNode, parent: CodeNode | undefined) => boolean;
}

export interface Moved {
	readonly root: CodeNode;
	readonly text: string;
	readonly shape: CodeShape;
	/** The expression they leave. */
	readonly expression: Span;
	readonly holes: readonly Span[];
	/** Where they will be evaluated. */
	readonly at: Span;
}

/** Why they may not move, as a clause; null when they may. */
export function whyNotEvaluatedAt(moved: Moved): string | null {
	const { root, shape, expression, at } = moved;
	const from = pathTo(root, expression);
	const to = pathTo(root, at);
	const blockAt = from.findLastIndex((node) => shape.blocks.has(node.type));
	const statement = from[blockAt + 1];
	if (!statement) return "the text stands outside of the request";
	const shared = from.findLastIndex((node, i) => to[i] === node);
	if ([...from.slice(shared + 1), ...to.slice(shared + 1)].some((node) => shape.repeated.has(node.type))) {
		return "it would be evaluated at another time, or more than once";
	}
	const isOneStatement = contains(statement, at);
	const parted = isOneStatement ? null : whyParted(moved, { block: from[blockAt], statement, to });
	if (parted) return parted;
	return whyChangedBetween(moved, isOneStatement);
}

interface Parting {
	readonly block: CodeNode | undefined;
	readonly statement: CodeNode;
	readonly to: readonly CodeNode[];
}

/** The text is a value of its own: it must stand before its use in the same block and be used nowhere else. */
function whyParted({ root, text, shape, expression, at }: Moved, { block, statement, to }: Parting): string | null {
	if (!block || !to.includes(block) || statement.end > at.start) return "the text stands outside of the request";
	const assignment = pathTo(statement, expression).findLast((node) => shape.assignments.has(node.type));
	const field = assignment && shape.assignments.get(assignment.type);
	const name = assignment?.children.find((node) => node.field === field);
	if (!name || !shape.names.has(name.type)) return "the text is put together before the request";
	const spelt = text.slice(name.start, name.end);
	const scope = to.findLast((node) => shape.functions.has(node.type)) ?? root;
	let uses = 0;
	visit(scope, (node, parent) => {
		const isUse = shape.names.has(node.type) && text.slice(node.start, node.end) === spelt;
		if (isUse && !shape.isOnlyName(node, parent)) uses++;
	});
	return uses === 2 ? null : `\`${spelt}\` is used in other places too`;
}

function whyChangedBetween(
	{ root, text, shape, expression, holes, at }: Moved,
	isOneStatement: boolean,
): string | null {
	const [first, last] = expression.end <= at.start ? [expression, at] : [at, expression];
	const between = { start: first.end, end: last.start };
	const names = new Set<string>();
	let acting: string | null = null;
	let isPlain = true;
	for (const hole of holes) {
		visit(
			root,
			(node, parent) => {
				if (!contains(hole, node)) return;
				if (shape.acts(node)) acting ??= text.slice(node.start, node.end);
				if (shape.names.has(node.type) && !shape.isOnlyName(node, parent)) names.add(text.slice(node.start, node.end));
				else if (parent && shape.isOnlyName(node, parent)) isPlain = false;
			},
			hole,
		);
	}
	let reason: string | null = null;
	visit(
		root,
		(node, parent) => {
			if (reason !== null || node.start < between.start || node.end > between.end || node.end === node.start) return;
			const source = text.slice(node.start, node.end);
			if (shape.waits.has(node.type)) reason = "an `await` or `yield` stands between the two places";
			else if (acting !== null && shape.acts(node))
				reason = `\`${shortened(acting)}\` would run after \`${shortened(source)}\``;
			else if (!isOneStatement && shape.names.has(node.type) && names.has(source) && !shape.isOnlyName(node, parent)) {
				if (
					!isPlain ||
					parent?.children.find((sibling) => sibling.field === "left" || sibling.field === "name") === node
				) {
					reason = `\`${source}\` may be changed between the two places`;
				}
			}
		},
		between,
	);
	return reason;
}

/** From the root to the smallest node that holds the span. */
function pathTo(root: CodeNode, span: Span): CodeNode[] {
	const path: CodeNode[] = [];
	for (let node: CodeNode | undefined = root; node; ) {
		path.push(node);
		node = node.children.find((inner) => contains(inner, span));
	}
	return path;
}

/** Every node that touches `within`, outermost first. */
function visit(root: CodeNode, use: (node: CodeNode, parent: CodeNode | undefined) => void, within: Span = root): void {
	const waiting: { node: CodeNode; parent: CodeNode | undefined }[] = [{ node: root, parent: undefined }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		const { node, parent } = next;
		if (node.end < within.start || node.start > within.end) continue;
		use(node, parent);
		for (const inner of node.children) waiting.push({ node: inner, parent: node });
	}
}

function contains(outer: Span, inner: Span): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

function shortened(source: string): string {
	return source.length > 40 ? `${source.slice(0, 39)}…` : source;
}

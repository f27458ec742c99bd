/** Says whether an expression has the same value in every turn of a loop: it names nothing that the loop sets or acts on. */
import { type LoopShape, sourceOf } from "./loop-shape.ts";
import type { SyntaxNode } from "./syntax-node.ts";

export interface TurnValue {
	readonly text: string;
	readonly shape: LoopShape;
	/** All of the file. */
	readonly root: SyntaxNode;
	readonly loop: SyntaxNode;
	/** A call or construction. */
	readonly value: SyntaxNode;
}

/** Why it may differ from turn to turn, as a clause; null when it cannot. */
export function whyNotConstant(turn: TurnValue): string | null {
	const { text, shape, root, value } = turn;
	const used = new Set<string>();
	let other: string | null = null;
	visit(value, null, (node, parent) => {
		const callee = node === value ? undefined : shape.callee(node);
		if (callee && !readsEnvironment.test(sourceOf(text, callee))) {
			other ??= `\`${sourceOf(text, callee)}\` would be called only once`;
		} else if (!callee && node !== value && node.isNamed && !shape.constantTypes.has(node.type)) {
			other ??= `\`${shortened(sourceOf(text, node))}\` may differ from turn to turn`;
		}
		if (shape.names.has(node.type) && !shape.isOnlyName(node, parent ?? undefined)) used.add(sourceOf(text, node));
	});
	if (other) return other;
	const set = namesSetIn(turn);
	const setting = [...set.bound].find((name) => settled.test(name));
	if (setting !== undefined) return `the loop sets a part of \`${setting}\`, which the value may be made from`;
	const bound = [...used].find((name) => set.bound.has(name));
	if (bound !== undefined) return `\`${bound}\` is set in the loop`;
	const acting = [...used].find((name) => set.acting.has(name));
	if (acting !== undefined) return `\`${acting}\` may change in the loop`;
	const elsewhere = namesSetElsewhere(text, root, shape);
	const changing = [...used].find((name) => elsewhere.has(name));
	return changing === undefined ? null : `another function may give \`${changing}\` a new value`;
}

const readsEnvironment = /^(?:os\.getenv|os\.environ\.get|getenv|environ\.get)$/;

/** What holds the process's settings: calls on it change nothing, and an SDK reads its defaults there. */
const settled = /^(?:os|process|environ|openai|anthropic)$/;

/** Names of outer functions and of the module that a function inside gives a new value. */
function namesSetElsewhere(text: string, root: SyntaxNode, { setsOuter }: LoopShape): ReadonlySet<string> {
	const names = new Set<string>();
	visit(root, null, (node) => {
		if (!setsOuter.has(node.type)) return;
		const [target] = node.type.includes("statement") ? [node] : node.children;
		if (target) visit(target, null, (part) => /identifier/.test(part.type) && names.add(sourceOf(text, part)));
	});
	return names;
}

interface NamesSet {
	/** Given a new value, or a part of what they hold. */
	readonly bound: ReadonlySet<string>;
	/** A method is called on them. */
	readonly acting: ReadonlySet<string>;
}

function namesSetIn({ text, shape, loop, value }: Omit<TurnValue, "root">): NamesSet {
	const bound = new Set<string>();
	const acting = new Set<string>();
	visit(loop, null, (node) => {
		const fields = shape.binds.get(node.type);
		if (fields) {
			const targets =
				fields.length === 0 ? [node] : node.children.filter(({ field }) => field !== null && fields.includes(field));
			for (const target of targets) {
				visit(target, null, (part) => {
					if (/identifier|^self$|^this$/.test(part.type)) bound.add(sourceOf(text, part));
				});
			}
		}
		const callee = value.start <= node.start && node.end <= value.end ? undefined : shape.callee(node);
		const [receiver] = callee?.children ?? [];
		if (receiver && shape.names.has(receiver.type) && !settled.test(sourceOf(text, receiver))) {
			acting.add(sourceOf(text, receiver));
		}
	});
	return { bound, acting };
}

function visit(
	root: SyntaxNode,
	parent: SyntaxNode | null,
	use: (node: SyntaxNode, parent: SyntaxNode | null) => void,
): void {
	const waiting: { node: SyntaxNode; parent: SyntaxNode | null }[] = [{ node: root, parent }];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		use(next.node, next.parent);
		for (const inner of next.node.children) waiting.push({ node: inner, parent: next.node });
	}
}

function shortened(source: string): string {
	return source.length > 40 ? `${source.slice(0, 39)}…` : source;
}

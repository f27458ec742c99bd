/** What the edits that batch a loop share over languages: names that are free, and why an element may not be put in a list. */
import type { NotEditable } from "./front-end.ts";
import type { SyntaxNode } from "./syntax-node.ts";

/** The first of the names that the file does not use. */
export function freeName(text: string, names: readonly string[]): string {
	const [first = "item"] = names;
	return names.find((name) => !new RegExp(`\\b${name}\\b`).test(text)) ?? `${first}_of_batch`;
}

export function isNamed(text: string, node: SyntaxNode, name: string): boolean {
	if (/identifier$/.test(node.type) && text.slice(node.start, node.end) === name) return true;
	return node.children.some((child) => isNamed(text, child, name));
}

/** Every node under `root` for which `isWanted` holds. */
export function nodesIn(root: SyntaxNode, isWanted: (node: SyntaxNode) => boolean): readonly SyntaxNode[] {
	const found: SyntaxNode[] = [];
	const waiting = [root];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		if (isWanted(next)) found.push(next);
		waiting.push(...next.children);
	}
	return found;
}

export const otherShape: NotEditable = {
	notEditable: "the loop does more with each answer than to collect its vector",
};

/** Text methods that only give another text, and so may be called before the requests instead of between them. */
export const harmlessMethods =
	/^(?:strip|lstrip|rstrip|replace|lower|upper|casefold|trim|trimStart|trimEnd|replaceAll|toLowerCase|toUpperCase|slice|substring|format)$/;

export function notAList(over: string): NotEditable {
	return { notEditable: `\`${over}\` may not be a list, which is needed to take so many elements at a time` };
}

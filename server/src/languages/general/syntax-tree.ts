/** Copies a tree of any grammar of the table-driven languages, and finds parts in the copy. */
import type { Tree } from "web-tree-sitter";
import { type CopiedTree, longestLiteral, type SyntaxNode } from "../syntax-node.ts";

/** How many levels are copied: enough for any code, and far from the end of the stack. */
const deepestCopied = 500;

export function copyTree(tree: Tree): CopiedTree {
	const { types, fields } = tree.language;
	const cursor = tree.walk();
	const comments: SyntaxNode[] = [];
	const root = open("program", cursor.startIndex, cursor.endIndex, null, true);
	const path: Open[] = [];
	let parent = root;
	let isAtNode = cursor.gotoFirstChild();
	while (isAtNode) {
		const id = cursor.nodeTypeId;
		const type = types[id] ?? "ERROR";
		const isNamed = cursor.nodeIsNamed;
		const field = fields[cursor.currentFieldId] ?? null;
		const node = open(type, cursor.startIndex, cursor.endIndex, field, isNamed);
		if (/comment$/.test(type)) comments.push(node);
		else {
			parent.children.push(node);
			if (path.length < deepestCopied && cursor.gotoFirstChild()) {
				path.push(parent);
				parent = node;
				continue;
			}
		}
		isAtNode = parent.children.length <= longestLiteral * 2 && cursor.gotoNextSibling();
		while (!isAtNode) {
			const outer = path.pop();
			if (!outer || !cursor.gotoParent()) break;
			parent = outer;
			isAtNode = parent.children.length <= longestLiteral * 2 && cursor.gotoNextSibling();
		}
	}
	cursor.delete();
	return { root, comments, hasErrors: tree.rootNode.hasError };
}

/** Which part of a node: a field's name, or the number of a child that is no keyword or sign; negative from the end. */
export type PartKey = string | number;

export function part(node: SyntaxNode | undefined, key: PartKey): SyntaxNode | undefined {
	if (!node) return undefined;
	if (typeof key === "number") return named(node).at(key);
	return node.children.find((child) => child.field === key);
}

export function parts(node: SyntaxNode, field: string): readonly SyntaxNode[] {
	return node.children.filter((child) => child.field === field);
}

/** The children that are no keywords or signs. */
export function named(node: SyntaxNode | undefined): readonly SyntaxNode[] {
	return node ? node.children.filter((child) => child.isNamed) : [];
}

export function ofType(node: SyntaxNode | undefined, ...types: readonly string[]): SyntaxNode | undefined {
	return node?.children.find((child) => types.includes(child.type));
}

/** The sign or keyword directly inside `node`, for example the `+` of a sum. */
export function signOf(node: SyntaxNode): string {
	return node.children.find((child) => !child.isNamed && !/^[([{]$/.test(child.type))?.type ?? "";
}

/** True when `word` stands among the keywords or modifiers directly in front of a declaration. */
export function hasModifier(node: SyntaxNode, text: string, word: string): boolean {
	return node.children.some(
		(child) =>
			child.type === word ||
			(/modifier/.test(child.type) && text.slice(child.start, child.end).split(/\s+/).includes(word)),
	);
}

interface Open extends SyntaxNode {
	readonly children: SyntaxNode[];
}

function open(type: string, start: number, end: number, field: string | null, isNamed: boolean): Open {
	return { type, start, end, field, isNamed, children: [] };
}

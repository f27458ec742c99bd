/**
 * A plain copy of a tree-sitter tree. Every question put to a tree-sitter node crosses into WebAssembly, so the front
 * end asks once, in one pass with a cursor that cannot overflow the stack, and then works on ordinary objects.
 */
import type { Tree } from "web-tree-sitter";

export interface SyntaxNode {
	/** The grammar's name for it; the token itself for keywords and operators; `ERROR` for text that did not parse. */
	readonly type: string;
	readonly start: number;
	readonly end: number;
	/** Its role in the parent; null when the grammar names none. */
	readonly field: string | null;
	readonly isNamed: boolean;
	readonly children: readonly SyntaxNode[];
}

export interface SyntaxTree {
	readonly root: SyntaxNode;
	/** In source order; they are not in the tree. */
	readonly comments: readonly SyntaxNode[];
	readonly hasErrors: boolean;
	/** How much of the text lies in nodes that did not parse. */
	readonly errorUnits: number;
}

/** Literals with more items are data, not prompts: what follows is not read. */
export const longestLiteral = 2000;

export function copyTree(tree: Tree): SyntaxTree {
	const { types, fields } = tree.language;
	const isNamedType = namedTypesOf(tree);
	const cursor = tree.walk();
	const comments: SyntaxNode[] = [];
	let errorUnits = 0;

	const read = (): Open => {
		const id = cursor.nodeTypeId;
		const start = cursor.startIndex;
		if (id === errorTypeId) return open("ERROR", start, cursor.endIndex, null);
		const type = types[id] ?? "";
		if (!isNamedType[id]) return { type, start, end: start + type.length, field: null, isNamed: false, children: leaf };
		return open(type, start, cursor.endIndex, fields[cursor.currentFieldId] ?? null);
	};

	const root = read();
	const path: Open[] = [];
	let parent = root;
	let isAtNode = cursor.gotoFirstChild();
	while (isAtNode) {
		const node = read();
		if (node.type === "comment" || node.type === "html_comment") comments.push(node);
		else if (!punctuation.has(node.type) || (node.type === "," && parent.type === "array_pattern")) {
			if (parent.children === leaf) parent.children = [];
			(parent.children as SyntaxNode[]).push(node);
		}
		if (node.type === "ERROR") errorUnits += node.end - node.start;
		if (node.isNamed && !opaque.has(node.type) && cursor.gotoFirstChild()) {
			path.push(parent);
			parent = node;
			continue;
		}
		isAtNode = !isLongLiteral(parent) && cursor.gotoNextSibling();
		while (!isAtNode) {
			const outer = path.pop();
			if (!outer || !cursor.gotoParent()) break;
			parent = outer;
			isAtNode = !isLongLiteral(parent) && cursor.gotoNextSibling();
		}
	}
	cursor.delete();
	return { root, comments, hasErrors: tree.rootNode.hasError, errorUnits };
}

/** The first child in a role. */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
	for (const candidate of node.children) if (candidate.field === field) return candidate;
	return undefined;
}

/** The children that are not keywords or operators. */
export function namedChildren(node: SyntaxNode): readonly SyntaxNode[] {
	return node.children.every(isNamed) ? node.children : node.children.filter(isNamed);
}

export function firstNamed(node: SyntaxNode): SyntaxNode | undefined {
	return node.children.find(isNamed);
}

/** The first child of a given type. */
export function childOfType(node: SyntaxNode, type: string): SyntaxNode | undefined {
	for (const candidate of node.children) if (candidate.type === type) return candidate;
	return undefined;
}

/** True when one of the keywords or operators directly inside `node` is `token`. */
export function hasToken(node: SyntaxNode, token: string): boolean {
	return node.children.some((candidate) => !candidate.isNamed && candidate.type === token);
}

/** The first keyword or operator directly inside `node`, for example the `+` of a sum. */
export function operatorOf(node: SyntaxNode): string {
	return node.children.find((candidate) => !candidate.isNamed)?.type ?? "";
}

type Open = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] };

const leaf: readonly SyntaxNode[] = [];
const errorTypeId = 0xffff;
const punctuation: ReadonlySet<string> = new Set("( ) { } [ ] , ; : . => ` \" ' ${ ? = </ />".split(" "));
/** Nodes whose parts are read from the text itself. */
const opaque: ReadonlySet<string> = new Set([
	"string",
	"regex",
	"comment",
	"predefined_type",
	"optional_chain",
	"accessibility_modifier",
	"jsx_text",
	"hash_bang_line",
]);
const collections: ReadonlySet<string> = new Set(["array", "object"]);

function isNamed(node: SyntaxNode): boolean {
	return node.isNamed;
}

function open(type: string, start: number, end: number, field: string | null): Open {
	return { type, start, end, field, isNamed: true, children: leaf };
}

function isLongLiteral(node: SyntaxNode): boolean {
	return node.children.length > longestLiteral && collections.has(node.type);
}

const namedTypes = new WeakMap<object, readonly boolean[]>();

function namedTypesOf(tree: Tree): readonly boolean[] {
	const language = tree.language;
	let named = namedTypes.get(language);
	if (!named) {
		named = language.types.map((_, id) => language.nodeTypeIsNamed(id));
		namedTypes.set(language, named);
	}
	return named;
}

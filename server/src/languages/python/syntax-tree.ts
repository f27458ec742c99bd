/** Copies a tree of Python in one pass, noting generators, and finds parts in the copy. */
import type { Tree } from "web-tree-sitter";
import { type CopiedTree, longestLiteral, type SyntaxNode } from "../syntax-node.ts";

export interface SyntaxTree extends CopiedTree {
	/** Functions and lambdas with a `yield` of their own. */
	readonly generators: ReadonlySet<SyntaxNode>;
}

const collections: ReadonlySet<string> = new Set(["list", "tuple", "set", "dictionary", "expression_list"]);
const leaf: readonly SyntaxNode[] = [];
const errorTypeId = 0xffff;

export function copyTree(tree: Tree, text: string): SyntaxTree {
	const { types, fields } = tree.language;
	const isNamedType = namedTypesOf(tree);
	const cursor = tree.walk();
	const comments: SyntaxNode[] = [];
	const generators = new Set<SyntaxNode>();

	const read = (): Open => {
		const id = cursor.nodeTypeId;
		const start = cursor.startIndex;
		if (id === errorTypeId) return open("ERROR", start, cursor.endIndex, null);
		const type = types[id] ?? "";
		// Punctuation is as long as its name, unless the parser made it up to repair the text.
		if (!isNamedType[id]) return { type, start, end: start + type.length, field: null, isNamed: false, children: leaf };
		return open(type, start, cursor.endIndex, fields[cursor.currentFieldId] ?? null);
	};

	const root = read();
	const path: Open[] = [];
	let parent = root;
	let isOnChild = cursor.gotoFirstChild();
	while (isOnChild) {
		const node = read();
		if (node.type === "comment") comments.push(node);
		else append(parent, node);
		if (node.type === "yield" && node.isNamed) noteGenerator([...path, parent], generators);
		if (node.type === "string" && splitPlainString(node, text)) {
			// A plain literal is a quarter of the nodes of many files and can be cut without asking.
		} else if (node.isNamed && !leafTypes.has(node.type) && cursor.gotoFirstChild()) {
			path.push(parent);
			parent = node;
			continue;
		}
		isOnChild = !isLongLiteral(parent) && cursor.gotoNextSibling();
		while (!isOnChild && path.length > 0 && cursor.gotoParent()) {
			parent = path.pop() ?? root;
			isOnChild = !isLongLiteral(parent) && cursor.gotoNextSibling();
		}
	}
	cursor.delete();
	return { root, comments, generators, hasErrors: tree.rootNode.hasError };
}

/** The first child in a role. */
export function child(node: SyntaxNode, field: string): SyntaxNode | undefined {
	for (const candidate of node.children) if (candidate.field === field) return candidate;
	return undefined;
}

export function childrenIn(node: SyntaxNode, field: string): SyntaxNode[] {
	return node.children.filter((candidate) => candidate.field === field);
}

/** The children that are not keywords or punctuation. */
export function namedChildren(node: SyntaxNode): SyntaxNode[] {
	return node.children.filter((candidate) => candidate.isNamed);
}

export function hasToken(node: SyntaxNode, token: string): boolean {
	return node.children.some((candidate) => !candidate.isNamed && candidate.type === token);
}

/** Named nodes whose inside nobody looks at. */
const leafTypes: ReadonlySet<string> = new Set([
	"identifier",
	"integer",
	"float",
	"true",
	"false",
	"none",
	"ellipsis",
	"comment",
	"string_start",
	"string_content",
	"string_end",
	"dotted_name",
	"relative_import",
	"wildcard_import",
	"type_conversion",
	"pass_statement",
]);

/** Gives a literal without holes its three parts; false when it may have holes or was never closed. */
function splitPlainString(node: Open, text: string): boolean {
	let quoteAt = node.start;
	while (quoteAt < node.start + 3 && text[quoteAt] !== '"' && text[quoteAt] !== "'") quoteAt++;
	const quote = text[quoteAt];
	if (quote !== '"' && quote !== "'") return false;
	if (/[ft]/i.test(text.slice(node.start, quoteAt))) return false;
	const isTriple = text[quoteAt + 1] === quote && text[quoteAt + 2] === quote && node.end - quoteAt >= 6;
	const length = isTriple ? 3 : 1;
	const contentStart = quoteAt + length;
	const contentEnd = node.end - length;
	if (contentEnd < contentStart || !text.startsWith(quote.repeat(length), contentEnd)) return false;
	const children = [open("string_start", node.start, contentStart, null)];
	if (contentEnd > contentStart) children.push(open("string_content", contentStart, contentEnd, null));
	children.push(open("string_end", contentEnd, node.end, null));
	node.children = children;
	return true;
}

type Open = { -readonly [K in keyof SyntaxNode]: SyntaxNode[K] };

function open(type: string, start: number, end: number, field: string | null): Open {
	return { type, start, end, field, isNamed: true, children: leaf };
}

function append(parent: Open, node: SyntaxNode): void {
	if (parent.children === leaf) parent.children = [node];
	else (parent.children as SyntaxNode[]).push(node);
}

function isLongLiteral(node: SyntaxNode): boolean {
	return node.children.length > 2 * longestLiteral + 2 && collections.has(node.type);
}

function noteGenerator(path: readonly SyntaxNode[], generators: Set<SyntaxNode>): void {
	const owner = path.findLast((node) => node.type === "function_definition" || node.type === "lambda");
	if (owner) generators.add(owner);
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

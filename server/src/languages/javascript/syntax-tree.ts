/** Copies a tree of TypeScript or JavaScript in one pass, counting what did not parse, and finds parts in the copy. */
import type { Tree } from "web-tree-sitter";
import { type CopiedTree, longestLiteral, type SyntaxNode } from "../syntax-node.ts";

export interface SyntaxTree extends CopiedTree {
	/** How much of the text lies in nodes that did not parse. */
	readonly errorUnits: number;
	readonly callCount: number;
}

export function copyTree(tree: Tree): SyntaxTree {
	const { types, fields } = tree.language;
	const traits = traitsOf(tree);
	const cursor = tree.walk();
	const comments: SyntaxNode[] = [];
	let errorUnits = 0;
	let callCount = 0;

	const root = open(types[cursor.nodeTypeId] ?? "ERROR", cursor.startIndex, cursor.endIndex, null);
	const path: Open[] = [];
	let parent = root;
	let depth = 0;
	let isAtNode = cursor.gotoFirstChild();
	while (isAtNode) {
		const id = cursor.nodeTypeId;
		const type = types[id] ?? "ERROR";
		const trait = traits[id] ?? errorTraits;
		if (!trait.isPunctuation || (type === "," && parent.type === "array_pattern")) {
			const start = cursor.startIndex;
			const node = trait.isNamed
				? open(type, start, cursor.endIndex, fields[cursor.currentFieldId] ?? null)
				: { type, start, end: start + type.length, field: null, isNamed: false, children: leaf };
			if (trait.isComment) comments.push(node);
			else if (parent.children === leaf) parent.children = [node];
			else (parent.children as SyntaxNode[]).push(node);
			if (type === "call_expression") callCount++;
			if (id === errorTypeId) errorUnits += node.end - node.start;
			if (!trait.isOpaque && depth < deepestCopied && cursor.gotoFirstChild()) {
				path.push(parent);
				parent = node;
				if (!trait.isChain) depth++;
				continue;
			}
		}
		isAtNode = !isLongLiteral(parent) && cursor.gotoNextSibling();
		while (!isAtNode) {
			const outer = path.pop();
			if (!outer || !cursor.gotoParent()) break;
			if (!chains.has(parent.type)) depth--;
			parent = outer;
			isAtNode = !isLongLiteral(parent) && cursor.gotoNextSibling();
		}
	}
	cursor.delete();
	return { root, comments, hasErrors: tree.rootNode.hasError, errorUnits, callCount };
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
const errorTraits = { isNamed: true, isComment: false, isPunctuation: false, isOpaque: false, isChain: false };
const punctuation: ReadonlySet<string> = new Set("( ) { } [ ] , ; : . => ` \" ' ${ ? = </ />".split(" "));
/** Nodes without parts, and nodes whose parts are read from the text itself. */
const opaque: ReadonlySet<string> = new Set([
	"identifier",
	"property_identifier",
	"private_property_identifier",
	"shorthand_property_identifier",
	"shorthand_property_identifier_pattern",
	"type_identifier",
	"statement_identifier",
	"number",
	"this",
	"null",
	"true",
	"false",
	"undefined",
	"string_fragment",
	"escape_sequence",
	"string",
	"regex",
	"comment",
	"predefined_type",
	"optional_chain",
	"accessibility_modifier",
	"jsx_text",
	"hash_bang_line",
]);
/** Syntax that nests to one side thousands deep; it is read by loops, all other syntax by functions that call each other. */
const chains: ReadonlySet<string> = new Set([
	"binary_expression",
	"call_expression",
	"member_expression",
	"subscript_expression",
	"if_statement",
	"else_clause",
]);
/** How many levels of other syntax are copied: enough for any code, and far from the end of the stack. */
const deepestCopied = 600;
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

/** What copying asks of a node type, worked out once per grammar. */
interface TypeTraits {
	readonly isNamed: boolean;
	readonly isComment: boolean;
	readonly isPunctuation: boolean;
	readonly isOpaque: boolean;
	readonly isChain: boolean;
}

const traits = new WeakMap<object, readonly TypeTraits[]>();

function traitsOf(tree: Tree): readonly TypeTraits[] {
	const language = tree.language;
	let found = traits.get(language);
	if (!found) {
		found = language.types.map((type, id) => {
			const isNamed = language.nodeTypeIsNamed(id);
			return {
				isNamed,
				isComment: type === "comment" || type === "html_comment",
				isPunctuation: punctuation.has(type),
				isOpaque: !isNamed || opaque.has(type),
				isChain: chains.has(type),
			};
		});
		traits.set(language, found);
	}
	return found;
}

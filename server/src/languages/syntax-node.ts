/**
 * A plain copy of a tree-sitter tree, the same shape for every grammar. Every question put to a tree-sitter node crosses
 * into WebAssembly, so a front end copies the tree once, with a cursor that cannot overflow the stack.
 */

export interface SyntaxNode {
	/** The grammar's name for it; the token itself for keywords and signs; `ERROR` for text that did not parse. */
	readonly type: string;
	readonly start: number;
	readonly end: number;
	/** Its role in the parent; null when the grammar names none, and for signs, whose role nobody asks for. */
	readonly field: string | null;
	readonly isNamed: boolean;
	readonly children: readonly SyntaxNode[];
}

export interface CopiedTree {
	readonly root: SyntaxNode;
	/** In source order; they are not in the tree. */
	readonly comments: readonly SyntaxNode[];
	readonly hasErrors: boolean;
}

/** Literals with more items are data, not prompts: what follows is not copied. */
export const longestLiteral = 2000;

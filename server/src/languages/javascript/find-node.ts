/** Finds the syntax an edit speaks of by its place in the text. */
import type { Span } from "../../model/source-file.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/**
 * The innermost node that covers exactly `span`. The span of a string or template may leave out its quotes,
 * because a literal's text is named by its content.
 */
export function findNode(
	root: SyntaxNode,
	span: Span,
	isWanted: (node: SyntaxNode) => boolean,
): SyntaxNode | undefined {
	let found: SyntaxNode | undefined;
	let current: SyntaxNode | undefined = root;
	while (current) {
		if (covers(current, span) && isWanted(current)) found = current;
		current = current.children.find((node) => node.isNamed && node.start <= span.start && span.end <= node.end);
	}
	return found;
}

export function isQuoted(node: SyntaxNode): boolean {
	return node.type === "string" || node.type === "template_string";
}

function covers(node: SyntaxNode, span: Span): boolean {
	if (node.start === span.start && node.end === span.end) return true;
	return isQuoted(node) && node.start + 1 === span.start && node.end - 1 === span.end;
}

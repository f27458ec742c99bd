/** Finds the syntax at a span, and says what running it could do. */
import type { Span } from "../../../model/source-file.ts";
import type { SyntaxNode } from "../syntax-tree.ts";

/** The expression that covers exactly `span`; brackets around it are not part of it, a literal's quotes may be. */
export function expressionAt(root: SyntaxNode, span: Span): SyntaxNode | null {
	let found: SyntaxNode | null = null;
	let node: SyntaxNode | undefined = root;
	while (node) {
		if (coversExactly(node, span) && expressionTypes.has(node.type)) {
			found = node;
			break;
		}
		node = node.children.find((inner) => inner.isNamed && inner.start <= span.start && inner.end >= span.end);
	}
	return found;
}

function coversExactly(node: SyntaxNode, span: Span): boolean {
	if (node.start === span.start && node.end === span.end) return true;
	// The span of a plain text is that of its content.
	if (node.type !== "string") return false;
	const opening = node.children[0];
	const closing = node.children[node.children.length - 1];
	return opening?.end === span.start && closing?.start === span.end;
}

const expressionTypes: ReadonlySet<string> = new Set([
	"string",
	"concatenated_string",
	"binary_operator",
	"call",
	"parenthesized_expression",
	"list",
	"tuple",
]);

/** True when running it could do something besides giving a value. */
export function hasSideEffects(node: SyntaxNode): boolean {
	const waiting = [node];
	for (let next = waiting.pop(); next; next = waiting.pop()) {
		if (actions.has(next.type)) return true;
		waiting.push(...next.children);
	}
	return false;
}

const actions: ReadonlySet<string> = new Set(["call", "await", "yield", "named_expression"]);

/** Finds the syntax at a span, and says what running it could do. */
import type { Span } from "../../../model/source-file.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { namedChildren } from "../syntax-tree.ts";

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
	// The span of a plain text is that of its content, from the first literal's to the last's.
	const opening = edgeLiteral(node, 0)?.children[0];
	const closing = edgeLiteral(node, -1)?.children.at(-1);
	return opening?.end === span.start && closing?.type === "string_end" && closing.start === span.end;
}

/** The first or last literal of adjacent literals and sums. */
function edgeLiteral(node: SyntaxNode, side: 0 | -1): SyntaxNode | undefined {
	let inner: SyntaxNode | undefined = node;
	while (inner && (inner.type === "concatenated_string" || inner.type === "binary_operator")) {
		inner = namedChildren(inner).at(side);
	}
	return inner?.type === "string" ? inner : undefined;
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

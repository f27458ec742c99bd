/** What the functions that read a Python file share: its text, its tree and the summary in the making. */
import type { Expression, UnknownExpression } from "../../model/expression.ts";
import type { Span } from "../../model/source-file.ts";
import type { SummaryBuilder } from "../summary-builder.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import type { SyntaxTree } from "./syntax-tree.ts";

export interface Reader {
	readonly text: string;
	readonly tree: SyntaxTree;
	readonly builder: SummaryBuilder;
	/** Names declared `global` or `nonlocal`, by the scope of the declaring function. */
	readonly outerNames: Map<number, Map<string, "global" | "nonlocal">>;
	/** Stretches that did not parse and have been read. The parser puts them in the oddest places. */
	readonly readErrors: Set<SyntaxNode>;
	/** Inside `if TYPE_CHECKING:`, where imports exist for annotations only. */
	isTypeChecking: boolean;
	/** How deep the expression or block being read is nested. */
	depth: number;
}

/**
 * Deeper nesting than this is generated data. The limit keeps every reader of the summary, all of them recursive,
 * off the end of the stack.
 */
export const deepestNesting = 160;

export function textOf(reader: Reader, node: Span): string {
	return reader.text.slice(node.start, node.end);
}

/** Source text on one line, at most 60 units. */
export function labelOf(reader: Reader, node: Span): string {
	const line = reader.text
		.slice(node.start, Math.min(node.end, node.start + 240))
		.replace(/\s+/g, " ")
		.trim();
	return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

export function unknown(reader: Reader, node: SyntaxNode | Span, because: string): UnknownExpression {
	return { kind: "unknown", because, label: labelOf(reader, node), start: node.start, end: node.end };
}

/** Reads one level deeper, or answers `otherwise` when the nesting is beyond reason. */
export function nested<T>(reader: Reader, read: () => T, otherwise: () => T): T {
	if (reader.depth >= deepestNesting) return otherwise();
	reader.depth++;
	const result = read();
	reader.depth--;
	return result;
}

export function spanOf(node: Span): Span {
	return { start: node.start, end: node.end };
}

/** The text of an expression that is one literal piece of text; null otherwise. */
export function literalText(expression: Expression | undefined): string | null {
	return expression?.kind === "text" ? expression.text : null;
}

/** Kotlin's texts: `$name` in quotes, which the grammar leaves in the text, and raw texts without their margin. */
import type { Expression } from "../../model/expression.ts";
import { nameValue, type Reader, sourceOf } from "../general/reader.ts";
import { named } from "../general/syntax-tree.ts";
import { textOf } from "../general/text.ts";
import type { SyntaxNode } from "../syntax-node.ts";

const shape = { content: ["string_content"], escape: ["escape_sequence"], interpolation: ["interpolation"] };

export function readText(reader: Reader, node: SyntaxNode): Expression {
	return textOf(reader, withNames(reader, node), shape);
}

/** `"""...""".trimIndent()` and `.trimMargin()`: without the margin, the first line and the last when they are blank. */
export function readTrimmed(reader: Reader, node: SyntaxNode, method: string): Expression {
	const value = textOf(reader, node, { ...shape, isDedented: method === "trimIndent" });
	const pieces = value.kind === "concat" ? value.parts : [value];
	const cut = pieces.map((piece, index): Expression => {
		if (piece.kind !== "text") return piece;
		let text = method === "trimMargin" ? piece.text.replaceAll(/\n[ \t]*\|/g, "\n") : piece.text;
		if (index === 0) text = text.replace(/^[ \t]*\n/, "");
		if (index === pieces.length - 1) text = text.replace(/\n[ \t]*$/, "");
		return { ...piece, text, verbatim: piece.verbatim && text === piece.text };
	});
	const [only] = cut;
	return value.kind === "concat" ? { ...value, parts: cut } : (only ?? value);
}

/** The grammar gives `$name` inside quotes as the text `$` followed by the text `name and what follows`. */
function withNames(reader: Reader, node: SyntaxNode): SyntaxNode {
	const children: SyntaxNode[] = [];
	let isAfterSign = false;
	for (const child of node.children) {
		const source = child.type === "string_content" ? sourceOf(reader, child) : "";
		const name = isAfterSign ? /^[\p{L}_][\p{L}\p{N}_]*/u.exec(source)?.[0] : undefined;
		if (name === undefined) children.push(child);
		else {
			children.pop();
			const end = child.start + name.length;
			children.push({ ...child, type: "simple_name", end });
			if (end < child.end) children.push({ ...child, start: end });
		}
		isAfterSign = source === "$";
	}
	return { ...node, children };
}

/** A name that stands in a text without braces. */
export function readSimpleName(reader: Reader, node: SyntaxNode): Expression {
	return nameValue(reader, node, sourceOf(reader, node));
}

export function isRawText(node: SyntaxNode | undefined): node is SyntaxNode {
	return node?.type === "multiline_string_literal" && named(node).length > 0;
}

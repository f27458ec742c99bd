/** Adds `name=value` to a call, in the layout the call has. */
import type { TextEdit } from "../../../model/finding.ts";
import type { SourceFile, Span } from "../../../model/source-file.ts";
import type { NotEditable } from "../../front-end.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { child, namedChildren, type SyntaxTree } from "../syntax-tree.ts";
import { expressionAt } from "./find-node.ts";

export interface NewArgument {
	readonly name: string;
	/** Source text. */
	readonly value: string;
}

export function insertArgument(
	tree: SyntaxTree,
	source: SourceFile,
	call: Span,
	{ name, value }: NewArgument,
): readonly TextEdit[] | NotEditable {
	const { file, text } = source;
	const node = expressionAt(tree.root, call);
	const list = node?.type === "call" ? child(node, "arguments") : undefined;
	const closing = list?.children[list.children.length - 1];
	if (!list || closing?.type !== ")") return { notEditable: "the call cannot be found in the file" };
	if (list.type !== "argument_list") return { notEditable: "the call's only argument is a generator without brackets" };
	const passed = namedChildren(list);
	if (passed.some((argument) => nameOf(text, argument) === name)) {
		return { notEditable: `the call passes \`${name}\` already` };
	}
	const argument = `${name}=${value}`;
	const last = passed[passed.length - 1];
	if (!last) return [{ file, start: closing.start, end: closing.start, newText: argument }];
	if (last.type === "generator_expression" && passed.length === 1 && text[last.start] !== "(") {
		return { notEditable: "the call's only argument is a generator without brackets" };
	}
	const comma = list.children.find((part) => part.type === "," && part.start >= last.end);
	const behind = comma?.end ?? last.end;
	const rest = text.slice(behind, closing.start);
	if (!rest.includes("\n")) {
		const lead = comma ? (rest === "" ? " " : "") : ", ";
		const at = comma ? closing.start : last.end;
		return [{ file, start: at, end: at, newText: lead + argument }];
	}
	const lineEnd = behind + rest.search(/\r?\n/);
	const newline = text.startsWith("\r\n", lineEnd) ? "\r\n" : "\n";
	const line = `${newline}${indentOf(text, last)}${argument}${comma ? "," : ""}`;
	if (comma) return [{ file, start: lineEnd, end: lineEnd, newText: line }];
	if (lineEnd === last.end) return [{ file, start: lineEnd, end: lineEnd, newText: `,${line}` }];
	// A comment stands between: the comma goes before it, the new line behind it.
	return [
		{ file, start: last.end, end: last.end, newText: "," },
		{ file, start: lineEnd, end: lineEnd, newText: line },
	];
}

function nameOf(text: string, argument: SyntaxNode): string | null {
	const name = argument.type === "keyword_argument" ? child(argument, "name") : undefined;
	return name ? text.slice(name.start, name.end) : null;
}

/** The white space the line of an argument starts with. */
function indentOf(text: string, node: SyntaxNode): string {
	const lineStart = text.lastIndexOf("\n", node.start - 1) + 1;
	return /^[ \t]*/.exec(text.slice(lineStart, node.start))?.[0] ?? "";
}

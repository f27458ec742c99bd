/** The edits a rule may ask for in Python. Every edited text is read again, and must read as was intended. */
import type { TextEdit } from "../../../model/finding.ts";
import type { SourceFile, Span } from "../../../model/source-file.ts";
import { isNotEditable, type LanguageFrontEnd, type NotEditable, type TextPieces } from "../../front-end.ts";
import type { Grammar } from "../../grammars.ts";
import { moveOutOfLoop } from "../../out-of-loop.ts";
import { copyTree, type SyntaxTree } from "../syntax-tree.ts";
import { batchLoop } from "./batch-loop.ts";
import { insertArgument } from "./insert-argument.ts";
import { pythonLoops } from "./loop-shape.ts";
import { moveItems } from "./move-items.ts";
import { readsAs, readText, writeText } from "./read-text.ts";
import { splitText } from "./split-text.ts";

type Edits = Pick<
	LanguageFrontEnd,
	"readText" | "writeText" | "splitText" | "moveItems" | "insertArgument" | "moveOutOfLoop" | "batchLoop"
>;

export function createPythonEdits(grammar: Grammar): Edits {
	const inTree = <T>(source: SourceFile, use: (tree: SyntaxTree) => T): T | NotEditable => {
		const tree = grammar.withTree(source.text, (parsed) => copyTree(parsed, source.text));
		return tree ? use(tree) : { notEditable: "the file took too long to read" };
	};
	const read = (source: SourceFile, expression: Span): TextPieces | NotEditable =>
		inTree(source, ({ root, comments }) => readText({ text: source.text, root, comments }, expression));
	return {
		readText: read,
		writeText(source, text, order) {
			const edits = inTree(source, ({ root, comments }) =>
				writeText({ text: source.text, root, comments }, source, text, order),
			);
			if (isNotEditable(edits) || edits.length === 0) return edits;
			const after = read(...edited(source, text, edits));
			const intended = readsAs(order.flatMap((old) => text.pieces[old] ?? []));
			if (!isNotEditable(after) && readsAs(after.pieces).join("\0") === intended.join("\0")) return edits;
			return { notEditable: "the text would read differently after the move" };
		},
		splitText: (source, request) =>
			inTree(source, ({ root, comments }) => splitText({ text: source.text, root, comments }, request)),
		moveItems: (source, list, order) => inTree(source, (tree) => moveItems(tree, source, list, order)),
		moveOutOfLoop: (source, request) => inTree(source, (tree) => moveOutOfLoop(source, tree, pythonLoops, request)),
		batchLoop: (source, request) => inTree(source, (tree) => batchLoop(source, tree, request)),
		insertArgument: (source, call, name, value) =>
			inTree(source, (tree) => insertArgument(tree, source, call, { name, value })),
	};
}

/** The source after the edits, and where the expression then stands. */
function edited(source: SourceFile, expression: Span, edits: readonly TextEdit[]): [SourceFile, Span] {
	let { text } = source;
	let { start, end } = expression;
	for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
		text = text.slice(0, edit.start) + edit.newText + text.slice(edit.end);
		const growth = edit.newText.length - (edit.end - edit.start);
		if (edit.end <= expression.start && edit.start < expression.start) start += growth;
		if (edit.start < expression.end || edit.end <= expression.start) end += growth;
	}
	return [
		{ ...source, text },
		{ start, end },
	];
}

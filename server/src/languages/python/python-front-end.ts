/**
 * Reads Python. Functions, statements and expressions are translated into the neutral summary; edits of texts and
 * lists are made here too, since only this folder knows Python's quotes, prefixes and indentation.
 */
import type { FileSummary } from "../../model/file-summary.ts";
import { lineStartsOf, type SourceFile } from "../../model/source-file.ts";
import { lineOfDirective, parseDirective } from "../directives.ts";
import type { LanguageFrontEnd } from "../front-end.ts";
import type { Grammar } from "../grammars.ts";
import { SummaryBuilder } from "../summary-builder.ts";
import { createPythonEdits } from "./edits/python-edits.ts";
import type { Reader } from "./reader.ts";
import { readBlock } from "./statements.ts";
import { copyTree, type SyntaxTree } from "./syntax-tree.ts";

export function createPythonFrontEnd(grammar: Grammar): LanguageFrontEnd {
	return {
		languages: ["python"],
		summarize: (source) => summarize(grammar, source),
		...createPythonEdits(grammar),
		parses: (source) => grammar.withTree(source.text, (tree) => !tree.rootNode.hasError) ?? false,
	};
}

function summarize(grammar: Grammar, source: SourceFile): FileSummary {
	const builder = new SummaryBuilder(source);
	const tree = grammar.withTree(source.text, (parsed) => copyTree(parsed, source.text));
	if (!tree) {
		builder.hasSyntaxErrors = true;
		return builder.finish();
	}
	builder.hasSyntaxErrors = tree.hasErrors;
	const reader: Reader = {
		text: source.text,
		tree,
		builder,
		outerNames: new Map(),
		isTypeChecking: false,
		depth: 0,
	};
	readBlock(reader, tree.root);
	readDirectives(builder, source.text, tree);
	return builder.finish();
}

function readDirectives(builder: SummaryBuilder, text: string, tree: SyntaxTree): void {
	let lineStarts: readonly number[] | undefined;
	for (const comment of tree.comments) {
		const directive = parseDirective(text.slice(comment.start, comment.end).replace(/^#+/, ""));
		if (!directive) continue;
		lineStarts ??= lineStartsOf(text);
		const appliesToLine = lineOfDirective(comment, text, lineStarts, tree.comments);
		builder.addDirective({ ...directive, appliesToLine, start: comment.start, end: comment.end });
	}
}

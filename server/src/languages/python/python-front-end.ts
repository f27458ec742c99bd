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
import { withStringsClosed } from "./close-strings.ts";
import { createPythonEdits } from "./edits/python-edits.ts";
import { withOutdentedLinesJoined } from "./join-lines.ts";
import type { Reader } from "./reader.ts";
import { readBlock, readErrorsIn } from "./statements.ts";
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
	const parsed = parse(grammar, source.text);
	if (!parsed) {
		builder.hasSyntaxErrors = true;
		return builder.finish();
	}
	const { text, tree } = parsed.tree.hasErrors ? bestParse(grammar, parsed) : parsed;
	// Joined lines are legal Python that only the grammar does not know; closed strings are not.
	builder.hasSyntaxErrors = tree.hasErrors || (text !== source.text && text !== withOutdentedLinesJoined(source.text));
	const reader: Reader = {
		text,
		tree,
		builder,
		outerNames: new Map(),
		readErrors: new Set(),
		isTypeChecking: false,
		depth: 0,
	};
	readBlock(reader, tree.root);
	if (tree.hasErrors) readErrorsIn(reader, tree.root);
	readDirectives(builder, source.text, parsed.tree);
	return builder.finish();
}

interface Parsed {
	readonly text: string;
	readonly tree: SyntaxTree;
}

function parse(grammar: Grammar, text: string): Parsed | null {
	const tree = grammar.withTree(text, (parsed) => copyTree(parsed, text));
	return tree ? { text, tree } : null;
}

/** Of the text as it is and its repaired copies, the one in which most code can be seen. */
function bestParse(grammar: Grammar, parsed: Parsed): Parsed {
	let best = parsed;
	let most = visibleCode(parsed.tree);
	const joined = withOutdentedLinesJoined(parsed.text);
	for (const text of [...(joined === null ? [] : [joined]), ...withStringsClosed(parsed.text)]) {
		const candidate = parse(grammar, text);
		const seen = candidate ? visibleCode(candidate.tree) : 0;
		if (!candidate || seen < most || (seen === most && candidate.tree.hasErrors)) continue;
		best = candidate;
		most = seen;
		if (!candidate.tree.hasErrors) break;
	}
	return best;
}

function visibleCode({ root }: SyntaxTree): number {
	let seen = 0;
	const waiting = [root];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (node.type === "call" || node.type === "assignment") seen++;
		else if (node.type === "function_definition" || node.type === "class_definition") seen += 2;
		for (const inner of node.children) waiting.push(inner);
	}
	return seen;
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

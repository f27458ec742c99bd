/**
 * A front end made from a language's table. It reads calls, models and texts; it edits nothing: moving text inside
 * these languages' literals is not offered, because their quoting rules are not modelled.
 */
import type { Expression } from "../../model/expression.ts";
import type { FileSummary } from "../../model/file-summary.ts";
import { lineStartsOf, type SourceFile } from "../../model/source-file.ts";
import { lineOfDirective, parseDirective } from "../directives.ts";
import type { LanguageFrontEnd, NotEditable } from "../front-end.ts";
import type { Grammar } from "../grammars.ts";
import { SummaryBuilder } from "../summary-builder.ts";
import type { CopiedTree, SyntaxNode } from "../syntax-node.ts";
import { deepestNesting, type LanguageTable, type Reader, unknown } from "./reader.ts";
import { copyTree, named } from "./syntax-tree.ts";

export function createGeneralFrontEnd(grammar: Grammar, table: LanguageTable): LanguageFrontEnd {
	const notEditable: NotEditable = {
		notEditable: "text is moved in Python, TypeScript and JavaScript only, whose quoting rules are known",
	};
	return {
		languages: [table.language],
		summarize: (source) => summarize(grammar, table, source),
		readText: () => notEditable,
		writeText: () => notEditable,
		moveItems: () => notEditable,
		insertArgument: () => notEditable,
		parses: (source) => grammar.withTree(source.text, (tree) => !tree.rootNode.hasError) ?? false,
	};
}

function summarize(grammar: Grammar, table: LanguageTable, source: SourceFile): FileSummary {
	const builder = new SummaryBuilder(source);
	const tree = grammar.withTree(source.text, copyTree);
	if (!tree) {
		builder.hasSyntaxErrors = true;
		return builder.finish();
	}
	builder.hasSyntaxErrors = tree.hasErrors;
	const reader = makeReader(table, source, builder, tree);
	table.prepare?.(reader, tree.root);
	for (const statement of named(tree.root)) reader.statement(statement);
	addFreeNames(reader);
	readDirectives(reader, tree.comments);
	return { ...builder.finish(), ...(reader.namespace === "" ? {} : { namespace: reader.namespace }) };
}

function makeReader(table: LanguageTable, source: SourceFile, builder: SummaryBuilder, tree: CopiedTree): Reader {
	const reader: Reader = {
		text: source.text,
		table,
		builder,
		comments: tree.comments,
		locals: [new Set()],
		classes: [],
		free: new Map(),
		packages: new Map(),
		chains: new WeakMap(),
		growing: new Set(),
		laterTexts: new Map(),
		classIds: new Map(),
		namespace: "",
		depth: 0,
		expression: (node) => readExpression(reader, node),
		statement: (node) => readStatement(reader, node),
	};
	return reader;
}

function readExpression(reader: Reader, node: SyntaxNode): Expression {
	if (reader.depth >= deepestNesting) return unknown(reader, node, "it is nested too deep");
	reader.depth++;
	const read = reader.table.expressions[node.type];
	const value = read ? read(reader, node) : readParts(reader, node);
	reader.depth--;
	return value;
}

/** What the table does not speak of gives no value, but what stands inside it may be a request. */
function readParts(reader: Reader, node: SyntaxNode): Expression {
	for (const child of named(node)) reader.statement(child);
	return unknown(reader, node, "the expression is not followed");
}

function readStatement(reader: Reader, node: SyntaxNode): void {
	if (reader.depth >= deepestNesting) return;
	const read = reader.table.statements[node.type];
	reader.depth++;
	if (read) read(reader, node);
	else if (reader.table.expressions[node.type]) reader.expression(node);
	else for (const child of named(node)) reader.statement(child);
	reader.depth--;
}

/** Names the file uses and does not define come from the program's other files or from a library. */
function addFreeNames(reader: Reader): void {
	const known = reader.locals[0] ?? new Set();
	for (const [local, { module, imported }] of reader.free) {
		if (known.has(local)) continue;
		const specifier = `${reader.table.scheme}:${module}`;
		reader.builder.addImport({ local, module: specifier, imported, start: 0, end: 0 });
	}
}

function readDirectives(reader: Reader, comments: readonly SyntaxNode[]): void {
	const lineStarts: number[] = [];
	for (const { start, end } of comments) {
		const comment = reader.text.slice(start, end);
		if (!comment.includes("lcpr")) continue;
		const directive = parseDirective(comment.replace(/^(?:\/\/+|\/\*+|#+)/, "").replace(/\*\/$/, ""));
		if (!directive) continue;
		if (lineStarts.length === 0) lineStarts.push(...lineStartsOf(reader.text));
		const appliesToLine = lineOfDirective({ start, end }, reader.text, lineStarts, comments);
		reader.builder.addDirective({ start, end, ...directive, appliesToLine });
	}
}

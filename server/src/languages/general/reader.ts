/**
 * What the parts of the general translator share: the table that describes a language, and the state of one file.
 * A language is a table from kinds of syntax nodes to readers; most readers are made by the shapes of `shapes.ts`.
 */
import type { Call, Expression, Name, UnknownExpression } from "../../model/expression.ts";
import type { Mutation } from "../../model/file-summary.ts";
import type { LanguageId, Span } from "../../model/source-file.ts";
import type { SummaryBuilder } from "../summary-builder.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import type { FormatStyle } from "./format-text.ts";

export type ExpressionReader = (reader: Reader, node: SyntaxNode) => Expression;
export type StatementReader = (reader: Reader, node: SyntaxNode) => void;

export interface LanguageTable {
	readonly language: LanguageId;
	/** Begins the name of every module of the language: `go:fmt`. Languages that share libraries share it. */
	readonly scheme: string;
	readonly expressions: Readonly<Record<string, ExpressionReader>>;
	readonly statements: Readonly<Record<string, StatementReader>>;
	/** A type as an expression that names it; null for types that say nothing. */
	readonly type: (reader: Reader, node: SyntaxNode) => Expression | null;
	/** Fields and methods may be named without `this.` */
	readonly hasImplicitThis: boolean;
	/** True for names that, when the file does not define them, belong to another file or to a library. */
	readonly isFreeName: (name: string) => boolean;
	/** The last expression of a function is what it returns. */
	readonly returnsLast: boolean;
	/** Whether a call begins a chain that sets one field after another, and of which type. */
	readonly builderStart: (call: Call) => Expression | null;
	/** Steps that end such a chain, and steps and methods that give back nearly what they are called on. */
	readonly transparentMethods: ReadonlySet<string>;
	/** Methods that give their argument where the object is empty: `orElse(x)`. */
	readonly fallbackMethods: ReadonlySet<string>;
	/** Functions that give back their only argument: `Some(x)`. */
	readonly transparentFunctions: ReadonlySet<string>;
	/** Methods that change a list in place. */
	readonly listMethods: Readonly<Record<string, Mutation["operation"]>>;
	/** Functions whose arguments are the items of a list, or its keys and values in turn. */
	readonly listFunctions: ReadonlySet<string>;
	readonly recordFunctions: ReadonlySet<string>;
	/** Constructions of empty lists, records and texts. */
	readonly emptyLists: ReadonlySet<string>;
	readonly emptyRecords: ReadonlySet<string>;
	readonly emptyTexts: ReadonlySet<string>;
	/** Functions that put values into the places of a template, and where the template stands among the arguments. */
	readonly formatFunctions: Readonly<Record<string, FormatStyle>>;
	/** Functions that join a list with a separator: the numbers of the arguments. */
	readonly joinFunctions: Readonly<Record<string, { readonly separator: number; readonly items: number }>>;
	/** Work on the whole tree before reading begins. */
	readonly prepare?: (reader: Reader, root: SyntaxNode) => void;
}

export interface ClassContext {
	readonly name: string;
	/** Fields and methods by name; true for static ones. */
	readonly members: ReadonlyMap<string, boolean>;
	isInStatic: boolean;
}

export interface Reader {
	readonly text: string;
	readonly table: LanguageTable;
	readonly builder: SummaryBuilder;
	readonly comments: readonly SyntaxNode[];
	/** Local names of the functions around, the innermost last; the first holds the file's own. */
	readonly locals: Set<string>[];
	readonly classes: ClassContext[];
	/** Names that nothing in the file defines, with the module they are looked for in. */
	readonly free: Map<string, { readonly module: string; readonly imported: string }>;
	/** Modules imported under a local name, for languages whose packages are spoken of by name. */
	readonly packages: Map<string, string>;
	/** Calls that are unfinished chains of a builder. */
	readonly chains: WeakMap<Expression, Call>;
	/** Local names that hold an unfinished chain, to which later statements add. */
	readonly growing: Set<string>;
	/** Bodies of texts that stand after the statement they belong to. */
	readonly laterTexts: Map<SyntaxNode, SyntaxNode>;
	/** The classes of the file by name, for methods declared outside of them. */
	readonly classIds: Map<string, number>;
	/** The package or namespace the file declares. */
	namespace: string;
	depth: number;
	expression(node: SyntaxNode): Expression;
	statement(node: SyntaxNode): void;
}

/** Keeps this translator's recursion, and that of everything that reads summaries, far from the end of the stack. */
export const deepestNesting = 160;

export function sourceOf(reader: Reader, span: Span): string {
	return reader.text.slice(span.start, span.end);
}

export function spanOf(span: Span): Span {
	return { start: span.start, end: span.end };
}

/** The source text on one line, at most 60 units. */
export function labelOf(reader: Reader, span: Span): string {
	const source = reader.text.slice(span.start, Math.min(span.end, span.start + 240)).replace(/\s+/g, " ");
	return source.length <= 60 ? source : `${source.slice(0, 59)}…`;
}

export function unknown(reader: Reader, span: Span, because: string): UnknownExpression {
	return { kind: "unknown", ...spanOf(span), because, label: labelOf(reader, span) };
}

export function nullAt(span: Span): Expression {
	return { kind: "null", ...spanOf(span) };
}

/** A name, without asking what it belongs to. */
export function plainName(span: Span, name: string): Name {
	return { kind: "name", name, ...spanOf(span) };
}

export function declareLocal(reader: Reader, name: string): void {
	reader.locals.at(-1)?.add(name);
}

export function isLocal(reader: Reader, name: string): boolean {
	return reader.locals.some((names) => names.has(name));
}

/** What a name stands for: a local, a member of the class around when the language lets it be named alone, or a free name. */
export function nameValue(reader: Reader, span: Span, name: string): Expression {
	const plain = plainName(span, name);
	if (isLocal(reader, name)) return plain;
	if (reader.table.hasImplicitThis)
		for (const around of reader.classes.toReversed()) {
			const isStatic = around.members.get(name);
			if (isStatic === undefined) continue;
			const owner = isStatic || around.isInStatic ? around.name : "this";
			return {
				kind: "member",
				object: plainName(span, owner),
				property: name,
				nameSpan: spanOf(span),
				...spanOf(span),
			};
		}
	if (reader.table.isFreeName(name)) noteFree(reader, name);
	return plain;
}

export function noteFree(reader: Reader, name: string, module = "", imported = name): void {
	if (!reader.free.has(name)) reader.free.set(name, { module, imported });
}

export function typeAt(reader: Reader, node: SyntaxNode | undefined): Expression | null {
	return node ? reader.table.type(reader, node) : null;
}

/** The last name of a name or member chain; null for any other expression. */
export function lastNameOf(expression: Expression): string | null {
	if (expression.kind === "name") return expression.name;
	return expression.kind === "member" ? expression.property : null;
}

/** `List.of`, `fmt.Sprintf`: names joined by dots; null for any other expression. */
export function dottedName(expression: Expression): string | null {
	if (expression.kind === "name") return expression.name;
	if (expression.kind !== "member") return null;
	const object = dottedName(expression.object);
	return object === null ? null : `${object}.${expression.property}`;
}

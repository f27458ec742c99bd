/**
 * YAML, JSON and TOML as expressions with the places they are written at, so that a prompt kept in a settings file can
 * be pointed at and edited there. A text over several lines is one literal for each line, each a copy of its source.
 */
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar } from "yaml";
import type { Expression, RecordEntry, TextLiteral } from "../../model/expression.ts";
import type { Span } from "../../model/source-file.ts";
import { readToml } from "./toml-values.ts";

/** Entries of one list or record that are read. */
const mostEntries = 500;
const deepest = 10;
const mostNodes = 20_000;

/** Null when the text cannot be read. `offset` is added to every place: the text may be a part of a file. */
export function readData(text: string, format: "yaml" | "toml", offset = 0): Expression | null {
	if (format === "toml") return readToml(text);
	try {
		const document = parseDocument(text, { keepSourceTokens: false, logLevel: "silent", uniqueKeys: false });
		if (document.errors.some((error) => error.code !== "MULTIPLE_DOCS" && error.code !== "TAG_RESOLVE_FAILED"))
			return null;
		const resolve = (node: Alias) => node.resolve(document) ?? null;
		const budget = { nodes: mostNodes };
		return document.contents ? expressionOf(document.contents, { text, offset, depth: 0, resolve, budget }) : null;
	} catch {
		return null;
	}
}

/** The format of a settings file by its name; null for other files. JSON is read as the YAML it is. */
export function dataFormatOf(file: string): "yaml" | "toml" | null {
	if (/\.(ya?ml|json|jsonc)$/i.test(file)) return "yaml";
	return /\.toml$/i.test(file) ? "toml" : null;
}

interface Reading {
	readonly text: string;
	readonly offset: number;
	readonly depth: number;
	/** What an alias stands for. */
	readonly resolve: (alias: Alias) => Node | null;
	/** Aliases of aliases could be written out without end. */
	readonly budget: { nodes: number };
}

function expressionOf(node: Node, reading: Reading): Expression {
	const { offset, depth } = reading;
	const [from = 0, to = 0] = node.range ?? [];
	const span: Span = { start: from + offset, end: to + offset };
	const inner = { ...reading, depth: depth + 1 };
	if (depth > deepest || reading.budget.nodes-- <= 0)
		return { kind: "unknown", because: "it lies too deep", label: "…", ...span };
	if (isMap(node)) {
		const entries = node.items.slice(0, mostEntries).flatMap((pair): readonly RecordEntry[] => {
			const key = isScalar(pair.key) ? String(pair.key.value) : null;
			const value = isNode(pair.value) ? expressionOf(pair.value, inner) : { kind: "null" as const, ...span };
			const at = isScalar(pair.key) ? (pair.key.range?.[0] ?? from) + offset : span.start;
			// `<<: *defaults` puts the entries of another record in.
			if (key === "<<" && value.kind === "record") return value.entries;
			return [{ key, value, start: at, end: value.end }];
		});
		return { kind: "record", entries, ...span };
	}
	if (isSeq(node)) {
		const items = node.items
			.slice(0, mostEntries)
			.flatMap((item) => (isNode(item) ? [{ value: expressionOf(item, inner) }] : []));
		return { kind: "list", form: "list", items, ...span };
	}
	if (isScalar(node)) return scalarOf(node, span, reading);
	const target = isAlias(node) ? reading.resolve(node) : null;
	if (target) return expressionOf(target, inner);
	return {
		kind: "unknown",
		because: "it is not a plain value",
		label: "…",
		...span,
	};
}

function isNode(value: unknown): value is Node {
	return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value);
}

function scalarOf(node: Scalar, span: Span, { text, offset }: Reading): Expression {
	const { value } = node;
	if (typeof value === "number") return { kind: "number", value, ...span };
	if (typeof value === "boolean") return { kind: "boolean", value, ...span };
	if (typeof value !== "string") return { kind: "null", ...span };
	const source = text.slice(span.start - offset, span.end - offset);
	if (source === value) return literal(value, span, true);
	if (source.slice(1, -1) === value) return literal(value, { start: span.start + 1, end: span.end - 1 }, true);
	if (node.type === "BLOCK_LITERAL") return linesOf(value, source, span) ?? literal(value, span, false);
	return literal(value, span, false);
}

/** The lines of a block scalar, without the indentation that is not part of the text. */
function linesOf(value: string, source: string, span: Span): Expression | null {
	const parts: TextLiteral[] = [];
	let at = source.indexOf("\n") + 1;
	if (at === 0) return null;
	for (const line of value.match(/[^\n]*\n|[^\n]+/g) ?? []) {
		const end = source.indexOf("\n", at) + 1 || source.length;
		const own = source.slice(at, end);
		const indent = own.replace(/\r?\n$/, "\n").length - line.length;
		const isCopy = indent >= 0 && own.slice(indent).replace("\r\n", "\n") === line;
		if (!isCopy && line.trim() !== "" && own.trim() !== line.trim()) return null;
		const start = span.start + at + (isCopy ? indent : 0);
		parts.push({ ...literal(line, { start, end: span.start + end }, isCopy && own.slice(indent) === line) });
		at = end;
	}
	const [first] = parts;
	const last = parts.at(-1);
	return first && last ? { kind: "concat", parts, start: first.start, end: last.end } : null;
}

function literal(text: string, { start, end }: Span, verbatim: boolean): TextLiteral {
	return { kind: "text", text, verbatim, start, end };
}

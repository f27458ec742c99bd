/**
 * Reads the TOML that settings with prompts are written in: tables, arrays of tables, and keys with texts, numbers,
 * booleans and arrays of them. No kept parser gives places without a second package, and prompts need little of it.
 */
import type { Expression, ListItem, RecordEntry } from "../../model/expression.ts";
import type { Span } from "../../model/source-file.ts";

type Table = Map<string, TomlValue>;
type TomlValue =
	| { readonly table: Table; readonly span: Span }
	| { readonly list: TomlValue[]; readonly span: Span }
	| Expression;

const key = String.raw`(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')`;
const header = new RegExp(
	String.raw`[ \t]*(\[\[?)[ \t]*(${key}(?:[ \t]*\.[ \t]*${key})*)[ \t]*\]\]?[ \t]*(?:#[^\n]*)?(?:\r?\n|$)`,
	"y",
);
const assignment = new RegExp(String.raw`[ \t]*(${key}(?:[ \t]*\.[ \t]*${key})*)[ \t]*=[ \t]*`, "y");
const restOfLine = /[^\n]*(?:\n|$)/y;

/** Never fails: a line that is none of these is passed over. */
export function readToml(text: string): Expression | null {
	const root: Table = new Map();
	let table = root;
	let at = 0;
	while (at < text.length) {
		const opened = matchAt(header, text, at);
		if (opened) {
			table = tableAt(root, namesOf(opened[2] ?? ""), { start: at, end: at + opened[0].length }, opened[1] === "[[");
			at += opened[0].length;
			continue;
		}
		const assigned = matchAt(assignment, text, at);
		if (assigned) {
			const names = namesOf(assigned[1] ?? "");
			const value = readValue(text, at + assigned[0].length);
			const last = names.pop();
			if (value && last !== undefined) {
				tableAt(table, names, { start: at, end: value.end }, false).set(last, value);
				at = value.end;
			}
		}
		at += Math.max(1, matchAt(restOfLine, text, at)?.[0].length ?? 1);
	}
	return root.size === 0 ? null : toExpression({ table: root, span: { start: 0, end: text.length } });
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
	pattern.lastIndex = at;
	return pattern.exec(text);
}

function namesOf(path: string): string[] {
	return (path.match(new RegExp(key, "g")) ?? []).map((name) => name.replace(/^["']|["']$/g, ""));
}

function tableAt(from: Table, names: readonly string[], span: Span, isArray: boolean): Table {
	let table = from;
	names.forEach((name, index) => {
		const known = table.get(name);
		const isLast = index === names.length - 1;
		if (isArray && isLast) {
			const list = known && "list" in known ? known : { list: [], span };
			const added = { table: new Map(), span };
			list.list.push(added);
			table.set(name, list);
			table = added.table;
			return;
		}
		const inner = known && "list" in known ? known.list.at(-1) : known;
		if (inner && "table" in inner) table = inner.table;
		else {
			const added = { table: new Map(), span };
			table.set(name, added);
			table = added.table;
		}
	});
	return table;
}

function toExpression(value: TomlValue): Expression {
	if ("table" in value) {
		const entries = [...value.table].map(([name, inner]): RecordEntry => {
			const expression = toExpression(inner);
			return { key: name, value: expression, start: expression.start, end: expression.end };
		});
		return { kind: "record", entries, ...value.span };
	}
	if ("list" in value)
		return {
			kind: "list",
			form: "list",
			items: value.list.map((item) => ({ value: toExpression(item) })),
			...value.span,
		};
	return value;
}

const scalar = /(?:true|false)\b|[-+]?\d[\d_]*(?:\.\d+)?/y;

/** `end` lies behind the closing quote or bracket. */
function readValue(text: string, at: number): Expression | null {
	for (const quote of ['"""', "'''", '"', "'"]) if (text.startsWith(quote, at)) return readText(text, at, quote);
	if (text[at] === "[") return readList(text, at);
	const match = matchAt(scalar, text, at);
	if (!match) return null;
	const span = { start: at, end: at + match[0].length };
	if (/^[tf]/.test(match[0])) return { kind: "boolean", value: match[0] === "true", ...span };
	return { kind: "number", value: Number(match[0].replaceAll("_", "")), ...span };
}

function readText(text: string, at: number, quote: string): Expression | null {
	let start = at + quote.length;
	if (quote.length === 3) start += /^\r?\n/.exec(text.slice(start, start + 2))?.[0].length ?? 0;
	let end = start;
	while (end < text.length && !text.startsWith(quote, end)) {
		if (quote.length === 1 && text[end] === "\n") return null;
		end += quote[0] === '"' && text[end] === "\\" ? 2 : 1;
	}
	if (end >= text.length) return null;
	const source = text.slice(start, end);
	const value = quote[0] === '"' ? unescaped(source) : source;
	const literal: Expression = { kind: "text", text: value, verbatim: value === source, start, end };
	// Where reading goes on is behind the quote; the text's own place is inside of it.
	return { kind: "concat", parts: [literal], start, end: end + quote.length };
}

const escapes: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", '"': '"', "\\": "\\" };

function unescaped(source: string): string {
	return source.replace(/\\(?:\r?\n\s*|u([0-9A-Fa-f]{4})|(.))/g, (_all, code?: string, letter?: string) => {
		if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
		return letter === undefined ? "" : (escapes[letter] ?? letter);
	});
}

const betweenItems = /(?:[\s,]|#[^\n]*)*/y;

function readList(text: string, from: number): Expression | null {
	const items: ListItem[] = [];
	let at = from + 1;
	while (at < text.length) {
		at += matchAt(betweenItems, text, at)?.[0].length ?? 0;
		if (text[at] === "]") return { kind: "list", form: "list", items, start: from, end: at + 1 };
		const value = readValue(text, at);
		if (!value) return null;
		items.push({ value });
		at = value.end;
	}
	return null;
}

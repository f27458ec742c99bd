/** Reads string, template, number and regular expression literals: what is written, and what the program sees. */
import type { Expression, NumberLiteral, TextLiteral } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { type Reader, unknown } from "./reader.ts";
import { firstNamed } from "./syntax-tree.ts";

/** `'...'` or `"..."`. */
export function lowerString(reader: Reader, node: SyntaxNode): TextLiteral {
	const quote = reader.text.charCodeAt(node.start);
	const isClosed = node.end - node.start > 1 && reader.text.charCodeAt(node.end - 1) === quote;
	return textBetween(reader, node.start + 1, Math.max(node.start + 1, isClosed ? node.end - 1 : node.end), "cooked");
}

/** A template literal: one text when it has no holes, else a concatenation. `raw` for `String.raw`. */
export function lowerTemplate(reader: Reader, node: SyntaxNode, form: "cooked" | "raw"): Expression {
	const last = node.end - 1;
	const end = last > node.start && reader.text.charCodeAt(last) === backtick ? last : node.end;
	const parts: Expression[] = [];
	let textStart = node.start + 1;
	for (const hole of node.children) {
		if (hole.type !== "template_substitution") continue;
		if (hole.start > textStart) parts.push(textBetween(reader, textStart, hole.start, form));
		const inner = firstNamed(hole);
		parts.push(inner ? reader.expression(inner) : unknown(reader, hole, "empty placeholder"));
		textStart = hole.end;
	}
	if (parts.length === 0) return textBetween(reader, textStart, Math.max(textStart, end), form);
	if (end > textStart) parts.push(textBetween(reader, textStart, end, form));
	return { kind: "concat", start: node.start, end: node.end, parts };
}

/** `1_000`, `0x1f`, `1e3`, `10n`. */
export function lowerNumber(reader: Reader, node: SyntaxNode): Expression {
	const value = numberOf(reader.text.slice(node.start, node.end));
	if (value === null) return unknown(reader, node, "not a number");
	return { kind: "number", start: node.start, end: node.end, value } satisfies NumberLiteral;
}

/** A regular expression that stands for one fixed text, such as `/\{\{name\}\}/g`, is that text. */
export function lowerRegex(reader: Reader, node: SyntaxNode): Expression {
	const source = reader.text.slice(node.start, node.end);
	const pattern = source.slice(1, source.lastIndexOf("/")).replaceAll("\\s*", "");
	const isFixed = /^(?:\\[^a-zA-Z0-9]|[^\\^$.|?*+()[\]])+$/.test(pattern) && !/\{\d*,?\d*\}/.test(pattern);
	if (!isFixed) return unknown(reader, node, "regular expression");
	const text = pattern.replace(/\\(.)/g, "$1");
	return { kind: "text", start: node.start + 1, end: node.start + source.lastIndexOf("/"), text, verbatim: false };
}

/** The text a string's or template's source between its quotes stands for. */
export function resolveEscapes(source: string, form: "cooked" | "raw"): string {
	const text = source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
	if (form === "raw" || !text.includes("\\")) return text;
	return text.replace(escapes, resolveEscape);
}

const backtick = 96;
const escapes = /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([0-7]{1,3})|(\n)|([^\n]))/g;
const controlCharacters: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", v: "\v" };

function resolveEscape(_: string, ...groups: (string | undefined)[]): string {
	const [braced, unicode, hexadecimal, octal, lineBreak, other] = groups;
	const digits = braced ?? unicode ?? hexadecimal;
	if (digits !== undefined) {
		const code = Number.parseInt(digits, 16);
		return code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
	}
	if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
	if (lineBreak !== undefined || other === undefined) return "";
	return controlCharacters[other] ?? other;
}

function textBetween(reader: Reader, start: number, end: number, form: "cooked" | "raw"): TextLiteral {
	const source = reader.text.slice(start, end);
	const text = resolveEscapes(source, form);
	return { kind: "text", start, end, text, verbatim: text === source };
}

function numberOf(source: string): number | null {
	const value = Number(source.replaceAll("_", "").replace(/n$/, ""));
	return Number.isFinite(value) ? value : null;
}

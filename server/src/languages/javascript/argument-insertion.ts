/** Adds an option to a call: a property of its options object, written the way the object is. */
import type { TextEdit } from "../../model/finding.ts";
import type { NotEditable } from "../front-end.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { child, namedChildren } from "./syntax-tree.ts";

export interface InsertInput {
	readonly file: string;
	readonly text: string;
	readonly call: SyntaxNode;
	readonly name: string;
	readonly value: string;
	readonly comments: readonly SyntaxNode[];
}

export function insertOption(input: InsertInput): readonly TextEdit[] | NotEditable {
	const { file, text, call, name, value } = input;
	const list = child(call, "arguments");
	if (list?.type !== "arguments" || text.charAt(list.end - 1) !== ")") {
		return { notEditable: "the call's arguments are not complete" };
	}
	const values = namedChildren(list);
	const options = values.find((argument) => argument.type === "object");
	if (options) return insertProperty(input, options);
	const entry = `{ ${propertyKey(name)}: ${value} }`;
	const last = values.at(-1);
	if (!last) return [{ file, start: list.end - 1, end: list.end - 1, newText: entry }];
	if (!values.every((argument) => literalTypes.has(argument.type))) {
		return { notEditable: "the call's options are not written where it is made" };
	}
	return [{ file, start: last.end, end: last.end, newText: `, ${entry}` }];
}

/** Arguments that cannot be an options object themselves. */
const literalTypes: ReadonlySet<string> = new Set(["string", "template_string", "array", "number"]);

function insertProperty(
	{ file, text, name, value, comments }: InsertInput,
	options: SyntaxNode,
): readonly TextEdit[] | NotEditable {
	const properties = namedChildren(options);
	const last = properties.at(-1);
	if (text.charAt(options.end - 1) !== "}") return { notEditable: "the call's options are not complete" };
	if (properties.some((property) => keyOf(text, property) === name)) {
		return { notEditable: `the call already has \`${name}\`` };
	}
	const entry = `${propertyKey(name)}: ${value}`;
	if (!last) return [{ file, start: options.start + 1, end: options.end - 1, newText: ` ${entry} ` }];
	const inside = comments.filter((comment) => comment.start >= last.end && comment.end <= options.end);
	const rest = text.slice(last.end, options.end - 1);
	const comma = commaIn(rest, last.end, inside);
	const separator: TextEdit[] = comma === null ? [{ file, start: last.end, end: last.end, newText: "," }] : [];
	if (!rest.includes("\n")) {
		const at = comma === null ? last.end : last.end + comma + 1;
		return merged([...separator, { file, start: at, end: at, newText: ` ${entry}${comma === null ? "" : ","}` }]);
	}
	const at = endOfLine(text, last.end + (comma ?? -1) + 1, inside);
	const lineBreak = rest.includes("\r\n") ? "\r\n" : "\n";
	const line = `${lineBreak}${indentationOf(text, last.start)}${entry}${comma === null ? "" : ","}`;
	return merged([...separator, { file, start: at, end: at, newText: line }]);
}

/** Two insertions at one place are one. */
function merged(edits: readonly TextEdit[]): readonly TextEdit[] {
	const [first, second] = edits;
	if (!first || !second || first.start !== second.start) return edits;
	return [{ ...first, newText: first.newText + second.newText }];
}

function commaIn(rest: string, offset: number, comments: readonly SyntaxNode[]): number | null {
	for (let i = 0; i < rest.length; i++) {
		const comment = comments.find((candidate) => candidate.start === offset + i);
		if (comment) i = comment.end - offset - 1;
		else if (rest[i] === ",") return i;
	}
	return null;
}

/** Behind a comment that ends the line of the last property. */
function endOfLine(text: string, from: number, comments: readonly SyntaxNode[]): number {
	const comment = comments.find((candidate) => candidate.start >= from);
	if (!comment || /[\n\r]/.test(text.slice(from, comment.start))) return from;
	return comment.end;
}

function indentationOf(text: string, offset: number): string {
	const line = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
	return /^\s*/.exec(line)?.[0] ?? "";
}

function keyOf(text: string, property: SyntaxNode): string {
	const key = child(property, "key") ?? child(property, "name") ?? property;
	return text.slice(key.start, key.end).replace(/^["']|["']$/g, "");
}

function propertyKey(name: string): string {
	return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);
}

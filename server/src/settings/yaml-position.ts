/**
 * Where in a YAML text a cursor stands, from the lines' indentation alone: while somebody types, the text is rarely
 * valid YAML. Flow collections are followed within one line.
 */
import type { Span } from "../model/source-file.ts";

export interface YamlPosition {
	/** Names from the root, `*` for an item of a list: `["workloads", "*", "retryRate"]`. */
	readonly path: readonly string[];
	/** Whether a name or a value is being written at the end of the path. */
	readonly at: "key" | "value";
	/** What is written of it before the cursor. */
	readonly word: Span;
	/** In a comment nothing is written. */
	readonly isComment: boolean;
}

interface Level {
	readonly indent: number;
	readonly step: string;
}

const keyPattern = /^(?:([\w.$/-]+)|"([^"]*)"|'([^']*)')\s*:(?=\s|$)/;

export function yamlPositionAt(text: string, offset: number): YamlPosition {
	const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
	const levels: Level[] = [];
	for (const line of text.slice(0, lineStart).split("\n")) enter(levels, line.replace(/\r$/, ""));
	const before = text.slice(lineStart, offset);
	const isComment = /(?:^|\s)#/.test(withoutQuoted(before));
	const { indent, rest } = enterDashes(levels, before);
	const key = keyPattern.exec(rest);
	leave(levels, indent);
	const path = levels.map(({ step }) => step);
	if (!key) {
		const flow = flowPosition(rest);
		if (/^[[{]/.test(rest)) return { path: [...path, ...flow.path], at: flow.at, word: wordEndingAt(), isComment };
		return { path, at: "key", word: wordEndingAt(), isComment };
	}
	const flow = flowPosition(rest.slice(key[0].length));
	return { path: [...path, keyOf(key), ...flow.path], at: flow.at, word: wordEndingAt(), isComment };

	function wordEndingAt(): Span {
		const word = /[\w.$/-]*$/.exec(before)?.[0] ?? "";
		return { start: offset - word.length, end: offset };
	}
}

/** The name or value that a position is within, complete: for a hover. Null between things. */
export function yamlWordAt(text: string, offset: number): (Span & { readonly path: readonly string[] }) | null {
	const isWord = (character: string | undefined) => character !== undefined && /[\w.$/-]/.test(character);
	let start = offset;
	let end = offset;
	while (isWord(text[start - 1])) start--;
	while (isWord(text[end])) end++;
	if (start === end) return null;
	const { path, at, isComment } = yamlPositionAt(text, end);
	if (isComment) return null;
	return { start, end, path: at === "key" ? [...path, text.slice(start, end)] : path };
}

/** Takes a whole line into account. */
function enter(levels: Level[], line: string): void {
	if (/^\s*(?:#.*)?$/.test(line)) return;
	const { indent, rest } = enterDashes(levels, line);
	const key = keyPattern.exec(rest);
	leave(levels, indent);
	if (key) levels.push({ indent, step: keyOf(key) });
}

/** `- - name: x` opens an item for each dash; what follows stands deeper. */
function enterDashes(levels: Level[], line: string): { readonly indent: number; readonly rest: string } {
	let indent = /^ */.exec(line)?.[0].length ?? 0;
	let rest = line.slice(indent);
	for (let dash = /^-(?:\s+|$)/.exec(rest); dash; dash = /^-(?:\s+|$)/.exec(rest)) {
		leave(levels, indent, true);
		levels.push({ indent, step: "*" });
		indent += dash[0].length;
		rest = rest.slice(dash[0].length);
	}
	return { indent, rest };
}

/** Leaves what stands at this indentation or deeper. A list may stand at the indentation of its own name. */
function leave(levels: Level[], indent: number, forItem = false): void {
	for (let last = levels.at(-1); last; last = levels.at(-1)) {
		const isLeft = last.indent > indent || (last.indent === indent && (!forItem || last.step === "*"));
		if (!isLeft) return;
		levels.pop();
	}
}

/** Where in `{ a: 1, b: [x, ` the end stands. */
function flowPosition(text: string): { readonly path: readonly string[]; readonly at: "key" | "value" } {
	const open: ({ readonly kind: "map"; key: string | null } | { readonly kind: "list" })[] = [];
	const masked = withoutQuoted(text);
	let from = 0;
	for (let index = 0; index < masked.length; index++) {
		const character = masked[index];
		const last = open.at(-1);
		if (character === "{") open.push({ kind: "map", key: null });
		else if (character === "[") open.push({ kind: "list" });
		else if (character === "}" || character === "]") open.pop();
		else if (character === "," && last?.kind === "map") last.key = null;
		else if (character === ":" && last?.kind === "map" && last.key === null && /\s|$/.test(masked[index + 1] ?? " ")) {
			last.key = text
				.slice(from, index)
				.trim()
				.replace(/^["']|["']$/g, "");
		} else continue;
		from = index + 1;
	}
	const path = open.flatMap((level) => (level.kind === "list" ? ["*"] : level.key === null ? [] : [level.key]));
	const last = open.at(-1);
	return { path, at: last?.kind === "map" && last.key === null ? "key" : "value" };
}

/** Quoted text as blanks of the same length. */
function withoutQuoted(text: string): string {
	return text.replace(/"[^"]*"|'[^']*'/g, (quoted) => " ".repeat(quoted.length));
}

function keyOf(match: RegExpExecArray): string {
	return match[1] ?? match[2] ?? match[3] ?? "";
}

/**
 * Cuts a template's text into tags and the text between them: Jinja, Handlebars and Mustache, which differ in how they
 * write blocks but never in a way that one text could be read as another. Half-typed tags are text.
 */
import type { Span } from "../../model/source-file.ts";

export interface TemplateTag extends Span {
	/**
	 * `output`: `{{ name }}`. `open`, `middle` and `close` build blocks. `statement`: `{% set x = 1 %}`, which writes
	 * nothing. `include`: `{% include "x" %}`, `{{> x}}`. `comment`: written for people.
	 */
	readonly kind: "output" | "open" | "middle" | "close" | "statement" | "include" | "comment";
	/** `if`, `for`, `each`, `elif`, `else`, `set`, ...; the name of an inverted section is `^`. Empty for an output. */
	readonly name: string;
	/** What stands behind the name, trimmed. */
	readonly content: string;
}

const anyTag =
	/\{%[-+~]?\s*(?<word>\w+)?(?<rest>(?:"[^"]*"|'[^']*'|[^%'"]|%(?!\})|['"])*?)[-+~]?%\}|\{#[\s\S]*?#\}|\{\{~?!--[\s\S]*?--~?\}\}|\{\{\{(?<triple>[^{}]+)\}\}\}|\{\{(?<inner>[-~]?(?:"[^"\n]*"|'[^'\n]*'|\{[^{}]*\}|[^{}])+?[-~]?)\}\}/g;

export function readTags(text: string): readonly TemplateTag[] {
	const tags: TemplateTag[] = [];
	let rawUntil = 0;
	for (const match of text.matchAll(anyTag)) {
		const start = match.index;
		if (start < rawUntil) continue;
		const span = { start, end: start + match[0].length };
		const groups = match.groups ?? {};
		if (match[0].startsWith("{%")) {
			const tag = jinjaTag(groups.word ?? "", (groups.rest ?? "").trim(), span);
			if (tag.name === "raw" || tag.name === "verbatim") rawUntil = endOfRaw(text, span.end);
			tags.push(tag);
		} else if (match[0].startsWith("{#") || /^\{\{~?!/.test(match[0])) {
			tags.push({ kind: "comment", name: "", content: "", ...span });
		} else if (groups.triple !== undefined) {
			tags.push({ kind: "output", name: "", content: groups.triple.trim(), ...span });
		} else {
			tags.push(curlyTag((groups.inner ?? "").replace(/^[-~]|[-~]$/g, "").trim(), span));
		}
	}
	return tags;
}

function endOfRaw(text: string, from: number): number {
	const close = /\{%[-+~]?\s*end(?:raw|verbatim)\s*[-+~]?%\}/.exec(text.slice(from));
	return close ? from + close.index : text.length;
}

/** Jinja statements that write nothing themselves and have no end tag. */
const statements = new Set(["extends", "import", "from", "do", "break", "continue", "debug", "set", "load", "cycle"]);

function jinjaTag(name: string, content: string, span: Span): TemplateTag {
	if (name.startsWith("end")) return { kind: "close", name: name.slice(3), content, ...span };
	if (name === "else" || name === "elif" || name === "elsif" || name === "elseif")
		return { kind: "middle", name: name === "else" ? "else" : "elif", content, ...span };
	if (name === "include") return { kind: "include", name, content, ...span };
	// `{% set x %}...{% endset %}` is a block; with a value it is a statement.
	if (name === "set" && !content.includes("=")) return { kind: "open", name, content, ...span };
	if (name === "" || statements.has(name)) return { kind: "statement", name, content, ...span };
	return { kind: "open", name, content, ...span };
}

function curlyTag(inner: string, span: Span): TemplateTag {
	const sign = inner[0] ?? "";
	const rest = inner.slice(1).trim();
	if (sign === ">") return { kind: "include", name: "partial", content: rest, ...span };
	if (sign === "#" || sign === "^") {
		const [, name = "", content = ""] = /^\*?>?\s*([^\s]+)\s*([\s\S]*)$/.exec(rest) ?? [];
		if (name === "" || (sign === "^" && rest === "")) return { kind: "middle", name: "else", content: "", ...span };
		if (handlebarsHelpers.has(name)) return { kind: "open", name, content, ...span };
		// A Mustache section: its name is the value it depends on.
		return { kind: "open", name: sign === "^" ? "^" : "#", content: `${name} ${content}`.trim(), ...span };
	}
	if (sign === "/") return { kind: "close", name: rest, content: "", ...span };
	if (sign === "&") return { kind: "output", name: "", content: rest, ...span };
	if (inner === "else") return { kind: "middle", name: "else", content: "", ...span };
	if (/^else\s+if\s/.test(inner)) return { kind: "middle", name: "elif", content: inner.slice(8).trim(), ...span };
	return { kind: "output", name: "", content: inner, ...span };
}

export const handlebarsHelpers: ReadonlySet<string> = new Set([
	...["if", "unless", "each", "with", "ifEquals", "unlessEquals", "ifEq", "eq", "is", "section", "inline"],
]);

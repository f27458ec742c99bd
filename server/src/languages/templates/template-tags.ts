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

/** A tag longer than this is no tag: it is text with a brace in it. */
const longestTag = 1_000;

const jinja = /^\{%[-+~]?\s*(?<word>\w+)?(?<rest>(?:"[^"]*"|'[^']*'|[^%'"]|%(?!\}))*)%\}/;
const triple = /^\{\{\{(?<content>[^{}]+)\}\}\}/;
const curly = /^\{\{(?<inner>(?:"[^"\n]*"|'[^'\n]*'|\{[^{}]*\}|[^{}"'])+)\}\}/;

export function readTags(text: string): readonly TemplateTag[] {
	const tags: TemplateTag[] = [];
	/** Ends of comments that do not occur any more. */
	const missing = new Set<string>();
	const openers = /\{[%#{]/g;
	for (let opener = openers.exec(text); opener; opener = openers.exec(text)) {
		const tag = tagAt(text, opener.index, missing);
		if (!tag) {
			openers.lastIndex = opener.index + 1;
			continue;
		}
		tags.push(tag);
		const isRaw = tag.kind === "open" && (tag.name === "raw" || tag.name === "verbatim");
		openers.lastIndex = isRaw ? endOfRaw(text, tag.end) : tag.end;
	}
	return tags;
}

function tagAt(text: string, start: number, missing: Set<string>): TemplateTag | null {
	const comment = text.startsWith("{#", start) ? "#}" : /^\{\{~?!(--)?/.exec(text.slice(start, start + 6))?.[0];
	if (comment !== undefined) {
		const end = comment === "#}" ? "#}" : comment.endsWith("--") ? "--}}" : "}}";
		const at = missing.has(end) ? -1 : text.indexOf(end, start + 2);
		if (at < 0) missing.add(end);
		return at < 0 ? null : { kind: "comment", name: "", content: "", start, end: at + end.length };
	}
	const source = text.slice(start, start + longestTag);
	const match = jinja.exec(source) ?? triple.exec(source) ?? curly.exec(source);
	if (!match) return null;
	const { word = "", rest, content, inner = "" } = match.groups ?? {};
	const span = { start, end: start + match[0].length };
	if (rest !== undefined) return jinjaTag(word, rest.replace(/[-+~]$/, "").trim(), span);
	if (content !== undefined) return { kind: "output", name: "", content: content.trim(), ...span };
	return curlyTag(inner.replace(/^[-~]|[-~]$/g, "").trim(), span);
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

/**
 * Prompt files as a language: a summary where the form says that the file is a prompt, and lines that can be moved.
 * It also edits texts that code reads (Markdown, YAML), of which a summary says nothing.
 */
import type { Directive, FileSummary } from "../../model/file-summary.ts";
import type { TextEdit } from "../../model/finding.ts";
import { lineStartsOf, type SourceFile, type Span } from "../../model/source-file.ts";
import { lineOfDirective, parseDirective } from "../directives.ts";
import type { LanguageFrontEnd, NotEditable, SplitRequest, SplitText, TextPieces } from "../front-end.ts";
import { dataFormatOf, readData } from "./data-values.ts";
import { frontMatterOf } from "./front-matter.ts";
import { piecesIn } from "./move-pieces.ts";
import { readPromptFile } from "./read-prompt-file.ts";

export function createTemplateFrontEnd(): LanguageFrontEnd {
	return {
		languages: ["template", "yaml"],
		summarize: summarizeTemplate,
		readText: (source, expression) => piecesIn(source, expression),
		writeText: (source, text, order) => [reordered(source, text, order)],
		splitText: splitTemplate,
		moveItems: () => ({ notEditable: "messages of a prompt file are not moved past one another" }),
		insertArgument: (source, _call, name) => notInserted(source, name),
		parses,
	};
}

/** What leaves the system's text goes in front of the user's, with a blank line between. */
function splitTemplate(source: SourceFile, request: SplitRequest): SplitText | NotEditable {
	const { text: expression, staying, leaving, at, isJoined } = request;
	if (!isJoined) return { notEditable: "a prompt file has no place for a cache marker" };
	const { text, file } = source;
	const format = dataFormatOf(file);
	if (format !== null && format !== "yaml") return { notEditable: "the messages are written with escapes" };
	const written = (order: readonly number[]) =>
		order.map((index) => sourceOf(source, expression.pieces[index])).join("");
	const eol = text.includes("\r\n") ? "\r\n" : "\n";
	const lineStart = text.lastIndexOf("\n", at.start - 1) + 1;
	const indent = text.slice(lineStart, at.start);
	const moved = written(leaving).trimEnd();
	const own = /^[ \t]*/.exec(written(staying))?.[0] ?? "";
	if (format === "yaml" && (indent.trim() !== "" || own !== indent)) {
		return { notEditable: "the user's text is not a block of lines indented like the system's" };
	}
	const place = { start: format === "yaml" ? lineStart : at.start, end: at.end };
	return {
		expression: { start: expression.start, end: expression.end },
		staying: written(staying),
		leaving: `${moved}${eol}${eol}${text.slice(place.start, place.end)}`,
		place,
	};
}

function notInserted(source: SourceFile, name: string): NotEditable {
	const where = frontMatterOf(source.text) ? "the front matter" : "the call that uses this file";
	return { notEditable: `\`${name}\` has to be set by hand in ${where}` };
}

function reordered(source: SourceFile, text: TextPieces, order: readonly number[]): TextEdit {
	const newText = order.map((index) => sourceOf(source, text.pieces[index])).join("");
	return { file: source.file, start: text.start, end: text.end, newText };
}

function sourceOf({ text }: SourceFile, piece: Span | undefined): string {
	return piece ? text.slice(piece.start, piece.end) : "";
}

function summarizeTemplate(source: SourceFile): FileSummary {
	const { file, language, text } = source;
	const lineStarts = lineStartsOf(text);
	const template = readPromptFile(file, text);
	return {
		file,
		language,
		lineStarts,
		scopes: [{ parent: null, kind: "module", owner: null }],
		imports: [],
		exports: [],
		bindings: [],
		mutations: [],
		functions: [],
		classes: [],
		calls: [],
		directives: directivesIn(text, lineStarts),
		...(template ? { template } : {}),
		hasSyntaxErrors: false,
	};
}

const comments =
	/\{#-?(?<jinja>[\s\S]*?)-?#\}|\{\{!(?:--)?(?<handlebars>[\s\S]*?)(?:--)?\}\}|(?:^|\s)#(?<yaml>[^\n]*)/g;

function directivesIn(text: string, lineStarts: readonly number[]): readonly Directive[] {
	if (!text.includes("lcpr:")) return [];
	const spans = [...text.matchAll(comments)].flatMap((match) => {
		const content = match.groups?.jinja ?? match.groups?.handlebars ?? match.groups?.yaml ?? "";
		const parsed = parseDirective(content);
		const start = match.index + (/^\s/.test(match[0]) ? 1 : 0);
		return parsed ? [{ parsed, start, end: match.index + match[0].length }] : [];
	});
	return spans.map(({ parsed, start, end }) => ({
		...parsed,
		start,
		end,
		appliesToLine: lineOfDirective({ start, end }, text, lineStarts, spans),
	}));
}

/** Settings must stay readable; prose always is. */
function parses({ file, text }: SourceFile): boolean {
	const format = dataFormatOf(file);
	if (format !== null) return readData(text, format) !== null;
	const front = frontMatterOf(text);
	return !front || readData(text.slice(front.settings.start, front.settings.end), "yaml") !== null;
}

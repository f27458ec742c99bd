/** Reads a prompt file: its settings and the messages in its body. Answers null for files that only look like one. */
import type { Expression } from "../../model/expression.ts";
import type { TemplateMessage, TemplateSummary } from "../../model/file-summary.ts";
import type { Span } from "../../model/source-file.ts";
import { roleSections } from "./chat-roles.ts";
import { readData } from "./data-values.ts";
import { frontMatterOf } from "./front-matter.ts";
import { readsLikePrompt, templateFormatOf } from "./prompt-form.ts";
import { readPromptfoo } from "./promptfoo.ts";
import { entryOf, textIn } from "./setting-at.ts";

export function readPromptFile(file: string, text: string): TemplateSummary | null {
	const format = templateFormatOf(file);
	switch (format) {
		case null:
			return null;
		case "prompty":
		case "dotprompt":
			return readWithFrontMatter(file, text, format);
		case "langchain":
			return readLangChain(text);
		case "promptfoo":
			return readPromptfoo(text);
		default:
			return readBare(text, format);
	}
}

/** A partial (`_footer.prompt`) is no request, and neither is a file without settings and marks. */
function readWithFrontMatter(file: string, text: string, format: "prompty" | "dotprompt"): TemplateSummary | null {
	const parts = promptFileParts(text, format);
	const isPartial = /(^|\/)_[^/]*$/.test(file);
	const isPrompt = parts.isMarked || (parts.settings !== null && saysRequest(parts.settings));
	if (isPartial || !isPrompt || parts.messages.length === 0) return null;
	const model = modelSettingOf(parts.settings);
	const nameSpan = model ?? firstWords(text, parts.settings ?? { start: 0, end: text.length });
	return {
		format,
		style: "mustache",
		settings: parts.settings,
		prompts: [{ nameSpan, messages: parts.messages }],
		isMarked: true,
	};
}

/** Front matter of an article has a title and a date; a request's says something of the request. */
function saysRequest(settings: Expression): boolean {
	const names = [
		"model",
		"config",
		"input",
		"inputs",
		"output",
		"outputs",
		"tools",
		"sample",
		"parameters",
		"template",
	];
	return names.some((name) => entryOf(settings, name) !== null);
}

export interface PromptFileParts {
	readonly settings: Expression | null;
	readonly messages: readonly TemplateMessage[];
	readonly isMarked: boolean;
}

/** Front matter and messages of a text, whatever its file is called. */
export function promptFileParts(
	text: string,
	format: "prompty" | "dotprompt" | "jinja" | "handlebars",
): PromptFileParts {
	const front = format === "jinja" || format === "handlebars" ? null : frontMatterOf(text);
	const settings = front
		? readData(text.slice(front.settings.start, front.settings.end), "yaml", front.settings.start)
		: null;
	const sections = roleSections(text, front?.body ?? { start: 0, end: text.length });
	// Prompty takes text before the first mark for the system's, dotprompt for the user's.
	const unmarked = format === "prompty" ? "system" : format === "dotprompt" ? "user" : "unknown";
	const messages = sections.map(
		({ role, isMarked, start, end }): TemplateMessage => ({
			role: isMarked ? role : unmarked,
			content: { kind: "text", text: text.slice(start, end), verbatim: true, start, end },
			start,
			end,
		}),
	);
	return { settings, messages, isMarked: sections.some(({ isMarked }) => isMarked) };
}

/** Jinja and Handlebars say nothing of a model; words and marks must say that they speak to one. */
function readBare(text: string, format: "jinja" | "handlebars"): TemplateSummary | null {
	if (!readsLikePrompt(text)) return null;
	const { messages, isMarked } = promptFileParts(text, format);
	const first = messages[0];
	if (!first) return null;
	return {
		format,
		style: "mustache",
		settings: null,
		prompts: [{ nameSpan: firstWords(text, first), messages }],
		isMarked,
	};
}

/** `_type: prompt` with its template in it; one whose template is a file of its own is read where it is used. */
function readLangChain(text: string): TemplateSummary | null {
	if (!/["']?_type["']?\s*:\s*["']?(few_shot|chat_)?prompt\b/.test(text)) return null;
	const settings = readData(text, "yaml");
	const type = settings ? textIn(settings, "_type") : null;
	const content = settings ? entryOf(settings, "template") : null;
	if (!settings || type !== "prompt" || !content) return null;
	const message: TemplateMessage = { role: "unknown", content, start: content.start, end: content.end };
	const style = /jinja|mustache/.test(textIn(settings, "template_format") ?? "") ? "mustache" : "python-format";
	const nameSpan = firstWords(text, content);
	return { format: "langchain", style, settings, prompts: [{ nameSpan, messages: [message] }], isMarked: false };
}

/** The value that names the model, wherever a format puts it. */
export function modelSettingOf(settings: Expression | null): Span | null {
	const model = settings ? entryOf(settings, "model") : null;
	if (!model || model.kind === "null") return null;
	if (model.kind !== "record") return { start: model.start, end: model.end };
	const configuration = entryOf(model, "configuration") ?? model;
	for (const name of ["azure_deployment", "deployment", "model", "name", "id"]) {
		const value = entryOf(configuration, name) ?? entryOf(model, name);
		if (value) return { start: value.start, end: value.end };
	}
	return null;
}

function firstWords(text: string, { start }: Span): Span {
	const from = start + (/^\s*/.exec(text.slice(start))?.[0].length ?? 0);
	const words = /^[^\n]{0,60}/.exec(text.slice(from))?.[0].trimEnd() ?? "";
	return { start: from, end: from + words.length };
}

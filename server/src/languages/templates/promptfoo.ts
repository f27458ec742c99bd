/** Reads a promptfoo configuration: prompts, written there or in files, that are sent to each of its providers. */
import type { Expression } from "../../model/expression.ts";
import type { TemplateMessage, TemplatePrompt, TemplateSummary } from "../../model/file-summary.ts";
import { readData } from "./data-values.ts";
import { entryOf, textIn, writtenText } from "./setting-at.ts";

export function readPromptfoo(text: string): TemplateSummary | null {
	const settings = readData(text, "yaml");
	const prompts = settings && entryOf(settings, "prompts");
	const providers = settings && (entryOf(settings, "providers") ?? entryOf(settings, "targets"));
	if (!settings || !prompts || !providers || areAllPrograms(providers)) return null;
	const items = prompts.kind === "list" ? prompts.items.map((item) => item.value) : [prompts];
	const read = items.flatMap(promptIn);
	return read.length === 0 ? null : { format: "promptfoo", style: "mustache", settings, prompts: read, isMarked: true };
}

/** Providers may be programs of the project's own; then nothing here says that a model is asked. */
function areAllPrograms(providers: Expression): boolean {
	const items = providers.kind === "list" ? providers.items.map((item) => item.value) : [providers];
	return items.every((item) => {
		const id = item.kind === "record" ? (textIn(item, "id") ?? item.entries[0]?.key ?? "") : (writtenText(item) ?? "");
		return /^(file:\/\/|python:|exec:|javascript:|webhook:|https?:|package:)|\.(py|[cm]?[jt]s|sh|rb)(:\w+)?$/.test(id);
	});
}

function promptIn(item: Expression): readonly TemplatePrompt[] {
	const content = item.kind === "record" ? (entryOf(item, "raw") ?? entryOf(item, "id")) : item;
	const text = content ? writtenText(content) : null;
	if (!content || text === null) return [];
	const path =
		/^file:\/\/(.+)$/.exec(text.trim())?.[1] ??
		(/^[\w./-]+\.(txt|md|json|ya?ml|j2)$/.test(text.trim()) ? text.trim() : null);
	// A prompt made by a program is not visible.
	if (/^(exec:)?[\w./-]+\.(py|[cm]?[jt]s|sh|rb)(:\w+)?$/.test(text.trim())) return [];
	if (path === null) {
		const chat = chatMessages(text)?.map((item) => writtenAs(item, content));
		return [{ nameSpan: firstLine(content), messages: chat ?? [message("user", content)] }];
	}
	if (!/\.(txt|md|j2|jinja2?|json|ya?ml|prompt)$/.test(path)) return [];
	const { start, end } = content;
	const argument = {
		name: null,
		value: { kind: "text", text: path, verbatim: false, start, end },
		start,
		end,
	} as const;
	const call: Expression = {
		kind: "call",
		callee: { kind: "name", name: "file", start, end },
		arguments: [argument],
		start,
		end,
	};
	return [{ nameSpan: { start, end }, messages: [message("user", call)] }];
}

/** A conversation written as JSON; null for any other text. */
export function chatMessages(text: string): readonly TemplateMessage[] | null {
	if (!/^\s*(\[|-\s+role:)/.test(text)) return null;
	const data = readData(text, "yaml");
	if (data?.kind !== "list" || data.items.length === 0) return null;
	const messages = data.items.flatMap(({ value }) => {
		const content = entryOf(value, "content");
		const role = textIn(value, "role");
		const known = role === "system" || role === "user" || role === "assistant" ? role : "unknown";
		return content && role !== null ? [message(known, content)] : [];
	});
	return messages.length === data.items.length ? messages : null;
}

/** A message of a conversation written inside another text: its own places are not those of the file. */
function writtenAs({ role, content }: TemplateMessage, { start, end }: Expression): TemplateMessage {
	return message(role, { kind: "text", text: writtenText(content) ?? "", verbatim: false, start, end });
}

function message(role: TemplateMessage["role"], content: Expression): TemplateMessage {
	return { role, content, start: content.start, end: content.end };
}

function firstLine(content: Expression) {
	const first = content.kind === "concat" ? (content.parts[0] ?? content) : content;
	return { start: first.start, end: first.end };
}

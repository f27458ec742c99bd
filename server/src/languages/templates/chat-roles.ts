/** Cuts a prompt's body into messages at the marks by which each format names the role of what follows. */
import type { TemplateMessage } from "../../model/file-summary.ts";
import type { Span } from "../../model/source-file.ts";

type Role = TemplateMessage["role"];

export interface RoleSection extends Span {
	readonly role: Role;
	/** False for what stands before the first mark. */
	readonly isMarked: boolean;
}

const roles: Readonly<Record<string, Role>> = {
	system: "system",
	developer: "system",
	user: "user",
	human: "user",
	assistant: "assistant",
	model: "assistant",
	ai: "assistant",
	function: "unknown",
	tool: "unknown",
};

/**
 * `system:` on a line of its own (Prompty, Prompt flow, which also writes `# system:`), `{{role "system"}}` (dotprompt),
 * `{% chat role="system" %}` (banks), `<|im_start|>system`, and `{% block system %}`.
 */
const roleMark = new RegExp(
	[
		String.raw`^[ \t]*#{0,3}[ \t]*(?<line>system|developer|user|assistant|function|tool)[ \t]*(?:\[[^\]\n]*\])?:[ \t]*(?:\r?\n|$)`,
		String.raw`\{\{~?\s*role\s+["'](?<helper>\w+)["']\s*~?\}\}[ \t]*(?:\r?\n)?`,
		String.raw`\{%-?\s*chat\s+role\s*=\s*["'](?<chat>\w+)["']\s*-?%\}(?:\r?\n)?`,
		String.raw`<\|im_start\|>(?<chatml>system|user|assistant)[ \t]*\r?\n`,
		String.raw`(?<history>\{\{~?\s*history\s*~?\}\})`,
	].join("|"),
	"gm",
);

const closing = /(?:\{%-?\s*endchat\s*-?%\}|<\|im_end\|>)$/;

export function roleSections(text: string, body: Span): readonly RoleSection[] {
	const sections: RoleSection[] = [];
	let current: RoleSection = { role: "unknown", isMarked: false, start: body.start, end: body.end };
	for (const match of text.slice(body.start, body.end).matchAll(roleMark)) {
		const { line, helper, chat, chatml, history } = match.groups ?? {};
		const named = line ?? helper ?? chat ?? chatml;
		if (history !== undefined && sections.length === 0 && !current.isMarked) continue;
		const at = body.start + match.index;
		sections.push(withoutEnd({ ...current, end: at }, text));
		const role = named === undefined ? "user" : (roles[named.toLowerCase()] ?? "unknown");
		// `{{history}}` puts the conversation in and goes on with the user's turn.
		const start = history === undefined ? at + match[0].length : at;
		current = { role, isMarked: true, start, end: body.end };
	}
	sections.push(withoutEnd(current, text));
	return sections.filter((section) => text.slice(section.start, section.end).trim() !== "");
}

function withoutEnd(section: RoleSection, text: string): RoleSection {
	const content = text.slice(section.start, section.end).trimEnd();
	const end = closing.exec(content);
	return end ? { ...section, end: section.start + content.slice(0, end.index).trimEnd().length } : section;
}

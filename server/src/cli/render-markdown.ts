/** Shows a page of our own Markdown on a terminal: headings, wrapped paragraphs, lists, code as it is. */
import { alignRows, textWidth, wrapText } from "./formats/aligned.ts";
import type { TerminalStyle } from "./formats/terminal-style.ts";

export interface RenderOptions {
	readonly width: number;
	readonly style: TerminalStyle;
}

export function renderMarkdown(markdown: string, { width, style }: RenderOptions): string {
	const out: string[] = [];
	let paragraph: string[] = [];
	let table: string[] = [];
	let isCode = false;
	const flush = () => {
		out.push(...wrapWithMarker(paragraph.join(" "), width), ...alignedTable(table));
		paragraph = [];
		table = [];
	};
	for (const line of withoutComments(markdown).split(/\r?\n/)) {
		if (/^\s*(```|~~~)/.test(line)) {
			flush();
			isCode = !isCode;
		} else if (isCode) {
			out.push(`    ${line}`.trimEnd());
		} else if (/^#{1,6} /.test(line)) {
			flush();
			out.push(style.heading(inline(line.replace(/^#+ /, ""))));
		} else if (line.startsWith("|")) {
			table.push(line);
		} else if (line.trim() === "") {
			flush();
			out.push("");
		} else if (/^\s*([-*]|\d+\.) /.test(line)) {
			flush();
			paragraph.push(inline(line));
		} else paragraph.push(inline(line.trim()));
	}
	flush();
	return `${out
		.join("\n")
		.replace(/\n{3,}/g, "\n\n")
		.trim()}\n`;
}

/** A list item's later lines stand under its text. */
function wrapWithMarker(text: string, width: number): string[] {
	if (text === "") return [];
	const marker = /^\s*([-*]|\d+\.) /.exec(text)?.[0] ?? "";
	const indent = " ".repeat(textWidth(marker));
	return wrapText(text.slice(marker.length), width - indent.length).map(
		(line, index) => (index === 0 ? marker : indent) + line,
	);
}

/** Cells under each other, without the bars and the line under the heading; figures to the right. */
function alignedTable(lines: readonly string[]): string[] {
	const rows = lines
		.map((line) => line.replace(/^\||\|\s*$/g, "").split(/(?<!\\)\|/))
		.map((cells) => cells.map((cell) => inline(cell.trim().replaceAll("\\|", "|"))));
	const [ruler] = rows.slice(1, 2);
	if (!ruler) return [...lines];
	const columns = ruler.map((cell) => ({ align: cell.endsWith(":") ? ("right" as const) : ("left" as const) }));
	return alignRows(
		rows.filter((row) => row !== ruler),
		columns,
	);
}

function withoutComments(markdown: string): string {
	return markdown.replace(/<!--[\s\S]*?-->\n?/g, "");
}

/** Links keep their text and, when it leads outside, their address. Code keeps its backticks: they say what is code. */
function inline(text: string): string {
	return text
		.replace(/\[([^\]]+)\]\((https?:[^)]+)\)/g, "$1 ($2)")
		.replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
		.replace(/\*\*([^*]+)\*\*/g, "$1");
}

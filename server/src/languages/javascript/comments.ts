/** Comments that mean something: documentation before a function, and instructions to this tool. */
import type { Directive } from "../../model/file-summary.ts";
import { lineStartsOf } from "../../model/source-file.ts";
import { lineOfDirective, parseDirective } from "../directives.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import type { Reader } from "./reader.ts";

const longestDocumentation = 1000;
/** How far the function's own keyword may stand from its documentation: `export const name = async`. */
const farthest = 200;

/** The text of the `/** ... *\/` comment that ends on the line above the function; undefined when there is none. */
export function documentationBefore(reader: Reader, start: number): string | undefined {
	const comment = lastCommentBefore(reader.comments, start);
	if (!comment || start - comment.end > farthest || !reader.text.startsWith("/**", comment.start)) return undefined;
	const between = reader.text.slice(comment.end, start);
	const lastLine = between.lastIndexOf("\n") + 1;
	if (between.slice(0, lastLine).trim() !== "" || /[;{}]/.test(between.slice(lastLine))) return undefined;
	return documentationText(reader.text.slice(comment.start + 3, comment.end - 2));
}

/** `// lcpr: ignore rule -- reason`, in any form of comment. */
export function directivesIn(text: string, comments: readonly SyntaxNode[]): Directive[] {
	const found: Directive[] = [];
	let lineStarts: readonly number[] | null = null;
	for (const { start, end } of comments) {
		const comment = text.slice(start, end);
		if (!comment.includes("lcpr")) continue;
		const directive = parseDirective(comment.replace(/^(?:\/\/|\/\*+)/, "").replace(/\*\/$/, ""));
		if (!directive) continue;
		lineStarts ??= lineStartsOf(text);
		const appliesToLine = lineOfDirective({ start, end }, text, lineStarts, comments);
		found.push({ start, end, ...directive, appliesToLine });
	}
	return found;
}

function documentationText(source: string): string | undefined {
	const text = source
		.split("\n")
		.map((line) => line.replace(/^\s*\*? ?/, "").trimEnd())
		.join("\n")
		.trim();
	if (text === "") return undefined;
	return text.length <= longestDocumentation ? text : `${text.slice(0, longestDocumentation - 1)}…`;
}

function lastCommentBefore(comments: readonly SyntaxNode[], offset: number): SyntaxNode | undefined {
	let low = 0;
	let high = comments.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((comments[middle]?.end ?? 0) <= offset) low = middle + 1;
		else high = middle;
	}
	return comments[low - 1];
}

/** Reads the comments that speak to this tool: `lcpr: ignore rule-a, rule-b -- reason` and `lcpr: ignore-file ...`. */
import type { Directive } from "../model/file-summary.ts";
import type { Span } from "../model/source-file.ts";

export type DirectiveText = Pick<Directive, "kind" | "rules" | "reason">;

/** What a comment's text, without its comment signs, tells this tool; null for any other comment. */
export function parseDirective(comment: string): DirectiveText | null {
	const match = /^\s*lcpr:\s*(ignore-file|ignore)\b(?!-)(.*)$/is.exec(comment);
	if (!match) return null;
	const [ruleList = "", ...reasons] = (match[2] ?? "").split(/\s--(?:\s|$)/);
	const rules = ruleList.split(/[\s,]+/).filter((rule) => /^[a-z][a-z0-9-]*$/.test(rule));
	const kind = match[1]?.toLowerCase() === "ignore-file" ? "ignore-file" : "ignore";
	return { kind, rules, reason: reasons.join(" -- ").trim() };
}

/**
 * The 0-based line a directive speaks of: its own when code stands before it, else the next line with code.
 * `comments` are the spans of all comments of the file.
 */
export function lineOfDirective(
	comment: Span,
	text: string,
	lineStarts: readonly number[],
	comments: readonly Span[],
): number {
	let line = lineStarts.findLastIndex((start) => start <= comment.start);
	if (text.slice(lineStarts[line] ?? 0, comment.start).trim() !== "") return line;
	const after = comments.filter((other) => other.start >= comment.start);
	const endLine = lineStarts.findLastIndex((start) => start < Math.max(comment.end, comment.start + 1));
	for (line = Math.max(line, endLine) + 1; line < lineStarts.length; line++) {
		const start = lineStarts[line] ?? 0;
		const end = lineStarts[line + 1] ?? text.length;
		const content = text.slice(start, end);
		const codeAt = start + content.search(/\S/);
		if (content.trim() !== "" && !after.some((other) => other.start <= codeAt && codeAt < other.end)) return line;
	}
	return lineStarts.findLastIndex((start) => start <= comment.start);
}

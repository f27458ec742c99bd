/**
 * Joins lines that stand left of the statement they continue. The grammar takes such a line, legal inside brackets,
 * for the end of the block, and loses what follows.
 */
import { scanPython } from "./lexical-scan.ts";

/** A copy of the same length without such lines; null when there are none. */
export function withOutdentedLinesJoined(text: string): string | null {
	let joined = text;
	let statementIndent = 0;
	for (const line of scanPython(text).lines) {
		const content = text.slice(line.start, line.end);
		const indent = content.search(/\S/);
		if (line.inString || indent < 0) continue;
		if (!line.inBrackets && !line.isContinuation) statementIndent = indent;
		else if (line.inBrackets && indent < statementIndent && line.start > 0) joined = joinToPrevious(joined, line.start);
	}
	return joined === text ? null : joined;
}

/** Blanks the line break before `lineStart`, and the comment that would otherwise swallow the line. */
function joinToPrevious(text: string, lineStart: number): string {
	const previousStart = text.lastIndexOf("\n", lineStart - 2) + 1;
	const previous = text.slice(previousStart, lineStart);
	const comment = /#[^"'\n]*\r?\n$/.exec(previous);
	const from = comment ? previousStart + comment.index : text[lineStart - 2] === "\r" ? lineStart - 2 : lineStart - 1;
	return text.slice(0, from) + " ".repeat(lineStart - from) + text.slice(lineStart);
}

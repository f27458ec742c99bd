/** The comment that silences one finding, on a line of its own above the statement the finding is in. */
import type { FileSummary } from "../model/file-summary.ts";
import type { Finding, TextEdit } from "../model/finding.ts";
import { lineIndexAt, type Span } from "../model/source-file.ts";
import type { AnalyzedDocument } from "./session.ts";

export function suppressionEdit(finding: Finding, { analysis, document, part }: AnalyzedDocument): TextEdit {
	const { place } = finding;
	const text = document.getText();
	const summary = analysis.summaries.get(place.file);
	// A cell of a notebook shows a part of the text only; a statement never crosses its border.
	const start = summary ? startOfStatementLine(place, summary) : place.start;
	const indent = /^[ \t]*/.exec(text.slice(start - part.start))?.[0] ?? "";
	const sign = summary?.language === "python" || summary?.language === "ruby" ? "#" : "//";
	const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
	const newText = `${indent}${sign} lcpr: ignore ${finding.rule} -- why it is fine here${lineEnd}`;
	return { file: place.file, start, end: start, newText };
}

/**
 * Offset of the line on which the statement around the place begins. A finding may stand inside a text that runs over
 * many lines, where a comment would become part of the prompt.
 */
function startOfStatementLine(place: Span, summary: FileSummary): number {
	const around: readonly Span[] = [
		...summary.bindings,
		...summary.mutations,
		...summary.functions.flatMap((item) => item.returns),
		...summary.calls.map((site) => site.call),
	];
	let start = place.start;
	for (const span of around) {
		if (span.start < start && place.end <= span.end) start = span.start;
	}
	return summary.lineStarts[lineIndexAt(start, summary.lineStarts)] ?? 0;
}

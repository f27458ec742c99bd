/** One price per call, at the end of the line on which its name stands, where it moves no code. */
import type { InlayHint, InlayHintParams } from "vscode-languageserver";
import { inlineCost } from "../inline-cost.ts";
import { lineStartsIn, offsetAt, positionAt } from "../positions.ts";
import type { LanguageSession } from "../session.ts";
import { callHover, suppliersOf } from "./hover.ts";

export async function inlayHints(
	{ textDocument, range }: InlayHintParams,
	session: LanguageSession,
): Promise<InlayHint[]> {
	const analyzed = await session.analyzed(textDocument.uri);
	if (!analyzed?.settings.inlineDisplayEnabled || !analyzed.settings.inlayHintsEnabled) return [];
	const { analysis, file, folder, document } = analyzed;
	const text = document.getText();
	const lines = lineStartsIn(file, analysis, folder.session);
	const from = offsetAt(range.start, lines, text.length);
	const to = offsetAt(range.end, lines, text.length);
	const shown = analysis.calls.filter(
		({ call }) =>
			// A call that is only likely stays quiet in the text; its hover still answers.
			call.place.file === file &&
			call.confidence === "certain" &&
			call.nameSpan.end >= from &&
			call.nameSpan.start <= to,
	);
	return shown.map((call) => ({
		position: positionAt(endOfLine(text, call.call.nameSpan.end), lines),
		label: inlineCost(call, suppliersOf(call, analysis)),
		paddingLeft: true,
		tooltip: { kind: "markdown", value: callHover(call, analyzed, session) },
	}));
}

function endOfLine(text: string, offset: number): number {
	let end = offset;
	while (end < text.length && text[end] !== "\n" && text[end] !== "\r") end++;
	while (end > offset && (text[end - 1] === " " || text[end - 1] === "\t")) end--;
	return end;
}

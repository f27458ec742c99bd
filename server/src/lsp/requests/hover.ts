/** The table of prices when the pointer rests on a call's name or on its model. */
import type { Hover, HoverParams } from "vscode-languageserver";
import type { AnalyzedCall, ProgramAnalysis } from "../../analysis/program-analysis.ts";
import type { Span } from "../../model/source-file.ts";
import { hoverText } from "../hover-text.ts";
import { lineStartsIn, offsetAt, placeText, rangeOf } from "../positions.ts";
import type { AnalyzedDocument, LanguageSession } from "../session.ts";

export async function hover({ textDocument, position }: HoverParams, session: LanguageSession): Promise<Hover | null> {
	const analyzed = await session.analyzed(textDocument.uri);
	if (!analyzed?.settings.inlineDisplayEnabled || !analyzed.settings.hoverEnabled) return null;
	const { analysis, file, folder, document } = analyzed;
	const lines = lineStartsIn(file, analysis, folder.session);
	const offset = offsetAt(position, lines, document.getText().length);
	for (const call of analysis.calls) {
		const span = spansOf(call, file).find(({ start, end }) => start <= offset && offset <= end);
		if (span) {
			const kind = session.features.markdownHover ? "markdown" : "plaintext";
			return { contents: { kind, value: callHover(call, analyzed, session) }, range: rangeOf(span, lines) };
		}
	}
	return null;
}

/** The hover of one call; the inlay hint shows the same. */
export function callHover(
	call: AnalyzedCall,
	{ analysis, file, folder, settings }: AnalyzedDocument,
	session: LanguageSession,
): string {
	return hoverText({
		analyzed: call,
		suppliers: suppliersOf(call, analysis),
		settings,
		placeText: ({ place }) => placeText(place, file, lineStartsIn(place.file, analysis, folder.session)),
		settingsLink: session.features.commands ? "[Set these…](command:lcpr.openSettings)" : null,
	});
}

export function suppliersOf({ call }: AnalyzedCall, { calls }: ProgramAnalysis): readonly AnalyzedCall[] {
	return call.suppliedBy.length === 0 ? [] : calls.filter((other) => call.suppliedBy.includes(other.call.id));
}

function spansOf({ call }: AnalyzedCall, file: string): readonly Span[] {
	const spans: Span[] = call.place.file === file ? [call.nameSpan] : [];
	const { place } = call.model;
	if (place && place.file === file) spans.push(place);
	return spans;
}

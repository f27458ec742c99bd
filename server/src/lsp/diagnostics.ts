/** Findings as diagnostics of one document, pushed with the version of the text they were found in. */
import { type Diagnostic, DiagnosticSeverity, type Location } from "vscode-languageserver";
import type { Finding, RelatedPlace, Severity } from "../model/finding.ts";
import { uriOfFile } from "./open-folder.ts";
import { isShownIn, rangeIn, rangeInFile } from "./positions.ts";
import { rulePageUri } from "./rule-page.ts";
import type { AnalyzedDocument, LanguageSession } from "./session.ts";

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
	error: DiagnosticSeverity.Error,
	warning: DiagnosticSeverity.Warning,
	information: DiagnosticSeverity.Information,
	hint: DiagnosticSeverity.Hint,
};

export function publishDiagnostics(session: LanguageSession, analyzed: AnalyzedDocument): void {
	const { document } = analyzed;
	void session.connection.sendDiagnostics({
		uri: document.uri,
		version: document.version,
		diagnostics: shownFindings(analyzed).map((finding) => toDiagnostic(finding, analyzed, session)),
	});
}

/** The findings an editor shows in this document; quiet ones stand in reports only. */
export function shownFindings(analyzed: AnalyzedDocument): readonly Finding[] {
	if (!analyzed.settings.inlineDisplayEnabled) return [];
	return analyzed.analysis.findings.filter((finding) => isShownIn(analyzed, finding.place) && !finding.isQuiet);
}

export function toDiagnostic(finding: Finding, analyzed: AnalyzedDocument, session: LanguageSession): Diagnostic {
	const diagnostic: Diagnostic = {
		range: rangeIn(analyzed, finding.place),
		severity: severities[finding.severity],
		source: "lcpr",
		code: finding.rule,
		message: finding.why ? `${finding.message}\n${finding.why}` : finding.message,
	};
	if (session.features.commands) diagnostic.codeDescription = { href: rulePageUri(finding.rule) };
	if (session.features.diagnosticRelatedInformation && finding.related.length > 0) {
		diagnostic.relatedInformation = finding.related.map((related) => ({
			location: locationOf(related, analyzed),
			message: related.message,
		}));
	}
	return diagnostic;
}

function locationOf(place: RelatedPlace, analyzed: AnalyzedDocument): Location {
	if (isShownIn(analyzed, place)) return { uri: analyzed.document.uri, range: rangeIn(analyzed, place) };
	const { folder, analysis } = analyzed;
	return { uri: uriOfFile(place.file, folder.uri), range: rangeInFile(place, analysis, folder.session) };
}

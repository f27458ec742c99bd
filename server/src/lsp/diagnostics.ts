/** Findings as diagnostics of one document, pushed with the version of the text they were found in. */
import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
import type { Finding, Severity } from "../model/finding.ts";
import { uriOfFile } from "./open-folder.ts";
import { lineStartsIn, rangeOf } from "./positions.ts";
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
export function shownFindings({ analysis, file, settings }: AnalyzedDocument): readonly Finding[] {
	if (!settings.inlineDisplayEnabled) return [];
	return analysis.findings.filter((finding) => finding.place.file === file && !finding.isQuiet);
}

export function toDiagnostic(finding: Finding, analyzed: AnalyzedDocument, session: LanguageSession): Diagnostic {
	const { analysis, folder, file } = analyzed;
	const linesOf = (name: string) => lineStartsIn(name, analysis, folder.session);
	const diagnostic: Diagnostic = {
		range: rangeOf(finding.place, linesOf(file)),
		severity: severities[finding.severity],
		source: "lcpr",
		code: finding.rule,
		message: finding.why ? `${finding.message}\n${finding.why}` : finding.message,
	};
	if (session.features.commands) diagnostic.codeDescription = { href: rulePageUri(finding.rule) };
	if (session.features.diagnosticRelatedInformation && finding.related.length > 0) {
		diagnostic.relatedInformation = finding.related.map((related) => ({
			location: {
				uri: related.file === file ? analyzed.document.uri : uriOfFile(related.file, folder.uri),
				range: rangeOf(related, linesOf(related.file)),
			},
			message: related.message,
		}));
	}
	return diagnostic;
}

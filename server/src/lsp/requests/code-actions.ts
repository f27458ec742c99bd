/**
 * What can be done about the findings on a line: apply the fix (or see, greyed, why it is not offered), ignore the
 * finding here, read the rule's page. Recomputed from the analysis of the present text; nothing is remembered.
 */
import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import type { Finding } from "../../model/finding.ts";
import { shownFindings, toDiagnostic } from "../diagnostics.ts";
import { offsetIn, overlaps } from "../positions.ts";
import type { AnalyzedDocument, LanguageSession } from "../session.ts";
import { suppressionEdit } from "../suppression-edit.ts";
import { workspaceEdit } from "../workspace-edit.ts";

export async function codeActions(
	{ textDocument, range, context }: CodeActionParams,
	session: LanguageSession,
): Promise<CodeAction[]> {
	if (context.only && !context.only.some((kind) => CodeActionKind.QuickFix.startsWith(kind))) return [];
	const analyzed = await session.analyzed(textDocument.uri);
	if (!analyzed) return [];
	const asked = { start: offsetIn(analyzed, range.start), end: offsetIn(analyzed, range.end) };
	return shownFindings(analyzed)
		.filter((finding) => overlaps(finding.place, asked))
		.flatMap((finding) => [
			...fixAction(finding, analyzed, session),
			ignoreAction(finding, analyzed, session),
			...pageAction(finding, session),
		]);
}

function fixAction(finding: Finding, analyzed: AnalyzedDocument, session: LanguageSession): CodeAction[] {
	const fix = analyzed.folder.session.fixFor(finding);
	if (!fix) return [];
	const action: CodeAction = {
		title: fix.title,
		kind: CodeActionKind.QuickFix,
		diagnostics: [toDiagnostic(finding, analyzed, session)],
	};
	if (fix.kind === "not-offered") {
		if (!session.features.disabledActions) return [];
		return [{ ...action, disabled: { reason: `not offered: ${fix.because}` } }];
	}
	// Never preferred: the model will read another text, so a person has to agree to it each time.
	const annotation = { label: "Reorder the prompt", description: finding.message };
	return [{ ...action, edit: workspaceEdit({ edits: fix.edits, annotation, analyzed, session }) }];
}

function ignoreAction(finding: Finding, analyzed: AnalyzedDocument, session: LanguageSession): CodeAction {
	const edits = [suppressionEdit(finding, analyzed)];
	return {
		title: `Ignore ${finding.rule} here`,
		kind: CodeActionKind.QuickFix,
		diagnostics: [toDiagnostic(finding, analyzed, session)],
		edit: workspaceEdit({ edits, annotation: null, analyzed, session }),
	};
}

function pageAction({ rule }: Finding, session: LanguageSession): CodeAction[] {
	if (!session.features.commands) return [];
	const title = `Read about ${rule}`;
	return [
		{ title, kind: CodeActionKind.QuickFix, command: { title, command: "lcpr.openRulePage", arguments: [rule] } },
	];
}

/**
 * What can be done about the findings on a line: apply the fix (or see, greyed, why it is not offered), ignore the
 * finding here, read the rule's page. Recomputed from the analysis of the present text; nothing is remembered.
 */
import { type CodeAction, CodeActionKind, type CodeActionParams } from "vscode-languageserver";
import type { Finding } from "../../model/finding.ts";
import { allRules } from "../../rules/all-rules.ts";
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
			...fixActions(finding, analyzed, session),
			ignoreAction(finding, analyzed, session),
			...pageAction(finding, session),
		]);
}

/** One action for each way to fix it; a way that is not safe here is greyed and says why. Never preferred, never on save. */
function fixActions(finding: Finding, analyzed: AnalyzedDocument, session: LanguageSession): CodeAction[] {
	const common = { kind: CodeActionKind.QuickFix, diagnostics: [toDiagnostic(finding, analyzed, session)] };
	const ways = analyzed.folder.session.fixesFor(finding);
	if (ways.length === 0) return session.features.disabledActions ? noFixAction(finding, common) : [];
	// What can be done stands before what cannot; among each, the rule's own order counts.
	const offeredFirst = [...ways].sort(
		(a, b) => Number(a.result.kind === "not-offered") - Number(b.result.kind === "not-offered"),
	);
	return offeredFirst.flatMap(({ result }): CodeAction[] => {
		const action = { ...common, title: result.title };
		if (result.kind === "not-offered") {
			if (!session.features.disabledActions) return [];
			return [{ ...action, disabled: { reason: `not offered: ${result.because}` } }];
		}
		// The model may read another text, so a person has to agree to it each time.
		const annotation = { label: result.title, description: finding.message };
		return [{ ...action, edit: workspaceEdit({ edits: result.edits, annotation, analyzed, session }) }];
	});
}

/** The rule can fix such a finding, but not this one. A rule that never has a fix shows none. */
function noFixAction({ rule, noFixBecause }: Finding, common: Omit<CodeAction, "title">): CodeAction[] {
	const title = fixTitles.get(rule);
	if (!title || noFixBecause === undefined) return [];
	return [{ ...common, title, disabled: { reason: `not offered: ${noFixBecause}` } }];
}

/** How a rule's fix is named where there is no figure to name it by. */
const fixTitles: ReadonlyMap<string, string> = new Map(
	allRules.flatMap(({ id, fix, fixTitle }) => (fix === "none" ? [] : [[id, fixTitle ?? `Fix ${id}`]])),
);

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

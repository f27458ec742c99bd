/** Names and values while `lcpr.yaml` is written. */
import { type CompletionItem, CompletionItemKind, type CompletionParams, MarkupKind } from "vscode-languageserver";
import { proposalsAt } from "../../settings/file-assistance.ts";
import type { LanguageSession } from "../session.ts";

export async function settingsCompletion(
	{ textDocument, position }: CompletionParams,
	session: LanguageSession,
): Promise<CompletionItem[]> {
	const document = session.openSettingsFile(textDocument.uri);
	if (!document) return [];
	return proposalsAt(document.getText(), document.offsetAt(position)).map((proposal, order) => ({
		label: proposal.label,
		kind: proposal.kind === "name" ? CompletionItemKind.Property : CompletionItemKind.EnumMember,
		detail: proposal.detail,
		documentation: { kind: MarkupKind.Markdown, value: proposal.description },
		// In the order of the schema: what matters most stands first there.
		sortText: String(order).padStart(3, "0"),
		textEdit: {
			range: {
				start: document.positionAt(proposal.replaces.start),
				end: document.positionAt(proposal.replaces.end),
			},
			newText: proposal.text,
		},
	}));
}

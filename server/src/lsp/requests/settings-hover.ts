/** What a name in `lcpr.yaml` means. */
import { type Hover, type HoverParams, MarkupKind } from "vscode-languageserver";
import { explanationAt } from "../../settings/file-assistance.ts";
import type { LanguageSession } from "../session.ts";

export function settingsHover({ textDocument, position }: HoverParams, session: LanguageSession): Hover | null {
	const document = session.openSettingsFile(textDocument.uri);
	const explained = document && explanationAt(document.getText(), document.offsetAt(position));
	if (!explained) return null;
	const range = { start: document.positionAt(explained.start), end: document.positionAt(explained.end) };
	const kind = session.features.markdownHover ? MarkupKind.Markdown : MarkupKind.PlainText;
	return { contents: { kind, value: explained.text }, range };
}

/** The core's text edits as the protocol's workspace edit: versioned and annotated where the client can take that. */
import type {
	AnnotatedTextEdit,
	ChangeAnnotation,
	TextEdit as ProtocolTextEdit,
	TextDocumentEdit,
	WorkspaceEdit,
} from "vscode-languageserver";
import type { TextEdit } from "../model/finding.ts";
import { uriOfFile } from "./open-folder.ts";
import { lineStartsIn, rangeOf } from "./positions.ts";
import type { AnalyzedDocument, LanguageSession } from "./session.ts";

export interface EditInput {
	readonly edits: readonly TextEdit[];
	readonly annotation: ChangeAnnotation | null;
	readonly analyzed: AnalyzedDocument;
	readonly session: LanguageSession;
}

export function workspaceEdit({ edits, annotation, analyzed, session }: EditInput): WorkspaceEdit {
	const { analysis, folder } = analyzed;
	const annotated = annotation !== null && session.features.changeAnnotations;
	const byFile = new Map<string, (ProtocolTextEdit | AnnotatedTextEdit)[]>();
	for (const edit of edits) {
		const lines = lineStartsIn(edit.file, analysis, folder.session);
		const converted = { range: rangeOf(edit, lines), newText: edit.newText };
		const list = byFile.get(edit.file) ?? [];
		list.push(annotated ? { ...converted, annotationId: "lcpr" } : converted);
		byFile.set(edit.file, list);
	}
	if (!session.features.versionedEdits) {
		return {
			changes: Object.fromEntries([...byFile].map(([file, list]) => [uriFor(file, analyzed, session).uri, list])),
		};
	}
	const documentChanges: TextDocumentEdit[] = [...byFile].map(([file, list]) => ({
		textDocument: uriFor(file, analyzed, session),
		edits: list,
	}));
	return annotated && annotation ? { documentChanges, changeAnnotations: { lcpr: annotation } } : { documentChanges };
}

/** The version makes the client refuse the edit when the text has moved on; null stands for a file that is not open. */
function uriFor(
	file: string,
	{ folder, document, file: own }: AnalyzedDocument,
	session: LanguageSession,
): { uri: string; version: number | null } {
	const open = file === own ? document : session.openDocument(folder, file);
	return open ? { uri: open.uri, version: open.version } : { uri: uriOfFile(file, folder.uri), version: null };
}

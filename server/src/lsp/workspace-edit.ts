/** The core's text edits as the protocol's workspace edit: versioned and annotated where the client can take that. */
import type {
	AnnotatedTextEdit,
	ChangeAnnotation,
	OptionalVersionedTextDocumentIdentifier,
	TextEdit as ProtocolTextEdit,
	WorkspaceEdit,
} from "vscode-languageserver";
import type { TextEdit } from "../model/finding.ts";
import { uriOfFile } from "./open-folder.ts";
import { isShownIn, rangeIn, rangeInFile } from "./positions.ts";
import type { AnalyzedDocument, LanguageSession } from "./session.ts";

export interface EditInput {
	readonly edits: readonly TextEdit[];
	readonly annotation: ChangeAnnotation | null;
	readonly analyzed: AnalyzedDocument;
	readonly session: LanguageSession;
}

interface EditedDocument {
	readonly textDocument: OptionalVersionedTextDocumentIdentifier;
	readonly edits: (ProtocolTextEdit | AnnotatedTextEdit)[];
}

export function workspaceEdit({ edits, annotation, analyzed, session }: EditInput): WorkspaceEdit {
	const annotationId = annotation !== null && session.features.changeAnnotations ? "lcpr" : null;
	const documents = new Map<string, EditedDocument>();
	for (const edit of edits) {
		const { textDocument, range } = target(edit, analyzed, session);
		const edited = documents.get(textDocument.uri) ?? { textDocument, edits: [] };
		edited.edits.push({ range, newText: edit.newText, ...(annotationId ? { annotationId } : {}) });
		documents.set(textDocument.uri, edited);
	}
	const documentChanges = [...documents.values()];
	if (!session.features.versionedEdits) {
		return { changes: Object.fromEntries(documentChanges.map((edited) => [edited.textDocument.uri, edited.edits])) };
	}
	return annotation && annotationId
		? { documentChanges, changeAnnotations: { [annotationId]: annotation } }
		: { documentChanges };
}

/** The version makes the client refuse the edit when the text has moved on; null stands for a file that is not open. */
function target(edit: TextEdit, analyzed: AnalyzedDocument, session: LanguageSession) {
	const { folder, analysis } = analyzed;
	const shown = isShownIn(analyzed, edit) ? analyzed : session.openPart(folder, edit);
	if (!shown) {
		const textDocument = { uri: uriOfFile(edit.file, folder.uri), version: null };
		return { textDocument, range: rangeInFile(edit, analysis, folder.session) };
	}
	const { uri, version } = shown.document;
	return { textDocument: { uri, version }, range: rangeIn(shown, edit) };
}

/** Open notebooks. The core reads a notebook as one text, so a cell is a part of that text at an offset. */
import { type Connection, NotebookCellKind, type NotebookDocument, NotebookDocuments } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { withoutMagics } from "../languages/notebook.ts";
import type { NotebookCell as CellSpan } from "../model/source-file.ts";

export interface NotebookText {
	readonly text: string;
	readonly cells: readonly CellSpan[];
}

/** A cell's own document and the part of the notebook's text it stands for. */
export interface OpenCell {
	readonly notebook: NotebookDocument;
	readonly document: TextDocument;
	readonly span: CellSpan;
}

export class OpenNotebooks {
	private readonly documents = new NotebookDocuments(TextDocument);
	private readonly open = new Map<string, NotebookDocument>();

	/** `changed` is called for every open notebook on every change, `closed` with the documents of its cells. */
	listen(
		connection: Connection,
		handlers: {
			changed: (notebook: NotebookDocument) => void;
			closed: (uri: string, cells: readonly string[]) => void;
		},
	): void {
		this.documents.onDidOpen((notebook) => {
			this.open.set(notebook.uri, notebook);
			handlers.changed(notebook);
		});
		this.documents.onDidChange(({ notebookDocument }) => {
			this.open.set(notebookDocument.uri, notebookDocument);
			handlers.changed(notebookDocument);
		});
		this.documents.onDidClose((notebook) => {
			this.open.delete(notebook.uri);
			const cells = notebook.cells.map(({ document }) => document);
			handlers.closed(notebook.uri, cells);
		});
		this.documents.listen(connection);
	}

	all(): readonly NotebookDocument[] {
		return [...this.open.values()];
	}

	/** The Python of the code cells, a line break between them: the same text the core makes of the file. */
	textOf(notebook: NotebookDocument): NotebookText {
		const cells = this.cellsOf(notebook);
		return {
			text: cells.map(({ document }) => withoutMagics(document.getText())).join("\n"),
			cells: cells.map(({ span }) => span),
		};
	}

	cell(uri: string): OpenCell | null {
		for (const notebook of this.open.values()) {
			const found = this.cellsOf(notebook).find(({ document }) => document.uri === uri);
			if (found) return found;
		}
		return null;
	}

	cellsOf(notebook: NotebookDocument): readonly OpenCell[] {
		const cells: OpenCell[] = [];
		let start = 0;
		for (const [index, cell] of notebook.cells.entries()) {
			const document = this.documents.getCellTextDocument(cell);
			if (cell.kind !== NotebookCellKind.Code || document?.languageId !== "python") continue;
			const end = start + document.getText().length;
			cells.push({ notebook, document, span: { index, start, end } });
			start = end + 1;
		}
		return cells;
	}
}

/** What is wrong in a folder's own settings file, shown where it stands; what is wrong in the editor's settings is logged. */
import { type Connection, DiagnosticSeverity } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type OpenFolder, uriOfFile } from "./open-folder.ts";

const settingsFiles = ["lcpr.yaml", "lcpr.yml"];

export class SettingsProblems {
	private readonly shown = new Map<OpenFolder, string>();
	private readonly connection: Connection;

	constructor(connection: Connection) {
		this.connection = connection;
	}

	/** Sends nothing when nothing changed since the last time. */
	publish(folder: OpenFolder): void {
		const { file, inFile, problems } = folder.session.settingsReading;
		const key = [file, ...problems].join("\n");
		if (this.shown.get(folder) === key) return;
		const isFirst = !this.shown.has(folder);
		this.shown.set(folder, key);
		const text = TextDocument.create("", "yaml", 0, (file && folder.session.text(file)) || "");
		for (const name of settingsFiles) {
			if (name !== file && isFirst) continue;
			const diagnostics = (name === file ? inFile : []).map(({ start, end, message }) => ({
				range: { start: text.positionAt(start), end: text.positionAt(end) },
				severity: DiagnosticSeverity.Warning,
				source: "lcpr",
				message,
			}));
			void this.connection.sendDiagnostics({ uri: uriOfFile(name, folder.uri), diagnostics });
		}
		for (const problem of problems.slice(inFile.length)) this.connection.console.warn(problem);
	}
}

/** What is wrong in a folder's own settings file, shown in that file; what is wrong in the editor's settings is logged. */
import { type Connection, type Diagnostic, DiagnosticSeverity } from "vscode-languageserver";
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
		const problems = folder.session.settingsProblems;
		const key = problems.join("\n");
		if ((this.shown.get(folder) ?? "") === key) return;
		this.shown.set(folder, key);
		for (const file of settingsFiles) {
			const own = problems.filter((problem) => problem.startsWith(`${file}:`));
			const diagnostics = own.map((problem) => toDiagnostic(problem.slice(file.length + 1)));
			void this.connection.sendDiagnostics({ uri: uriOfFile(file, folder.uri), diagnostics });
		}
		for (const problem of problems) {
			if (!settingsFiles.some((file) => problem.startsWith(`${file}:`))) this.connection.console.warn(problem);
		}
	}
}

/** `12: broken YAML: ...` stands on line 12; a problem without a line on the first. */
function toDiagnostic(problem: string): Diagnostic {
	const [, line, message] = /^(?:(\d+):)?\s*(.*)$/s.exec(problem) ?? [];
	const at = { line: Math.max(0, Number(line ?? 1) - 1), character: 0 };
	return {
		range: { start: at, end: { ...at, character: 200 } },
		severity: DiagnosticSeverity.Warning,
		source: "lcpr",
		message: message ?? problem,
	};
}

/** The VS Code side: starts the language server and shows what it answers. No analysis happens here. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { createClient } from "./language-client.ts";
import { ReportView } from "./report-view.ts";
import { registerRulePages } from "./rule-pages.ts";
import { StatusBar } from "./status-bar.ts";
import { toggleInlineDisplay } from "./toggle-inline-display.ts";

let client: LanguageClient | undefined;

/** What a test of the running extension can hold on to. */
export interface LcprExtension {
	readonly client: LanguageClient;
}

export function activate(context: vscode.ExtensionContext): LcprExtension {
	const output = vscode.window.createOutputChannel("LCPR", { log: true });
	const started = createClient(context, output);
	client = started;
	const report = new ReportView(started);
	const statusBar = new StatusBar(started);
	context.subscriptions.push(
		output,
		report,
		statusBar,
		registerRulePages(started),
		vscode.commands.registerCommand("lcpr.showReport", () => report.show()),
		vscode.commands.registerCommand("lcpr.restartServer", () => restart(started)),
		vscode.commands.registerCommand("lcpr.toggleInlineDisplay", toggleInlineDisplay),
		vscode.commands.registerCommand("lcpr.showOutput", () => output.show()),
		vscode.commands.registerCommand("lcpr.openSettings", () =>
			vscode.commands.executeCommand("workbench.action.openSettings", "lcpr.workload"),
		),
	);
	// Not awaited, so that the editor's own start does not wait for the server.
	started.start().catch((problem: unknown) => output.error(`The language server did not start: ${problem}`));
	return { client: started };
}

export async function deactivate(): Promise<void> {
	await client?.dispose();
}

async function restart(running: LanguageClient): Promise<void> {
	await running.restart();
	vscode.window.setStatusBarMessage("LCPR: server restarted", 3_000);
}

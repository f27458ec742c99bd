/** The total of the active document in the status bar; a click opens the report. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
	analysisChangedNotification,
	type StatusParams,
	type StatusResult,
	statusRequest,
} from "../../server/src/lsp/custom-messages.ts";

export class StatusBar implements vscode.Disposable {
	private readonly client: LanguageClient;
	private readonly item = vscode.window.createStatusBarItem("lcpr.total", vscode.StatusBarAlignment.Right, 90);
	private readonly subscriptions: vscode.Disposable[];
	private asked = 0;

	constructor(client: LanguageClient) {
		this.client = client;
		this.item.name = "LCPR total";
		this.item.command = "lcpr.showReport";
		this.subscriptions = [
			this.item,
			vscode.window.onDidChangeActiveTextEditor(() => this.update()),
			client.onNotification(analysisChangedNotification, () => this.update()),
		];
	}

	dispose(): void {
		for (const subscription of this.subscriptions) subscription.dispose();
	}

	private async update(): Promise<void> {
		if (!this.client.isRunning()) return this.item.hide();
		// With the report in front no editor is active; the total of the one beside it stays.
		const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
		const asked = ++this.asked;
		const uri = editor?.document.uri.toString() ?? null;
		const params: StatusParams = { uri };
		const status = await this.client.sendRequest<StatusResult | null>(statusRequest, params).catch(() => null);
		// The editor may have moved on while the answer was under way.
		if (asked !== this.asked) return;
		if (!status?.text) return this.item.hide();
		const findings = status.findings > 0 ? ` $(warning) ${status.findings}` : "";
		const reading = status.isLoading ? "$(sync~spin) " : "";
		this.item.text = `${reading}LCPR ${status.text}${findings}`;
		this.item.tooltip = new vscode.MarkdownString(status.tooltip);
		this.item.accessibilityInformation = { label: `Loaded cost per request: ${status.text}`, role: "button" };
		this.item.show();
	}
}

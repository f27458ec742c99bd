/** The workspace report in a panel. The server makes the page; this file frames it, and opens the lines it links to. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import {
	analysisChangedNotification,
	type ReportParams,
	type ReportResult,
	reportRequest,
} from "../../server/src/lsp/custom-messages.ts";

interface OpenPlace {
	readonly file: string;
	readonly line: number;
}

export class ReportView implements vscode.Disposable {
	private readonly client: LanguageClient;
	private readonly subscription: vscode.Disposable;
	private panel: vscode.WebviewPanel | undefined;
	private folder: vscode.Uri | undefined;
	private shownHtml = "";

	constructor(client: LanguageClient) {
		this.client = client;
		this.subscription = client.onNotification(analysisChangedNotification, () => {
			if (this.panel?.visible) void this.refresh();
		});
	}

	dispose(): void {
		this.subscription.dispose();
		this.panel?.dispose();
	}

	async show(): Promise<void> {
		const beside = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
		if (this.panel) this.panel.reveal(undefined, true);
		else this.panel = this.createPanel(beside);
		await this.refresh();
	}

	private createPanel(column: vscode.ViewColumn): vscode.WebviewPanel {
		const panel = vscode.window.createWebviewPanel("lcpr.report", "Inference Cost Report", column, {
			enableScripts: true,
			localResourceRoots: [],
			retainContextWhenHidden: true,
			enableFindWidget: true,
		});
		panel.webview.onDidReceiveMessage((message: unknown) => this.open(message));
		panel.onDidDispose(() => {
			this.panel = undefined;
			this.shownHtml = "";
		});
		return panel;
	}

	private async refresh(): Promise<void> {
		const uri = vscode.window.activeTextEditor?.document.uri.toString() ?? null;
		const params: ReportParams = { uri: this.folder?.toString() ?? uri };
		const report = await this.client.sendRequest<ReportResult | null>(reportRequest, params);
		if (!this.panel) return;
		if (!report) {
			this.panel.webview.html = framed(
				"<!doctype html><html><body><p>Open a folder to see its report.</p></body></html>",
			);
			return;
		}
		this.folder = vscode.Uri.parse(report.folderUri);
		// Setting the same page again would lose the reader's place in it.
		if (report.html === this.shownHtml) return;
		this.shownHtml = report.html;
		this.panel.webview.html = framed(report.html);
	}

	private async open(message: unknown): Promise<void> {
		if (!isPlace(message) || !this.folder) return;
		const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(this.folder, message.file));
		const at = new vscode.Position(Math.max(0, message.line - 1), 0);
		await vscode.window.showTextDocument(document, {
			selection: new vscode.Range(at, at),
			viewColumn: vscode.ViewColumn.One,
		});
	}
}

function isPlace(message: unknown): message is OpenPlace {
	if (typeof message !== "object" || message === null) return false;
	const { file, line } = message as Partial<OpenPlace>;
	return typeof file === "string" && !file.split("/").includes("..") && typeof line === "number";
}

/** The page with a policy that lets nothing in from outside, and a script that hands clicks on places to the editor. */
function framed(html: string): string {
	const nonce = randomBytes(16).toString("hex");
	const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'nonce-${nonce}'`;
	const head = `<meta http-equiv="Content-Security-Policy" content="${policy}">`;
	const script = `<script nonce="${nonce}">
const editor = acquireVsCodeApi();
// A newer report replaces the page; the reader stays where they were.
scrollTo(0, editor.getState()?.y ?? 0);
addEventListener("scroll", () => editor.setState({ y: scrollY }));
document.addEventListener("click", (event) => {
	const link = event.target.closest?.("[data-file]");
	if (!link) return;
	event.preventDefault();
	editor.postMessage({ file: link.dataset.file, line: Number(link.dataset.line) || 1 });
});
</script>`;
	const withHead = html.includes("<head>") ? html.replace("<head>", `<head>${head}`) : `${head}${html}`;
	return withHead.includes("</body>") ? withHead.replace("</body>", `${script}</body>`) : withHead + script;
}

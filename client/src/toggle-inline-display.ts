/** One click silences everything that stands in the text, and one brings it back. */
import * as vscode from "vscode";

export async function toggleInlineDisplay(): Promise<void> {
	const settings = vscode.workspace.getConfiguration("lcpr");
	const isShown = settings.get<boolean>("inlineDisplay.enabled", true);
	// Where the workspace has its own value, the user's would have no effect.
	const { workspaceValue } = settings.inspect<boolean>("inlineDisplay.enabled") ?? {};
	const target =
		workspaceValue === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.Workspace;
	await settings.update("inlineDisplay.enabled", !isShown, target);
	vscode.window.setStatusBarMessage(`LCPR: inline display ${isShown ? "off" : "on"}`, 3_000);
}

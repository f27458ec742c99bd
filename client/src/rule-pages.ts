/** Shows a rule's page as rendered Markdown. The pages come from the server, which ships them. */
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import { type RulePageParams, type RulePageResult, rulePageRequest } from "../../server/src/lsp/custom-messages.ts";

const scheme = "lcpr-rule";

export function registerRulePages(client: LanguageClient): vscode.Disposable {
	const provider: vscode.TextDocumentContentProvider = {
		async provideTextDocumentContent(uri) {
			const params: RulePageParams = { rule: uri.path.replace(/^\/|\.md$/g, "") };
			const page = await client.sendRequest<RulePageResult | null>(rulePageRequest, params);
			return page?.markdown ?? `There is no rule \`${params.rule}\`.`;
		},
	};
	return vscode.Disposable.from(
		vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
		vscode.commands.registerCommand("lcpr.openRulePage", openRulePage),
	);
}

async function openRulePage(rule: unknown): Promise<void> {
	if (typeof rule !== "string") return;
	const uri = vscode.Uri.from({ scheme, path: `/${rule}.md` });
	await vscode.commands.executeCommand("markdown.showPreview", uri);
}

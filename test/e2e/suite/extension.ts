/** The packaged extension in a real extension host: what it answers through the editor's own commands. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as vscode from "vscode";

const patienceMilliseconds = 45_000;

describe("the packaged extension", () => {
	let document: vscode.TextDocument;

	before(async () => {
		document = await vscode.workspace.openTextDocument(fileInWorkspace("answer.py"));
		await vscode.window.showTextDocument(document);
	});

	it("is the installed package, not the source tree", () => {
		const extension = installed();
		assert.equal(extension.packageJSON.name, "lcpr");
		assert.notEqual(extension.extensionUri.fsPath, process.cwd());
	});

	it("registers every command its manifest names", async () => {
		await until("activation", () => installed().isActive);
		const commands = await vscode.commands.getCommands(true);
		for (const { command } of installed().packageJSON.contributes.commands)
			assert.ok(commands.includes(command), command);
	});

	it("underlines text that changes before static text", async () => {
		const [diagnostic] = await findingsOf(document, "dynamic-text-before-static-prefix");
		assert.ok(diagnostic);
		assert.match(diagnostic.message, /token/);
		assert.match(document.getText(diagnostic.range), /now|today|date/i);
	});

	it("answers a hover over a call with the table of prices", async () => {
		const at = positionOf(document, ".create(", 1);
		const text = await until("hover", async () => {
			const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
				"vscode.executeHoverProvider",
				document.uri,
				at,
			);
			const found = hovers.flatMap(({ contents }) => contents.map(markdownOf)).find((value) => value.includes("LCPR"));
			return found;
		});
		assert.match(text, /\| tokens\u00a0only \| loaded \| against\u00a0now \|/);
		assert.match(text, /\$0\.\d+/);
	});

	it("puts one price behind each call", async () => {
		const range = new vscode.Range(0, 0, document.lineCount, 0);
		const hints = await until("inlay hints", async () => {
			const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
				"vscode.executeInlayHintProvider",
				document.uri,
				range,
			);
			return found.length > 0 ? found : undefined;
		});
		for (const hint of hints) {
			const label = String(hint.label);
			assert.ok(label.length <= 12, label);
		}
		assert.equal(new Set(hints.map(({ position }) => position.line)).size, hints.length);
	});

	it("reacts to text that was never saved, and forgets the finding when its cause is gone", async () => {
		const changing = await vscode.workspace.openTextDocument(fileInWorkspace("answer.py"));
		const editor = await vscode.window.showTextDocument(changing);
		const [diagnostic] = await findingsOf(changing, "dynamic-text-before-static-prefix");
		assert.ok(diagnostic);
		await editor.edit((edit) => edit.replace(diagnostic.range, "'Saturday'"));
		await until("no finding", () => lcprFindings(changing).every(({ range }) => !range.isEqual(diagnostic.range)));
		assert.ok(changing.isDirty);
		await vscode.commands.executeCommand("undo");
		await findingsOf(changing, "dynamic-text-before-static-prefix");
		await vscode.commands.executeCommand("workbench.action.files.revert");
	});

	it("offers a fix that is never the preferred one, applies it, and then has nothing left to say", async () => {
		const [diagnostic] = await findingsOf(document, "dynamic-text-before-static-prefix");
		assert.ok(diagnostic);
		const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
			"vscode.executeCodeActionProvider",
			document.uri,
			diagnostic.range,
			vscode.CodeActionKind.QuickFix.value,
		);
		const fix = actions.find(({ title }) => title.startsWith("Move "));
		assert.ok(fix?.edit, `offered: ${actions.map(({ title }) => title).join("; ")}`);
		assert.notEqual(fix.isPreferred, true);
		const otherWay = actions.find(({ title }) => title.startsWith("Move changing text to the final user message"));
		assert.ok(otherWay?.edit, "the second way to fix it is an action of its own");
		assert.ok(await vscode.workspace.applyEdit(fix.edit));
		await until("no finding after the fix", () => lcprFindings(document).length === 0);
		assert.ok(await document.save());
		assert.match(readFileSync(document.uri.fsPath, "utf8"), /now|today|date/i);
	});

	it("puts one price in a prompt file", async () => {
		const prompty = await vscode.workspace.openTextDocument(fileInWorkspace("handover.prompty"));
		await vscode.window.showTextDocument(prompty);
		const range = new vscode.Range(0, 0, prompty.lineCount, 0);
		const hints = await until("a price in the prompt file", async () => {
			const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
				"vscode.executeInlayHintProvider",
				prompty.uri,
				range,
			);
			return found.length > 0 ? found : undefined;
		});
		assert.equal(hints.length, 1);
	});

	it("completes, explains and checks lcpr.yaml at its lines", async () => {
		const file = fileInWorkspace("lcpr.yaml");
		await vscode.workspace.fs.writeFile(file, new TextEncoder().encode("workload:\n  retryRate: -1\n  \n"));
		const settings = await vscode.workspace.openTextDocument(file);
		await vscode.window.showTextDocument(settings);
		const wrong = await until("a problem in lcpr.yaml", () =>
			vscode.languages.getDiagnostics(file).find(({ message }) => message.includes("retryRate")),
		);
		assert.equal(wrong.range.start.line, 1);
		const proposals = await vscode.commands.executeCommand<vscode.CompletionList>(
			"vscode.executeCompletionItemProvider",
			file,
			new vscode.Position(2, 2),
		);
		const labels = proposals.items.map(({ label }) => (typeof label === "string" ? label : label.label));
		assert.ok(labels.includes("requestsPerMonth"), labels.join(", "));
		assert.ok(!labels.includes("retryRate"), "what is there already is not proposed again");
		const [hover] = await vscode.commands.executeCommand<vscode.Hover[]>(
			"vscode.executeHoverProvider",
			file,
			new vscode.Position(1, 4),
		);
		assert.match(hover?.contents.map(markdownOf).join(" ") ?? "", /retryRate/);
		await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
		await vscode.workspace.fs.delete(file);
	});

	it("is silenced by one command and comes back by it", async () => {
		const other = await vscode.workspace.openTextDocument(fileInWorkspace("summarise.py"));
		await vscode.window.showTextDocument(other);
		await findingsOf(other, "dynamic-text-before-static-prefix");
		await vscode.commands.executeCommand("lcpr.toggleInlineDisplay");
		await until("silence", () => lcprFindings(other).length === 0);
		await vscode.commands.executeCommand("lcpr.toggleInlineDisplay");
		await findingsOf(other, "dynamic-text-before-static-prefix");
	});

	it("opens the report", async () => {
		await vscode.commands.executeCommand("lcpr.showReport");
		await until("report tab", () =>
			vscode.window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === "Inference Cost Report")),
		);
	});

	it("works again after the server is restarted", async () => {
		const other = await vscode.workspace.openTextDocument(fileInWorkspace("summarise.py"));
		await vscode.window.showTextDocument(other);
		await vscode.commands.executeCommand("lcpr.restartServer");
		await findingsOf(other, "dynamic-text-before-static-prefix");
	});
});

function installed(): vscode.Extension<unknown> {
	const extension = vscode.extensions.getExtension("lcpr.lcpr");
	assert.ok(extension, "the extension is not installed");
	return extension;
}

function fileInWorkspace(name: string): vscode.Uri {
	const folder = vscode.workspace.workspaceFolders?.[0];
	assert.ok(folder, "no folder is open");
	return vscode.Uri.joinPath(folder.uri, name);
}

function lcprFindings(document: vscode.TextDocument): vscode.Diagnostic[] {
	return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === "lcpr");
}

async function findingsOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic[]> {
	return until(rule, () => {
		const found = lcprFindings(document).filter(({ code }) => (typeof code === "object" ? code.value : code) === rule);
		return found.length > 0 ? found : undefined;
	});
}

function positionOf(document: vscode.TextDocument, text: string, offset: number): vscode.Position {
	const at = document.getText().indexOf(text);
	assert.ok(at >= 0, `${text} is not in ${document.fileName}`);
	return document.positionAt(at + offset);
}

function markdownOf(content: vscode.MarkdownString | vscode.MarkedString): string {
	return typeof content === "string" ? content : content.value;
}

/** Waits for something to become true and hands it on; what never comes is an error with its name. */
async function until<T>(what: string, attempt: () => Promise<T> | T): Promise<NonNullable<T>> {
	const end = Date.now() + patienceMilliseconds;
	while (Date.now() < end) {
		const value = await attempt();
		if (value) return value;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`waited ${patienceMilliseconds} ms in vain for: ${what}`);
}

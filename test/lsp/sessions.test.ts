/** Sessions against the built server over stdio: what any editor would see. */
import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import {
	CancellationTokenSource,
	type CodeAction,
	type CodeLens,
	type Hover,
	type InlayHint,
	LSPErrorCodes,
	type TextDocumentEdit,
} from "vscode-languageserver/node";
import { type ClientSetup, eventually, LspClient } from "./lsp-client.ts";

const rule = "dynamic-text-before-static-prefix";
const hostile = readFileSync("test/e2e/workspace/answer.py", "utf8");
const clean = hostile.replace("{datetime.now()}", "Saturday");
const title = readFileSync("test/e2e/workspace/web/title.ts", "utf8");
const files = { "answer.py": hostile, "web/title.ts": title };

let client: LspClient | undefined;

afterEach(() => {
	client?.dispose();
	client = undefined;
});

describe("a session", () => {
	it("says who it is and what it can do, and ends with exit code 0", async () => {
		const started = await start({ files: {} });
		expect(started.initialized?.serverInfo?.name).toBe("lcpr");
		expect(started.initialized?.capabilities).toMatchObject({
			hoverProvider: true,
			inlayHintProvider: true,
			textDocumentSync: { change: 2, openClose: true },
		});
		expect(await started.shutdown()).toBe(0);
		client = undefined;
	});

	it("pushes findings with the version of the text they were found in", async () => {
		const started = await open("answer.py", hostile);
		const [found] = await started.diagnostics("answer.py", (all, version) => all.length > 0 && version === 1);
		expect(found).toMatchObject({ code: rule, source: "lcpr", range: { start: { line: 10 } } });
		expect(found?.message).toContain("datetime.now()");
	});

	it("follows text that is not saved, there and back", async () => {
		const started = await open("answer.py", hostile);
		await started.diagnostics("answer.py", (all) => all.length > 0);
		await started.change("answer.py", clean, 2);
		await started.diagnostics("answer.py", (all, version) => all.length === 0 && version === 2);
		await started.change("answer.py", hostile, 3);
		await started.diagnostics("answer.py", (all, version) => all.length > 0 && version === 3);
	});

	it("finds, prices and fixes in a prompt file", async () => {
		const rules = Array.from(
			{ length: 120 },
			(_, i) => `Rule ${i}: every answer keeps to the facts of part ${i}.`,
		).join("\n");
		const head = "---\nmodel: openai/gpt-5.4\n---\n";
		const text = `${head}Question: {{question}}\n\n${rules}\n`;
		const started = await start({ files: {} });
		await started.open("prompts/ask.prompt", text, "dotprompt");
		const [found] = await started.diagnostics("prompts/ask.prompt", (all) => all.some(({ code }) => code === rule));
		expect(found?.range.start.line).toBe(3);
		const hints = await eventually("hints", async () => nonEmpty(await hintsOf(started, "prompts/ask.prompt")));
		expect(hints[0]?.position.line).toBe(1);
		expect(JSON.stringify(await hoverAt(started, "prompts/ask.prompt", text, "gpt-5.4", 1))).toContain("gpt-5.4");
		const textDocument = { uri: started.uri("prompts/ask.prompt") };
		const context = { diagnostics: [found], only: ["quickfix"] };
		const actions = await started.request<CodeAction[]>("textDocument/codeAction", {
			textDocument,
			range: found?.range,
			context,
		});
		const fix = actions.find(({ title, disabled }) => title.startsWith("Move static text first") && !disabled);
		expect(JSON.stringify(fix?.edit)).toContain("Rule 0");
	});

	it("survives text that is half typed, and still finds the call before it", async () => {
		const started = await open("answer.py", `${hostile}\n\ndef broken(:\n    x = client.chat.comp`);
		await started.diagnostics("answer.py", (all) => all.some(({ code }) => code === rule));
	});

	it("clears the findings of a closed document", async () => {
		const started = await open("answer.py", hostile);
		await started.diagnostics("answer.py", (all) => all.length > 0);
		await started.connection.sendNotification("textDocument/didClose", {
			textDocument: { uri: started.uri("answer.py") },
		});
		await started.diagnostics("answer.py", (all) => all.length === 0);
	});

	it("hovers over a call with the table of prices, and over nothing else with nothing", async () => {
		const started = await open("answer.py", hostile);
		const hover = await hoverAt(started, "answer.py", hostile, ".create(", 1);
		expect(hover).toMatchObject({ contents: { kind: "markdown" } });
		expect(JSON.stringify(hover)).toContain("| tokens\u00a0only | loaded | against\u00a0now |");
		expect(await hoverAt(started, "answer.py", hostile, "return reply", 1)).toBeNull();
	});

	it("puts one short price at the end of the call's line, in Python and in TypeScript", async () => {
		const started = await open("answer.py", hostile);
		await started.open("web/title.ts", title, "typescript");
		for (const [name, text, line] of [
			["answer.py", hostile, "reply = client.chat.completions.create("],
			["web/title.ts", title, "const { text } = await generateText({"],
		] as const) {
			const hints = await eventually("hints", async () => nonEmpty(await hintsOf(started, name)));
			expect(hints).toHaveLength(1);
			const [hint] = hints;
			expect(String(hint?.label)).toMatch(/^≈ \$0\.\d+$/);
			expect(text.split("\n")[hint?.position.line ?? 0]?.trim()).toBe(line);
		}
	});

	it("offers the fix as a versioned, annotated edit that is not preferred, and a comment that ignores the finding", async () => {
		const started = await open("answer.py", hostile);
		const actions = await actionsOn(started, "answer.py");
		const fix = actions.find(({ title: name }) => name.startsWith("Move"));
		expect(fix?.kind).toBe("quickfix");
		expect(fix?.isPreferred).toBeUndefined();
		const change = fix?.edit?.documentChanges?.[0] as TextDocumentEdit;
		expect(change.textDocument).toEqual({ uri: started.uri("answer.py"), version: 1 });
		expect(fix?.edit?.changeAnnotations).toHaveProperty("lcpr");
		const fixed = applied(hostile, change);
		expect(fixed.indexOf("datetime.now()")).toBeGreaterThan(fixed.indexOf("Passing on"));

		const ignore = actions.find(({ title: name }) => name.startsWith("Ignore"));
		const ignored = applied(hostile, ignore?.edit?.documentChanges?.[0] as TextDocumentEdit);
		expect(ignored).toContain(`    # lcpr: ignore ${rule} -- why it is fine here\n    instructions = f"""`);
		await started.change("answer.py", ignored, 2);
		await started.diagnostics("answer.py", (all, version) => all.length === 0 && version === 2);
	});

	it("says why a fix is not offered, to clients that can show that", async () => {
		const refers = hostile.replace("{datetime.now()}.", "{datetime.now()}. Follow the policies below.");
		const started = await open("answer.py", refers);
		const actions = await actionsOn(started, "answer.py");
		const disabled = actions.find((action) => action.disabled);
		expect(disabled?.disabled?.reason).toContain("below");
		expect(disabled?.edit).toBeUndefined();
	});

	it("offers each way to fix a finding as an action of its own, and none on save", async () => {
		const started = await open("answer.py", hostile);
		const actions = await actionsOn(started, "answer.py");
		const titles = actions.map(({ title: name }) => name.split(":")[0]);
		expect(titles.slice(0, 2)).toEqual(["Move static text first", "Move changing text to the final user message"]);
		const fixed = applied(hostile, actions[1]?.edit?.documentChanges?.[0] as TextDocumentEdit);
		expect(fixed).toContain('f"Today is {datetime.now()}.\\n\\n{question}"');
		const onSave = await started.connection.sendRequest("textDocument/codeAction", {
			textDocument: { uri: started.uri("answer.py") },
			range: { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } },
			context: { diagnostics: [], only: ["source.fixAll"] },
		});
		expect(onSave).toEqual([]);
	});

	it("greys the fix where nothing could move, with the reason", async () => {
		const rules = "Answer briefly, name your sources, and say when you do not know. ".repeat(120);
		const apart = `from openai import OpenAI

def answer(question: str):
    return OpenAI().chat.completions.create(model="gpt-5.5", messages=[
        {"role": "user", "content": question},
        {"role": "user", "content": "${rules}"},
    ])
`;
		const started = await open("answer.py", apart);
		const [found] = await started.diagnostics("answer.py", (all) => all.length > 0);
		const actions: CodeAction[] = await started.connection.sendRequest("textDocument/codeAction", {
			textDocument: { uri: started.uri("answer.py") },
			range: found?.range,
			context: { diagnostics: [], only: ["quickfix"] },
		});
		expect(actions.find(({ disabled }) => disabled)?.disabled?.reason).toMatch(/^not offered: /);
	});

	it("falls back to plain edits and no commands for a modest client", async () => {
		const started = await start({ files, capabilities: {}, hasCommands: false });
		await started.open("answer.py", hostile);
		const actions = await actionsOn(started, "answer.py");
		expect(actions.every(({ command, disabled }) => !command && !disabled)).toBe(true);
		expect(actions[0]?.edit?.changes).toHaveProperty([started.uri("answer.py")]);
	});

	it("is silent with the one switch off, and speaks again when it is on", async () => {
		const started = await open("answer.py", hostile);
		await started.diagnostics("answer.py", (all) => all.length > 0);
		started.settings = { inlineDisplay: { enabled: false } };
		await started.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await started.diagnostics("answer.py", (all) => all.length === 0);
		expect(await hintsOf(started, "answer.py")).toEqual([]);
		expect(await hoverAt(started, "answer.py", hostile, ".create(", 1)).toBeNull();
		started.published.length = 0;
		started.settings = {};
		await started.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await started.diagnostics("answer.py", (all) => all.length > 0);
	});

	it("reads the workspace with progress, and its report holds files that were never opened", async () => {
		const started = await start({ files });
		await eventually("the end of reading", () => started.progress.includes("end"));
		expect(started.progress[0]).toBe("begin");
		const report = await started.request<{ html: string; folderUri: string }>("lcpr/report", { uri: null });
		expect(report.folderUri).toBe(started.uri(""));
		expect(report.html).toContain("web/title.ts");
		expect(report.html).not.toMatch(/<(script|link|img)[^>]+(src|href)=["']https?:/);
	});

	it("gives totals for the document and the workspace", async () => {
		const started = await open("answer.py", hostile);
		await eventually("the end of reading", () => started.progress.includes("end"));
		const status = await eventually("totals", async () => {
			const answer = await started.request<{ text: string; tooltip: string; findings: number }>("lcpr/status", {
				uri: started.uri("answer.py"),
			});
			return answer.text && answer.tooltip.includes("2 calls") ? answer : undefined;
		});
		expect(status.text).toMatch(/^≈ \$0\.\d+ · 1 call$/);
		expect(status.findings).toBe(1);
	});

	it("sees a file that changed on disk", async () => {
		const started = await open(
			"answer.py",
			hostile
				.replace("{datetime.now()}", "{today()}")
				.replace("import datetime", "import datetime\nfrom day import today"),
		);
		await eventually("the end of reading", () => started.progress.includes("end"));
		started.write("day.py", "def today():\n    return 'Saturday'\n");
		const changes = [{ uri: started.uri("day.py"), type: 1 }];
		await started.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
		await started.diagnostics("answer.py", (all) => all.length === 0);
	});

	it("shows what is wrong in the settings file, in that file, until it is right", async () => {
		const started = await start({ files: { ...files, "lcpr.yaml": "preset: loud\n" } });
		const [problem] = await started.diagnostics("lcpr.yaml", (all) => all.length > 0);
		expect(problem?.message).toContain("preset");
		started.write("lcpr.yaml", "preset: standard\n");
		const changes = [{ uri: started.uri("lcpr.yaml"), type: 2 }];
		await started.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
		await started.diagnostics("lcpr.yaml", (all) => all.length === 0);
	});

	it("helps to write the settings file: problems as typed, names, values and what they mean", async () => {
		const started = await start({ files });
		const text = "workload:\n  retryRate: often\n  qual\npreset: ";
		await started.open("lcpr.yaml", text, "yaml");
		const fixed = "workload:\n  retryRate: often\n";
		await started.change("lcpr.yaml", fixed, 2);
		const [problem] = await started.diagnostics("lcpr.yaml", (all) =>
			all.some(({ message }) => String(message).includes("retryRate")),
		);
		expect(problem?.range).toEqual({ start: { line: 1, character: 13 }, end: { line: 1, character: 18 } });
		await started.change("lcpr.yaml", text, 3);
		const at = (line: number, character: number) => ({
			textDocument: { uri: started.uri("lcpr.yaml") },
			position: { line, character },
		});
		const names = await started.request<{ label: string }[]>("textDocument/completion", at(2, 6));
		expect(names.map(({ label }) => label)).toContain("qualityGatePassRate");
		expect(names.map(({ label }) => label)).not.toContain("retryRate");
		const values = await started.request<{ label: string }[]>("textDocument/completion", at(3, 8));
		expect(values.map(({ label }) => label)).toEqual(["quiet", "standard", "everything"]);
		const hover = await started.request<{ contents: { value: string } }>("textDocument/hover", at(1, 5));
		expect(hover.contents.value).toContain("**retryRate**");
		await started.open("answer.py", hostile);
		const inCode = { textDocument: { uri: started.uri("answer.py") }, position: { line: 0, character: 0 } };
		expect(await started.request("textDocument/completion", inCode)).toEqual([]);
	});

	it("analyses a document that no folder holds", async () => {
		const started = await start({ files, hasFolder: false });
		await started.open("answer.py", hostile);
		await started.diagnostics("answer.py", (all) => all.some(({ code }) => code === rule));
	});

	it("answers a cancelled request as cancelled, and the next one as usual", async () => {
		const started = await open("answer.py", hostile);
		await eventually("the first analysis", () => started.published.length > 0);
		// Enough text to keep the server busy with the first request until the cancellation has come in.
		await started.change("answer.py", hostile + "settings = load(name='value', other=[1, 2, 3])\n".repeat(5_000), 2);
		const cancelling = new CancellationTokenSource();
		const params = hintParams(started, "answer.py");
		const first = started.request("textDocument/codeLens", params);
		const second = started.connection.sendRequest("textDocument/inlayHint", params, cancelling.token);
		cancelling.cancel();
		await expect(second).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
		expect(await first).toEqual([]);
		expect(await hintsOf(started, "answer.py")).toHaveLength(1);
	});

	it("stays up when it is asked nonsense", async () => {
		const started = await open("answer.py", hostile);
		const answers = await Promise.allSettled([
			started.request("textDocument/hover", {
				textDocument: { uri: "not a uri" },
				position: { line: 0, character: 0 },
			}),
			started.request("textDocument/hover", {
				textDocument: { uri: started.uri("answer.py") },
				position: { line: 99_999, character: 7 },
			}),
			started.request("textDocument/codeAction", {}),
			started.request("lcpr/report", { uri: "%%%" }),
			started.request("lcpr/rulePage", { rule: "../../package" }),
			started.request("lcpr/nothing", {}),
		]);
		expect(answers[0]).toMatchObject({ status: "fulfilled", value: null });
		expect(answers[1]).toMatchObject({ status: "fulfilled", value: null });
		expect(answers[4]).toMatchObject({ status: "fulfilled", value: { markdown: null } });
		expect(answers[5]).toMatchObject({ status: "rejected" });
		await started.diagnostics("answer.py", (all) => all.length > 0);
	});

	it("shows findings and prices in the cells of a notebook, also below a cell that grew", async () => {
		const started = await start({ files: {} });
		const cells = ["# Support", "%pip install openai\nfrom datetime import datetime", hostile];
		const uris = cells.map((_text, index) => `vscode-notebook-cell:/${index}`);
		await started.connection.sendNotification("notebookDocument/didOpen", {
			notebookDocument: {
				uri: started.uri("notes.ipynb"),
				notebookType: "jupyter-notebook",
				version: 1,
				cells: uris.map((document, index) => ({ kind: index === 0 ? 1 : 2, document })),
			},
			cellTextDocuments: cells.map((text, index) => {
				return { uri: uris[index], languageId: index === 0 ? "markdown" : "python", version: 1, text };
			}),
		});
		const published = () => started.published.findLast(({ uri }) => uri === uris[2])?.diagnostics[0];
		const found = await eventually("a finding in the cell", published);
		expect(found.range.start.line).toBe(10);
		await started.connection.sendNotification("notebookDocument/didChange", {
			notebookDocument: { uri: started.uri("notes.ipynb"), version: 2 },
			change: {
				cells: { textContent: [{ document: { uri: uris[1], version: 2 }, changes: [{ text: "import os\n\n\n\n" }] }] },
			},
		});
		const hints = await eventually("prices in the cell", async () =>
			nonEmpty(
				await started.request<InlayHint[]>("textDocument/inlayHint", {
					textDocument: { uri: uris[2] },
					range: hintParams(started, "").range,
				}),
			),
		);
		expect(hostile.split("\n")[hints[0]?.position.line ?? 0]).toContain(".create(");
	});

	it("shows prices above calls only when asked to", async () => {
		const started = await start({ files, settings: { codeLens: { enabled: true } } });
		await started.open("answer.py", hostile);
		await started.diagnostics("answer.py", (all) => all.length > 0);
		const params = { textDocument: { uri: started.uri("answer.py") } };
		const [lens] = await started.request<CodeLens[]>("textDocument/codeLens", params);
		expect(lens?.command?.title).toMatch(/^≈ \$0\.\d+ a request · [\d,]+ in, \d+ out$/);
		started.settings = {};
		await started.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
		await eventually("no lens", async () => {
			const lenses = await started.request<CodeLens[]>("textDocument/codeLens", params);
			return lenses.length === 0;
		});
	});

	it("hands out the page of a rule", async () => {
		const started = await start({ files: {} });
		const page = await started.request<{ markdown: string | null }>("lcpr/rulePage", { rule });
		expect(page.markdown).toContain(rule);
	});
});

async function start(setup: ClientSetup): Promise<LspClient> {
	client = await LspClient.start(setup);
	return client;
}

async function open(name: string, text: string): Promise<LspClient> {
	const started = await start({ files });
	await started.open(name, text);
	return started;
}

function nonEmpty<T>(list: readonly T[]): readonly T[] | undefined {
	return list.length > 0 ? list : undefined;
}

function hintParams(from: LspClient, name: string) {
	const range = { start: { line: 0, character: 0 }, end: { line: 9_999, character: 0 } };
	return { textDocument: { uri: from.uri(name) }, range };
}

function hintsOf(from: LspClient, name: string): Promise<InlayHint[]> {
	return from.request("textDocument/inlayHint", hintParams(from, name));
}

/** Asked again while the server is still starting, when it has nothing to say about anything. */
async function hoverAt(
	from: LspClient,
	name: string,
	text: string,
	word: string,
	offset: number,
): Promise<Hover | null> {
	await eventually("the server's first analysis", () => from.published.length > 0);
	const before = text.slice(0, text.indexOf(word) + offset).split("\n");
	const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
	return from.request("textDocument/hover", { textDocument: { uri: from.uri(name) }, position });
}

async function actionsOn(from: LspClient, name: string): Promise<CodeAction[]> {
	const [found] = await from.diagnostics(name, (all) => all.some(({ code }) => code === rule));
	return from.request("textDocument/codeAction", {
		textDocument: { uri: from.uri(name) },
		range: found?.range,
		context: { diagnostics: [found], only: ["quickfix"] },
	});
}

/** The text after a text document edit. */
function applied(text: string, change: TextDocumentEdit): string {
	const starts = [0];
	for (let i = 0; i < text.length; i++) if (text[i] === "\n") starts.push(i + 1);
	const at = ({ line, character }: { line: number; character: number }) => (starts[line] ?? text.length) + character;
	const edits = change.edits.flatMap((edit) => ("newText" in edit ? [edit] : []));
	return edits
		.toSorted((a, b) => at(b.range.start) - at(a.range.start))
		.reduce(
			(result, { range, newText }) => result.slice(0, at(range.start)) + newText + result.slice(at(range.end)),
			text,
		);
}

/** A mistake of our own in one call costs that call, not the scan, and is told with the file. */
import { expect, it } from "vitest";
import type { Knowledge } from "../../server/src/analysis/knowledge.ts";
import type { CallEntry } from "../../server/src/sdks/sdk-table.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { scanWorkspace } from "../../server/src/workspace/scan.ts";
import { WorkspaceSession } from "../../server/src/workspace/session.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const ask = (content: string) => `from openai import OpenAI
OpenAI().chat.completions.create(model="gpt-5.4-nano", messages=[{"role": "user", "content": "${content}"}])
`;

const files = {
	"bad.py": ask("set off the fault"),
	"both.py": `${ask("set off the fault")}${ask("hello")}`,
	"good.py": ask("hello"),
};

const skipped = ["bad.py", "both.py"].map((file) => ({
	file,
	because: expect.stringMatching(/^could not be analysed: internal error \(injected\)/),
}));

/** Fails while the prompt of one text is put together. */
async function failingPrompt(): Promise<Knowledge> {
	const knowledge = await loadKnowledge();
	const { tokens } = knowledge;
	const count: typeof tokens.count = (text, model) => {
		if (text.includes("fault")) throw new Error("injected");
		return tokens.count(text, model);
	};
	return { ...knowledge, tokens: { ...tokens, count } };
}

/** Fails while the SDK of one file's call is looked up. */
async function failingLink(): Promise<Knowledge> {
	const knowledge = await loadKnowledge();
	const { sdks } = knowledge;
	class Failing extends Map<string, readonly CallEntry[]> {
		override get(path: string): readonly CallEntry[] | undefined {
			if (path === "openai.explode") throw new Error("injected");
			return super.get(path);
		}
	}
	const callNames = new Map(sdks.callNames).set("explode", null);
	return { ...knowledge, sdks: { ...sdks, callNames, functionsByPath: new Failing(sdks.functionsByPath) } };
}

it("finishes the scan when one prompt cannot be put together", async () => {
	const root = temporaryFolder(files);
	const knowledge = await failingPrompt();
	const scan = await scanWorkspace({ paths: [root], workingFolder: root, knowledge, asOf: "2026-11-21" });
	expect(scan.analysis.calls.map(({ call }) => call.id)).toEqual(["both.py:4:27", "good.py:2:27"]);
	expect(scan.skipped).toEqual(skipped);
});

it("finishes the scan when linking one file fails", async () => {
	const root = temporaryFolder({
		"bad.py": `import openai\nopenai.explode()\n${ask("hello")}`,
		"good.py": ask("hello"),
	});
	const knowledge = await failingLink();
	const scan = await scanWorkspace({ paths: [root], workingFolder: root, knowledge, asOf: "2026-11-21" });
	expect(scan.analysis.calls.map(({ call }) => call.place.file)).toContain("good.py");
	expect(scan.skipped).toEqual(skipped.slice(0, 1));
});

it("keeps answering in an open workspace, and still names the file after the next keystroke", async () => {
	const root = temporaryFolder(files);
	const session = new WorkspaceSession({ root, knowledge: await failingPrompt() });
	await session.load();
	await session.analysis();
	session.setDocument({ file: "good.py", text: ask("hello again") });
	const { calls } = await session.analysis();
	expect(calls.map(({ call }) => call.place.file)).toEqual(["both.py", "good.py"]);
	expect(session.skipped).toEqual(skipped);
});

it("says nothing when nothing fails", async () => {
	const root = temporaryFolder(files);
	const knowledge = await loadKnowledge();
	const scan = await scanWorkspace({ paths: [root], workingFolder: root, knowledge, asOf: "2026-11-21" });
	expect(scan.analysis.calls).toHaveLength(4);
	expect(scan.skipped).toEqual([]);
});

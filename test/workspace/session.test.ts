import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { WorkspaceSession } from "../../server/src/workspace/session.ts";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";

const callWith = (model: string) => `from openai import OpenAI
OpenAI().chat.completions.create(model="${model}", messages=[{"role": "user", "content": "hi"}])
`;

async function open(files: Readonly<Record<string, string>>): Promise<{ session: WorkspaceSession; root: string }> {
	const root = temporaryFolder(files);
	return { root, session: new WorkspaceSession({ root, knowledge: await loadKnowledge() }) };
}

async function models(session: WorkspaceSession): Promise<(string | null)[]> {
	return (await session.analysis()).calls.map(({ call }) => call.model.name);
}

it("analyses an open document before the workspace has been read", async () => {
	const { session } = await open({ "other.py": callWith("gpt-5.5") });
	session.setDocument({ file: "new.py", text: callWith("gpt-5.4-nano") });
	expect(await models(session)).toEqual(["gpt-5.4-nano"]);
	await session.load();
	expect(await models(session)).toEqual(["gpt-5.4-nano", "gpt-5.5"]);
});

it("takes the document's text instead of the file's, and the file's again when it is closed", async () => {
	const { session } = await open({ "a.py": callWith("gpt-5.5") });
	await session.load();
	session.setDocument({ file: "a.py", text: callWith("gpt-5.4") });
	expect(await models(session)).toEqual(["gpt-5.4"]);
	session.removeDocument("a.py");
	expect(await models(session)).toEqual(["gpt-5.5"]);
});

it("links anew when an imported file changes in the editor", async () => {
	const { session } = await open({
		"a.py": callWith("x").replace('"x"', "MODEL").replace("\n", "\nfrom names import MODEL\n"),
		"names.py": 'MODEL = "gpt-5.5"\n',
	});
	await session.load();
	expect(await models(session)).toEqual(["gpt-5.5"]);
	session.setDocument({ file: "names.py", text: 'MODEL = "gpt-5.4-nano"\n' });
	expect(await models(session)).toEqual(["gpt-5.4-nano"]);
});

it("notices files that change, appear and vanish on disk", async () => {
	const { session, root } = await open({ "a.py": callWith("gpt-5.5") });
	await session.load();
	writeFiles(root, { "a.py": callWith("gpt-5.4"), "b.py": callWith("gpt-5.4-nano") });
	session.filesChanged(["a.py", "b.py"]);
	expect(await models(session)).toEqual(["gpt-5.4", "gpt-5.4-nano"]);
	rmSync(join(root, "a.py"));
	session.filesChanged(["a.py"]);
	expect(await models(session)).toEqual(["gpt-5.4-nano"]);
});

it("notices that a file on disk has come to use a client that another file makes", async () => {
	const use = (module: string) => `from ${module} import llm\nllm.stream("hi")\n`;
	const made = 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-5")\n';
	const { session, root } = await open({ "models.py": made, "pipes.py": "llm = 1\n", "use.py": use("pipes") });
	await session.load();
	expect(await models(session)).toEqual([]);
	writeFiles(root, { "use.py": use("models") });
	session.filesChanged(["use.py"]);
	expect(await models(session)).toEqual(["gpt-5"]);
});

it("gives the same analysis when nothing changed in between", async () => {
	const { session } = await open({ "a.py": callWith("gpt-5.5") });
	await session.load();
	expect(await session.analysis()).toBe(await session.analysis());
});

it("keeps the last analysis at hand while a newer one is made", async () => {
	const { session } = await open({ "a.py": callWith("gpt-5.5") });
	expect(session.latest).toBeNull();
	await session.load();
	const first = await session.analysis();
	session.setDocument({ file: "a.py", text: "" });
	expect(session.latest).toBe(first);
	expect((await session.analysis()).calls).toEqual([]);
});

it("keeps the settings it had while lcpr.yaml is half written, and says what is wrong in it", async () => {
	const { session, root } = await open({ "lcpr.yaml": "asOf: 2026-01-31\n" });
	writeFiles(root, { "lcpr.yaml": "asOf: 2026-01-31\nexclude: [a\n" });
	session.filesChanged(["lcpr.yaml"]);
	expect(session.settings.asOf).toBe("2026-01-31");
	expect(session.settingsReading.problems[0]).toContain("broken YAML");
	writeFiles(root, { "lcpr.yaml": "exclude: [a]\n" });
	session.filesChanged(["lcpr.yaml"]);
	expect(session.settings.asOf).toBeNull();
});

it("reads its settings again when lcpr.yaml changes", async () => {
	const { session, root } = await open({ "a.py": callWith("gpt-5.5") });
	await session.load();
	writeFiles(root, { "lcpr.yaml": "asOf: 2026-01-31\n" });
	session.filesChanged(["lcpr.yaml"]);
	expect(session.settings.asOf).toBe("2026-01-31");
	expect((await session.analysis()).pricing.pricedOn).toBe("2026-01-31");
});

it("says when a change on disk needs the whole workspace to be read again", async () => {
	const { session } = await open({ "a.py": "" });
	expect(session.filesChanged(["a.py"])).toBe(false);
	expect(session.filesChanged(["web/tsconfig.json"])).toBe(true);
	expect(session.filesChanged([".gitignore"])).toBe(true);
});

it("follows a prompt file as it is written, alone and where code reads it", async () => {
	const { session } = await open({
		"a.py": callWith("gpt-5.5").replace('"hi"', 'open("hello.md").read()'),
		"hello.md": "Hello.",
	});
	const written = async () =>
		(await session.analysis()).calls.map(
			({ call, prompt }) => `${call.id} ${prompt.segments.map((s) => s.label).join()}`,
		);
	await session.load();
	expect(await written()).toEqual(["a.py:2:27 Hello."]);
	session.setDocument({ file: "hello.md", text: "Good day.", language: "template" });
	expect(await written()).toEqual(["a.py:2:27 Good day."]);
	session.setDocument({ file: "b.prompty", text: "---\nmodel: gpt-5.4\n---\nsystem:\nBe kind.\n" });
	expect(await written()).toEqual(["a.py:2:27 Good day.", "b.prompty:2:8 Be kind."]);
});

it("does nothing for notes that no code reads", async () => {
	const { session } = await open({ "a.py": callWith("gpt-5.5") });
	await session.load();
	const before = await session.analysis();
	session.setDocument({ file: "notes.md", text: "You are {{name}}.", language: "template" });
	expect(await session.analysis()).toBe(before);
});

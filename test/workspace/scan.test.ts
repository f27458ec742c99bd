import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { scanWorkspace, type WorkspaceScan } from "../../server/src/workspace/scan.ts";
import { temporaryFolder } from "./temporary-folder.ts";

async function scan(root: string, changes = {}): Promise<WorkspaceScan> {
	const knowledge = await loadKnowledge();
	return scanWorkspace({ paths: [root], workingFolder: root, knowledge, asOf: "2026-11-21", ...changes });
}

const files = (result: WorkspaceScan) => result.analysis.calls.map(({ call }) => call.place.file);

const pythonCall = `from openai import OpenAI
OpenAI().chat.completions.create(model="gpt-5.4-nano", messages=[{"role": "user", "content": "hi"}])
`;

describe("files that cannot be used are named, and the rest is complete", () => {
	it.each<[string, string, string | Uint8Array, RegExp]>([
		["binary", "a.py", Uint8Array.from([0x69, 0, 0x6d]), /^binary/],
		["not UTF-8", "a.py", Uint8Array.from([...new TextEncoder().encode("import openai # "), 0xfc]), /^not UTF-8/],
		["minified", "a.js", `import OpenAI from "openai";${"var a=1;".repeat(5000)}`, /^minified/],
		[
			"huge",
			"a.ts",
			`import OpenAI from "openai";\n${"let a = 1;\n".repeat(100_000)}`,
			/^too large to analyse \(1\.1 MB/,
		],
		["a broken notebook", "a.ipynb", '{"cells": [ {"source": "import openai"', /./],
	])("%s", async (_, name, content, because) => {
		const result = await scan(temporaryFolder({ [name]: content, "good.py": pythonCall }));
		expect(files(result)).toEqual(["good.py"]);
		expect(result.skipped.map(({ file }) => file)).toEqual([name]);
		expect(result.skipped[0]?.because).toMatch(because);
	});

	it("a link that leads back to itself", async () => {
		const root = temporaryFolder({ "good.py": pythonCall });
		symlinkSync("loop.py", join(root, "loop.py"));
		const result = await scan(root);
		expect(files(result)).toEqual(["good.py"]);
		expect(result.skipped).toEqual([{ file: "loop.py", because: "symbolic link that leads back to itself" }]);
	});

	it("a pipe with a code file's name does not stop the scan", async () => {
		const root = temporaryFolder({ "good.py": pythonCall });
		execFileSync("mkfifo", [join(root, "pipe.py")]);
		const result = await scan(root);
		expect(files(result)).toEqual(["good.py"]);
		expect(result.skipped).toEqual([{ file: "pipe.py", because: "not an ordinary file" }]);
	});

	it("broken settings", async () => {
		const root = temporaryFolder({ "good.py": pythonCall, "lcpr.yaml": "workload:\n  retryRate: [0.1\n" });
		const result = await scan(root);
		expect(files(result)).toEqual(["good.py"]);
		expect(result.skipped[0]?.file).toBe("lcpr.yaml");
		expect(result.skipped[0]?.because).toMatch(/^line \d+, column \d+: broken YAML/);
	});
});

it("reads only what mentions an SDK, and what that imports", async () => {
	const root = temporaryFolder({
		"app.py": `from openai import OpenAI
from prompts.system import PROMPT
OpenAI().chat.completions.create(model="gpt-5.4-nano", messages=[{"role": "system", "content": PROMPT}])
`,
		"prompts/__init__.py": "",
		"prompts/system.py": 'PROMPT = "Answer with the name of a fish and nothing else."\n',
		"unrelated.py": "x = 1\n",
	});
	const result = await scan(root);
	expect(result.filesSeen).toBe(4);
	expect(result.analysis.summaries.has("prompts/system.py")).toBe(true);
	expect(result.analysis.summaries.has("unrelated.py")).toBe(false);
	expect(result.analysis.calls[0]?.prompt.staticTokens).toBeGreaterThan(8);
});

it("finds the callers of a wrapper in files that mention no SDK", async () => {
	const root = temporaryFolder({
		"llm.py": `from openai import OpenAI
client = OpenAI()
def ask_model(prompt):
    return client.chat.completions.create(model="gpt-5.4-nano", messages=[{"role": "user", "content": prompt}])
`,
		"summary.py":
			'from llm import ask_model\ndef run(t):\n    return ask_model(f"Summarise this in one sentence: {t}")\n',
	});
	const calls = (await scan(root)).analysis.calls.map(({ call }) => [call.place.file, call.kind]);
	expect(calls).toContainEqual(["summary.py", "wrapper"]);
});

it("reads prompt files that code reads", async () => {
	const root = temporaryFolder({
		"app.py": `from pathlib import Path
from openai import OpenAI
text = (Path(__file__).parent / "prompt.txt").read_text()
OpenAI().chat.completions.create(model="gpt-5.4-nano", messages=[{"role": "system", "content": text}])
`,
		"prompt.txt": "You answer with the name of a fish and nothing else.",
	});
	const result = await scan(root);
	expect(result.analysis.calls[0]?.prompt.resolved).toBe("whole");
	expect(result.textOf("prompt.txt")).toContain("fish");
});

it("says nothing of pictures that code reads", async () => {
	const root = temporaryFolder({
		"app.py": `from openai import OpenAI
data = open("page.png", "rb").read()
OpenAI().responses.create(model="gpt-5.4-nano", input=data)
`,
		"page.png": Uint8Array.from([0x89, 0x50, 0, 0]),
	});
	const result = await scan(root);
	expect(files(result)).toEqual(["app.py"]);
	expect(result.skipped).toEqual([]);
});

it("leaves out what the settings exclude", async () => {
	const root = temporaryFolder({
		"a.py": pythonCall,
		"legacy/b.py": pythonCall,
		"lcpr.yaml": "exclude: ['legacy/**']\n",
	});
	expect(files(await scan(root))).toEqual(["a.py"]);
});

it("runs nothing of what it reads", async () => {
	const root = temporaryFolder({ "a.py": `${pythonCall}open("trace", "w").write("ran")\n` });
	mkdirSync(join(root, "sub"));
	await scan(root);
	expect((await scan(root)).skipped).toEqual([]);
	expect(execFileSync("ls", [root], { encoding: "utf8" })).toBe("a.py\nsub\n");
});

it("stops when it is told to", async () => {
	const controller = new AbortController();
	controller.abort(new Error("enough"));
	const root = temporaryFolder(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}.py`, pythonCall])));
	await expect(scan(root, { signal: controller.signal })).rejects.toThrow("enough");
});

it("names a file that mentions an SDK and could not be parsed, unless its requests were found all the same", async () => {
	const torn = "from openai import OpenAI\n\nprint 'old'\nclass (:\n";
	const root = temporaryFolder({
		"torn.py": torn,
		"torn_but_read.py": `${pythonCall}\nclass (:\n`,
		"whole.py": pythonCall,
	});
	const { skipped } = await scanWorkspace({ paths: ["."], workingFolder: root, knowledge: await loadKnowledge() });
	expect(skipped).toEqual([{ file: "torn.py", because: expect.stringContaining("could not be parsed") }]);
});

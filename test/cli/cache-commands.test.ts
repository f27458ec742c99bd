/** `lcpr replay` and `lcpr lock` of the built program: what a shell and a pipe see of them. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../workspace/temporary-folder.ts";

// Each run starts the program anew, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const program = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

function lcpr(words: readonly string[], folder: string, input = "") {
	const result = spawnSync(process.execPath, [program, ...words], {
		cwd: folder,
		encoding: "utf8",
		input,
		env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "" },
	});
	return { code: result.status, out: result.stdout, error: result.stderr };
}

const code = `from openai import OpenAI
RULES = """${"Answer briefly, name your sources, and say when you do not know.\n".repeat(120)}"""

def answer(question):
    return OpenAI().chat.completions.create(model="gpt-5.4", max_tokens=300, messages=[
        {"role": "system", "content": RULES}, {"role": "user", "content": question}])
`;
const body = JSON.stringify({ model: "gpt-5.4", messages: [{ role: "user", content: "Hello" }] });

describe("lcpr lock", () => {
	it("writes a file, finds nothing changed, and fails when a cached prefix did", () => {
		const folder = temporaryFolder({ "app.py": code });
		expect(lcpr(["lock"], folder)).toMatchObject({ code: 0, out: expect.stringContaining("1 of them cached") });
		expect(lcpr(["lock", "--check"], folder)).toMatchObject({ code: 0, out: "No cached prefix changed (1 call).\n" });
		writeFileSync(join(folder, "app.py"), code.replace("Answer briefly", "Answer shortly"));
		const { code: exit, out } = lcpr(["lock", "--check", "--format", "json"], folder);
		expect(exit).toBe(1);
		expect(JSON.parse(out)).toMatchObject({ same: false, changes: [{ kind: "changed", file: "app.py", line: 125 }] });
	});

	it("is the same file each time", () => {
		const folder = temporaryFolder({ "app.py": code });
		lcpr(["lock"], folder);
		const first = readFileSync(join(folder, "lcpr.lock.json"), "utf8");
		lcpr(["lock"], folder);
		expect(readFileSync(join(folder, "lcpr.lock.json"), "utf8")).toBe(first);
	});

	it("says that there is no lock, or that it is broken", () => {
		expect(lcpr(["lock", "--check"], temporaryFolder({ "app.py": code }))).toMatchObject({
			code: 2,
			error: "There is no lcpr.lock.json to check against. Write it with `lcpr lock` and commit it.\n",
		});
		const broken = lcpr(["lock", "--check"], temporaryFolder({ "app.py": code, "lcpr.lock.json": "{" }));
		expect(broken.code).toBe(2);
		expect(broken.error).toMatch(/^lcpr.lock.json cannot be read: not JSON/);
	});
});

describe("lcpr replay", () => {
	it("reads a file or standard input", () => {
		const folder = temporaryFolder({ "requests.jsonl": `${body}\n` });
		const fromFile = lcpr(["replay", "requests.jsonl", "--as-of", "2026-11-21"], folder);
		expect(fromFile).toMatchObject({ code: 0, out: expect.stringContaining("1 request, hit rate 0 %") });
		expect(lcpr(["replay", "-", "--as-of", "2026-11-21"], folder, body).out).toBe(fromFile.out);
		expect(JSON.parse(lcpr(["replay", "-", "--format", "json"], folder, body).out).totals.requests).toBe(1);
	});

	it.each([
		["a file that is not there", ["replay", "none.jsonl"], /^none.jsonl could not be read/],
		["a file without requests", ["replay", "empty.jsonl"], /^empty.jsonl holds no requests/],
		["nothing that can be read", ["replay", "bad.jsonl"], /^bad.jsonl:2: not JSON/],
		["a price that is no number", ["replay", "ok.jsonl", "--input-price", "much"], /^--input-price much: not a number/],
	])("is 2 for %s", (_, words, message) => {
		const folder = temporaryFolder({ "empty.jsonl": "", "bad.jsonl": "\n{oops\n", "ok.jsonl": body });
		const { code: exit, out, error } = lcpr(words, folder);
		expect(exit).toBe(2);
		expect(error).toMatch(message);
		expect(out).toBe("");
	});
});

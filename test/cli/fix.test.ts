/** `lcpr fix` as a shell sees it: what it writes, what it prints and its exit code. */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { toFixText } from "../../server/src/cli/formats/fix-text.ts";
import { plainStyle } from "../../server/src/cli/formats/terminal-style.ts";
import { temporaryFolder } from "../workspace/temporary-folder.ts";

const program = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));
const rule = "dynamic-text-before-static-prefix";
const rules = "Answer briefly, name your sources, and say when you do not know.\n".repeat(120);

function lcpr(words: readonly string[], folder: string) {
	const result = spawnSync(process.execPath, [program, ...words], { cwd: folder, encoding: "utf8" });
	return { code: result.status, out: result.stdout, error: result.stderr };
}

/** A clock in front of `static`, sent once. */
function clockBefore(text: string, end = ""): string {
	return `from datetime import datetime
from openai import OpenAI

def answer(question):
    return OpenAI().chat.completions.create(model="gpt-5.5", max_tokens=300, messages=[
        {"role": "system", "content": f"""Now it is {datetime.now()}.
${text}"""},
        {"role": "user", "content": question},
    ])
${end}`;
}

const hostile = clockBefore(rules);
const fixed = hostile
	.replace("Now it is {datetime.now()}.\n", "")
	.replace('know.\n"""', 'know.\nNow it is {datetime.now()}.\n"""');
const unsafe = clockBefore(`The time above is in UTC.\n${rules}`);

describe("lcpr fix", () => {
	it("writes what it can, lists what it left with the reason, and exits with 1", () => {
		const folder = temporaryFolder({ "a.py": hostile, "b.py": unsafe });
		const { code, out } = lcpr(["fix", "--rule", rule], folder);
		expect(out).toContain(`Fixed 1 of 2 findings of ${rule}\n  a.py:6  Move static text first: cacheable prefix`);
		expect(out).toContain('Left 1\n  b.py:6  the text says "The time above"\n');
		expect(code).toBe(1);
		expect(readFileSync(join(folder, "a.py"), "utf8")).toBe(fixed);
		expect(readFileSync(join(folder, "b.py"), "utf8")).toBe(unsafe);
		const again = lcpr(["fix", "--rule", rule, "a.py"], folder);
		expect(again).toEqual({ code: 0, out: `Nothing to fix: no finding of ${rule}\n`, error: "" });
	});

	it("fixes several findings of one file, each where it then stands", () => {
		const folder = temporaryFolder({ "a.py": `${hostile}\n${hostile.replace("answer", "explain")}` });
		expect(lcpr(["fix", "--rule", rule], folder)).toMatchObject({ code: 0 });
		expect(readFileSync(join(folder, "a.py"), "utf8")).toBe(`${fixed}\n${fixed.replace("answer", "explain")}`);
	});

	it("with --dry-run says the same and writes nothing", () => {
		const folder = temporaryFolder({ "a.py": hostile });
		const { code, out } = lcpr(["fix", "--rule", rule, "--dry-run"], folder);
		expect(out).toContain("Would fix 1 of 1 finding");
		expect(code).toBe(1);
		expect(readFileSync(join(folder, "a.py"), "utf8")).toBe(hostile);
	});

	it("with --diff prints only a diff that git applies, line ends and byte order mark included", () => {
		const asWritten = (source: string) =>
			`\uFEFF${source.replace("\nfrom openai", "; from openai").replace("\n\n", "\n").replaceAll("\n", "\r\n")}`;
		const text = asWritten(hostile);
		const folder = temporaryFolder({ "my prompts/a.py": text, "c.py": clockBefore(rules, "# no line break") });
		const { code, out, error } = lcpr(["fix", "--rule", rule, "--diff"], folder);
		expect(code).toBe(1);
		expect(error).toContain("Would fix 2 of 2 findings");
		writeFileSync(join(folder, "fix.diff"), out);
		const applied = spawnSync("git", ["apply", "--whitespace=nowarn", "fix.diff"], { cwd: folder, encoding: "utf8" });
		expect(applied.stderr).toBe("");
		expect(readFileSync(join(folder, "my prompts/a.py"), "utf8")).toBe(asWritten(fixed));
		expect(readFileSync(join(folder, "c.py"), "utf8")).toBe(`${fixed}# no line break`);
	});

	it("keeps to the paths it is given, and out of tests unless asked", () => {
		const folder = temporaryFolder({ "src/a.py": hostile, "lib/b.py": hostile, "tests/test_c.py": hostile });
		expect(lcpr(["fix", "--rule", rule, "src"], folder).code).toBe(0);
		expect(readFileSync(join(folder, "lib/b.py"), "utf8")).toBe(hostile);
		expect(lcpr(["fix", "--rule", rule], folder).out).toContain("Fixed 1 of 1");
		expect(readFileSync(join(folder, "tests/test_c.py"), "utf8")).toBe(hostile);
		expect(lcpr(["fix", "--rule", rule, "--all", "--dry-run"], folder).out).toContain("tests/test_c.py:6");
	});

	it("leaves notebooks to the editor", () => {
		const notebook = { cells: [{ cell_type: "code", source: hostile }], metadata: {}, nbformat: 4, nbformat_minor: 5 };
		const folder = temporaryFolder({ "a.ipynb": JSON.stringify(notebook) });
		expect(lcpr(["fix", "--rule", rule], folder)).toMatchObject({
			code: 1,
			out: expect.stringContaining("the text stands in a notebook; apply the fix in an editor"),
		});
	});

	it("names files that could not be written, with the reason", () => {
		const text = toFixText({
			rule,
			fixed: [{ file: "a.py", line: 6, title: "Move", usdPerRequest: null }],
			left: [],
			unwritten: [{ file: "a.py", because: "not writable: permission denied" }],
			changesPrompt: true,
			isWritten: true,
			pathPrefix: "src/",
			style: plainStyle,
		});
		expect(text).toContain("Not written\n  src/a.py  not writable: permission denied\n");
	});

	it.each([
		["no rule", ["fix"], /required option '--rule <id>' not specified/],
		["an unknown rule", ["fix", "--rule", "dynamic-text"], /Did you mean dynamic-text-before-static-prefix\?/],
		["a rule without a fix", ["fix", "--rule", "retired-model"], /retired-model has no fix/],
		["a missing path", ["fix", "--rule", rule, "nowhere"], /Cannot scan nowhere/],
	])("exits with 2 for %s", (_, words, message) => {
		const { code, out, error } = lcpr(words, temporaryFolder());
		expect(code).toBe(2);
		expect(error).toMatch(message);
		expect(out).toBe("");
	});
});

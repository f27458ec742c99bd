/** The built program as a shell sees it: what it prints where, and its exit code. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../workspace/temporary-folder.ts";

const program = fileURLToPath(new URL("../../dist/cli.mjs", import.meta.url));

interface Run {
	readonly code: number | null;
	readonly out: string;
	readonly error: string;
}

function lcpr(words: readonly string[], folder = ".", environment: Readonly<Record<string, string>> = {}): Run {
	const result = spawnSync(process.execPath, [program, ...words], {
		cwd: folder,
		encoding: "utf8",
		env: { ...process.env, NO_COLOR: "", FORCE_COLOR: "", ...environment },
	});
	return { code: result.status, out: result.stdout, error: result.stderr };
}

/** A date before 1,400 words that never change: the one mistake every version of the tool must find. */
const hostile = `from datetime import datetime
from openai import OpenAI

client = OpenAI()

def answer(question):
    return client.chat.completions.create(
        model="gpt-5.5",
        max_tokens=300,
        messages=[
            {"role": "system", "content": f"""Now it is {datetime.now()}.
${"Answer briefly, name your sources, and say when you do not know.\n".repeat(120)}"""},
            {"role": "user", "content": question},
        ],
    )
`;

const clean = `from openai import OpenAI

def answer(question):
    return OpenAI().chat.completions.create(model="gpt-5.4-nano", max_tokens=30, messages=[
        {"role": "system", "content": "Answer yes or no."},
        {"role": "user", "content": question},
    ])
`;

beforeAll(() => {
	if (!existsSync(program)) throw new Error("dist/cli.mjs is missing: run `npm run build` first");
});

describe("exit codes", () => {
	it("is 1 when a finding is severe enough, and 0 when the bar is higher", () => {
		const folder = temporaryFolder({ "a.py": hostile });
		expect(lcpr(["scan", folder]).code).toBe(1);
		expect(lcpr(["scan", folder, "--fail-on", "error"]).code).toBe(0);
		expect(lcpr(["scan", folder, "--fail-on", "none"]).code).toBe(0);
	});

	it("is 0 for code without findings, and for a folder without code", () => {
		expect(lcpr(["scan", temporaryFolder({ "a.py": clean })]).code).toBe(0);
		expect(lcpr(["scan", temporaryFolder()]).code).toBe(0);
	});

	it.each([
		["a missing path", ["scan", "no-such-folder"], /Cannot scan no-such-folder: there is no such file or folder/],
		["an unknown flag", ["scan", "--colour"], /unknown option '--colour'/],
		["an unknown format", ["scan", "--format", "pdf"], /Allowed choices are text, json, markdown, html, sarif/],
		["a day that does not exist", ["scan", "--as-of", "2026-02-30"], /--as-of 2026-02-30: not a day/],
		[
			"settings that are not there",
			["scan", ".", "--settings", "team.yaml"],
			/--settings team\.yaml: there is no such file/,
		],
		["an unknown rule", ["explain", "output-dominate-cost"], /Did you mean output-dominates-cost\?/],
		["an unknown command", ["scam"], /unknown command 'scam'/],
	])("is 2 for %s, with a message on standard error only", (_, words, message) => {
		const { code, out, error } = lcpr(words);
		expect(code).toBe(2);
		expect(error).toMatch(message);
		expect(error).not.toContain("    at ");
		expect(out).toBe("");
	});

	it("is that of the settings file that is named, in place of the folder's own", () => {
		const off = "rules:\n  volatile-value-in-system-prompt: off\n  dynamic-text-before-static-prefix: off\n";
		const folder = temporaryFolder({ "a.py": hostile, "lcpr.yaml": off, "team/all.yaml": "preset: everything\n" });
		expect(lcpr(["scan", folder]).code).toBe(0);
		expect(lcpr(["scan", ".", "--settings", "team/all.yaml"], folder).code).toBe(1);
	});

	it("is 2 when the result cannot be written", () => {
		const folder = temporaryFolder({ "a.py": clean, "taken/file": "" });
		const { code, error } = lcpr(["scan", ".", "-o", "taken"], folder);
		expect(code).toBe(2);
		expect(error).toContain("Cannot write taken");
	});
});

describe("output", () => {
	it("is JSON alone on standard output, and the same each time", () => {
		const folder = temporaryFolder({ "a.py": hostile, "b/c.py": clean });
		const words = ["scan", ".", "--format", "json", "--as-of", "2026-11-21"];
		const first = lcpr(words, folder);
		expect(JSON.parse(first.out).calls).toHaveLength(2);
		expect(first.error).toBe("");
		expect(lcpr(words, folder).out).toBe(first.out);
	});

	it("goes to a file when one is named", () => {
		const folder = temporaryFolder({ "a.py": clean });
		const { out } = lcpr(["scan", "--format", "markdown", "--output", "out/report.md"], folder);
		expect(out).toBe("");
		expect(readFileSync(join(folder, "out/report.md"), "utf8")).toMatch(/^# Inference cost report/);
	});

	it("has no colour in a pipe unless it is forced, and NO_COLOR is stronger", () => {
		const folder = temporaryFolder({ "a.py": clean });
		expect(lcpr(["scan"], folder).out).not.toContain("\u001b");
		expect(lcpr(["scan"], folder, { FORCE_COLOR: "1" }).out).toContain("\u001b");
		expect(lcpr(["scan"], folder, { FORCE_COLOR: "1", NO_COLOR: "1" }).out).not.toContain("\u001b");
	});

	it("ends quietly when its reader stops reading", () => {
		const folder = temporaryFolder(Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`f${i}.py`, clean])));
		const command = `"${process.execPath}" "${program}" scan --format json | head -c 100`;
		const result = spawnSync("sh", ["-c", command], { cwd: folder, encoding: "utf8" });
		expect(result.stdout).toHaveLength(100);
		expect(result.stderr).toBe("");
	});

	it("reports on the given file alone and still follows what it imports", () => {
		const folder = temporaryFolder({
			"app.py":
				"from openai import OpenAI\nfrom models import FAST\nOpenAI().responses.create(model=FAST, input='hi')\n",
			"models.py": 'FAST = "gpt-5.4-nano"\n',
			"other.py": clean,
		});
		const { calls } = JSON.parse(lcpr(["scan", "app.py", "--format", "json"], folder).out);
		expect(calls.map(({ file, model }: { file: string; model: string }) => [file, model])).toEqual([
			["app.py", "gpt-5.4-nano"],
		]);
	});
});

describe("help", () => {
	it("lists the commands", () => {
		const { code, out } = lcpr(["--help"]);
		expect(code).toBe(0);
		for (const name of ["scan", "server", "explain", "estimate", "compare", "breakeven", "pricing"]) {
			expect(out).toContain(`  ${name}`);
		}
	});

	it("says the exit codes and the version", () => {
		expect(lcpr(["scan", "--help"]).out).toContain("Exit codes: 0 nothing at or above --fail-on");
		const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
		expect(lcpr(["--version"]).out).toBe(`${version}\n`);
	});

	it("explains a rule and lists the rules", () => {
		expect(lcpr(["explain", "output-dominates-cost"]).out).toContain("output-dominates-cost");
		expect(lcpr(["explain"]).out).toContain("dynamic-text-before-static-prefix");
	});
});

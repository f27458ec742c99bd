/** Runs the grammars over their specs (scopes written beside the text) and snapshots (front matter, which must be line one). */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";

const grammars = [
	"syntaxes/jinja-prompt.tmLanguage.json",
	"syntaxes/prompty.tmLanguage.json",
	"syntaxes/dotprompt.tmLanguage.json",
	"test/syntaxes/yaml-stand-in.tmLanguage.json",
].flatMap((path) => ["-g", path]);

describe("prompt template grammars", () => {
	it.each([
		["prompty", "test/syntaxes/prompty.spec.prompty"],
		["dotprompt", "test/syntaxes/dotprompt.spec.prompt"],
		["jinja-prompt", "test/syntaxes/jinja-prompt.spec.j2"],
	])("give %s text the scopes its spec asks for", (_id, spec) => {
		expect(run("unit.js", [...grammars, spec])).toContain("run successfuly");
	});

	it.each([
		["text.prompty", "front-matter.prompty"],
		["text.dotprompt", "front-matter.prompt"],
		["text.jinja-prompt", "front-matter.j2"],
	])("treat only the first block between dashes as YAML in %s", (scope, name) => {
		const file = `test/syntaxes/snapshots/${name}`;
		// Without a snapshot the tool would write one and call it a pass.
		expect(existsSync(`${file}.snap`)).toBe(true);
		expect(run("snapshot.js", ["-s", scope, ...grammars, file])).toContain("run successfully");
	});
});

function run(program: "unit.js" | "snapshot.js", args: readonly string[]): string {
	try {
		return execFileSync(process.execPath, [`node_modules/vscode-tmgrammar-test/dist/${program}`, ...args], {
			encoding: "utf8",
			stdio: ["ignore", "pipe", "pipe"],
		});
	} catch (failure) {
		return String((failure as { stdout?: string }).stdout);
	}
}

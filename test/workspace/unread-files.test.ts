/** What a scan does not read is counted or named, so that silence never means "none there". */
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { unreadLanguages } from "../../server/src/workspace/unread-languages.ts";
import { unreadTargets } from "../../server/src/workspace/unread-targets.ts";

it("counts code in other languages, the commonest first, and nothing else", () => {
	expect(unreadLanguages(["b.dart", "a.swift", "c.swift", "d.py", "e.go", "README.md", "Makefile"])).toEqual([
		{ language: "Swift", files: 2 },
		{ language: "Dart", files: 1 },
	]);
});

it("names a file that was asked for and is not read, and why", () => {
	const root = mkdtempSync(join(tmpdir(), "lcpr-unread-"));
	for (const file of ["notes.md", "ignored.py", "read.py"]) writeFileSync(join(root, file), "");
	const found = unreadTargets({
		root,
		targets: ["ignored.py", "notes.md", "read.py"],
		kept: ["notes.md", "read.py"],
		candidates: ["read.py"],
	});
	expect(found.map(({ file, because }) => [file, because.split(" ").slice(0, 3).join(" ")])).toEqual([
		["ignored.py", "left out by"],
		["notes.md", "not in a"],
	]);
});

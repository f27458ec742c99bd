import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listFiles } from "../../server/src/workspace/list-files.ts";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";

function git(folder: string, ...command: string[]): void {
	const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "protocol.file.allow=always"];
	execFileSync("git", ["-C", folder, ...identity, ...command], { stdio: "ignore" });
}

describe("in a git work tree", () => {
	it("lists tracked and new files and leaves ignored ones out", async () => {
		const root = temporaryFolder({ ".gitignore": "secret.py\n", "a.py": "", "b/c.ts": "", "secret.py": "" });
		git(root, "init");
		git(root, "add", "a.py");
		expect((await listFiles(root)).files).toEqual([".gitignore", "a.py", "b/c.ts"]);
	});

	it("leaves installed packages out even when they are committed", async () => {
		const root = temporaryFolder({ "a.py": "", "node_modules/x/index.js": "", "lib/site-packages/y.py": "" });
		git(root, "init");
		git(root, "add", "-f", ".");
		expect((await listFiles(root)).files).toEqual(["a.py"]);
	});

	it("lists a repository inside the repository", async () => {
		const root = temporaryFolder({ "a.py": "", "inner/b.py": "", "inner/skip.py": "", "inner/.gitignore": "skip.py" });
		git(root, "init");
		git(join(root, "inner"), "init");
		git(join(root, "inner"), "add", "b.py");
		git(join(root, "inner"), "commit", "-m", "first");
		expect((await listFiles(root)).files).toEqual(["a.py", "inner/.gitignore", "inner/b.py"]);
	});

	it("lists a folder that the repository around it ignores", async () => {
		const root = temporaryFolder({ ".gitignore": "checkouts/\n", "checkouts/one/a.py": "" });
		git(root, "init");
		expect((await listFiles(join(root, "checkouts/one"))).files).toEqual(["a.py"]);
	});

	it("runs no program that the repository's configuration names", async () => {
		const root = temporaryFolder({ "a.py": "" });
		git(root, "init");
		const trace = join(root, "..", `${root.split("/").at(-1)}-was-run`);
		const program = join(root, "monitor.sh");
		writeFileSync(program, `#!/bin/sh\ntouch ${trace}\n`, { mode: 0o755 });
		git(root, "config", "core.fsmonitor", program);
		expect((await listFiles(root)).files).toContain("a.py");
		expect(existsSync(trace)).toBe(false);
	});
});

describe("outside git", () => {
	it("honours nested ignore files, where the nearest one decides", async () => {
		const root = temporaryFolder({
			".gitignore": "*.gen.py\nout/\n",
			"a.py": "",
			"a.gen.py": "",
			"out/b.py": "",
			"sub/.gitignore": "!keep.gen.py\nlocal.py\n",
			"sub/keep.gen.py": "",
			"sub/local.py": "",
		});
		expect((await listFiles(root)).files).toEqual([".gitignore", "a.py", "sub/.gitignore", "sub/keep.gen.py"]);
	});

	it("leaves out what a package was built into, and keeps a folder that only has such a name", async () => {
		const root = temporaryFolder({
			"package.json": "{}",
			"dist/index.js": "",
			"src/build/plan.ts": "",
			"env/pyvenv.cfg": "",
			"env/lib/a.py": "",
		});
		expect((await listFiles(root)).files).toEqual(["package.json", "src/build/plan.ts"]);
	});

	it("lists in the order of the paths' characters", async () => {
		const root = temporaryFolder({ "b.py": "", "B.py": "", "a/z.py": "", "a.py": "" });
		expect((await listFiles(root)).files).toEqual(["B.py", "a.py", "a/z.py", "b.py"]);
	});
});

describe.each(["git", "no git"])("symbolic links (%s)", (kind) => {
	function linked(): string {
		const root = temporaryFolder({ "src/a.py": "" });
		if (kind === "git") git(root, "init");
		return root;
	}

	it("names a link to a folder above it and does not follow it", async () => {
		const root = linked();
		symlinkSync("..", join(root, "src", "loop"));
		const { files, skipped } = await listFiles(root);
		expect(files).toEqual(["src/a.py"]);
		expect(skipped).toEqual([{ file: "src/loop", because: "symbolic link to a folder that contains it" }]);
	});

	it("names links that lead to each other", async () => {
		const root = linked();
		symlinkSync("two", join(root, "one"));
		symlinkSync("one", join(root, "two"));
		const { skipped } = await listFiles(root);
		expect(skipped.map(({ file, because }) => `${file}: ${because}`)).toEqual([
			"one: symbolic link that leads back to itself",
			"two: symbolic link that leads back to itself",
		]);
	});

	it("names a link out of the folder", async () => {
		const root = linked();
		const other = temporaryFolder({ "b.py": "" });
		symlinkSync(other, join(root, "other"));
		const { files, skipped } = await listFiles(root);
		expect(files).toEqual(["src/a.py"]);
		expect(skipped[0]?.because).toContain("outside the scanned folder");
	});

	it("says nothing of a link to a folder that is read where it is", async () => {
		const root = linked();
		symlinkSync("src", join(root, "alias"));
		expect(await listFiles(root)).toEqual({ files: ["src/a.py"], skipped: [] });
	});
});

it("lists nothing in an empty folder", async () => {
	const root = temporaryFolder();
	mkdirSync(join(root, "empty"));
	expect(await listFiles(root)).toEqual({ files: [], skipped: [] });
	writeFiles(root, { "empty/a.py": "" });
	expect((await listFiles(root)).files).toEqual(["empty/a.py"]);
});

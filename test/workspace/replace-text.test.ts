/** A fixed file is written as the old one was, whole or not at all. */
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { replaceText } from "../../server/src/workspace/replace-text.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const before = "a = 1\r\nb = 'é🙂'\n";
const after = "b = 'é🙂'\r\na = 1\n";

test.each([
	["UTF-8", Buffer.from(before), Buffer.from(after)],
	["UTF-8 with a mark", Buffer.from(`\uFEFF${before}`), Buffer.from(`\uFEFF${after}`)],
	["UTF-16, little end first", Buffer.from(`\uFEFF${before}`, "utf16le"), Buffer.from(`\uFEFF${after}`, "utf16le")],
	[
		"UTF-16, big end first",
		Buffer.from(`\uFEFF${before}`, "utf16le").swap16(),
		Buffer.from(`\uFEFF${after}`, "utf16le").swap16(),
	],
])("keeps %s, line ends and permissions", (_, bytes, wanted) => {
	const folder = temporaryFolder();
	const path = join(folder, "a.py");
	writeFileSync(path, bytes);
	chmodSync(path, 0o750);
	expect(replaceText({ path, before, after })).toBeNull();
	expect(readFileSync(path).equals(wanted)).toBe(true);
	expect(statSync(path).mode & 0o777).toBe(0o750);
	expect(readdirSync(folder)).toEqual(["a.py"]);
});

test("leaves a file that holds something else by now", () => {
	const path = join(temporaryFolder({ "a.py": "c = 3\n" }), "a.py");
	expect(replaceText({ path, before, after })).toBe("it has changed since it was read; run again");
	expect(readFileSync(path, "utf8")).toBe("c = 3\n");
});

test("leaves a link, and a file that is gone", () => {
	const folder = temporaryFolder({ "a.py": before });
	symlinkSync(join(folder, "a.py"), join(folder, "b.py"));
	expect(replaceText({ path: join(folder, "b.py"), before, after })).toBe("not an ordinary file");
	expect(replaceText({ path: join(folder, "c.py"), before, after })).toBe("no longer there");
});

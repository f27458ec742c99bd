import { join } from "node:path";
import { expect, it } from "vitest";
import { chooseRoot, isTarget, PathProblem } from "../../server/src/workspace/root.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = () => temporaryFolder({ "app/a.py": "", "app/sub/b.py": "", "web/c.ts": "" });

it("takes a single folder as the root and reports on all of it", () => {
	const root = folder();
	expect(chooseRoot(["app"], root)).toEqual({ root: join(root, "app"), targets: [""] });
});

it("takes a single file's folder as the root and reports on the file", () => {
	const root = folder();
	expect(chooseRoot(["app/a.py"], root)).toEqual({ root: join(root, "app"), targets: ["a.py"] });
});

it("takes the nearest common folder of several paths", () => {
	const root = folder();
	expect(chooseRoot(["app/sub", "web/c.ts"], root)).toEqual({ root, targets: ["app/sub", "web/c.ts"] });
});

it("reports on everything when one of the paths holds the others", () => {
	const root = folder();
	expect(chooseRoot([".", "app"], root)).toEqual({ root, targets: [""] });
});

it("says which path is missing and what to do", () => {
	expect(() => chooseRoot(["nowhere"], folder())).toThrow(PathProblem);
	expect(() => chooseRoot(["nowhere"], folder())).toThrow(
		/Cannot scan nowhere: there is no such file or folder.*lcpr scan/,
	);
});

it("counts a file as reported when it is given or stands in a given folder", () => {
	expect(isTarget("app/sub/b.py", ["app/sub"])).toBe(true);
	expect(isTarget("app/subway.py", ["app/sub"])).toBe(false);
	expect(isTarget("anything.py", [""])).toBe(true);
});

/** Globs over workspace paths. */
import { describe, expect, test } from "vitest";
import { matchesAnyGlob } from "../../server/src/analysis/glob.ts";
import { defaultSettings } from "../../server/src/settings/settings.ts";

describe("globs", () => {
	test.each([
		["src/app.py", "src/*.py", true],
		["src/deep/app.py", "src/*.py", false],
		["src/deep/app.py", "src/**/*.py", true],
		["src/app.py", "src/**/*.py", true],
		["app.py", "*.py", true],
		["src/app.py", "*.py", true],
		["src/app.pyc", "*.py", false],
		["a/b/c.ts", "a/**", true],
		["ab/c.ts", "a/**", false],
		["src/app.tsx", "**/*.{ts,tsx}", true],
		["src/app.jsx", "**/*.{ts,tsx}", false],
		["src/a+b.ts", "src/a+b.ts", true],
		["src/x.ts", "src/?.ts", true],
		["src/app.ts", "/src/app.ts", true],
	])("%s against %s", (path, glob, expected) => {
		expect(matchesAnyGlob(path, [glob])).toBe(expected);
	});

	test("an unclosed brace is a plain character and never fails", () => {
		expect(matchesAnyGlob("a{b", ["a{b"])).toBe(true);
		expect(matchesAnyGlob("ab", ["a{b"])).toBe(false);
	});

	test.each([
		["tests/test_answer.py", true],
		["src/answer.test.ts", true],
		["packages/bot/__tests__/answer.ts", true],
		["src/contest/answer.py", false],
		["src/latest/answer.py", false],
		["src/testing_ground.py", false],
	])("the default quiet paths take %s: %s", (path, expected) => {
		expect(matchesAnyGlob(path, defaultSettings.quietPaths)).toBe(expected);
	});
});

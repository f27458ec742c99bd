import { describe, expect, test } from "vitest";
import { readNotebook, withoutMagics } from "../../server/src/languages/notebook.ts";

const notebook = (cells: unknown, language = "python") =>
	JSON.stringify({ cells, metadata: { kernelspec: { name: "k", language } }, nbformat: 4 });

describe("a notebook as one text", () => {
	test("code cells are joined by line breaks and keep their index over all cells", () => {
		const cells = [
			{ cell_type: "code", source: ["a = 1\n", "b = 2"] },
			{ cell_type: "markdown", source: "# title" },
			{ cell_type: "code", source: "c = 3" },
		];
		expect(readNotebook("n.ipynb", notebook(cells))).toEqual({
			file: "n.ipynb",
			language: "python",
			text: "a = 1\nb = 2\nc = 3",
			cells: [
				{ index: 0, start: 0, end: 11 },
				{ index: 2, start: 12, end: 17 },
			],
		});
	});
	test("version 3 kept its cells in worksheets", () => {
		const json = JSON.stringify({ worksheets: [{ cells: [{ cell_type: "code", input: ["a"] }] }] });
		expect(readNotebook("n.ipynb", json)).toMatchObject({ text: "a" });
	});
	test("other languages and broken files are named", () => {
		expect(readNotebook("n.ipynb", notebook([], "R"))).toEqual({ problem: "the notebook's language is R" });
		expect(readNotebook("n.ipynb", "{")).toEqual({ problem: "the notebook is not valid JSON" });
		expect(readNotebook("n.ipynb", "{}")).toEqual({ problem: "the notebook has no list of cells" });
	});
});

describe("notebook syntax", () => {
	test("commands become comments of the same length", () =>
		expect(withoutMagics("%pip install x\n!ls\na = 1")).toBe("0#ip install x\n0#s\na = 1"));
	test("installing needs no sign", () =>
		expect(withoutMagics("pip install -U x\npip = 1")).toBe("0#p install -U x\npip = 1"));
	test("a command in a block leaves a block", () =>
		expect(withoutMagics("if a:\n    !ls -l\nb")).toBe("if a:\n    0#s -l\nb"));
	test("a command over several lines", () =>
		expect(withoutMagics("!pip install a \\\n  b\nc = 1")).toBe("0#ip install a #\n  #\nc = 1"));
	test("an assigned command", () => expect(withoutMagics("x = !ls\ny = %who")).toBe("x = 0#s\ny = 0#ho"));
	test("help", () => expect(withoutMagics("a.b?\n?c")).toBe("0#b?\n0#"));
	test("a timed cell is Python", () => expect(withoutMagics("%%time\nf()")).toBe("0#time\nf()"));
	test("a shell cell is not", () => expect(withoutMagics("%%bash\nls\n\n pwd")).toBe("#%bash\n#s\n\n#pwd"));
	test("a remainder on a line of its own and text are left alone", () => {
		const code = 'a = (b\n  % c)\nd = """\n%pip\n!ls\n"""\ne = f != g';
		expect(withoutMagics(code)).toBe(code);
	});
});

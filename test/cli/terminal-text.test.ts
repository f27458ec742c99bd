import { describe, expect, it } from "vitest";
import { alignRows, cutText, textWidth, wrapText } from "../../server/src/cli/formats/aligned.ts";
import { plainStyle } from "../../server/src/cli/formats/terminal-style.ts";
import { nearestNames } from "../../server/src/cli/nearest-names.ts";
import { renderMarkdown } from "../../server/src/cli/render-markdown.ts";

describe("columns", () => {
	it("align by cells, so that wide characters take two", () => {
		const rows = [
			["日本", "1"],
			["a", "20"],
		];
		expect(alignRows(rows, [{ align: "left" }, { align: "right" }])).toEqual(["日本   1", "a     20"]);
	});

	it("take no room when they are empty", () => {
		expect(alignRows([["a", "", "b"]], [{ align: "left" }, { align: "left" }, { align: "left" }])).toEqual(["a  b"]);
	});

	it("are coloured after they are padded", () => {
		const style = (text: string) => `<${text}>`;
		expect(alignRows([["a"], ["bb"]], [{ align: "right", style }])).toEqual(["< a>", "<bb>"]);
	});
});

it("cuts by cells", () => {
	expect(cutText("abcdef", 4)).toBe("abc…");
	expect(textWidth(cutText("日本語です", 5))).toBeLessThanOrEqual(5);
});

it("wraps at spaces", () => {
	expect(wrapText("one two three", 7)).toEqual(["one two", "three"]);
});

describe("nearest names", () => {
	const names = ["output-dominates-cost", "dynamic-text-before-static-prefix"];

	it("finds a misspelt name and one that contains the word", () => {
		expect(nearestNames("output-dominate-costs", names)).toEqual(["output-dominates-cost"]);
		expect(nearestNames("static-prefix", names)).toEqual(["dynamic-text-before-static-prefix"]);
	});

	it("finds none for something else", () => {
		expect(nearestNames("zzz", names)).toEqual([]);
	});
});

it("renders a page: headings, wrapped text, code untouched, no comments", () => {
	const page =
		"<!-- generated -->\n# Title\n\nSome **bold** text\nthat goes on.\n\n- a [link](https://example.org)\n\n```py\nx  =  1\n```\n";
	expect(renderMarkdown(page, { width: 20, style: plainStyle })).toBe(
		"Title\n\nSome bold text that\ngoes on.\n\n- a link\n  (https://example.org)\n\n    x  =  1\n",
	);
});

it("shows a table as columns, figures to the right, and a lone bar as it stands", () => {
	const page = "| Option | Default |\n| --- | --: |\n| `minimum` | 50 |\n| `x` | 1,024 |\n\n| not a table";
	expect(renderMarkdown(page, { width: 60, style: plainStyle })).toBe(
		["Option     Default", "`minimum`       50", "`x`          1,024", "", "| not a table", ""].join("\n"),
	);
});

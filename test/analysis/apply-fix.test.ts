/** How an intention becomes edits: line breaks stay whole, and what does not parse is not offered. */
import { describe, expect, test } from "vitest";
import { applyFix, withEdits } from "../../server/src/analysis/apply-fix.ts";
import type { LanguageFrontEnd, TextPiece } from "../../server/src/languages/front-end.ts";
import type { FixIntention } from "../../server/src/model/finding.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";

/** A language whose whole file is one text between quotes, with holes in braces and breaks as they are or as `\n`. */
const toy: LanguageFrontEnd = {
	languages: ["template"],
	summarize: () => {
		throw new Error("not used");
	},
	readText: (source, { start, end }) => ({ start, end, pieces: cut(source.text, start + 1, end - 1) }),
	writeText: (source, text, order) => [
		{
			file: source.file,
			start: text.start + 1,
			end: text.end - 1,
			newText: order.map((i) => source.text.slice(text.pieces[i]?.start, text.pieces[i]?.end)).join(""),
		},
	],
	moveItems: () => ({ notEditable: "the list is built elsewhere" }),
	insertArgument: (source, call, name, value) => [
		{ file: source.file, start: call.end, end: call.end, newText: `${name}=${value}` },
	],
	parses: (source) => !source.text.includes("broken"),
};

function cut(text: string, start: number, end: number): TextPiece[] {
	return [...text.slice(start, end).matchAll(/\{\w+\}|(?:[^{\n\\]|\\(?!n))*(?:\n|\\n)|[^{\n\\]+/g)].map((match) => {
		const isHole = match[0].startsWith("{");
		const at = start + match.index;
		const shown = match[0].replace(/\\n$/, "\n");
		return { kind: isHole ? "hole" : "text", text: shown, hasSideEffects: false, start: at, end: at + match[0].length };
	});
}

function fix(text: string): string {
	const source: SourceFile = { file: "a.toy", language: "template", text };
	const changing = [...text.matchAll(/\{\w+\}/g)].map(({ index, 0: hole }) => ({
		start: index,
		end: index + hole.length,
	}));
	const start = text.indexOf('"');
	const expression = { file: "a.toy", start, end: text.lastIndexOf('"') + 1 };
	const result = applyFix({ kind: "move-static-text-first", title: "Move", expression, changing }, source, toy);
	return result.kind === "edits" ? withEdits(text, result.edits) : `not offered: ${result.because}`;
}

describe("moving static text first", () => {
	test("keeps everything around the text", () => {
		expect(fix('a = "Date: {now}\nBe polite.\n" # end')).toBe('a = "Be polite.\nDate: {now}\n" # end');
	});

	test("hands the break on when the last line has none", () => {
		expect(fix('"Date: {now}.\nBe polite."')).toBe('"Be polite.\nDate: {now}."');
	});

	test("spells the break as the text spells it", () => {
		expect(fix('"Date: {now}.\\nBe polite."')).toBe('"Be polite.\\nDate: {now}."');
	});

	test("keeps the gap between paragraphs when the last has none", () => {
		expect(fix('"Date: {now}.\n\nBe polite.\n\nBe brief."')).toBe('"Be polite.\n\nBe brief.\n\nDate: {now}."');
	});

	test("keeps paragraphs apart when what stood between them was a line of the first", () => {
		expect(fix('"You help.\nToday is {now}.\n\n# Rules\nBe polite."')).toBe(
			'"You help.\n\n# Rules\nBe polite.\n\nToday is {now}."',
		);
		expect(fix('"You help.\\nToday is {now}.\\n\\nBe polite.\\n"')).toBe(
			'"You help.\\n\\nBe polite.\\n\\nToday is {now}.\\n"',
		);
	});

	test("makes no paragraphs out of lines", () => {
		expect(fix('"You help.\nToday is {now}.\nBe polite.\n\nBe brief."')).toBe(
			'"You help.\nBe polite.\n\nBe brief.\nToday is {now}."',
		);
	});

	test("changes nothing the second time", () => {
		expect(fix('"Be polite.\nDate: {now}."')).toBe(
			"not offered: the static text that can be moved already stands first",
		);
	});

	test("says why it is not safe", () => {
		expect(fix('"Order: {order}\nUse the order above."')).toBe('not offered: the text says "the order above"');
	});
});

describe("other intentions", () => {
	const source: SourceFile = { file: "a.toy", language: "template", text: "call()" };
	const apply = (intention: FixIntention) => applyFix(intention, source, toy);

	test("an edit that would not parse is not offered", () => {
		const place = { file: "a.toy", start: 0, end: 4 };
		expect(apply({ kind: "replace-source", title: "Replace", place, newText: "broken" })).toEqual({
			kind: "not-offered",
			title: "Replace",
			because: "the edited file would not parse",
		});
	});

	test("a list the front end cannot edit is not offered, with its reason", () => {
		const list = { file: "a.toy", start: 0, end: 4 };
		expect(apply({ kind: "move-items", title: "Move", list, order: [1, 0] })).toMatchObject({
			because: "the list is built elsewhere",
		});
	});

	test("an argument is inserted by the front end", () => {
		const call = { file: "a.toy", start: 0, end: 5 };
		const result = apply({ kind: "insert-argument", title: "Insert", call, name: "n", value: "1" });
		expect(result.kind === "edits" && withEdits(source.text, result.edits)).toBe("call(n=1)");
	});
});

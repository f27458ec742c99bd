import { describe, expect, test } from "vitest";
import { isNotEditable, type NotEditable } from "../../../server/src/languages/front-end.ts";
import type { TextEdit } from "../../../server/src/model/finding.ts";
import type { SourceFile, Span } from "../../../server/src/model/source-file.ts";
import { frontEnd } from "./read-source.ts";

const source = (text: string): SourceFile => ({ file: "a.ts", language: "typescript", text });

/** The span of `part` in `text`. */
function spanOf(text: string, part: string): Span {
	const start = text.indexOf(part);
	if (start < 0) throw new Error(`not in the text: ${part}`);
	return { start, end: start + part.length };
}

/** The value in `x = value` after the edits, or why there are none. */
function applied(text: string, edits: readonly TextEdit[] | NotEditable): string {
	if (isNotEditable(edits)) return `not editable: ${edits.notEditable}`;
	return [...edits]
		.sort((a, b) => b.start - a.start)
		.reduce((result, edit) => result.slice(0, edit.start) + edit.newText + result.slice(edit.end), text)
		.slice(4);
}

function pieces(text: string, expression = text): string[] {
	const read = frontEnd.readText(source(`x = ${text}`), spanOf(`x = ${text}`, expression));
	if (isNotEditable(read)) return [read.notEditable];
	return read.pieces.map((piece) => (piece.kind === "hole" ? `{${piece.text}}` : piece.text));
}

function reordered(expression: string, order: readonly number[]): string {
	const text = `x = ${expression}`;
	const read = frontEnd.readText(source(text), spanOf(text, expression));
	if (isNotEditable(read)) return `not editable: ${read.notEditable}`;
	return applied(text, frontEnd.writeText(source(text), read, order));
}

describe("readText", () => {
	test("cuts a template after every line", () => {
		expect(pieces("`Hello ${user.name}!\nBe brief.\nUse \\`code\\`.`")).toEqual([
			"Hello ",
			"{user.name}",
			"!\n",
			"Be brief.\n",
			"Use `code`.",
		]);
	});

	test("cuts a string at a written line break, not at an escaped backslash", () => {
		expect(pieces("'a\\nb\\\\nc'")).toEqual(["a\n", "b\\nc"]);
	});

	test("finds a literal by its content", () => {
		expect(pieces("`one\ntwo`", "one\ntwo")).toEqual(["one\n", "two"]);
	});

	test("reads the operands of a sum", () => {
		expect(pieces("'Hi ' + name + `, ${a}.\n` + RULES")).toEqual(["Hi ", "{name}", ", ", "{a}", ".\n", "{RULES}"]);
	});

	test("gives the items of a joined array their separator", () => {
		expect(pieces("['a', `b ${c}`, d].join('\\n')")).toEqual(["a\n", "b ", "{c}", "\n", "{d}"]);
	});

	test("reads through dedent, trim and a tag", () => {
		expect(pieces("dedent`a ${b}`.trim()")).toEqual(["a ", "{b}"]);
	});

	test("says which values may do something when they are read", () => {
		const text = "x = `${a.b} ${f()} ${await g} ${xs.map((x) => x.y).join()} ${i++}`";
		const read = frontEnd.readText(source(text), { start: 4, end: text.length });
		const holes = isNotEditable(read) ? [] : read.pieces.filter(({ kind }) => kind === "hole");
		expect(holes.map(({ hasSideEffects }) => hasSideEffects)).toEqual([false, true, true, false, true]);
	});

	test("gives a reason for text that is not written in one place", () => {
		expect(pieces("build(a)")).toEqual(["the text is not written in one place"]);
		expect(pieces("first + second + 'x'")).toEqual(["two values are added before any text"]);
		expect(pieces("[...rules, 'x'].join('\\n')")).toEqual(["lines of the text come from another list"]);
	});
});

describe("writeText", () => {
	test("moves lines of a template and keeps its escapes", () => {
		expect(reordered("`User: ${u}\nUse \\`x\\` — ünï 🙂\n`", [3, 0, 1, 2])).toBe(
			"`Use \\`x\\` — ünï 🙂\nUser: ${u}\n`",
		);
	});

	test("keeps CRLF and tabs", () => {
		expect(reordered("`${u}\r\n\tRules\r\n`", [2, 0, 1])).toBe("`\tRules\r\n${u}\r\n`");
	});

	test("moves lines of a plain string", () => {
		expect(reordered("'one\\ntwo\\n'", [1, 0])).toBe("'two\\none\\n'");
	});

	test("moves whole operands of a sum between its line breaks", () => {
		expect(reordered('"For " + user + ".\\n" +\n\t"Be brief.\\n"', [3, 0, 1, 2])).toBe(
			'"Be brief.\\n" +\n\t"For " + user + ".\\n"',
		);
	});

	test("splits a literal of a sum whose lines part company", () => {
		expect(reordered("'Rules.\\nUser: ' + user + '\\nBe brief.\\n'", [0, 4, 1, 2, 3])).toBe(
			"'Rules.\\n' + 'Be brief.\\n' + 'User: ' + user + '\\n'",
		);
	});

	test("moves whole items of a joined array, with their comments", () => {
		const list = "[\n\t// who\n\t`User ${u}`,\n\t'Rules', // fixed\n].join('\\n')";
		expect(reordered(list, [3, 0, 1, 2])).toBe("[\n\t'Rules', // fixed\n\t// who\n\t`User ${u}`,\n].join('\\n')");
	});

	test("does not touch a sum with comments between its operands", () => {
		expect(reordered("'a\\n' + // why\n b + 'c\\n'", [2, 0, 1])).toBe(
			"not editable: the text is split over several string literals with comments between",
		);
	});

	test("does not put two values before any text", () => {
		expect(reordered("'a' + b + c", [1, 2, 0])).toBe("not editable: two values would be added before any text");
	});

	test("does not separate the lines of one item", () => {
		expect(reordered("['a\\nb', c].join('\\n')", [0, 2, 1])).toBe(
			"not editable: the lines of one item of the array would be separated",
		);
	});

	test("does not make a placeholder out of a dollar sign and a brace", () => {
		expect(reordered("`{a}\n$`", [1, 0])).toMatch(/^not editable: /);
	});

	test("gives no edits for the order there is", () => {
		const text = "x = `a ${b}`";
		const read = frontEnd.readText(source(text), { start: 4, end: text.length });
		expect(isNotEditable(read) ? read : frontEnd.writeText(source(text), read, [0, 1])).toEqual([]);
	});
});

describe("moveItems", () => {
	const moved = (list: string, order: readonly number[]) => {
		const text = `x = ${list}`;
		return applied(text, frontEnd.moveItems(source(text), spanOf(text, list), order));
	};

	test("keeps the trailing comma where it is", () => {
		expect(moved("[a, b, c,]", [2, 0, 1])).toBe("[c, a, b,]");
		expect(moved("[a, b, c]", [2, 0, 1])).toBe("[c, a, b]");
	});

	test("takes comments along", () => {
		expect(moved("[\n  // one\n  a, // first\n  /* two */ b\n]", [1, 0])).toBe(
			"[\n  /* two */ b,\n  // one\n  a // first\n]",
		);
	});

	test("refuses where a line comment would swallow the next item", () => {
		expect(moved("[a, b, // x\n c]", [1, 0, 2])).toBe("not editable: comments stand between the items of the list");
	});

	test("finds only array literals", () => {
		expect(moved("messages", [0])).toBe("not editable: the list is not written where it is used");
	});
});

describe("insertArgument", () => {
	const inserted = (call: string, name = "max_tokens", value = "400") => {
		const text = `x = ${call}`;
		return applied(text, frontEnd.insertArgument(source(text), spanOf(text, call), name, value));
	};

	test("adds a property in the style of the object", () => {
		expect(inserted("f({ a: 1 })")).toBe("f({ a: 1, max_tokens: 400 })");
		expect(inserted("f({\n\ta: 1,\n\tb,\n})")).toBe("f({\n\ta: 1,\n\tb,\n\tmax_tokens: 400,\n})");
		expect(inserted("f({\r\n  a: 1\r\n})")).toBe("f({\r\n  a: 1,\r\n  max_tokens: 400\r\n})");
	});

	test("stays behind a comment on the last line", () => {
		expect(inserted("f({\n\ta: 1, // why, indeed\n})")).toBe("f({\n\ta: 1, // why, indeed\n\tmax_tokens: 400,\n})");
		expect(inserted("f({\n\ta: 1 // why, indeed\n})")).toBe("f({\n\ta: 1, // why, indeed\n\tmax_tokens: 400\n})");
	});

	test("makes an object where there is none", () => {
		expect(inserted("new A()")).toBe("new A({ max_tokens: 400 })");
		expect(inserted("f({})")).toBe("f({ max_tokens: 400 })");
		expect(inserted("f('prompt')")).toBe("f('prompt', { max_tokens: 400 })");
	});

	test("quotes a name that is not an identifier", () => {
		expect(inserted("f({ a })", "x-y", "'z'")).toBe(`f({ a, "x-y": 'z' })`);
	});

	test("does not guess what a variable holds", () => {
		expect(inserted("f(options)")).toBe("not editable: the call's options are not written where it is made");
	});

	test("does not add what is there", () => {
		expect(inserted("f({ max_tokens })")).toBe("not editable: the call already has `max_tokens`");
	});
});

test("parses", () => {
	expect(frontEnd.parses(source("const a = 1"))).toBe(true);
	expect(frontEnd.parses(source("const a = ("))).toBe(false);
});

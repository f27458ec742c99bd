import { describe, expect, test } from "vitest";
import { bindings, calls, print, summarize } from "./python.ts";

/** Typed into the middle of a file, each of these leaves it broken for a while. */
const around = (typed: string) =>
	`import openai\n\nbefore(1)\n\n\ndef f(x):\n    """Doc of f."""\n    g(x)\n${typed}\n    h(x)\n\n\ndef k():\n    """Doc of k."""\n    return after("two")\n\n\nclass C:\n    """Doc of C."""\n\n    def m(self):\n        last(f"{self}")\n`;

function seen(typed: string): string[] {
	const names = new Set(["before(1)", "g(x)", "h(x)", `after("two")`, "last({self})"]);
	return calls(around(typed)).filter((call) => names.has(call));
}

describe("files being typed", () => {
	const all = ["before(1)", "g(x)", "h(x)", `after("two")`, "last({self})"];
	test("without an error", () => {
		expect(seen("    y = 1")).toEqual(all);
		expect(summarize(around("    y = 1")).hasSyntaxErrors).toBe(false);
		expect(summarize(around("    y = {")).hasSyntaxErrors).toBe(true);
	});
	for (const typed of [
		"    y = ",
		`    y = "`,
		`    y = "hello`,
		`    y = f"hello {`,
		`    y = f"hello {x`,
		`    y = """`,
		`    y = """You are`,
		`    y = f"""Hi {`,
		`    y = '''`,
		"    for",
		"    @",
		"    y = [a for",
	]) {
		test(`typing ${typed.trim()}`, () => {
			expect(seen(typed)).toEqual(all);
		});
	}
	for (const typed of ["    y = client.create(", "    y = client.chat.", "    if x", "    return x +"]) {
		test(`typing ${typed.trim()} takes the next statement with it, and no more`, () =>
			expect(seen(typed)).toEqual(expect.arrayContaining(all.filter((call) => call !== "h(x)"))));
	}
	test("an open brace costs more: what follows reads as its entries", () =>
		expect(seen("    y = {")).toEqual(["before(1)", "g(x)", "h(x)", "last({self})"]));
	test("an assignment in text that did not parse is kept", () =>
		expect(bindings(`def f(:\n  x = g()\n  y = ( = 3`)).toContain("x = g()"));
	test("offsets stay those of the text as it is", () => {
		const text = around(`    y = f"""Hi {`);
		const site = summarize(text).calls.find((other) => print(other.call) === `after("two")`);
		expect(text.slice(site?.call.start, site?.call.end)).toBe(`after("two")`);
	});
});

describe("odd input", () => {
	test("a line inside brackets may stand left of its statement", () => {
		const text = `def f():\n  try:\n    x = {"a": (b() -  # why\nc()), "d": e()}\n    g(x)\n  finally:\n    h()`;
		expect(calls(text)).toEqual(["b()", "c()", "e()", "g(x)", "h()"]);
		expect(summarize(text).hasSyntaxErrors).toBe(false);
	});
	test("Python 2", () =>
		expect(calls(`print "a %s" % f()\nexec g in h()\nprint >>e(), i()`)).toEqual(["f()", "h()", "e()", "i()"]));
	test("nothing, blanks, a byte order mark, null characters", () => {
		expect(calls("")).toEqual([]);
		expect(calls(" \n\t\n")).toEqual([]);
		expect(calls("\uFEFFf()")).toEqual(["f()"]);
		expect(calls("f()\n\0\ng()")).toEqual(expect.arrayContaining(["f()", "g()"]));
	});
	test("brackets nested fifty thousand deep", () => {
		const depth = 50_000;
		expect(bindings(`x = ${"[".repeat(depth)}${"]".repeat(depth)}`)).toHaveLength(1);
	});
	test("a sum of twenty thousand terms", () => {
		const [sum] = summarize(`x = a${" + b".repeat(20_000)}`).bindings;
		expect(sum?.value).toMatchObject({ kind: "concat" });
		expect(sum?.value.kind === "concat" && sum.value.parts.length).toBe(20_001);
	});
	test("thousands of calls in a chain", () => expect(bindings(`x = a${".b()".repeat(5000)}`)).toHaveLength(1));
	test("blocks nested beyond reason", () => {
		const text = Array.from({ length: 300 }, (_, depth) => `${" ".repeat(depth)}if a:\n`).join("");
		expect(calls(`${text}${" ".repeat(300)}f()\ng()`)).toContain("g()");
	});
	test("a huge literal is cut off", () => {
		const [list] = summarize(`x = [${"1, ".repeat(10_000)}]\ny = f()`).bindings;
		expect(list?.value.kind === "list" && list.value.items.length).toBe(2001);
		expect(calls(`x = {${"1: 2, ".repeat(10_000)}}\ny = f()`)).toEqual(["f()"]);
	});
	test("prose is no program, and no reason to fail", () =>
		expect(summarize("Dear reader, this isn't \"Python: it's {prose.").hasSyntaxErrors).toBe(true));
});

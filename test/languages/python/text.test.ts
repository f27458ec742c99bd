import { describe, expect, test } from "vitest";
import { value } from "./python.ts";

describe("string literals", () => {
	test("a plain literal is its content", () => expect(value(`x = "hello"`)).toBe(`"hello"`));
	test("escapes are resolved and the text no longer maps unit by unit", () =>
		expect(value(String.raw`x = "a\nb\u00e9\x41\101"`)).toBe(`"a\\nbéAA"~`));
	test("raw literals keep their backslashes", () => expect(value(String.raw`x = r"\d"`)).toBe(`"\\\\d"`));
	test("triple quotes keep line breaks", () => expect(value(`x = """a\nb"""`)).toBe(`"a\\nb"`));
	test("a Windows line break is one line feed to the program", () =>
		expect(value(`x = """a\r\nb"""`)).toBe(`"a\\nb"~`));
	test("a backslash at a line's end joins the lines", () => expect(value(`x = """\\\na"""`)).toBe(`"a"~`));
	test("an empty literal", () => expect(value(`x = ""`)).toBe(`""`));
	test("adjacent literals are one text", () => expect(value(`x = ("a" f"{b}" "c")`)).toBe(`{"a" {b} "c"}`));
});

describe("f-strings", () => {
	test("holes stand between literals", () => expect(value(`x = f"a {b.c} d"`)).toBe(`{"a " b.c " d"}`));
	test("doubled braces are one brace", () => expect(value(`x = f"{{{a}}}"`)).toBe(`{"{"~ a "}"~}`));
	test("conversions and formats are kept as a change of looks", () =>
		expect(value(`x = f"{a!r} {b:>{w}}"`)).toBe(`{other(a) " " other(b)}`));
	test("the debugging form writes its name", () => expect(value(`x = f"{a=}"`)).toBe(`{"a=" a}`));
	test("quotes may nest", () => expect(value(`x = f"{d["k"]} {f"{y}"}"`)).toBe(`{d["k"] " " {y}}`));
	test("holes may span lines", () => expect(value(`x = f"""{\n a\n}"""`)).toBe(`{a}`));
	test("template strings are read alike", () => expect(value(`x = t"hi {a}"`)).toBe(`{"hi " a}`));
	test("braces of a plain literal are text", () => expect(value(`x = "{a} {{b}}"`)).toBe(`"{a} {{b}}"`));
});

describe("text made by operators and methods", () => {
	test("a sum of texts", () => expect(value(`x = a + "b" + c`)).toBe(`{a "b" c}`));
	test("a text repeated a known number of times", () => {
		expect(value(`x = "=-" * 3`)).toBe(`"=-=-=-"~`);
		expect(value(`x = "=" * n`)).toBe(`(* "=" n)`);
	});
	test("a sum with a number is arithmetic", () => expect(value(`x = a + 1`)).toBe(`(+ a 1)`));
	test("percent with a tuple", () => expect(value(`x = "%s %d" % (a, b)`)).toBe(`percent("%s %d", a, b)`));
	test("percent with a dict", () => expect(value(`x = T % {"a": b}`)).toBe(`percent(T, a: b)`));
	test("percent with one value", () => expect(value(`x = "a %s" % b`)).toBe(`percent("a %s", b)`));
	test("a remainder is not a format", () => expect(value(`x = a % b`)).toBe(`(% a b)`));
	test("format with places by number and name", () =>
		expect(value(`x = "{} {n}".format(a, n=b)`)).toBe(`python-format("{} {n}", a, n: b)`));
	test("format of a name", () => expect(value(`x = PROMPT.format(**v)`)).toBe(`python-format(PROMPT, **v)`));
	test("format_map", () => expect(value(`x = P.format_map({"a": b})`)).toBe(`python-format(P, a: b)`));
	test("a dollar template", () =>
		expect(value(`x = string.Template("$a").safe_substitute(m, a=b)`)).toBe(`dollar("$a", **m, a: b)`));
	test("join", () =>
		expect(value(`x = "\\n".join(f"- {d}" for d in docs)`)).toBe(`join("\\n"~, repeat({"- " d} for d in docs))`));
	test("a path's join is a call", () => expect(value(`x = os.path.join(a)`)).toBe(`os.path.join(a)`));
	test("replace", () => expect(value(`x = P.replace("{q}", q)`)).toBe(`replace(P, "{q}", q)`));
	test("a date's replace is a call", () => expect(value(`x = d.replace(year=1)`)).toBe(`d.replace(year=1)`));
	test("trim, case and dedent", () =>
		expect(value(`x = textwrap.dedent("""a""").strip().lower()`)).toBe(`case(trim(dedent("a")))`));
	test("a tokenizer's encode is a call", () => expect(value(`x = enc.encode(t)`)).toBe(`enc.encode(t)`));
});

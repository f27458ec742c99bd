import { describe, expect, test } from "vitest";
import { bindings, calls, mutations, print, summarize, value } from "./python.ts";

describe("values", () => {
	test("names, members, indices and slices", () =>
		expect(value(`x = a.b["c"][0][-3:]`)).toBe(`a.b["c"][0][slice ?-3:]`));
	test("calls with every kind of argument", () =>
		expect(value(`x = f(a, *b, c=1_000, **d)`)).toBe(`f(a, *b, c=1000, **d)`));
	test("lists, tuples, sets and spreads", () =>
		expect(value(`x = [a, *b, (c, d), {e}]`)).toBe(`list[a, *b, tuple[c, d], set[e]]`));
	test("dicts", () => expect(value(`x = {"a": None, k: True, 1: b, **c}`)).toBe(`record{a: None, ?: true, 1: b, **c}`));
	test("conditions", () => expect(value(`x = a if b > 1 else c`)).toBe(`conditional(a | c if b > 1)`));
	test("fallbacks", () => expect(value(`x = a or b or "c"`)).toBe(`fallback(a | b | "c" if a)`));
	test("and", () => expect(value(`x = a and b`)).toBe(`and(a | b if a)`));
	test("comprehensions, nested ones from the outside in", () =>
		expect(value(`x = [f(a, b) for a in c if a for b in a.d]`)).toBe(
			`repeat(repeat(f(a, b) for b in a.d) for a in c)`,
		));
	test("dict comprehensions", () =>
		expect(value(`x = {k: v for k, v in z}`)).toBe(`repeat(record{?: v} for k, v in z)`));
	test("a pipe keeps its operands in order", () => expect(value(`x = a | b | c`)).toBe(`(| a b c)`));
	test("negative numbers", () => expect(value(`x = -0x10`)).toBe(`-16`));
	test("a walrus binds and gives its value", () => expect(bindings(`x = (y := f())`)).toEqual([`y = f()`, `x = f()`]));
	test("lambdas are functions", () => {
		const summary = summarize(`x = lambda m, *r: m.text`);
		expect(summary.bindings[0]?.value).toMatchObject({ kind: "function", functionId: 0 });
		expect(summary.functions[0]?.returns.map((r) => print(r.value))).toEqual([`m.text`]);
	});
});

describe("bindings", () => {
	test("chained targets share a value", () => expect(bindings(`a = b = 1`)).toEqual([`a = 1`, `b = 1`]));
	test("pairs are matched one to one", () => expect(bindings(`a, b = 1, 2`)).toEqual([`a = 1`, `b = 2`]));
	test("a destructured call", () =>
		expect(bindings(`a, (b, *c) = f()`)).toEqual([
			`a element at 0: f()`,
			`b element at 1.0: f()`,
			`c = f()[1][slice 1]`,
		]));
	test("annotations, also quoted ones", () =>
		expect(bindings(`a: Optional["b.C"] = None\nd: int`)).toEqual([
			`a: Optional[b.C] = None`,
			`d: int declaration: None`,
		]));
	test("appending", () => expect(bindings(`a = "x"\na += y`)).toEqual([`a = "x"`, `a append: y`]));
	test("appending by a sum in a loop", () => {
		expect(bindings(`for y in z:\n  a = a + "," + y`).at(-1)).toMatch(/^a append: /);
		expect(bindings(`for y in z:\n  a = b + y`).at(-1)).toMatch(/^a = /);
		expect(bindings(`a = a + y`)).not.toContain("a append: y");
	});
	test("other operators assign", () => expect(bindings(`a *= 2`)).toEqual([`a = (* a 2)`]));
	test("loops", () =>
		expect(bindings(`for i, x in enumerate(y):\n  z = x`)).toEqual([
			`i element of each at 0: enumerate(y) [loop collection]`,
			`x element of each at 1: enumerate(y) [loop collection]`,
			`z = x [loop collection]`,
		]));
	test("kinds of loops", () =>
		expect(bindings(`while True:\n  a = 1\nwhile b:\n  c = 1\nfor _ in range(3):\n  d = 1`)).toEqual([
			`a = 1 [loop unbounded]`,
			`c = 1 [loop condition]`,
			`_ element of each: range(3) [loop count]`,
			`d = 1 [loop count]`,
		]));
	test("contexts", () =>
		expect(bindings(`with open(p) as f, g() as h:\n  t = f.read()`)).toEqual([
			`f context: open(p)`,
			`h context: g()`,
			`t = f.read()`,
		]));
	test("branches", () =>
		expect(bindings(`if a:\n  x = 1\nelif b:\n  x = 2\nelse:\n  x = 3`)).toEqual([
			`x = 1 [branch 0]`,
			`x = 2 [branch 1]`,
			`x = 3 [branch 2]`,
		]));
	test("handlers", () =>
		expect(bindings(`try:\n  x = 1\nexcept E as e:\n  x = 2\nfinally:\n  y = 3`)).toEqual([
			`x = 1 [try 0]`,
			`e context: E [catch 0]`,
			`x = 2 [catch 0]`,
			`y = 3`,
		]));
	test("match arms", () =>
		expect(bindings(`match a:\n  case "x": b = 1\n  case _: b = 2`)).toEqual([`b = 1 [branch 0]`, `b = 2 [branch 1]`]));
	test("a comprehension's variable is seen only inside it", () => {
		const [variable] = summarize(`[x for x in y]`).bindings;
		expect(variable).toMatchObject({ name: "x", ofEach: true, within: { start: 0, end: 14 } });
	});
	test("global names are bound in the module, under the condition that the function runs", () => {
		const summary = summarize(`def f():\n  global a\n  a = 1\n  b = 2`);
		expect(summary.bindings.map((b) => [b.name, b.scope, b.control.length])).toEqual([
			["a", 0, 1],
			["b", 1, 0],
		]);
	});
});

describe("changes in place", () => {
	test("lists", () =>
		expect(mutations(`m.append(a)\nm.extend(b)\nm.insert(0, c)\nm.insert(2, d)\nm.sort()\nrandom.shuffle(m)`)).toEqual(
			[`m append - a`, `m extend - b`, `m insert-first - c`, `m append - d`, `m sort - -`, `m shuffle - m`].map(
				(line) => line.replace("shuffle - m", "shuffle - -"),
			),
		));
	test("dicts", () =>
		expect(mutations(`o["a"] = 1\no[k] = 2\no.update(b=3, **c)\no.update({"d": 4})\ndel o["a"]`)).toEqual([
			`o set a 1`,
			`o set - 2`,
			`o set b 3`,
			`o extend - c`,
			`o set d 4`,
			`o remove a -`,
		]));
	test("attributes", () =>
		expect(mutations(`self.a: T = b\nself.t += "x"\nself.m.append(c)`)).toEqual([
			`self set a b`,
			`self append-text t "x"`,
			`self.m append - c`,
		]));
	test("a method of a call's result changes nothing that has a name", () =>
		expect(mutations(`f().append(x)`)).toEqual([]));
});

describe("calls", () => {
	test("every call, nested ones included, in source order", () =>
		expect(calls(`@d(1)\ndef f(a=g()):\n  return await h(f"{i()}", j=[k()])`)).toEqual([
			`d(1)`,
			`g()`,
			`await h({i()}, j=list[k()])`,
			`i()`,
			`k()`,
		]));
	test("a call that builds text is a call site too", () =>
		expect(calls(`x = P.format(a=b())`)).toEqual([`P.format(a=b())`, `b()`]));
	test("where an argument can be inserted", () => {
		const [site] = summarize(`f(a)`).calls;
		expect(site?.call.closeBracket).toBe(3);
	});
	test("calls in statements of every kind", () =>
		expect(
			calls(
				`raise a()\nassert b()\nfor x in c():\n  pass\nelse:\n  d()\nwith e():\n  f()\nprint >>g(), h()\nmatch i():\n  case 1 if j(): k()`,
			),
		).toEqual(["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k"].map((name) => `${name}()`)));
});

describe("functions and classes", () => {
	test("parameters of every form", () => {
		const [f] = summarize(`def f(a, /, b: "T" = 1, *args, c, d=None, **kw): ...`).functions;
		expect(f?.parameters.map((p) => [p.name, p.form])).toEqual([
			["a", "plain"],
			["b", "plain"],
			["args", "rest"],
			["c", "keyword-only"],
			["d", "keyword-only"],
			["kw", "rest-record"],
		]);
		expect(f?.parameters[1]?.annotation).toMatchObject({ kind: "name", name: "T" });
	});
	test("a lone star makes what follows keyword-only", () => {
		const [f] = summarize(`def f(a, *, b: int, c: str = ""): ...`).functions;
		expect(f?.parameters.map((p) => p.form)).toEqual(["plain", "keyword-only", "keyword-only"]);
	});
	test("returns and yields", () => {
		const [f, g] = summarize(
			`async def f():\n  if a: return b\n  return c\ndef g():\n  yield d\n  yield from e`,
		).functions;
		expect(f).toMatchObject({ isAsync: true, isGenerator: false });
		expect(f?.returns.map((r) => [print(r.value), r.control.length])).toEqual([
			["b", 1],
			["c", 0],
		]);
		expect(g).toMatchObject({ isAsync: false, isGenerator: true });
		expect(g?.returns.map((r) => [print(r.value), r.isYield])).toEqual([
			["d", true],
			["e", true],
		]);
	});
	test("methods by kind", () => {
		const text = `class A(B, metaclass=M):\n  def __init__(self): pass\n  def m(self): pass\n  @staticmethod\n  def s(): pass\n  @classmethod\n  def c(cls): pass\n  @property\n  def p(self): return 1`;
		const summary = summarize(text);
		expect(summary.functions.map((f) => f.kind)).toEqual([
			"constructor",
			"method",
			"static-method",
			"class-method",
			"getter",
		]);
		expect(summary.classes[0]?.bases.map(print)).toEqual(["B"]);
		expect(summary.classes[0]?.methods).toEqual([0, 1, 2, 3, 4]);
	});
	test("fields of a class", () => {
		const [a] = summarize(`class A:\n  """Doc."""\n  x: str = "v"\n  y: int\n  z = 1`).classes;
		expect(a?.documentation).toBe("Doc.");
		expect(a?.fields.map((f) => [f.name, f.value && print(f.value), f.isStatic])).toEqual([
			["x", `"v"`, false],
			["y", null, false],
			["z", "1", true],
		]);
	});
	test("a docstring, without its indentation", () => {
		const [f] = summarize(`def f():\n    """Look up.\n\n    Args: a\n    """`).functions;
		expect(f?.documentation).toBe("Look up.\n\nArgs: a");
	});
	test("a nested function belongs to its function, not to the class", () => {
		const summary = summarize(`class A:\n  def m(self):\n    def n(): pass`);
		expect(summary.functions.map((f) => [f.name, f.classId])).toEqual([
			["m", 0],
			["n", null],
		]);
	});
});

describe("imports", () => {
	const imports = (text: string) =>
		summarize(text).imports.map((i) => `${i.local} = ${i.module}:${i.imported}${i.isTypeOnly ? " type" : ""}`);
	test("modules", () =>
		expect(imports(`import a, b as c, d.e, f.g as h`)).toEqual([
			`a = a:*`,
			`c = b:*`,
			`d = d:*`,
			`null = d.e:*`,
			`h = f.g:*`,
		]));
	test("names", () => expect(imports(`from a.b import (c, d as e)`)).toEqual([`c = a.b:c`, `e = a.b:d`]));
	test("relative ones keep their dots", () =>
		expect(imports(`from . import a\nfrom ..b import c\nfrom .d import *`)).toEqual([
			`a = .:a`,
			`c = ..b:c`,
			`null = .d:**`,
		]));
	test("imports for annotations only", () =>
		expect(imports(`if TYPE_CHECKING:\n  from a import B\nelse:\n  from c import D`)).toEqual([
			`B = a:B type`,
			`D = c:D`,
		]));
	test("imports inside functions and handlers", () =>
		expect(
			summarize(`try:\n  import a\nexcept ImportError:\n  a = None\ndef f():\n  import b`).imports.map((i) => i.scope),
		).toEqual([0, 1]));
});

describe("directives", () => {
	const directives = (text: string) =>
		summarize(text).directives.map((d) => [d.kind, d.rules, d.reason, d.appliesToLine]);
	test("a trailing comment speaks of its line", () =>
		expect(directives(`f()  # lcpr: ignore rule-a, rule-b -- measured`)).toEqual([
			["ignore", ["rule-a", "rule-b"], "measured", 0],
		]));
	test("a comment of its own speaks of the next code", () =>
		expect(directives(`# lcpr: ignore\n\n# another\nf()`)).toEqual([["ignore", [], "", 3]]));
	test("a whole file", () =>
		expect(directives(`# lcpr: ignore-file rule-a`)).toEqual([["ignore-file", ["rule-a"], "", 0]]));
	test("other comments and texts say nothing", () =>
		expect(directives(`# lcpr is nice\nx = "# lcpr: ignore"`)).toEqual([]));
});

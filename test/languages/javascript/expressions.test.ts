import { describe, expect, test } from "vitest";
import { bindings, summarize, value } from "./read-source.ts";

describe("text", () => {
	test.each([
		["'it\\'s'", `~"it's"`],
		['"plain"', '"plain"'],
		["`a ${b} \\n${`c${d}`}`", '+("a ", b, ~" \\n", +("c", d))'],
		["`a\r\nb`", '~"a\\nb"'],
		["String.raw`a\\n${b}`", '+("a\\\\n", b)'],
		["'\\u0041\\x42\\u{1F642}'", '~"AB🙂"'],
		["'a' + b + 'c'", '+("a", b, "c")'],
		["SYSTEM + RULES", "+(SYSTEM, RULES)"],
		["[a, b].join('\\n\\n')", 'join(~"\\n\\n", [a, b])'],
		["path.join(__dirname, 'a.md')", 'path.join(__dirname, "a.md")'],
		["'a'.concat(b)", '+("a", b)'],
		["text.replace(/\\{\\{name\\}\\}/g, name)", 'replace(text, ~"{{name}}", name)'],
		["text.replace(/a.c/, b)", "replace(text, unknown<regular expression>, b)"],
		["text.trim().toLowerCase()", "case(trim(text))"],
		["dedent`a ${b}`", 'dedent(+("a ", b))'],
		["dedent(`a`)", 'dedent("a")'],
		["prompt`a ${b}`", 'other(+("a ", b))'],
		["String(a)", "+(a)"],
		["readFileSync(p).toString('utf8')", "+(readFileSync(p))"],
		["'-'.repeat(3)", '~"---"'],
	])("%s", (source, expected) => {
		expect(value(source)).toBe(expected);
	});

	test("offsets of a template's text are those of the source", () => {
		const source = "const it = `ab ${c} de`";
		const [binding] = summarize(source).bindings;
		const parts = binding?.value.kind === "concat" ? binding.value.parts : [];
		expect(parts.map(({ start, end }) => source.slice(start, end))).toEqual(["ab ", "c", " de"]);
	});
});

describe("values", () => {
	test.each([
		["a?.b?.[0]!.c", "a.b[0].c"],
		["this.#client.chat", "this.#client.chat"],
		["(a as any).b satisfies X", "a.b"],
		["<Type>a", "a"],
		["await f(1)", "f(1)"],
		["new Client({ key })", "new Client({key: key})"],
		["new Client", "new Client()"],
		["f(...args)", "f(...args)"],
		["{ a, 'b-c': 1, [d]: 2, ['e']: 3, ...f }", "{a: a, b-c: 1, [computed]: 2, e: 3, ...f}"],
		["[...a, b]", "[...a, b]"],
		["a ? b : c", "?(b, c)"],
		["a || b || 'c'", '??(a, b, "c")'],
		["a ?? b", "??(a, b)"],
		["a && b", "&&(a, b)"],
		["1_000 + 0x10", "(+ 1000 16)"],
		["a.length + b", "(+ a.length b)"],
		["-1", "-1"],
		["typeof a === 'b'", '(=== (typeof a) "b")'],
		["undefined", "null"],
		["history.slice(-5)", "history[-5:]"],
		["Object.freeze({ a: 1 })", "{a: 1}"],
		["[a, b && 'c'].filter(Boolean)", '[a, &&(b, "c")]'],
		["import.meta.env.KEY", "import.meta.env.KEY"],
	])("%s", (source, expected) => {
		expect(value(source)).toBe(expected);
	});

	test("JSX is unknown, the calls in it are found", () => {
		const summary = summarize("const it = <p a={f()} {...g()}>{h(() => <q>{i()}</q>)}</p>", "typescriptreact");
		expect(value("<p/>", "javascript")).toBe("unknown<JSX>");
		expect(summary.calls).toHaveLength(4);
	});
});

describe("callbacks", () => {
	test("map is a repetition of its callback's value", () => {
		expect(value("items.map((item) => `- ${item.name}`)")).toBe('repeat(+("- ", item.name) for item of items)');
		expect(value("Object.entries(o).map(([k, { v }]) => k + ': ' + v)")).toBe(
			'repeat(+(k, ": ", v) for k, v of Object.entries(o))',
		);
	});

	test("Array.from with a callback is one too, without one it is a call", () => {
		expect(value("Array.from(set, (item) => `- ${item}`)")).toBe('repeat(+("- ", item) for item of set)');
		expect(value("Array.from(set)")).toBe("Array.from(set)");
	});

	test("a callback with statements is called for each element", () => {
		expect(value("items.map((item) => { const name = item.name; return name })")).toBe(
			"repeat(fn0(element) for element of items)",
		);
		expect(value("items.map(format)")).toBe("repeat(format(element) for element of items)");
	});

	test("the parameter of forEach is an element of the collection, and the body a loop", () => {
		const summary = summarize("items.forEach((item) => { use(item) })");
		expect(summary.bindings).toMatchObject([{ name: "item", form: "element", ofEach: true, value: { name: "items" } }]);
		expect(summary.calls[1]?.control).toMatchObject([{ kind: "loop", loop: "collection" }]);
	});

	test("other callbacks are not loops", () => {
		expect(summarize("run((item) => use(item))").calls[1]?.control).toEqual([]);
	});
});

describe("calls", () => {
	test("all are recorded, in source order", () => {
		const source = "`${a(b())}`; class C { @d() e = f(); g(h = i()) {} } new J(k?.())";
		const names = summarize(source).calls.map(({ call }) => source.slice(call.callee.start, call.callee.end));
		expect(names).toEqual(["a", "b", "d", "f", "i", "J", "k"]);
	});

	test("know whether they are awaited and where their bracket closes", () => {
		const source = "async () => { await (a.b({ c })); d() }";
		const calls = summarize(source).calls;
		expect(calls.map(({ isAwaited }) => isAwaited)).toEqual([true, false]);
		expect(calls.map(({ call }) => source.slice(0, call.closeBracket).length)).toEqual([
			source.indexOf("));"),
			source.indexOf(") }"),
		]);
	});
});

describe("assignments", () => {
	test("destructuring says what is taken out", () => {
		expect(bindings("const { a, b: { c }, d = 1, ...e } = f, [g, , h] = i")).toEqual([
			"a <a> assign f",
			"c <b.c> assign f",
			"d assign ??(f.d, 1)",
			"e assign f",
			"g <0> assign i",
			"h <2> assign i",
		]);
	});

	test("text that grows is appended to", () => {
		expect(bindings("let t = 'a'; t += b; t = t + c; t ??= d")).toEqual([
			't assign "a"',
			"t append b",
			"t append c",
			"t assign ??(t, d)",
		]);
	});

	test("an assignment in a function changes the variable around it", () => {
		const summary = summarize("let c; function f() { c = 1; let d; d = 2 }");
		expect(summary.bindings.map(({ name, scope }) => [name, scope])).toEqual([
			["c", 0],
			["c", 0],
			["d", 1],
			["d", 1],
		]);
		expect(summary.bindings[1]?.control).toMatchObject([{ kind: "branch" }]);
	});

	test("changes in place", () => {
		const source =
			"m.push(a, ...b); m.unshift(c); m = [...m, d]; o.k = e; o['l'] = f; o[g] = h; this.c = i; delete o.k; Object.assign(o, p)";
		expect(
			summarize(source).mutations.map(({ operation, key }) => (key === null ? operation : `${operation} ${key}`)),
		).toEqual(["append", "extend", "insert-first", "append", "set k", "set l", "set", "set c", "remove k", "extend"]);
	});
});

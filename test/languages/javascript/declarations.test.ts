import { describe, expect, test } from "vitest";
import type { LanguageId } from "../../../server/src/model/source-file.ts";
import { show, summarize } from "./read-source.ts";

describe("imports", () => {
	const imports = (text: string) =>
		summarize(text).imports.map(
			({ local, module, imported, isTypeOnly }) => `${local} = ${module}:${imported}${isTypeOnly ? " type" : ""}`,
		);

	test.each([
		['import a, { b, c as d, type E } from "m"', ["a = m:default", "b = m:b", "d = m:c", "E = m:E type"]],
		['import * as n from "m"', ["n = m:*"]],
		['import "m"', ["null = m:*"]],
		['import type { A } from "m"', ["A = m:A type"]],
		['import r = require("m")', ["r = m:*"]],
		['const r = require("m")', ["r = m:*"]],
		['const { a, b: c } = require("m")', ["a = m:a", "c = m:b"]],
		['const r = require("m").default', ["r = m:default"]],
		['const { a } = await import("m")', ["a = m:a"]],
		['f(require("m").a)', ['require("m") = m:*']],
	])("%s", (source, expected) => {
		expect(imports(source)).toEqual(expected);
	});

	test("a module whose name is computed is not an import", () => {
		expect(imports("const r = require(name)")).toEqual([]);
	});
});

describe("exports", () => {
	const exports = (text: string, language: LanguageId = "typescript") =>
		summarize(text, language).exports.map(
			({ exported, local, module, value }) =>
				`${exported} = ${value ? show(value) : local}${module === undefined ? "" : ` of ${module}`}`,
		);

	test.each([
		["export const a = 1, { b } = c", ["a = a", "b = b"]],
		["export function f() {}", ["f = f"]],
		["export default function f() {}", ["default = f"]],
		["export default async () => {}", ["default = fn0"]],
		["export default class {}", ["default = default"]],
		["export default a", ["default = a"]],
		["export { a as b, c }", ["b = a", "c = c"]],
		['export { a as b } from "m"', ["b = a of m"]],
		['export * from "m"', ["* = * of m"]],
		['export * as n from "m"', ["n = * of m"]],
		["export enum E { A }", ["E = E"]],
		["export = a", ["default = a"]],
		["module.exports = { a, b: 1 }", ["default = {a: a, b: 1}", "a = a", "b = 1"]],
		["module.exports = a", ["default = a"]],
		["exports.a = () => 1", ["a = fn0"]],
	])("%s", (source, expected) => {
		expect(exports(source)).toEqual(expected);
	});

	test("a property of something else is not an export", () => {
		expect(exports("settings.exports.a = 1", "javascript")).toEqual([]);
	});
});

describe("functions", () => {
	test("parameters of every form", () => {
		const [fn] = summarize(
			"function f(this: T, a: OpenAI, b = 1, { c, d: e = 2, ...g }: O = {}, [h]: X[], ...i: Y[]) {}",
		).functions;
		expect(
			fn?.parameters.map(({ name, form, fields, annotation }) => [
				name || fields?.map((field) => `${field.local}<${field.key}`).join(" "),
				form,
				annotation ? show(annotation) : null,
			]),
		).toEqual([
			["a", "plain", "OpenAI"],
			["b", "plain", null],
			["...g", "destructured", "O"],
			["h<0", "destructured", "Array[X]"],
			["i", "rest", "Array[Y]"],
		]);
	});

	test("a destructured parameter has fields; what is left over is the whole", () => {
		const { functions, bindings } = summarize("function f({ a, b: c = 1, d: { e }, ...g }) {}");
		expect(functions[0]?.parameters[0]?.fields?.map(({ local, key }) => `${local}<${key}`)).toEqual([
			"a<a",
			"c<b",
			"{d}<d",
		]);
		expect(bindings.map(({ name, path, value }) => `${name} ${path ?? ""} ${show(value)}`)).toEqual([
			"e e {d}",
			"g  ...g",
		]);
	});

	test("take their name from where they are put", () => {
		const source =
			"const a = () => 1; const o = { b() {}, c: async () => {} }; class D { e = () => 1; static f() {} get g() { return 1 } }";
		expect(summarize(source).functions.map(({ name, kind, classId }) => `${name} ${kind} ${classId}`)).toEqual([
			"a function null",
			"b function null",
			"c function null",
			"e method 0",
			"f static-method 0",
			"g getter 0",
		]);
	});

	test("return what they return", () => {
		const [fn] = summarize("const f = async function* (a) { if (a) return b; yield c; return { d } }").functions;
		expect(
			fn?.returns.map((item) => `${item.isYield ? "yield " : ""}${show(item.value)}${item.control.length}`),
		).toEqual(["b1", "yield c0", "{d: d}0"]);
	});

	test("know their documentation and return type", () => {
		const source =
			"/** Says hello.\n * Twice. */\nexport const f = (): Promise<OpenAI | null> => x;\n/** Not this. */\nlet y;\nfunction g() {}";
		const [f, g] = summarize(source).functions;
		expect(f?.documentation).toBe("Says hello.\nTwice.");
		expect(f?.returnType && show(f.returnType)).toBe("Promise[(| OpenAI null)]");
		expect(g?.documentation).toBeUndefined();
	});
});

describe("classes", () => {
	test("fields, bases and parameter properties", () => {
		const source =
			"class A extends B.C implements D { private readonly x: OpenAI = new OpenAI(); static y = 1; #z; constructor(private q: OpenAI, r: R) { this.r = r } }";
		const { classes, mutations } = summarize(source);
		expect(classes[0]?.bases.map(show)).toEqual(["B.C"]);
		expect(classes[0]?.fields.map(({ name, isStatic, value }) => [name, isStatic, value ? show(value) : null])).toEqual(
			[
				["x", false, "new OpenAI()"],
				["y", true, "1"],
				["#z", false, null],
			],
		);
		expect(
			mutations.map(({ target, key, annotation }) => [show(target), key, annotation ? show(annotation) : null]),
		).toEqual([
			["this", "q", "OpenAI"],
			["this", "r", null],
		]);
	});

	test("JavaScript's grammar too", () => {
		const [item] = summarize("class A extends B { x = 1; static y = 2 }", "javascript").classes;
		expect(item?.bases.map(show)).toEqual(["B"]);
		expect(item?.fields.map(({ name }) => name)).toEqual(["x", "y"]);
	});

	test("interfaces and object types name the fields of a value", () => {
		const { classes } = summarize("interface A extends B { c: OpenAI } type D = { e?: F[] }");
		expect(
			classes.map(({ name, fields }) => [name, fields.map(({ annotation }) => annotation && show(annotation))]),
		).toEqual([
			["A", ["OpenAI"]],
			["D", ["Array[F]"]],
		]);
	});

	test("a type does not hide a value of its name", () => {
		expect(summarize("const A = make(); type A = { b: C }").classes).toEqual([]);
	});
});

test("an enum is a constant record", () => {
	const [binding] = summarize('enum Model { Small = "gpt-5-mini", Large = "gpt-5" }').bindings;
	expect(binding && show(binding.value)).toBe('{Small: "gpt-5-mini", Large: "gpt-5"}');
});

test("a namespace gathers its exports", () => {
	const summary = summarize("namespace N { export const a = 1; const b = 2 }");
	expect(summary.bindings.map(({ name, value }) => `${name} ${show(value)}`)).toEqual(["a 1", "b 2", "N {a: a}"]);
});

describe("control flow", () => {
	const control = (text: string) =>
		summarize(text).calls.map(({ control }) => control.map((step) => step.loop ?? `${step.kind}${step.arm}`).join(" "));

	test.each([
		["if (a) f(); else if (b) g(); else h()", ["branch0", "branch1", "branch2"]],
		["switch (a) { case 1: f(); break; default: g() }", ["branch0", "branch1"]],
		["try { f() } catch (e) { g() } finally { h() }", ["try0", "catch0", ""]],
		["for (const a of f()) g()", ["", "collection"]],
		["for (let i = 0; i < n; i++) f()", ["count"]],
		["for (;;) f()", ["unbounded"]],
		["while (true) { f() }", ["unbounded"]],
		["do { f() } while (a)", ["condition"]],
	])("%s", (source, expected) => {
		expect(control(source)).toEqual(expected);
	});
});

describe("instructions to this tool", () => {
	test("apply to their own line or to the next with code", () => {
		const source = "f(); // lcpr: ignore a -- why\n/* lcpr: ignore b, c */\n\ng();\n// lcpr is a tool\n";
		expect(
			summarize(source).directives.map(({ rules, reason, appliesToLine }) => [rules, reason, appliesToLine]),
		).toEqual([
			[["a"], "why", 0],
			[["b", "c"], "", 3],
		]);
	});

	test("are found in JSX", () => {
		expect(summarize("const a = <p>{/* lcpr: ignore x */}</p>", "typescriptreact").directives).toHaveLength(1);
	});
});

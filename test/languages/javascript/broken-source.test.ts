import { describe, expect, test } from "vitest";
import { summarize } from "./read-source.ts";

const before = "const a = f(1);\nasync function g() {\n\tawait h(`x ${y}`);\n";
const after = "\treturn i();\n}\nconst j = k(`one\ntwo`);\nconst l = m(`three\nfour`);\n";

function callees(text: string): string[] {
	return summarize(text).calls.map(({ call }) => (call.callee.kind === "name" ? call.callee.name : "?"));
}

describe("calls around half-typed code are found", () => {
	test.each(["const x = ", "await client.", "const s = 'abc", "const s = `Hello", "const s = `Hello ${name", "foo("])(
		"%s",
		(typed) => {
			const found = callees(`${before}\t${typed}\n${after}`);
			expect(found).toEqual(expect.arrayContaining(["f", "h", "k", "m"]));
		},
	);

	test("a file that is whole is not repaired", () => {
		expect(summarize(before + after).hasSyntaxErrors).toBe(false);
		expect(callees("const a = `b\nc(1)\n`")).toEqual([]);
	});
});

test("type annotations in a .js file are read", () => {
	const summary = summarize("const f = (a: string): number => g(a); type A = { b: C };", "javascript");
	expect(summary.functions[0]?.parameters[0]?.name).toBe("a");
});

describe("nesting without end", () => {
	test.each([
		["lists", `x = ${"[".repeat(5000)}${"]".repeat(5000)}`],
		["sums", `x = ${"a+".repeat(10_000)}a`],
		["choices", `x = ${"a||".repeat(10_000)}a`],
		["calls", `x${".then(() => f())".repeat(1000)}`],
		["else if", `if (a) f();${" else if (b) g();".repeat(3000)}`],
		["functions", `${"x(function(){".repeat(2000)}${"})".repeat(2000)}`],
		["patterns", `const ${"{a:".repeat(3000)}b${"}".repeat(3000)} = c`],
		["types", `let x: ${"A | ".repeat(5000)}B`],
	])("%s", (_, text) => {
		expect(summarize(text).hasSyntaxErrors).toBe(false);
	});
});

test("a long list of data is cut short, and says so", () => {
	const [binding] = summarize(`const x = [${"1,".repeat(3000)}]`).bindings;
	const items = binding?.value.kind === "list" ? binding.value.items : [];
	expect(items.length).toBeLessThan(2100);
	expect(items.at(-1)?.value).toMatchObject({ kind: "unknown", because: "too many items" });
});

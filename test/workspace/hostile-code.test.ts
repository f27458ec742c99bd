/** Code that would exhaust a careless analyser: the call beside it is found all the same. */
import { expect, it } from "vitest";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { scanWorkspace } from "../../server/src/workspace/scan.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const python = (content: string) => `from openai import OpenAI
OpenAI().chat.completions.create(model="gpt-5.4-nano", messages=[{"role": "user", "content": ${content}}])
`;
const typescript = (content: string) => `import OpenAI from "openai";
await new OpenAI().chat.completions.create({ model: "gpt-5.4-nano", messages: [{ role: "user", content: ${content} }] });
`;

/** Sixty lines, each made of the one before twice over. */
const doubled = (line: (i: number) => string, seed: string, before = "") =>
	`${[`${before}x0 = ${seed}`, ...Array.from({ length: 60 }, (_, i) => line(i + 1))].join("\n")}\n`;

it.each<[string, Readonly<Record<string, string>>]>([
	[
		"deeply nested lists",
		{ "a.py": python("[".repeat(3000) + "]".repeat(3000)), "a.ts": typescript("[".repeat(3000) + "]".repeat(3000)) },
	],
	[
		"a sum of thousands of texts",
		{
			"a.py": python(`(${Array(5000).fill('"a"').join("+\n")})`),
			"a.ts": typescript(Array(5000).fill('"a"').join("+\n")),
		},
	],
	[
		"thousands of conditions",
		{ "a.ts": typescript(`${Array.from({ length: 2000 }, (_, i) => `a${i} ? "x" :\n`).join("")}"z"`) },
	],
	[
		"functions that call each other",
		{ "a.py": `def f(a):\n    return g(a + "x")\ndef g(a):\n    return f(a)\n${python('f("q")')}` },
	],
	[
		"modules that import each other",
		{ "a.py": `from b import P\nQ = P\n${python("P")}`, "b.py": 'from a import Q\nP = Q + "x"\n' },
	],
	[
		"texts, lists, records, chains and differences that double on every line",
		{
			"text.py": `${doubled((i) => `x${i} = x${i - 1} + x${i - 1}`, '"seed"')}${python("x60")}`,
			"written.py": `${doubled((i) => `x${i} = f"{x${i - 1}}, {x${i - 1}}"`, '"seed"')}${python("x60")}`,
			"list.py": `${doubled((i) => `x${i} = [x${i - 1}, x${i - 1}]`, '"seed"')}${python("x60")}`,
			"joined.py": `${doubled((i) => `x${i} = [*x${i - 1}, *x${i - 1}]`, '["seed"]')}${python('"".join(x60)')}`,
			"record.py": `${doubled((i) => `x${i} = {"a": x${i - 1}, "b": x${i - 1}}`, "{}")}${python("x60")}`,
			"call.py": `from other import f, seed\n${doubled((i) => `x${i} = f(x${i - 1}, x${i - 1})`, "seed")}${python("x60")}`,
			"pipe.py": `from other import seed\n${doubled((i) => `x${i} = x${i - 1} | x${i - 1}`, "seed")}${python("x60")}`,
			"minus.py": `from other import seed\n${doubled((i) => `x${i} = x${i - 1} - x${i - 1}`, "seed")}${python("x60")}`,
			"in-place.py": `x = "seed"\n${"x += x\n".repeat(60)}${python("x")}`,
			"replaced.py": `x = "aa"\n${'x = x.replace("a", x)\n'.repeat(12)}${python("x")}`,
			"choice.py": `def ask(a):\n${doubled((i) => `    x${i} = (x${i - 1} if a else "b") + (x${i - 1} if a > ${i} else "c")`, '"seed"', "    ")}    ${python("x60").split("\n")[1]}\nfrom openai import OpenAI\n`,
			"text.ts": `${doubled((i) => `const x${i} = \`\${x${i - 1}} \${x${i - 1}}\`;`, '"seed"', "const ")}${typescript("x60")}`,
			"list.ts": `${doubled((i) => `const x${i} = [...x${i - 1}, x${i - 1}];`, '["seed"]', "const ")}${typescript("x60")}`,
		},
	],
	["half a program", { "a.py": `${python('"hi"')}def broken(:\n    x = f"{` }],
])("%s", async (_, files) => {
	const root = temporaryFolder({ ...files, "good.py": python('"hi"') });
	const scan = await scanWorkspace({
		paths: [root],
		workingFolder: root,
		knowledge: await loadKnowledge(),
		asOf: "2026-11-21",
	});
	const found = new Set(scan.analysis.calls.map(({ call }) => call.place.file));
	expect(found).toContain("good.py");
	for (const file of Object.keys(files)) if (file !== "b.py") expect(found).toContain(file);
	expect(scan.skipped).toEqual([]);
});

it("calls a prompt that doubles sixty times too large to follow, and prices the call as far as it is known", async () => {
	const root = temporaryFolder({
		"a.py": `${doubled((i) => `x${i} = x${i - 1} + x${i - 1}`, '"seed"')}${python("x60")}`,
	});
	const scan = await scanWorkspace({
		paths: [root],
		workingFolder: root,
		knowledge: await loadKnowledge(),
		asOf: "2026-11-21",
	});
	expect(JSON.stringify(scan.analysis.calls).length).toBeLessThan(10_000_000);
	expect(JSON.stringify(scan.analysis.calls)).toContain("too large to follow");
});

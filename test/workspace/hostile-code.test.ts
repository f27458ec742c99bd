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

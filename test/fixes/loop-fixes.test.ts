/**
 * The fixes that change a loop, on generated programs that are run before and after with a stub in place of the client:
 * the same vectors or answers come out, the client is made once, no request holds too many texts, comments, line ends and
 * everything around stay, and a second application finds nothing to do.
 */
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { withEdits } from "../../server/src/analysis/apply-fix.ts";
import { analyzeText } from "../harness/analyze-text.ts";

const settings = { rules: { "client-made-in-loop": "hint", "embedding-one-at-a-time": "hint" } };
const seed = Number(process.env.LCPR_SEED ?? 20_261_121);
const runs = Number(process.env.LCPR_RUNS ?? 12);

interface Layout {
	readonly eol: string;
	readonly indent: string;
	readonly count: number;
	readonly comment: string;
}

const layout: fc.Arbitrary<Layout> = fc.record({
	eol: fc.constantFrom("\n", "\r\n"),
	indent: fc.constantFrom("\t", "  ", "    "),
	count: fc.constantFrom(0, 1, 31, 32, 33, 70),
	comment: fc.constantFrom("", "Émile 中文 🙂", "one by one"),
});

/** Writes lines with this layout: a tab at a line's start stands for one step, `#` for a comment where one is wanted. */
function written(lines: readonly string[], { eol, indent, comment }: Layout, mark: string): string {
	return lines
		.filter((line) => comment !== "" || !/^\s*#$/.test(line))
		.map((line) =>
			line.replace(/^\t+/, (tabs) => indent.repeat(tabs.length)).replace(/#$/, comment && `${mark} ${comment}`),
		)
		.map((line) => line.trimEnd())
		.join(eol);
}

const pythonStub = `
import sys, types, json
made, sizes = [], []
class Item:
    def __init__(self, text): self.embedding = [len(text), ord(text[0])]
class Reply:
    def __init__(self, texts): self.data = [Item(text) for text in texts]; self.output_text = texts[0]
class Endpoint:
    def create(self, model, input):
        texts = [input] if isinstance(input, str) else list(input)
        if not texts: raise ValueError("no input")
        sizes.append(len(texts))
        return Reply(texts)
class AsyncEndpoint:
    async def create(self, model, input): return Endpoint().create(model, input)
class OpenAI:
    def __init__(self, **given): made.append(given); self.embeddings = Endpoint(); self.responses = Endpoint()
class AsyncOpenAI:
    def __init__(self, **given): made.append(given); self.embeddings = AsyncEndpoint(); self.responses = AsyncEndpoint()
module = types.ModuleType("openai"); module.OpenAI = OpenAI; module.AsyncOpenAI = AsyncOpenAI; sys.modules["openai"] = module
out = []
for text, texts in json.load(sys.stdin):
    made.clear(); sizes.clear()
    space = {}
    exec(compile(text, "generated", "exec"), space)
    value = space["run"](texts)
    if hasattr(value, "__await__"):
        import asyncio
        async def wait(): return await value
        value = asyncio.run(wait())
    out.append({"value": value, "made": len(made), "sizes": list(sizes)})
json.dump(out, sys.stdout)
`;

const scriptStub = `
const runs = JSON.parse(require("fs").readFileSync(0, "utf8"));
(async () => {
  const out = [];
  for (const [text, texts] of runs) {
    let made = 0; const sizes = [];
    const reply = (input) => {
      const all = typeof input === "string" ? [input] : [...input];
      if (all.length === 0) throw new Error("no input");
      sizes.push(all.length);
      return { data: all.map((item) => ({ embedding: [item.length, item.codePointAt(0)] })), output_text: all[0] };
    };
    const endpoint = { create: async ({ input }) => reply(input) };
    class OpenAI { constructor() { made++; this.embeddings = endpoint; this.responses = endpoint; } }
    const run = new Function("OpenAI", text.replace(/^import.*\\r?\\n/, "").replace("export const run", "const run") + "\\nreturn run;")(OpenAI);
    out.push({ value: await run(texts), made, sizes });
  }
  console.log(JSON.stringify(out));
})();
`;

interface Ran {
	readonly value: unknown;
	readonly made: number;
	readonly sizes: readonly number[];
}

function run(isPython: boolean, programs: readonly (readonly [string, readonly string[]])[]): readonly Ran[] {
	const [program, ...given] = isPython ? ["python3", "-c", pythonStub] : [process.execPath, "-e", scriptStub];
	const result = spawnSync(program ?? "", given, { input: JSON.stringify(programs), encoding: "utf8", maxBuffer: 1e8 });
	if (result.status !== 0) throw new Error(result.stderr);
	return JSON.parse(result.stdout);
}

interface Shape {
	readonly name: string;
	readonly rule: "client-made-in-loop" | "embedding-one-at-a-time";
	readonly file: "main.py" | "main.js" | "main.ts";
	readonly lines: readonly string[];
}

const shapes: readonly Shape[] = [
	{
		name: "a loop that appends",
		rule: "embedding-one-at-a-time",
		file: "main.py",
		lines: [
			"from openai import OpenAI",
			"llm = OpenAI()",
			"def run(texts: list[str]):",
			"\tvectors = []",
			"\t#",
			"\tfor text in texts:  #",
			"\t\t#",
			'\t\treply = llm.embeddings.create(model="text-embedding-3-small", input=text)  #',
			"\t\tvectors.append(reply.data[0].embedding)  #",
			"\treturn vectors",
		],
	},
	{
		name: "a loop that appends at once, of texts that are trimmed",
		rule: "embedding-one-at-a-time",
		file: "main.py",
		lines: [
			"from openai import AsyncOpenAI",
			"llm = AsyncOpenAI()",
			"async def run(texts: list[str]):",
			"\tvectors = []",
			"\tfor text in texts:",
			"\t\t#",
			'\t\tvectors.append((await llm.embeddings.create(input=text.strip(), model="text-embedding-3-small")).data[0].embedding)',
			"\treturn vectors",
		],
	},
	{
		name: "a comprehension",
		rule: "embedding-one-at-a-time",
		file: "main.py",
		lines: [
			"from openai import OpenAI",
			"llm = OpenAI()",
			"def run(texts: list[str]):",
			"\t#",
			"\treturn [",
			'\t\tllm.embeddings.create(model="text-embedding-3-small", input=text).data[0].embedding',
			"\t\tfor text in texts",
			"\t]  #",
		],
	},
	{
		name: "an awaited comprehension",
		rule: "embedding-one-at-a-time",
		file: "main.py",
		lines: [
			"from openai import AsyncOpenAI",
			"llm = AsyncOpenAI()",
			"async def run(texts: list[str]):",
			'\treturn [(await llm.embeddings.create(model="text-embedding-3-small", input=text)).data[0].embedding for text in texts]  #',
		],
	},
	{
		name: "a loop that pushes",
		rule: "embedding-one-at-a-time",
		file: "main.js",
		lines: [
			'import OpenAI from "openai";',
			"const llm = new OpenAI();",
			"export const run = async (given) => {",
			"\tconst texts = given.map((text) => text);",
			"\tconst vectors = [];",
			"\t#",
			"\tfor (const text of texts) { #",
			"\t\t#",
			'\t\tconst reply = await llm.embeddings.create({ model: "text-embedding-3-small", input: text }); #',
			"\t\tvectors.push(reply.data[0].embedding); #",
			"\t}",
			"\treturn vectors;",
			"};",
		],
	},
	{
		name: "Promise.all of a callback with a body",
		rule: "embedding-one-at-a-time",
		file: "main.js",
		lines: [
			'import OpenAI from "openai";',
			"const llm = new OpenAI();",
			"export const run = async (texts) => {",
			"\treturn await Promise.all(",
			"\t\ttexts.map(async (text) => {",
			"\t\t\t#",
			'\t\t\tconst reply = await llm.embeddings.create({ model: "text-embedding-3-small", input: text.trim() });',
			"\t\t\treturn reply.data[0].embedding; #",
			"\t\t}),",
			"\t);",
			"};",
		],
	},
	{
		name: "Promise.all of a callback that is one expression",
		rule: "embedding-one-at-a-time",
		file: "main.js",
		lines: [
			'import OpenAI from "openai";',
			"const llm = new OpenAI();",
			"export const run = (input_texts) =>",
			'\tPromise.all(input_texts.map(async (input) => (await llm.embeddings.create({ model: "text-embedding-3-small", input })).data[0].embedding)); #',
		],
	},
	{
		name: "a client in a loop",
		rule: "client-made-in-loop",
		file: "main.py",
		lines: [
			"from openai import OpenAI",
			"def run(texts):",
			"\tanswers = []",
			"\t#",
			"\tfor text in texts:",
			"\t\t#",
			"\t\tclient = OpenAI(  #",
			'\t\t\tapi_key="x",',
			"\t\t)  #",
			"",
			'\t\tanswers.append(client.responses.create(model="gpt-5.5", input=text).output_text)  #',
			"\treturn answers",
		],
	},
	{
		name: "a client in a loop in a loop",
		rule: "client-made-in-loop",
		file: "main.py",
		lines: [
			"from openai import OpenAI",
			"def run(texts):",
			"\tanswers = []",
			"\tfor text in texts:",
			"\t\tfor _ in range(2):",
			"\t\t\tclient = OpenAI()",
			'\t\t\tanswers.append(client.responses.create(model="gpt-5.5", input=text).output_text)  #',
			"\treturn answers",
		],
	},
	{
		name: "a client in a loop",
		rule: "client-made-in-loop",
		file: "main.js",
		lines: [
			'import OpenAI from "openai";',
			"export const run = async (texts) => {",
			"\tconst answers = [];",
			"\t#",
			"\tfor (const text of texts) {",
			"\t\t#",
			"\t\tconst client = new OpenAI(); #",
			'\t\tconst reply = await client.responses.create({ model: "gpt-5.5", input: text });',
			"\t\tanswers.push(reply.output_text);",
			"\t}",
			"\treturn answers;",
			"};",
		],
	},
	{
		name: "a client in a callback",
		rule: "client-made-in-loop",
		file: "main.js",
		lines: [
			'import OpenAI from "openai";',
			"export const run = async (texts) => {",
			"\tconst replies = await Promise.all(texts.map(async (text) => {",
			"\t\tconst client = new OpenAI(); #",
			'\t\treturn await client.responses.create({ model: "gpt-5.5", input: text });',
			"\t}));",
			"\treturn replies.map((reply) => reply.output_text);",
			"};",
		],
	},
];

describe.each(shapes)("$file: $name", ({ rule, file, lines }) => {
	test("gives the same and keeps what it does not change", { timeout: 60_000 + runs * 500 }, async () => {
		const programs: (readonly [string, readonly string[]])[] = [];
		for (const item of fc.sample(layout, { numRuns: runs, seed })) {
			const before = written(lines, item, file === "main.py" ? "#" : "//");
			const after = await fixedOnce(file, rule, before);
			expect(commentsOf(after), after).toEqual(commentsOf(before));
			expect(/(?<!\r)\n/.test(after), after).toBe(item.eol === "\n");
			const again = await findingsOf(file, rule, after);
			expect(again.findings, after).toEqual([]);
			const texts = Array.from({ length: item.count }, (_, index) => `${item.comment || "text"} ${index % 7}`);
			programs.push([before, texts], [after, texts]);
		}
		const ran = run(file === "main.py", programs);
		for (let index = 0; index < ran.length; index += 2) {
			const [old, now] = [ran[index], ran[index + 1]];
			const told = programs[index + 1]?.[0];
			expect(now?.value, told).toEqual(old?.value);
			expect(now?.made, told).toBe(1);
			expect(Math.max(0, ...(now?.sizes ?? [])), told).toBeLessThanOrEqual(32);
			if (rule === "client-made-in-loop") expect(now?.sizes, told).toEqual(old?.sizes);
			else expect(now?.sizes.length, told).toBe(Math.ceil((programs[index]?.[1].length ?? 0) / 32));
		}
	});
});

async function findingsOf(file: string, rule: string, text: string) {
	const result = await analyzeText({ [file]: text }, { settings });
	const findings = result.analysis.findings.filter((finding) => finding.rule === rule);
	return { findings, result };
}

async function fixedOnce(file: string, rule: string, text: string): Promise<string> {
	const { findings, result } = await findingsOf(file, rule, text);
	const [finding, ...more] = findings;
	expect(more, text).toEqual([]);
	if (!finding) throw new Error(`nothing is found in\n${text}`);
	const [way] = result.fixesFor(finding);
	if (way?.result.kind !== "edits") throw new Error(`${way?.result.because ?? "no fix"}\n${text}`);
	return withEdits(text, way.result.edits);
}

function commentsOf(text: string): readonly string[] {
	return [...text.matchAll(/(?:#|\/\/) .*/g)].map(([comment]) => comment.trim());
}

/** A comprehension's variable is seen inside the comprehension only. */
import { expect, test } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

async function described(body: string): Promise<string[]> {
	const { calls } = await linkFiles({ "a.py": `from openai import OpenAI\nclient = OpenAI()\n${body}` });
	return describeCalls(calls);
}

test("a name used after a comprehension keeps the value it had before", async () => {
	expect(
		await described(`text = "Be brief."
lengths = [len(text) for text in lines]
client.responses.create(model="gpt-5", input=text)
`),
	).toEqual(["a.py:5 responses openai gpt-5 [user: Be brief.]"]);
});

test("the name is hidden inside the comprehension", async () => {
	expect(
		await described(`text = "Be brief."
answers = [client.responses.create(model="gpt-5", input=text) for text in ["Hello."]]
`),
	).toEqual(["a.py:4 responses openai gpt-5 [user: Hello.]"]);
});

test("the collection of a comprehension is looked up outside it", async () => {
	expect(
		await described(`model = "gpt-5"
answers = [client.responses.create(model=model, input="Hi.") for model in [model]]
`),
	).toEqual(["a.py:4 responses openai gpt-5 [user: Hi.]"]);
});

test("a comprehension in a function does not hide a module's constant", async () => {
	expect(
		await described(`text = "Be brief."
def ask(lines):
    kept = {text: len(text) for text in lines}
    return client.responses.create(model="gpt-5", input=text)
`),
	).toEqual(["a.py:6 responses openai gpt-5 [user: Be brief.]"]);
});

test("a callback's names take the fields of an element, or the element and its position", async () => {
	const { calls } = await linkFiles({
		"a.ts": `import OpenAI from "openai";
const named = [{ q: "Why?", a: "So." }].map(({ q, a }) => \`\${q} \${a}\`).join(";");
const numbered = ["one", "two"].map((text, index) => \`\${index}: \${text}\`).join(";");
await new OpenAI().responses.create({ model: "gpt-5", input: named + " " + numbered });
`,
	});
	expect(describeCalls(calls)).toEqual(["a.ts:4 responses openai gpt-5 [user: Why? So. 0: one;1: two]"]);
});

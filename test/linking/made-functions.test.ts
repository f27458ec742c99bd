/** Functions that go by the name they are bound to: closures of factories, partial functions, callable objects. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const client = "from openai import OpenAI\nfrom functools import partial\nc = OpenAI()\n";
const ask = `def ask(text, model="gpt-5"):
    return c.chat.completions.create(model=model, messages=[{"role": "user", "content": text}])
`;

async function wrappers(code: string, file = "a.py"): Promise<readonly string[]> {
	const { calls } = await linkFiles({ [file]: code });
	return describeCalls(calls.filter((call) => call.kind === "wrapper"));
}

describe("functions made by others", () => {
	it("are reported where they are called, with what the factory bound", async () => {
		const code = `${client}def make(style):
    def write(text):
        return c.chat.completions.create(model="gpt-5", messages=[{"role": "system", "content": style}, {"role": "user", "content": text}])
    return write
rhyme = make("Write a rhyme.")
rhyme("About the sea, please")
rhyme(text)
`;
		expect(await wrappers(code)).toEqual([
			"a.py:9 wrapper chat.completions openai gpt-5 [system: Write a rhyme. | user: About the sea, please]",
		]);
	});

	it("may have no name of their own", async () => {
		const code = `import OpenAI from "openai";
const c = new OpenAI();
const make = (style: string) => async (text: string) =>
  c.chat.completions.create({ model: "gpt-5", messages: [{ role: "system", content: style }, { role: "user", content: text }] });
const rhyme = make("Write a rhyme.");
rhyme("About the sea, please");
`;
		expect(await wrappers(code, "a.ts")).toEqual([
			"a.ts:6 wrapper chat.completions openai gpt-5 [system: Write a rhyme. | user: About the sea, please]",
		]);
	});

	it("are found behind partial", async () => {
		expect(
			await wrappers(`${client}${ask}fast = partial(ask, model="gpt-5-nano")\nfast("Write about the sea")\n`),
		).toEqual(["a.py:7 wrapper chat.completions openai gpt-5-nano [user: Write about the sea]"]);
	});

	it("are found behind objects that are called", async () => {
		const code = `${client}class Ask:
    def __call__(self, text):
        return c.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": text}])
class Other:
    def __call__(self, text):
        return text
run = Ask()
run("Write about the sea")
other = Other()
other("Write about the sea")
`;
		expect(await wrappers(code)).toEqual(["a.py:11 wrapper chat.completions openai gpt-5 [user: Write about the sea]"]);
	});
});

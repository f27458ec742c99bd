import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const llm = `
from openai import OpenAI
api = OpenAI()
def complete(prompt, model="gpt-5", limit=100):
    return api.chat.completions.create(model=model, max_tokens=limit, messages=[{"role": "user", "content": prompt}])
`;

async function lines(files: Record<string, string>): Promise<string[]> {
	return describeCalls((await linkFiles(files)).calls);
}

describe("wrappers", () => {
	it("lists the call that composes the prompt, with what is bound along the way", async () => {
		const { calls, wrapperNames } = await linkFiles({
			"llm.py": llm,
			"jobs.py":
				'from llm import complete\ndef summarise(text):\n    return complete(f"Summarise in one line: {text}", model="gpt-5-mini", limit=40)\n',
		});
		expect(describeCalls(calls)).toEqual([
			"jobs.py:3 wrapper chat.completions openai gpt-5-mini max=40 [user: Summarise in one line: ‹text›]",
			"llm.py:5 chat.completions openai gpt-5 max=100 [user: ‹prompt›]",
		]);
		expect(calls[0]?.reaches).toEqual([calls[1]?.id]);
		expect(calls[1]?.suppliedBy).toEqual([calls[0]?.id]);
		expect(wrapperNames).toContain("complete");
	});

	it("goes through functions that only forward and does not list them", async () => {
		const files = {
			"llm.py": `${llm}
def retry(prompt):
    return complete(prompt)
def ask(text):
    return retry(text)
ask("Tell me a joke about cats")
`,
		};
		expect(await lines(files)).toEqual([
			"llm.py:5 chat.completions openai gpt-5 max=100 [user: ‹prompt›]",
			"llm.py:11 wrapper chat.completions openai gpt-5 max=100 [user: Tell me a joke about cats]",
		]);
	});

	it("takes a word beside the prompt for an option", async () => {
		const translating = (options: string) =>
			`${llm}\ndef translate(text, to="en"):\n    return complete(f"Into {to}: {text}")\ndef run(note):\n    return translate(note, ${options})\n`;
		const composed = async (options: string) =>
			(await lines({ "llm.py": translating(options) })).filter((line) => line.startsWith("llm.py:10"));
		expect(await composed('"de"')).toEqual([]);
		expect(await composed('"the German of a child of ten"')).toHaveLength(1);
	});

	it("leaves out a function that gets data and composes the prompt itself", async () => {
		const code = `${llm}
def classify(ticket):
    return complete("Classify this support ticket as bug, billing or other: " + ticket)
classify("My invoice is wrong")
`;
		expect((await lines({ "llm.py": code })).filter((line) => line.includes("wrapper"))).toEqual([
			"llm.py:8 wrapper chat.completions openai gpt-5 max=100 [user: Classify this support ticket as bug, billing or other: ‹ticket›]",
		]);
	});

	it("counts words where no spaces stand between them", async () => {
		const { calls } = await linkFiles({
			"a.py": `from openai import OpenAI
c = OpenAI()
def ask(question):
    return c.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": f"请基于以下论文内容回答问题并保持简短：{question}"}])
ask("天气")
`,
		});
		expect(describeCalls(calls)).toEqual([
			"a.py:4 chat.completions openai gpt-5 [user: 请基于以下论文内容回答问题并保持简短：‹question›]",
		]);
	});

	it("hands on whatever it is given", async () => {
		const { calls } = await linkFiles({
			"a.py": `from openai import OpenAI
c = OpenAI()
def ask(*args, **kwargs):
    return c.chat.completions.create(*args, **kwargs)
def say(*args, **kwargs):
    print(*args, **kwargs)
ask(model="gpt-5", messages=[{"role": "user", "content": "Write about the sea"}])
say(model="gpt-5", messages=[{"role": "user", "content": "Write about the sea"}])
`,
		});
		expect(describeCalls(calls.filter((call) => call.kind === "wrapper"))).toEqual([
			"a.py:7 wrapper chat.completions openai gpt-5 [user: Write about the sea]",
		]);
	});

	it("finds callers of a method through the abstract class they know", async () => {
		const code = `
from abc import abstractmethod
import anthropic
class Model:
    @abstractmethod
    def ask(self, messages): ...
class Claude(Model):
    def __init__(self):
        self.api = anthropic.Anthropic()
    def ask(self, messages):
        return self.api.messages.create(model="claude-x", max_tokens=9, messages=messages)
def run(model: Model):
    return model.ask([{"role": "user", "content": "Write a haiku about rain"}])
`;
		expect(await lines({ "a.py": code })).toEqual([
			"a.py:11 messages anthropic claude-x max=9 [unknown: ‹messages›…]",
			"a.py:13 wrapper messages anthropic claude-x max=9 [user: Write a haiku about rain]",
		]);
	});

	it("binds destructured options in TypeScript", async () => {
		const code = `
import { generateText } from "ai";
import { openai } from "@ai-sdk/openai";
export const ask = async ({ prompt, system, model = "gpt-5" }: { prompt: string; system?: string; model?: string }) =>
  generateText({ model: openai(model), system, prompt });
await ask({ prompt: "Name three fruits", system: "Answer in Latin." });
`;
		expect(await lines({ "a.ts": code })).toEqual([
			"a.ts:5 generateText openai gpt-5 [system: ‹system› | user: ‹prompt›]",
			"a.ts:6 wrapper generateText openai gpt-5 [system: Answer in Latin. | user: Name three fruits]",
		]);
	});

	it("ends when wrappers call one another", async () => {
		const code = `${llm}
def one(prompt):
    two(prompt)
    return complete(prompt)
def two(prompt):
    return one(prompt)
two("Count to ten please")
`;
		expect((await lines({ "llm.py": code })).filter((line) => line.includes("wrapper"))).toHaveLength(1);
	});

	it("does not take texts to embed for prompts", async () => {
		const code = `
from openai import OpenAI
def embed(text):
    return OpenAI().embeddings.create(model="text-embedding-3-small", input=text)
embed("the quick brown fox")
`;
		expect(await lines({ "a.py": code })).toEqual(["a.py:4 embeddings openai text-embedding-3-small [user: ‹text›]"]);
	});
});

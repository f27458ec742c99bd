/** Functions called by another name: held in attributes, tables, properties and parameters, bound by `partial`. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const python = "from openai import OpenAI\nfrom functools import partial\nc = OpenAI()\n";
const pythonAsk = `def ask(text):
    return c.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": text}])
`;
const script = `import OpenAI from "openai";
const c = new OpenAI();
`;
const scriptAsk = `const ask = (text: string) => c.chat.completions.create({ model: "gpt-5", messages: [{ role: "user", content: text }] });
`;

async function wrappers(files: Record<string, string>): Promise<readonly string[]> {
	const { calls } = await linkFiles(files);
	return describeCalls(calls.filter((call) => call.kind === "wrapper")).map((line) =>
		line.replace(/ wrapper chat.completions openai gpt-5/, ""),
	);
}

describe("a function held by", () => {
	it("a property that gives what a factory and a decorator made", async () => {
		const code = `${python}def make(style):
    def once(**kwargs):
        return c.chat.completions.create(model="gpt-5", **kwargs)
    def twice(**kwargs):
        return once(**kwargs)
    return once, twice
def logged(fn):
    def inner(**kwargs):
        return fn(**kwargs)
    return inner
class Llm:
    def __init__(self):
        self._once, self._twice = make("kind")
        self._once = logged(self._once)
    @property
    def complete(self):
        return self._once
llm = Llm()
llm.complete(messages=[{"role": "user", "content": "Write about the sea"}])
llm.name(messages=[{"role": "user", "content": "Write about the sea"}])
`;
		expect(await wrappers({ "a.py": code })).toEqual(["a.py:22 [user: Write about the sea]"]);
	});

	it("a table, looked up by key (Python)", async () => {
		const code = `${python}${pythonAsk}def say(text):
    print(text)
AGENTS = {"writer": ask}
PRINTERS = {"plain": say}
def run(name):
    AGENTS[name]("Write about the sea")
    AGENTS.get(name)("Write about the hills")
    PRINTERS[name]("Write about the sea")
`;
		expect(await wrappers({ "a.py": code })).toEqual([
			"a.py:11 [user: Write about the sea]",
			"a.py:12 [user: Write about the hills]",
		]);
	});

	it("a table, looked up by key (TypeScript)", async () => {
		const code = `${script}${scriptAsk}const say = (text: string) => console.log(text);
const agents: Record<string, (text: string) => unknown> = { writer: ask, printer: ask };
const printers = { plain: say };
export const run = (name: string) => agents[name]("Write about the sea");
export const print = (name: string) => printers[name]("Write about the sea");
`;
		expect(await wrappers({ "a.ts": code })).toEqual(["a.ts:7 [user: Write about the sea]"]);
	});

	it("a parameter that visible callers pass (Python)", async () => {
		const code = `${python}${pythonAsk}def summarize(llm, text):
    return llm(f"Summarize in one line: {text}")
def shout(say, text):
    return say(f"Summarize in one line: {text}")
summarize(ask, text)
shout(print, text)
`;
		expect(await wrappers({ "a.py": code })).toEqual(["a.py:7 [user: Summarize in one line: ‹text›]"]);
	});

	it("a field set from the constructor (TypeScript)", async () => {
		const code = `${script}${scriptAsk}class Service {
  constructor(private llm: (text: string) => unknown, private log: (text: string) => unknown) {}
  run(text: string) {
    this.log("Summarize in one line: " + text);
    return this.llm("Summarize in one line: " + text);
  }
}
export const service = new Service(ask, console.log);
`;
		expect(await wrappers({ "a.ts": code })).toEqual(["a.ts:8 [user: Summarize in one line: ‹text›]"]);
	});

	it("partial, with what it binds, wherever it is called", async () => {
		const code = `import litellm
from functools import partial
class Llm:
    def __init__(self):
        self._completion = partial(litellm.completion, model="gpt-5", max_tokens=300)
        self._cost = partial(litellm.completion_cost, model="gpt-5")
    def ask(self, text):
        return self._completion(messages=[{"role": "user", "content": text}])
    def cost(self, text):
        return self._cost(text)
llm = Llm()
llm.ask("Write about the sea")
llm.cost("Write about the sea")
`;
		const { calls } = await linkFiles({ "a.py": code });
		expect(describeCalls(calls)).toEqual([
			"a.py:5 completion openai gpt-5 max=300 []",
			"a.py:12 wrapper completion openai gpt-5 max=300 [user: Write about the sea]",
		]);
	});

	it("an attribute that a property of the same name gives", async () => {
		const code = `${python}class Llm:
    def ask(self, text):
        return c.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": text}])
class Human:
    def ask(self, text):
        return input(text)
class Base:
    @property
    def llm(self):
        return Llm()
class Role(Base):
    def by_hand(self):
        self.llm = Human()
    def run(self):
        return self.llm.ask("Write about the sea")
class Other:
    def by_hand(self):
        self.llm = Human()
    def run(self):
        return self.llm.ask("Write about the sea")
`;
		expect(await wrappers({ "a.py": code })).toEqual(["a.py:18 [user: Write about the sea]"]);
	});
});

describe("a prompt whose words are not visible", () => {
	it("counts as composed where a template is filled in, not where text is handed on", async () => {
		const code = `${python}${pythonAsk}class Writer:
    def __init__(self, template):
        self.template = template
    def run(self, text):
        return ask(self.template.format(text=text))
    def pass_on(self, text):
        return ask(text)
`;
		expect(await wrappers({ "a.py": code })).toEqual(["a.py:10 [user: ‹self.template.format(…)›]"]);
	});

	it("counts as composed where its messages are written out, not around a parameter alone", async () => {
		const code = `${script}const send = (messages: unknown[]) => c.chat.completions.create({ model: "gpt-5", messages });
export const one = (settings: { rules: string }, text: string) => send([{ role: "system", content: load(settings) }, { role: "user", content: text }]);
export const two = (text: string) => send([{ role: "user", content: text }]);
`;
		expect(await wrappers({ "a.ts": code })).toEqual(["a.ts:4 [system: ‹load› | user: ‹text›]"]);
	});
});

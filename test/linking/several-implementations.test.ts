/** Calls through a base class or an interface with several implementations: which of them may run, and what is then known. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const wrappers = async (files: Record<string, string>) =>
	describeCalls((await linkFiles(files)).calls).filter((line) => line.includes(" wrapper "));

const samplers = `from openai import OpenAI
from anthropic import Anthropic
class Sampler:
    def __call__(self, messages):
        raise NotImplementedError
class GptSampler(Sampler):
    def __init__(self, model: str = "gpt-4o-mini"):
        self.client = OpenAI()
        self.model = model
    def message(self, content, role):
        return {"role": role, "content": content}
    def __call__(self, messages):
        return self.client.chat.completions.create(model=self.model, messages=messages)
class ClaudeSampler(Sampler):
    def __init__(self, model: str):
        self.client = Anthropic()
        self.model = model
    def message(self, content, role):
        return {"role": role, "content": content}
    def __call__(self, messages):
        return self.client.messages.create(model=self.model, max_tokens=100, messages=messages)
`;

describe("an object of a base class that is called like a function", () => {
	const evals = `from samplers import Sampler, GptSampler, ClaudeSampler
class Quiz:
    def __init__(self, grader: Sampler):
        self.grader = grader
    def grade(self, answer):
        prompt = [self.grader.message(content=TEMPLATE.format(answer=answer), role="user")]
        return self.grader(prompt)
    def __call__(self, sampler: Sampler):
        def run(row):
            return sampler([sampler.message(content=TEMPLATE.format(row=row), role="user")])
        return each(run)
TABLE = {"claude": ClaudeSampler("claude-sonnet-4-5")}
quiz = Quiz(grader=GptSampler(model="gpt-4.1"))
`;

	it("has the model of the object that visible callers pass, and none where any implementation may run", async () => {
		expect(await wrappers({ "samplers.py": samplers, "evals.py": evals })).toEqual([
			"evals.py:7 wrapper chat.completions openai gpt-4.1 [user: ‹TEMPLATE.format(…)›]",
			"evals.py:10 wrapper chat.completions ? ? [user: ‹TEMPLATE.format(…)›]",
		]);
	});

	it("is not one of the implementations when it is something else that is called", async () => {
		const other = `from samplers import Sampler
class Table:
    def __call__(self, rows):
        return rows
def show(table: Table, row):
    return table([{"role": "user", "content": f"Row {row} of the table"}])
`;
		expect(await wrappers({ "samplers.py": samplers, "other.py": other })).toEqual([]);
	});
});

const models = `from openai import OpenAI
class Model:
    def generate_json(self, *args, schema=None, **kwargs):
        return self.generate(*args, **kwargs)
class DeepSeek(Model):
    def generate(self, prompt: str):
        client = OpenAI(base_url="https://api.deepseek.com")
        return client.chat.completions.create(model="deepseek-chat", messages=[{"role": "user", "content": prompt}])
class Gpt(Model):
    def generate(self, prompt: str):
        return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": convert(prompt)}])
class Local(Model):
    def generate(self, prompt: str):
        return run_here(prompt)
def pick(name):
    if name == "gpt":
        return Gpt()
    return DeepSeek()
`;

describe("a method that hands all its arguments on to an implementation", () => {
	const prompt = `f"Say in one word what this text is about: {text}"`;
	const judge = (model: string) => `from models import DeepSeek, Gpt, Local, Model, pick
class Judge:
    def __init__(self, name):
        self.model = ${model}
    def judge(self, text):
        return self.model.generate_json(${prompt}, schema=dict)
`;
	const text = "[user: Say in one word what this text is about: ‹text›]";

	it("leads on to the request", async () => {
		expect(await wrappers({ "models.py": models, "judge.py": judge("DeepSeek()") })).toEqual([
			`judge.py:6 wrapper chat.completions deepseek deepseek-chat ${text}`,
		]);
	});

	it("leaves vendor and model open when implementations of several vendors may run", async () => {
		expect(await wrappers({ "models.py": models, "judge.py": judge("pick(name)") })).toEqual([
			`judge.py:6 wrapper chat.completions ? ? ${text}`,
		]);
	});

	it("does not lead to a request that the object's own class does not make", async () => {
		expect(await wrappers({ "models.py": models, "judge.py": judge("Local()") })).toEqual([]);
	});
});

describe("an interface in TypeScript", () => {
	const agents = `import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
export abstract class Agent {
  abstract ask(prompt: string): Promise<unknown>;
  run(task: string) {
    return this.ask(\`Do this task and report in one line: \${task}\`);
  }
}
export class GptAgent extends Agent {
  client = new OpenAI();
  ask(prompt: string) {
    return this.client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: prompt }] });
  }
}
`;
	const claude = `import Anthropic from "@anthropic-ai/sdk";
import { Agent } from "./agents";
export class ClaudeAgent extends Agent {
  client = new Anthropic();
  ask(prompt: string) {
    return this.client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 9, messages: [{ role: "user", content: prompt }] });
  }
}
`;
	const text = "[user: Do this task and report in one line: ‹task›]";

	it("has the model of its only implementation", async () => {
		expect(await wrappers({ "agents.ts": agents })).toEqual([
			`agents.ts:6 wrapper chat.completions openai gpt-4o ${text}`,
		]);
	});

	it("has none when a second vendor implements it", async () => {
		expect(await wrappers({ "agents.ts": agents, "claude.ts": claude })).toEqual([
			`agents.ts:6 wrapper chat.completions ? ? ${text}`,
		]);
	});
});

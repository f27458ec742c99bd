/** Calls on a receiver that only an interface, a factory or a registry knows. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const likely = async (files: Record<string, string>) =>
	describeCalls((await linkFiles(files)).calls)
		.filter((line) => line.includes(" wrapper "))
		.map((line) => line.split(" ").slice(0, 3).join(" "));

const models = `import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
export interface Llm { generate(messages: { role: string; content: string }[]): Promise<string> }
export class OpenAiLlm implements Llm {
  private client = new OpenAI();
  async generate(messages) {
    const answer = await this.client.chat.completions.create({ model: "gpt-4o", messages });
    return answer.choices[0].message.content;
  }
}
export class AnthropicLlm implements Llm {
  private client = new Anthropic();
  async generate(messages) {
    const answer = await this.client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 500, messages: messages.map((m) => ({ role: m.role, content: JSON.stringify(m.content) })) });
    return answer.content[0].text;
  }
}
`;

const service = `import type { Llm } from "./models";
export class Service {
  constructor(private llm: Llm) {}
  summarize(text: string) {
    return this.llm.generate([{ role: "user", content: "Summarize this text in one line: " + text }]);
  }
}
`;

describe("a method of an interface", () => {
	it("is likely a request when its implementations lead to one", async () => {
		expect(await likely({ "models.ts": models, "service.ts": service })).toEqual(["service.ts:5 wrapper likely"]);
	});

	it("has no model when the implementations have different ones", async () => {
		const { calls } = await linkFiles({ "models.ts": models, "service.ts": service });
		const call = calls.find((item) => item.kind === "wrapper");
		expect(call?.model.name).toBeNull();
		expect(call?.model.unknownBecause).toBe("several implementations of the method are possible");
	});

	it("is none when most methods of that name do something else", async () => {
		const reports = `export class Report { generate(rows) { return rows.map((row) => row.toFixed(2)); } }
export class Chart { generate(rows) { return rows.map((row) => row.toString()); } }
export class Table { generate(rows) { return rows.join(" | "); } }
`;
		expect(await likely({ "models.ts": models, "reports.ts": reports, "service.ts": service })).toEqual([]);
	});

	it("is none on an object of a library", async () => {
		const codes = `import { Generator } from "codes";
export const code = (text: string) => new Generator().generate([{ role: "user", content: "Summarize this text" + text }]);
`;
		expect(await likely({ "models.ts": models, "codes.ts": codes })).toEqual([]);
	});
});

describe("a class looked up by its name", () => {
	it("is as open as an interface", async () => {
		expect(
			await likely({
				"models.py": `from openai import OpenAI
class OpenAiLlm:
    def __init__(self):
        self.client = OpenAI()
    def generate_response(self, messages):
        return self.client.chat.completions.create(model="gpt-4o", messages=messages)
`,
				"service.py": `import importlib
def load(path):
    module, name = path.rsplit(".", 1)
    return getattr(importlib.import_module(module), name)()
class Service:
    def __init__(self, path):
        self.llm = load(path)
    def summarize(self, text):
        return self.llm.generate_response(messages=[{"role": "user", "content": f"Summarize this text in one line: {text}"}])
`,
			}),
		).toEqual(["service.py:9 wrapper likely"]);
	});
});

describe("a method of a base class", () => {
	const python = (other: string) => `
from openai import OpenAI
from anthropic import Anthropic
class Llm:
    def generate(self, prompt: str):
        raise NotImplementedError
class Cheap(Llm):
    def generate(self, prompt: str):
        return OpenAI().chat.completions.create(model="gpt-5-nano", messages=[{"role": "user", "content": prompt}])
class Other(Llm):
    def generate(self, prompt: str):
        content = convert(prompt)
        return ${other}
def summarize(llm: Llm, text):
    return llm.generate("Summarize this text in one line: " + text)
`;
	const typescript = (other: string) => `import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
abstract class Llm { abstract generate(prompt: string): Promise<unknown> }
class Cheap extends Llm {
  generate(prompt: string) { return new OpenAI().chat.completions.create({ model: "gpt-5-nano", messages: [{ role: "user", content: prompt }] }); }
}
class Other extends Llm {
  generate(prompt: string) { const content = convert(prompt); return ${other}; }
}
export const summarize = (llm: Llm, text: string) => llm.generate("Summarize this text in one line: " + text);
`;
	const wrapperOf = async (files: Record<string, string>) => {
		const { calls } = await linkFiles(files);
		const call = calls.find((item) => item.kind === "wrapper");
		return call ? [call.provider, call.model.name] : null;
	};

	it("is of no vendor when a class under it sends to another, even one that puts its messages together", async () => {
		const claude = 'Anthropic().messages.create(model="claude-sonnet-4-5", max_tokens=9, messages=[content])';
		expect(await wrapperOf({ "a.py": python(claude) })).toEqual([null, null]);
		const sonnet =
			'new Anthropic().messages.create({ model: "claude-sonnet-4-5", max_tokens: 9, messages: [content] })';
		expect(await wrapperOf({ "a.ts": typescript(sonnet) })).toEqual([null, null]);
	});

	it("is of its vendor when all classes under it send there", async () => {
		const nano = 'OpenAI().chat.completions.create(model="gpt-5-nano", messages=[content])';
		expect(await wrapperOf({ "a.py": python(nano) })).toEqual(["openai", "gpt-5-nano"]);
		const small = 'new OpenAI().chat.completions.create({ model: "gpt-5-nano", messages: [content] })';
		expect(await wrapperOf({ "a.ts": typescript(small) })).toEqual(["openai", "gpt-5-nano"]);
	});
});

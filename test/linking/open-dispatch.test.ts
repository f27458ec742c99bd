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

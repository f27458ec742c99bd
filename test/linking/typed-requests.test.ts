/** Wrappers that take a whole request as one object with a declared type. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const wrappers = async (files: Record<string, string>) =>
	describeCalls((await linkFiles(files)).calls)
		.filter((line) => line.includes(" wrapper "))
		.map((line) => line.split(" ")[0]);

const words = "You are a search expert who answers with a short list of links.";

describe("a request with a declared type", () => {
	it.each([
		["interface", "interface Request { messages: any[] }"],
		["type", "type Request = { messages: any[]; limit?: number };"],
	])("of a TypeScript %s is followed to its callers", async (_, declaration) => {
		const files = {
			"llm.ts": `import OpenAI from "openai";
export ${declaration}
export class Model {
  client = new OpenAI();
  async complete(input: Request) {
    return this.client.chat.completions.create({ model: "gpt-4o", messages: input.messages });
  }
}
`,
			"app.ts": `import { Model } from "./llm";
const model = new Model();
export async function search(query: string) {
  return model.complete({ messages: [{ role: "system", content: "${words}" }, { role: "user", content: query }] });
}
export async function pass(request: Request) {
  return model.complete(request);
}
`,
		};
		expect(await wrappers(files)).toEqual(["app.ts:4"]);
	});

	it.each([
		["dataclass", "@dataclass\nclass Request:\n    messages: list\n", "r.messages", "Request(messages=M)"],
		["model", "class Request(BaseModel):\n    messages: list\n\n", "r.messages", "Request(messages=M)"],
		["dictionary", "class Request(TypedDict):\n    messages: list\n\n", 'r["messages"]', '{"messages": M}'],
	])("of a Python %s is followed to its callers", async (_, declaration, sent, given) => {
		const files = {
			"llm.py": `from dataclasses import dataclass
from typing import TypedDict
from openai import OpenAI
from pydantic import BaseModel
client = OpenAI()
${declaration}
def complete(r: Request):
    return client.chat.completions.create(model="gpt-4o", messages=${sent})
`,
			"app.py": `from llm import Request, complete
M = [{"role": "system", "content": "${words}"}]
def search():
    return complete(${given})
def hand_on(request: Request):
    return complete(request)
`,
		};
		expect(await wrappers(files)).toEqual(["app.py:4"]);
	});
});

/** Prompts that are put into an object first, and sent by another of its methods. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const wrappers = async (files: Record<string, string>) =>
	describeCalls((await linkFiles(files)).calls)
		.filter((line) => line.includes(" wrapper "))
		.map((line) => line.split(" ").slice(0, 5).join(" "));

const history = `class History:
    def __init__(self):
        self.messages = []
    def add(self, role, content):
        self.messages.append({"role": role, "content": content})
    def formatted(self):
        return [{"role": m["role"], "content": m["content"]} for m in self.messages]
`;

const agent = `from anthropic import Anthropic
from history import History
class Agent:
    def __init__(self):
        self.client = Anthropic()
        self.history = History()
    def loop(self, text):
        self.history.add("user", text)
        return self.client.messages.create(model="claude-sonnet-4-5", max_tokens=50, messages=self.history.formatted())
    def run(self, text):
        return self.loop(text)
    def name(self, text):
        return text.upper()
`;

describe("a conversation that is kept in an object", () => {
	it("makes a wrapper of the method that adds to it and sends it", async () => {
		const main = `from agent import Agent
agent = Agent()
agent.run("Find out why the tests of this repository fail and mend them")
agent.name("Find out why the tests of this repository fail and mend them")
`;
		expect(await wrappers({ "history.py": history, "agent.py": agent, "main.py": main })).toEqual([
			"main.py:3 wrapper messages anthropic claude-sonnet-4-5",
		]);
	});

	it("makes one of a method that replaces it, through another that sends it", async () => {
		const text = `from openai import OpenAI
class Chat:
    def __init__(self):
        self.client = OpenAI()
        self.messages = []
    def send(self):
        return self.client.chat.completions.create(model="gpt-4o", messages=self.messages)
    def ask(self, text):
        self.messages.append({"role": "user", "content": text})
        return self.send()
    def note(self, text):
        self.messages.append({"role": "user", "content": text})
chat = Chat()
chat.note("Remember that the customer wants to be called by the first name")
chat.ask("Write a letter to the customer about the order that came late")
`;
		expect(await wrappers({ "chat.py": text })).toEqual(["chat.py:15 wrapper chat.completions openai gpt-4o"]);
	});

	it("makes one of a method that puts other messages in its place", async () => {
		const text = `from openai import OpenAI
class Client:
    def __init__(self):
        self.client = OpenAI()
        self.history = []
    def create(self):
        return self.client.responses.create(model="gpt-5", input=self.history)
    def chat(self, messages):
        self.history = messages
        return self.create()
    def clear(self, messages):
        self.history = []
client = Client()
client.chat([{"role": "user", "content": "List the files that this change touches and say why"}])
client.clear([{"role": "user", "content": "List the files that this change touches and say why"}])
`;
		expect(await wrappers({ "client.py": text })).toEqual(["client.py:14 wrapper responses openai gpt-5"]);
	});

	it("does so in TypeScript", async () => {
		const text = `import OpenAI from "openai";
class Chat {
  private client = new OpenAI();
  private messages: { role: string; content: string }[] = [];
  private send() {
    return this.client.chat.completions.create({ model: "gpt-4o", messages: this.messages });
  }
  add(text: string) {
    this.messages.push({ role: "user", content: text });
  }
  async ask(text: string) {
    this.add(text);
    return this.send();
  }
}
const chat = new Chat();
chat.add("Remember that the customer wants to be called by the first name");
await chat.ask("Write a letter to the customer about the order that came late");
`;
		expect(await wrappers({ "chat.ts": text })).toEqual(["chat.ts:18 wrapper chat.completions openai gpt-4o"]);
	});
});

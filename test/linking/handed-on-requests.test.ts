/** Requests that are kept under another name, or handed to a function or object that makes them. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const python = "from openai import OpenAI\nclient = OpenAI()\n";
const script = 'import OpenAI from "openai";\nconst client = new OpenAI();\n';

async function calls(file: string, code: string): Promise<readonly string[]> {
	return describeCalls((await linkFiles({ [file]: code })).calls);
}

describe("a request kept under another name", () => {
	it("is found by that name (Python)", async () => {
		const code = `${python}from litellm import aembedding
class Service:
    def __init__(self):
        self.litellm_aembedding = aembedding
        self.print_line = print
    async def embed(self, texts):
        self.print_line(input=texts)
        return await self.litellm_aembedding(model="text-embedding-3-small", input=texts)
complete = client.chat.completions.create
count = client.chat.completions.count
def ask(text):
    count(model="gpt-5", messages=[{"role": "user", "content": text}])
    return complete(model="gpt-5", messages=[{"role": "user", "content": text}])
`;
		expect(await calls("a.py", code)).toEqual([
			"a.py:10 embedding openai text-embedding-3-small [user: ‹texts›]",
			"a.py:15 chat.completions openai gpt-5 [user: ‹text›]",
		]);
	});

	it("is found by that name (TypeScript)", async () => {
		const code = `import { generateText } from "ai";
import { openai } from "@ai-sdk/openai";
${script}const complete = generateText;
const log = console.log;
export const ask = (text: string) => complete({ model: openai("gpt-5"), prompt: text });
export const say = (text: string) => log({ model: "gpt-5", prompt: text });
class Service {
  private send = client.responses.create.bind(client.responses);
  run(text: string) {
    return this.send({ model: "gpt-5", input: text });
  }
}
`;
		expect(await calls("a.ts", code)).toEqual([
			"a.ts:7 generateText openai gpt-5 [user: ‹text›]",
			"a.ts:12 responses openai gpt-5 [user: ‹text›]",
		]);
	});
});

describe("a request handed to a function that makes it", () => {
	it("is found with the arguments that stand behind it (Python)", async () => {
		const code = `${python}def ask(text):
    return retry(client.chat.completions.create, model="gpt-5", messages=[{"role": "user", "content": text}])
def look(text):
    check(client.chat.completions.create, text)
    return inspect.signature(client.chat.completions.create)
ask("Write about the sea")
`;
		expect(await calls("a.py", code)).toEqual([
			"a.py:4 chat.completions openai gpt-5 [user: ‹text›]",
			"a.py:8 wrapper chat.completions openai gpt-5 [user: Write about the sea]",
		]);
	});

	it("is found with the arguments that stand behind it (TypeScript)", async () => {
		const code = `${script}export const ask = (text: string) =>
  retry(client.chat.completions.create.bind(client.chat.completions), { model: "gpt-5", messages: [{ role: "user", content: text }] });
export const look = (text: string) => expect(client.chat.completions.create).toBe(text);
`;
		expect(await calls("a.ts", code)).toEqual(["a.ts:4 chat.completions openai gpt-5 [user: ‹text›]"]);
	});

	it("is found where it is handed to an object of the workspace, with those who call that", async () => {
		const code = `${python}class Counted:
    def __init__(self, create):
        self.make = create
    def __call__(self, *args, **kwargs):
        return self.make(*args, **kwargs)
class Chat(Counted):
    def __init__(self, client):
        super().__init__(client.chat.completions.create)
def ask(chat: Chat, log, text):
    log(model="gpt-5", messages=[{"role": "user", "content": text}])
    return chat(model="gpt-5", messages=[{"role": "user", "content": f"Summarize in one line: {text}"}])
ask(Chat(OpenAI()), print, text)
print(client.chat.completions.create)
`;
		expect(await calls("a.py", code)).toEqual([
			"a.py:10 chat.completions openai ? [unknown: ‹…›…]",
			"a.py:13 wrapper chat.completions openai gpt-5 [user: Summarize in one line: ‹text›]",
		]);
		expect(await calls("tests/test_a.py", code)).toEqual([]);
	});

	it("is found where it is handed to an object of the workspace (TypeScript)", async () => {
		const code = `${script}class Counted {
  constructor(private make: (request: any) => unknown, private log: (request: any) => unknown) {}
  run(request: any) {
    this.log(request);
    return this.make(request);
  }
}
const counted = new Counted(client.chat.completions.create.bind(client.chat.completions), console.log);
export const ask = (text: string) => counted.run({ model: "gpt-5", messages: [{ role: "user", content: "Summarize: " + text }] });
`;
		expect(await calls("a.ts", code)).toEqual([
			"a.ts:10 chat.completions openai ? [unknown: ‹…›…]",
			"a.ts:11 wrapper chat.completions openai gpt-5 [user: Summarize: ‹text›]",
		]);
	});
});

/** Wrappers that take the messages they forward apart and put them together again. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const wrappers = async (files: Record<string, string>) =>
	describeCalls((await linkFiles(files)).calls)
		.filter((line) => line.includes(" wrapper "))
		.map((line) => line.split(" ")[0]);

const sender = `from openai import OpenAI
client = OpenAI()
def send(messages, model="gpt-4o"):
    formatted = []
    for message in messages:
        for part in message.content:
            formatted.append({"role": message.role, "content": part})
    return client.chat.completions.create(model=model, messages=formatted)
`;

describe("messages taken apart before they are sent", () => {
	it("are forwarded part by part", async () => {
		expect(
			await wrappers({
				"llm.py": sender,
				"app.py": `from llm import send
def title():
    return send([{"role": "user", "content": "Write a short title for this talk."}])
`,
			}),
		).toEqual(["app.py:3"]);
	});

	it("built of message classes in a helper make its caller a wrapper too", async () => {
		expect(
			await wrappers({
				"llm.py": sender,
				"ask.py": `from langchain_core.messages import ChatMessage
from llm import send
def with_context(query, system):
    messages = []
    if system:
        messages.append(ChatMessage(content=system, role="system"))
    messages.append(ChatMessage(content=query, role="user"))
    return messages
def ask(query, system=""):
    return send(with_context(query, system))
`,
				"app.py": `from ask import ask
def title(talk):
    return ask("Write a short title for this talk.")
def lookup(talk):
    return ask(talk)
`,
			}),
		).toContain("app.py:3");
	});

	it("composed inside do not make callers that pass data wrappers", async () => {
		expect(
			await wrappers({
				"llm.py": sender,
				"title.py": `from llm import send
def title(talk):
    return send([{"role": "user", "content": f"Write a short title, four words at most, for this talk: {talk}"}])
`,
				"app.py": `from title import title
def run(talk):
    return title(talk), title("My talk")
`,
			}),
		).toEqual(["title.py:3"]);
	});
});

describe("a prompt template of a library", () => {
	it("is filled in by format as its text would be", async () => {
		expect(
			describeCalls(
				(
					await linkFiles({
						"a.py": `from langchain_core.prompts import PromptTemplate
from openai import OpenAI
subject = PromptTemplate.from_template("Find the subject of this text: {text}")
def ask(text):
    return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": subject.format(text=text)}])
`,
					})
				).calls,
			),
		).toEqual(["a.py:5 chat.completions openai gpt-4o [user: Find the subject of this text: ‹text›]"]);
	});
	it("with format of something else stays unknown", async () => {
		expect(
			describeCalls(
				(
					await linkFiles({
						"a.py": `import moment
from openai import OpenAI
def ask(text):
    return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": moment.now("x").format(text=text)}])
`,
					})
				).calls,
			),
		).toEqual(['a.py:4 chat.completions openai gpt-4o [user: ‹moment.now("x").format(…)›]']);
	});
});

describe("what a library's message keeps", () => {
	it("is read back by name", async () => {
		expect(
			describeCalls(
				(
					await linkFiles({
						"a.py": `from langchain_core.messages import SystemMessage
from openai import OpenAI
rules = SystemMessage(content="Answer in one line.")
def ask(text):
    return OpenAI().chat.completions.create(model="gpt-4o", messages=[{"role": "system", "content": rules.content}, {"role": "user", "content": text}])
`,
					})
				).calls,
			),
		).toEqual(["a.py:5 chat.completions openai gpt-4o [system: Answer in one line. | user: ‹text›]"]);
	});
});

describe("a method that is made asynchronous where it is called", () => {
	const ask = (adapter: string) => `from asgiref.sync import sync_to_async
from openai import OpenAI
client = OpenAI()
async def ask(q):
    return await ${adapter}(client.chat.completions.create)(model="gpt-4o", messages=[{"role": "user", "content": q}])
`;
	it("is called with the arguments that follow", async () => {
		expect(describeCalls((await linkFiles({ "a.py": ask("sync_to_async") })).calls)).toEqual([
			"a.py:5 chat.completions openai gpt-4o [user: ‹q›]",
		]);
	});
	it("is not called by any function that takes it", async () => {
		expect(describeCalls((await linkFiles({ "a.py": ask("describe") })).calls)).toEqual([]);
	});
});

describe("a prompt that is whole on one way and framed on another", () => {
	const planning = 'f"Please write a plan for the following instruction and keep it short: {goal}"';
	const framed = (send: string) => `from openai import OpenAI
client = OpenAI()
RULES = "You edit files. Answer only with the whole new text of the file, please."
def send(message, edit=False):
${send}
    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": content}])
def plan(goal):
    return send(${planning})
`;

	it.each([
		["a.py:8", "framed under a condition", '    content = f"{RULES}\\n{message}" if edit else message'],
		["a.py:10", "replaced under a condition", "    content = message\n    if edit:\n        content = RULES"],
	])("is composed by the caller at %s when it is %s", async (at, _, send) => {
		expect(await wrappers({ "a.py": framed(send) })).toEqual([at]);
	});

	it("is composed by the function that frames it on every way", async () => {
		expect(await wrappers({ "a.py": framed('    content = f"{RULES}\\n{message}"') })).toEqual([]);
	});

	it("is composed by the caller in TypeScript too", async () => {
		const code = `import OpenAI from "openai";
const client = new OpenAI();
const rules = "You edit files. Answer only with the whole new text of the file, please.";
async function send(message: string, edit = false) {
  const content = edit ? rules + message : message;
  return client.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content }] });
}
export const plan = (goal: string) => send(\`Please write a plan for this instruction and keep it short: \${goal}\`);
`;
		expect(await wrappers({ "a.ts": code })).toEqual(["a.ts:8"]);
	});
});

/** Messages that are brought into another form one by one, of which some are written down. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const calls = async (files: Record<string, string>) => describeCalls((await linkFiles(files)).calls);

describe("mapped messages", () => {
	it("keep their roles and texts beside those of a conversation (TypeScript)", async () => {
		const code = `import OpenAI from "openai";
const client = new OpenAI();
const convert = (messages: any[]) => messages.map((message) => {
  if (message.role === "tool") return { role: "tool", content: message.content };
  return message;
});
export async function ask(history: any[], question: string) {
  const messages = [{ role: "system", content: "Be brief." }, ...history, { role: "user", content: question }];
  return client.chat.completions.create({ model: "gpt-4o", messages: convert(messages) });
}
`;
		expect(await calls({ "a.ts": code })).toEqual([
			"a.ts:9 chat.completions openai gpt-4o [system: Be brief. | user*?: ‹message.content› | user: ‹question›]",
		]);
	});

	it("keep their roles and texts beside those of a conversation (Python)", async () => {
		const code = `from openai import OpenAI
client = OpenAI()
def convert(messages):
    return [{"role": message["role"], "content": message["content"]} for message in messages]
def ask(history, question):
    messages = [{"role": "system", "content": "Be brief."}, *history, {"role": "user", "content": question}]
    return client.chat.completions.create(model="gpt-4o", messages=convert(messages))
`;
		expect(await calls({ "a.py": code })).toEqual([
			'a.py:7 chat.completions openai gpt-4o [system: Be brief. | unknown*: ‹message["content"]› | user: ‹question›]',
		]);
	});

	it("are one for each element where none is written down", async () => {
		const code = `import OpenAI from "openai";
const client = new OpenAI();
export async function ask(history: any[]) {
  return client.chat.completions.create({ model: "gpt-4o", messages: history.map((m) => ({ role: "user", content: m.text })) });
}
`;
		expect(await calls({ "a.ts": code })).toEqual(["a.ts:4 chat.completions openai gpt-4o [user*: ‹m.text›]"]);
	});
});

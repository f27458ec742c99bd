/** Functions of one's own that send requests to an address they are given. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const calls = async (files: Record<string, string>) => describeCalls((await linkFiles(files)).calls);

describe("a function that posts to the address it is given", () => {
	it("is the request, and its callers compose the prompt (TypeScript)", async () => {
		const files = {
			"net.ts": `export async function stream(resource: string, options: any) {
  const { onMessage, ...rest } = options;
  const reply = await fetch(resource, rest);
  onMessage(reply);
}
export const save = (url: string, body: any) => fetch(url, { method: "POST", body: JSON.stringify(body) });
`,
			"ask.ts": `import { save, stream } from "./net";
export async function ask(question: string) {
  const body = { model: "gpt-4o-mini", messages: [{ role: "system", content: "Be brief." }, { role: "user", content: question }] };
  await stream("https://api.openai.com/v1/chat/completions", { method: "POST", body: JSON.stringify(body), onMessage() {} });
  await save("https://example.com/notes", { text: question });
  const other = { model: "claude-haiku-4-5", max_tokens: 9, messages: body.messages };
  await stream("https://api.anthropic.com/v1/messages", { method: "POST", body: JSON.stringify(other), onMessage() {} });
}
`,
		};
		expect(await calls(files)).toEqual([
			"ask.ts:4 wrapper POST /chat/completions openai gpt-4o-mini [system: Be brief. | user: ‹question›]",
			"ask.ts:7 wrapper POST /v1/messages anthropic claude-haiku-4-5 max=9 [system: Be brief. | user: ‹question›]",
			"net.ts:3 POST /chat/completions openai ? [unknown: ‹options›…]",
		]);
	});

	it("is the request, and its callers compose the prompt (Python)", async () => {
		const files = {
			"net.py": `import requests
def post(url, body):
    return requests.post(url, json=body, timeout=30).json()
`,
			"ask.py": `from net import post
URL = "https://api.anthropic.com/v1/messages"
def ask(question):
    return post(URL, {"model": "claude-haiku-4-5", "max_tokens": 9, "messages": [{"role": "user", "content": f"In one word: {question}"}]})
def save(note):
    return post("https://example.com/notes", {"text": note})
`,
		};
		expect((await calls(files)).map((line) => line.split(" ").slice(0, 3).join(" "))).toEqual([
			"ask.py:4 wrapper POST",
			"net.py:3 POST /v1/messages",
		]);
	});
});

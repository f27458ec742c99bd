/** Requests put together on top of settings that are only known when the program runs. */
import { expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const calls = async (files: Record<string, string>) => describeCalls((await linkFiles(files)).calls);

it("hold what is set beside what is not known, in Python", async () => {
	const code = `from copy import deepcopy
from openai import OpenAI
client = OpenAI()
def infer(settings, text):
    params = deepcopy(settings.defaults)
    params["messages"] = [{"role": "user", "content": text}]
    params["model"] = "gpt-4o"
    return client.chat.completions.create(**params)
`;
	expect(await calls({ "a.py": code })).toEqual(["a.py:8 chat.completions openai gpt-4o [user: ‹text›]"]);
});

it("hold what is set beside what is not known, in TypeScript", async () => {
	const code = `import OpenAI from "openai";
const client = new OpenAI();
export async function infer(settings: any, text: string) {
  const params = structuredClone(settings.defaults);
  params.messages = [{ role: "user", content: text }];
  params.model = "gpt-4o";
  return client.chat.completions.create(params);
}
`;
	expect(await calls({ "a.ts": code })).toEqual(["a.ts:7 chat.completions openai gpt-4o [user: ‹text›]"]);
});

it("stay clients where a client gets an attribute", async () => {
	const code = `from openai import OpenAI
def ask(client, text):
    client.timeout = 30
    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": text}])
ask(OpenAI(), "hi")
`;
	expect((await calls({ "a.py": code }))[0]).toBe("a.py:4 chat.completions openai gpt-4o [user: ‹text›]");
});

it("is composed where a template that is put together out of sight is filled in, and not by who gives the data", async () => {
	const code = `from openai import OpenAI
client = OpenAI()
def load(*names):
    text = ""
    for name in names:
        text += open(name).read()
    return text
def ask(prompt):
    return client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
def repair(error):
    template = load("rules", "repair")
    return ask(template.format(error=error))
def run(result):
    return repair(result.error)
`;
	expect((await calls({ "a.py": code })).map((line) => line.split(" ")[0])).toEqual(["a.py:9", "a.py:12"]);
});

it("is not composed where a function starts itself again with its own prompt", async () => {
	const code = `from openai import OpenAI
client = OpenAI()
AGAIN = "Go on exactly where the answer before was cut off, please."
def ask(prompt, again=False):
    if again:
        prompt = AGAIN
    reply = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": prompt}])
    if reply.choices[0].finish_reason == "length":
        return ask(prompt, again=True)
    return reply
ask("Tell me a long story about the sea, in ten chapters")
`;
	expect((await calls({ "a.py": code })).map((line) => line.split(" ")[0])).toEqual(["a.py:7", "a.py:11"]);
});

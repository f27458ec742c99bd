/** Objects that a framework makes for a route, and options that are merged into others before the request. */
import { expect, it } from "vitest";
import { linkFiles } from "./link-files.ts";

const service = `from typing import Annotated
from fastapi import Depends
from openai import OpenAI
class Service:
    def __init__(self, model=None):
        self.client = OpenAI()
        self.model = model or "gpt-5.4-mini"
    def complete(self, prompt):
        return self.client.chat.completions.create(model=self.model, messages=[{"role": "user", "content": prompt}])
def get_service() -> Service:
    return Service(model="gpt-5.4")
`;

async function wrapperModel(parameter: string): Promise<string | null | undefined> {
	const code = `${service}async def ask(question: str, service${parameter}):\n    return service.complete(f"Question: {question}")\n`;
	const { calls } = await linkFiles({ "a.py": code });
	return calls.find(({ kind }) => kind === "wrapper")?.model.name;
}

it("follows what FastAPI gives for a parameter, whether its type is written or not", async () => {
	expect(await wrapperModel("=Depends(get_service)")).toBe("gpt-5.4");
	expect(await wrapperModel(": Service = Depends(get_service)")).toBe("gpt-5.4");
	expect(await wrapperModel(": Annotated[Service, Depends(get_service)]")).toBe("gpt-5.4");
});

it("goes by the type where nothing says which one is given, or an unseen function gives it", async () => {
	expect(await wrapperModel(": Service")).toBe("gpt-5.4-mini");
	expect(await wrapperModel(": Service = Depends(unseen)")).toBe("gpt-5.4-mini");
	expect(await wrapperModel(': Annotated[Service, "the service"]')).toBe("gpt-5.4-mini");
});

async function limits(files: Readonly<Record<string, string>>): Promise<readonly (number | null)[]> {
	const { calls } = await linkFiles(files);
	return calls.map(({ maxOutputTokens }) => maxOutputTokens.tokens);
}

const python = (merge: string) => `from openai import OpenAI
client = OpenAI()
def complete(prompt, **more):
    options = {"model": "gpt-5.4", "messages": [{"role": "user", "content": prompt}], "max_tokens": 800}
    ${merge}
    return client.chat.completions.create(**options)
complete("one", max_tokens=200)
complete("two")
`;
const typescript = (merge: string) => `import OpenAI from "openai";
const client = new OpenAI();
function complete(prompt: string, more: object = {}) {
  const options = { model: "gpt-5.4", messages: [{ role: "user", content: prompt }], max_tokens: 800 };
  ${merge}
  return client.chat.completions.create(options);
}
complete("one", { max_tokens: 200 });
complete("two");
`;

it("takes an option from what a caller merges over it, for that caller alone", async () => {
	expect((await limits({ "a.py": python("options.update(more)") })).slice(1)).toEqual([200, 800]);
	expect((await limits({ "a.ts": typescript("Object.assign(options, more);") })).slice(1)).toEqual([200, 800]);
});

it("keeps an option that another record is merged into", async () => {
	expect((await limits({ "a.py": python("other = {}\n    other.update(more)") })).slice(1)).toEqual([800, 800]);
	expect((await limits({ "a.ts": typescript("Object.assign({}, more);") })).slice(1)).toEqual([800, 800]);
});

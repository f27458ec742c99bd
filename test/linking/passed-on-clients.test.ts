/** A client handed from function to function before it is used. */
import { expect, test } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

test("a client is found behind parameters of several functions", async () => {
	const { calls } = await linkFiles({
		"judge.py": `from langchain_openai import ChatOpenAI

def judge(llm, text):
    return llm.invoke([{"role": "user", "content": f"Judge this report: {text}"}]).content

def judge_all(grader, texts):
    return [judge(grader, text) for text in texts]

def main(texts):
    judge_all(ChatOpenAI(model="gpt-5-mini"), texts)
`,
	});
	expect(describeCalls(calls)).toEqual(["judge.py:4 invoke openai gpt-5-mini [user: Judge this report: ‹text›]"]);
});

test("a function that hands its parameter to itself makes no client of it", async () => {
	const { calls } = await linkFiles({
		"walk.py": `def walk(node, text):
    node.invoke(text)
    walk(node, text)
`,
	});
	expect(calls).toEqual([]);
});

test("of two clients of one SDK in a type the first is meant", async () => {
	const provider = async (type: string) => {
		const code = `from openai import AsyncAzureOpenAI, AsyncOpenAI

class Client:
    def __init__(self, client: ${type}):
        self.client = client

    async def ask(self, text):
        return await self.client.responses.create(model="gpt-5", input=text)
`;
		return (await linkFiles({ "client.py": code })).calls.map((call) => call.provider);
	};
	expect(await provider("AsyncAzureOpenAI | AsyncOpenAI")).toEqual(["azure"]);
	expect(await provider("AsyncOpenAI | AsyncAzureOpenAI | None")).toEqual(["openai"]);
});

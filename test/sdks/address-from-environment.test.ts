/** Whose models a client of OpenAI speaks to when its address is known at run time only. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "../linking/link-files.ts";

const python = async (address: string, model: string) => {
	const text = `import os
from openai import OpenAI
OpenAI(base_url=${address}).chat.completions.create(model=${model}, messages=[])
`;
	return describeCalls((await linkFiles({ "a.py": text })).calls).map((line) => line.split(" ").slice(2, 4).join(" "));
};

const typescript = async (address: string, model: string) => {
	const text = `import OpenAI from "openai";
await new OpenAI({ baseURL: ${address} }).chat.completions.create({ model: ${model}, messages: [] });
`;
	return describeCalls((await linkFiles({ "a.ts": text })).calls).map((line) => line.split(" ").slice(2, 4).join(" "));
};

describe("an address from the environment", () => {
	it("leaves the vendor open with a model that is not known", async () => {
		expect(await python('os.environ["LLM_URL"]', 'os.environ["MODEL"]')).toEqual(["? ?"]);
		expect(await typescript("process.env.LLM_URL", "process.env.MODEL")).toEqual(["? ?"]);
	});

	it("leaves the vendor open with an open model", async () => {
		expect(await python('os.getenv("LLM_URL")', '"llama-3.3-70b"')).toEqual(["? llama-3.3-70b"]);
		expect(await typescript("process.env.LLM_URL", '"llama-3.3-70b"')).toEqual(["? llama-3.3-70b"]);
	});

	it("is most likely OpenAI's for a model of OpenAI's, or when the variable is the SDK's own", async () => {
		expect(await python('os.environ["LLM_URL"]', '"gpt-4o"')).toEqual(["openai gpt-4o"]);
		expect(await typescript("process.env.OPENAI_BASE_URL", "process.env.MODEL")).toEqual(["openai ?"]);
	});
});

import { describe, expect, it } from "vitest";
import type { ResolvedModel } from "../../server/src/model/llm-call.ts";
import { linkFiles } from "./link-files.ts";

async function model(
	argument: string,
	before = "",
	environment: Record<string, string> = {},
): Promise<Partial<ResolvedModel>> {
	const code = `import os, json\nfrom openai import OpenAI\n${before}\ndef run(name, kind="gpt-5"):\n    OpenAI().responses.create(model=${argument}, input="hi")\n`;
	const files = { "a.py": code, "config.py": 'MODEL = "gpt-4.1"\n', "settings.json": '{"model": "gpt-5-nano"}' };
	const { calls } = await linkFiles(files, { environment: new Map(Object.entries(environment)) });
	const { name, from, alternatives, unknownBecause } = calls[0]?.model ?? {
		name: "no call",
		from: "unknown",
		alternatives: [],
		unknownBecause: null,
	};
	return {
		name,
		from,
		...(alternatives.length > 0 ? { alternatives } : {}),
		...(unknownBecause ? { unknownBecause } : {}),
	};
}

describe("models", () => {
	it("tells a literal from constants", async () => {
		expect(await model('"gpt-5"')).toEqual({ name: "gpt-5", from: "literal" });
		expect(await model("NAME", 'NAME = "gpt-5"')).toEqual({ name: "gpt-5", from: "constant" });
		expect(await model("MODEL", "from config import MODEL")).toEqual({ name: "gpt-4.1", from: "imported-constant" });
	});

	it("takes what stands in where a state or a request has none, and leaves a service's own get open", async () => {
		const state = "from typing import TypedDict\nclass State(TypedDict):\n    model: str\nSTATE: State";
		const asked = 'state.get("model", os.getenv("MODEL", "gpt-5"))';
		const withState = `def ask(state: State):\n    OpenAI().responses.create(model=${asked}, input="hi")\n`;
		expect((await model("name", `${state}\n${withState}`)).name).toBe("gpt-5");
		const service = "class Store:\n    def __init__(self, path):\n        self.path = path\n";
		const withService = `${service}\ndef ask(state: Store):\n    OpenAI().responses.create(model=state.get("model", "gpt-5"), input="hi")\n`;
		expect((await model("name", withService)).name).toBeNull();
	});

	it("takes vendor and model apart where one text names both, and leaves other texts whole", async () => {
		const split = 'vendor, model = NAME.split("/", maxsplit=1)';
		expect((await model("model", `NAME = "openai/gpt-4o"\n${split}`)).name).toBe("gpt-4o");
		expect((await model("model", `NAME = "gpt 4o / gpt-4o"\n${split}`)).name).toBeNull();
		expect((await model('NAME.rsplit("/", 1)[1]', 'NAME = "a/b/gpt-4o"')).name).toBe("gpt-4o");
	});

	it("reads defaults of environment variables", async () => {
		expect(await model('os.getenv("MODEL", "gpt-5")')).toEqual({ name: "gpt-5", from: "environment-default" });
		expect(await model('os.environ["MODEL"]', "", { MODEL: "gpt-5-mini" })).toEqual({
			name: "gpt-5-mini",
			from: "environment-default",
		});
		expect(await model('os.environ.get("MODEL")')).toEqual({
			name: null,
			from: "unknown",
			unknownBecause: "the environment variable MODEL gives it and has no default here",
		});
	});

	it("takes a parameter's default and says when there is none", async () => {
		expect(await model("kind")).toEqual({ name: "gpt-5", from: "parameter" });
		expect(await model("name")).toEqual({
			name: null,
			from: "parameter",
			unknownBecause: "the caller of `run` gives it as `name`",
		});
	});

	it("gives the arms of a condition and of a table as alternatives", async () => {
		expect(await model('"gpt-5" if name else "gpt-5-mini"')).toEqual({
			name: "gpt-5",
			from: "literal",
			alternatives: ["gpt-5-mini"],
		});
		expect(await model("TABLE[name]", 'TABLE = {"a": "gpt-5", "b": "o3"}')).toEqual({
			name: "gpt-5",
			from: "constant",
			alternatives: ["o3"],
		});
	});

	it("reads enums and settings files", async () => {
		expect(
			await model("Models.SMALL.value", 'from enum import Enum\nclass Models(str, Enum):\n    SMALL = "gpt-5-nano"\n'),
		).toEqual({
			name: "gpt-5-nano",
			from: "constant",
		});
		expect(await model('json.load(open("settings.json"))["model"]')).toEqual({
			name: "gpt-5-nano",
			from: "configuration",
		});
	});

	it("looks a router's alias up in its list of deployments", async () => {
		const router = (list: string, name: string) =>
			`from litellm import Router\nimport os\nr = Router(model_list=${list})\nr.completion(model="${name}", messages=[])\n`;
		const list =
			'[{"model_name": "fast", "litellm_params": {"model": "openai/gpt-5-nano"}}, {"model_name": "fast", "litellm_params": {"model": "azure/nano"}}]';
		const modelOf = async (code: string) => (await linkFiles({ "a.py": code })).calls[0]?.model;
		expect(await modelOf(router(list, "fast"))).toMatchObject({
			name: "openai/gpt-5-nano",
			alternatives: ["azure/nano"],
		});
		expect(await modelOf(router(list, "gpt-5"))).toMatchObject({ name: "gpt-5" });
		expect(await modelOf(router('os.environ["LIST"]', "fast"))).toMatchObject({
			name: null,
			unknownBecause: "`fast` names a group of the router, whose models are not visible",
		});
	});

	it("names a field of a call's result by the field, not by the way to it", async () => {
		const code = `
import OpenAI from "openai";
import { z } from "zod";
export async function POST(request: Request) {
  const { model } = z.object({}).parse(await request.json());
  await new OpenAI().responses.create({ model, input: "hi" });
}
`;
		const { calls } = await linkFiles({ "a.ts": code });
		expect(calls[0]?.model.unknownBecause).toMatch(/^`model` /);
	});
});

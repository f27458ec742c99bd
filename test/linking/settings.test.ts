/** Models that settings give: the command line, look-ups with a default, and what a program sets for all its calls. */
import { describe, expect, it } from "vitest";
import { linkFiles } from "./link-files.ts";

async function modelsOf(code: string, file: string) {
	const { calls } = await linkFiles({ [file]: code });
	return calls.map(({ model }) => model.name);
}

describe("an option of the command line", () => {
	const script = (before: string, model: string) =>
		`${before}\nimport OpenAI from "openai";\nawait new OpenAI().responses.create({ model: ${model}, input: "hi" });\n`;

	it("has the default that commander declares", async () => {
		const commander = (declaration: string) =>
			script(`import { program } from "commander";\n${declaration}`, "program.opts().chatModel");
		const option = (rest: string) => `program.option("-m, --chat-model <name>", "which model"${rest}).parse();`;
		expect(await modelsOf(commander(option(', "gpt-5-nano"')), "a.ts")).toEqual(["gpt-5-nano"]);
		expect(await modelsOf(commander(option("")), "a.ts")).toEqual([null]);
	});

	it("is known in commander's action", async () => {
		const code = `import { Command } from "commander";
import OpenAI from "openai";
new Command().option("--model <name>", "which model", "gpt-5-nano").action(async (options) => {
  await new OpenAI().responses.create({ model: options.model, input: "hi" });
});
`;
		expect(await modelsOf(code, "a.ts")).toEqual(["gpt-5-nano"]);
		expect(await modelsOf(code.replace(".action(", ".hook("), "a.ts")).toEqual([null]);
	});

	it("has the default that yargs and Node's parseArgs declare", async () => {
		const yargs =
			'import yargs from "yargs";\nconst argv = yargs(process.argv).option("model", { default: "gpt-5-nano" }).parseSync();';
		expect(await modelsOf(script(yargs, "argv.model"), "a.ts")).toEqual(["gpt-5-nano"]);
		const node =
			'import { parseArgs } from "node:util";\nconst { values } = parseArgs({ options: { model: { type: "string", default: "gpt-5-nano" }, other: { type: "string" } } });';
		expect(await modelsOf(script(node, "values.model"), "a.ts")).toEqual(["gpt-5-nano"]);
		expect(await modelsOf(script(node, "values.other"), "a.ts")).toEqual([null]);
	});
});

describe("a look-up with a default", () => {
	const python = (model: string) =>
		`from openai import OpenAI\ndef run(config, **options):\n    OpenAI().responses.create(model=${model}, input="hi")\n`;

	it("gives the default", async () => {
		expect(await modelsOf(python('config.get("model", "gpt-5-nano")'), "a.py")).toEqual(["gpt-5-nano"]);
		expect(await modelsOf(python('options.pop("model", "gpt-5-nano")'), "a.py")).toEqual(["gpt-5-nano"]);
		expect(await modelsOf(python('getattr(config, "model", "gpt-5-nano")'), "a.py")).toEqual(["gpt-5-nano"]);
	});

	it("without one gives nothing", async () => {
		expect(await modelsOf(python('config.get("model")'), "a.py")).toEqual([null]);
		expect(await modelsOf(python('config.get("model", None)'), "a.py")).toEqual([null]);
		expect(await modelsOf(python('getattr(config, "model", None)'), "a.py")).toEqual([null]);
	});
});

describe("a model set for the whole program", () => {
	it("is dspy's configured one", async () => {
		const code = (configured: string) =>
			`import dspy\n${configured}\nanswer = dspy.Predict("question -> answer")\nanswer(question="hi")\n`;
		expect(await modelsOf(code('dspy.configure(lm=dspy.LM("openai/gpt-5-nano"))'), "a.py")).toEqual([
			"openai/gpt-5-nano",
		]);
		expect(await modelsOf(code('print("openai/gpt-5-nano")'), "a.py")).toEqual([null]);
	});

	it("is LlamaIndex' Settings.llm", async () => {
		const code = (target: string) => `
from llama_index.core import Settings, VectorStoreIndex
from llama_index.llms.openai import OpenAI
${target} = OpenAI(model="gpt-5-nano")
VectorStoreIndex.from_documents([]).as_query_engine().query("hi")
`;
		expect(await modelsOf(code("Settings.llm"), "a.py")).toEqual(["gpt-5-nano"]);
		expect(await modelsOf(code("other"), "a.py")).toEqual([null]);
	});
});

describe("a receiver that is not visible", () => {
	it("is no SDK's client when its type is of another package", async () => {
		const code = (type: string) =>
			`from acme import Thing\ndef run(thing${type}):\n    thing.chat.completions.create(model="gpt-5", messages=[])\n`;
		expect(await modelsOf(code(": Thing"), "a.py")).toEqual([]);
		expect(await modelsOf(code(""), "a.py")).toEqual(["gpt-5"]);
	});

	it("is a stand-in in a test that makes those", async () => {
		const code = (mock: string) =>
			`import pytest\n${mock}\n@pytest.fixture\ndef client():\n    return make()\ndef test_it(client):\n    client.chat.completions.create(model="gpt-5", messages=[])\n`;
		expect(await modelsOf(code("from unittest.mock import MagicMock as make"), "test_a.py")).toEqual([]);
		expect(await modelsOf(code("from app import make"), "test_a.py")).toEqual(["gpt-5"]);
	});
});

/** Prompt files: requests by themselves, and the text of the calls that load them. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

async function calls(files: Readonly<Record<string, string>>): Promise<string[]> {
	return describeCalls((await linkFiles(files)).calls);
}

async function prompts(files: Readonly<Record<string, string>>): Promise<string[]> {
	return (await calls(files)).map((call) => call.replace(/^.*? \[([\s\S]*)\]$/, "$1").replace(/\s+/g, " "));
}

const prompty = `---
name: Answer
model:
  api: chat
  configuration:
    type: azure_openai
    azure_deployment: gpt-5.4
  parameters:
    max_tokens: 300
sample:
  question: What is this?
---
system:
Be kind to {{ user.name }}.

user:
{{question}}
`;

const dotprompt = `---
model: googleai/gemini-2.5-flash
config:
  maxOutputTokens: 90
---
{{role "system"}}
Be brief.{{#if terse}} Very.{{else}} Quite.{{/if}}
{{role "user"}}
{{#each items}}- {{this.name}}
{{/each}}
`;

describe("a file that is a request", () => {
	it("is a Prompty with its model, limit and roles", async () => {
		expect(await calls({ "a.prompty": prompty })).toEqual([
			"a.prompty:7 file azure gpt-5.4 max=300 [system: Be kind to ‹user.name›.\n\n | user: ‹question›\n]",
		]);
	});

	it("is a Prompty in its second form", async () => {
		const text =
			"---\nname: A\nmodel:\n  id: claude-sonnet-4-5\n  provider: anthropic\n  options:\n    maxOutputTokens: 20\n---\nsystem:\nHi.\n";
		expect(await calls({ "a.prompty": text })).toEqual([
			"a.prompty:4 file anthropic claude-sonnet-4-5 max=20 [system: Hi.\n]",
		]);
	});

	it("names its model by a variable whose default the workspace has", async () => {
		const text = `---\nmodel:\n  configuration:\n    type: openai\n    model: \${env:CHAT_MODEL}\n---\nsystem:\nHi.\n`;
		const { calls } = await linkFiles(
			{ "a.prompty": text },
			{ environment: new Map([["CHAT_MODEL", "gpt-5.4-mini"]]) },
		);
		expect(calls[0]?.model).toMatchObject({ name: "gpt-5.4-mini", from: "environment-default" });
		const unknown = await linkFiles({ "a.prompty": text });
		expect(unknown.calls[0]?.model.unknownBecause).toBe("it comes from the environment variable CHAT_MODEL");
	});

	it("is a dotprompt with conditions, loops and roles", async () => {
		expect(await calls({ "prompts/list.prompt": dotprompt })).toEqual([
			"prompts/list.prompt:2 file google googleai/gemini-2.5-flash max=90 [system: Be brief.( Very./ Quite.)\n | user: {- ‹this.name›\n}*\n]",
		]);
	});

	it("is a Jinja file that says prompt and reads like one", async () => {
		const text = "{% include 'rules.md' %}\nsystem:\nYou are a clerk. Your task is to answer {{ question }}.\n";
		expect(await prompts({ "prompts/clerk.j2": text, "prompts/rules.md": "Never guess." })).toEqual([
			"user: Never guess. | system: You are a clerk. Your task is to answer ‹question›. ",
		]);
	});

	it("is a promptfoo configuration, once for each prompt", async () => {
		const config = `description: x
prompts:
  - "Summarise {{text}}"
  - file://long.txt
providers:
  - openai:chat:gpt-5.4-mini
  - id: anthropic:messages:claude-haiku-4-5
    config: { max_tokens: 5 }
`;
		expect(await calls({ "promptfooconfig.yaml": config, "long.txt": "Retell {{text}}" })).toEqual([
			"promptfooconfig.yaml:3 file openai gpt-5.4-mini [user: Summarise ‹text›]",
			"promptfooconfig.yaml:4 file openai gpt-5.4-mini [user: Retell ‹text›]",
		]);
	});

	it("is a LangChain prompt", async () => {
		const text = "_type: prompt\ninput_variables: [topic]\ntemplate: |\n  Tell of {topic}.\n  Be {{kind}}.\n";
		expect(await calls({ "prompts/joke.yaml": text })).toEqual([
			"prompts/joke.yaml:4 likely file ? ? [user: Tell of ‹topic›.\nBe {kind}.\n]",
		]);
	});
});

describe("a file that is no prompt", () => {
	it.each([
		["README.md", "# Prompts\nYou are a developer. Your task is to read the following text."],
		["prompts/README.md", "You are a model. Do not use the following text."],
		[
			"templates/page.j2",
			"<html><body>You are the user {{ user }}. Your task is done. Do not include it.</body></html>",
		],
		["prompts/page.jinja2", "{% extends 'base' %}<div>You are a guest. Your task is to do not include {{ x }}</div>"],
		["roles/web/templates/nginx.conf.j2", "# {{ ansible_managed }}\nserver { listen {{ port }}; }"],
		["prompts/nginx.conf.j2", "server {\n  listen {{ port }};\n}\n"],
		["chart/templates/prompt.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prompt\n"],
		["prompts/.eslintrc.yaml", "rules:\n  quotes: [error, double]\n"],
		["emails/welcome.hbs", "You are a new member. Your task is to answer the following mail, {{name}}."],
		["prompts/_footer.prompt", "---\nmodel: googleai/gemini-2.5-flash\n---\nBye.\n"],
		["docs/guide.prompt", "---\ntitle: Guide\n---\nYou are a reader.\n"],
		["shell/zsh.prompt", "PS1='%n@%m $ '\n"],
		["prompts/setup.sh.j2", "#!/bin/sh\necho You are a user; your task is to answer the following\n"],
		["promptfooconfig.yaml", "prompts:\n  - file://make.py\n  - make.py:ask\nproviders: [openai:gpt-5.4]\n"],
		["promptfooconfig.yaml", "prompts: ['{{q}}']\nproviders:\n  - python:own.py:ask\n  - id: file://own.js\n"],
	])("such as %s", async (file, text) => {
		expect(await calls({ [file]: text })).toEqual([]);
	});
});

describe("code that loads a prompt file", () => {
	const send = 'from openai import OpenAI\nOpenAI().responses.create(model="gpt-5.4", input=text)\n';
	const py = (code: string) => `${code}\n${send}`;

	it.each([
		[
			"a Jinja environment with a folder",
			'from jinja2 import Environment, FileSystemLoader\nenv = Environment(loader=FileSystemLoader("prompts"))\ntext = env.get_template("a.j2").render(name="Ada", rules=RULES)',
		],
		[
			"a Jinja environment of a package",
			'import jinja2\nenv = jinja2.Environment(loader=jinja2.PackageLoader("app", "prompts"))\ntext = env.get_template("a.j2").render({"name": "Ada", "rules": RULES})',
		],
		[
			"a template made from a file's text",
			'from pathlib import Path\nfrom jinja2 import Template\ntext = Template(Path("prompts/a.j2").read_text()).render(name="Ada", rules=RULES)',
		],
	])("is %s", async (_name, code) => {
		const files = {
			"app/main.py": py(code),
			"app/prompts/a.j2":
				"{% if rules %}Rules: {{ rules }}{% endif %}\nHello {{ name }}, {% for x in xs %}{{ x }};{% endfor %}{% include 'b.j2' %}",
			"app/prompts/b.j2": "Bye.",
		};
		expect(await prompts(files)).toEqual(["user: (Rules: ‹RULES›/) Hello Ada, {‹x›;}*Bye."]);
	});

	it.each([
		['import yaml\nwith open("p.yaml") as f:\n    text = yaml.safe_load(f)["ask"]["system"]', "Be kind."],
		['import tomllib\nwith open("p.toml", "rb") as f:\n    text = tomllib.load(f)["ask"]["system"]', "Be brief."],
		['import json\nfrom pathlib import Path\ntext = json.loads(Path("p.json").read_text())["system"]', "Be true."],
		[
			'import importlib.resources\ntext = importlib.resources.files("app.prompts").joinpath("x.md").read_text()',
			"Be calm.",
		],
		[
			'from importlib import resources\ntext = (resources.files(__package__) / "prompts" / "x.md").read_text()',
			"Be calm.",
		],
		['import pkgutil\ntext = pkgutil.get_data("app.prompts", "x.md").decode()', "Be calm."],
	])("reads settings and resources: %s", async (code, text) => {
		const files = {
			"app/main.py": py(code),
			"app/p.yaml": "ask:\n  system: |-\n    Be kind.\n",
			"app/p.toml": '[ask]\nsystem = """\nBe brief."""\n',
			"app/p.json": '{ "system": "Be true." }',
			"app/prompts/x.md": "Be calm.",
		};
		expect(await prompts(files)).toEqual([`user: ${text}`]);
	});

	it.each([
		['import text from "./a.md?raw";', "Hello {{name}}."],
		[
			'import Handlebars from "handlebars";\nimport { readFileSync } from "node:fs";\nconst text = Handlebars.compile(readFileSync("a.md", "utf8"))({ name: "Ada" });',
			"Hello Ada.",
		],
		[
			'import Mustache from "mustache";\nimport fs from "fs";\nconst text = Mustache.render(fs.readFileSync("a.md", "utf8"), { name: who() });',
			"Hello ‹who()›.",
		],
		['import data from "./p.json";\nconst text = data.ask;', "Be true."],
		['import data from "./prompts.json";\nconst text = data.ask;', "Be true."],
		[
			'import yaml from "js-yaml";\nimport fs from "fs";\nconst text = yaml.load(fs.readFileSync("p.yaml", "utf8")).ask;',
			"Be kind.",
		],
	])("in JavaScript: %s", async (code, text) => {
		const files = {
			"src/main.ts": `${code}\nimport OpenAI from "openai";\nawait new OpenAI().responses.create({ model: "gpt-5.4", input: text });\n`,
			"src/a.md": "Hello {{name}}.",
			"src/p.json": '{ "ask": "Be true." }',
			"src/prompts.json": '{ "ask": "Be true." }',
			"src/p.yaml": "ask: Be kind.\n",
		};
		expect(await prompts(files)).toEqual([`user: ${text}`]);
	});

	it("is Prompty's own, and the file is not counted again", async () => {
		const code = 'import prompty\ndef ask(q):\n    return prompty.execute("a.prompty", inputs={"question": q})\n';
		expect(await calls({ "main.py": code, "a.prompty": prompty })).toEqual([
			"main.py:3 execute azure gpt-5.4 max=300 [system: Be kind to ‹user.name›.\n\n | user: ‹q›\n]",
		]);
	});

	it("is Genkit's own, by the prompt's name", async () => {
		const code =
			'import { genkit } from "genkit";\nconst ai = genkit({});\nconst list = ai.prompt("list");\nexport const run = () => list({ items: [] });\n';
		expect(await calls({ "src/main.ts": code, "prompts/list.prompt": dotprompt })).toEqual([
			"src/main.ts:4 prompt google googleai/gemini-2.5-flash max=90 [system: Be brief.( Very./ Quite.)\n | user: \n]",
		]);
	});

	it("is LangChain's load_prompt", async () => {
		const code =
			'from langchain_core.prompts import load_prompt\nfrom langchain_openai import ChatOpenAI\nchain = load_prompt("joke.yaml") | ChatOpenAI(model="gpt-5.4")\nchain.invoke({"topic": "cats"})\n';
		const files = { "main.py": code, "joke.yaml": "_type: prompt\ntemplate: Tell of {topic}.\n" };
		expect(await calls(files)).toEqual(["main.py:4 chain.invoke openai gpt-5.4 [user: Tell of cats.]"]);
	});
});

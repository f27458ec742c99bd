/** Findings in prompt files, and static text moved first inside of them. */
import { describe, expect, it } from "vitest";
import { analyzeText } from "../harness/analyze-text.ts";

const rules = Array.from(
	{ length: 150 },
	(_, i) => `Rule ${i} says that every answer keeps to the facts of part ${i}.`,
);
const long = rules.join("\n");

async function fixed(
	files: Readonly<Record<string, string>>,
): Promise<{ found: string[]; files: Readonly<Record<string, string>> | null; why: string[] }> {
	const result = await analyzeText(files);
	const findings = result.analysis.findings.filter(({ rule }) => /-before-(static|shared)-prefix$/.test(rule));
	const [finding] = findings;
	return {
		found: findings.map(({ place, isQuiet }) => `${place.file}${isQuiet ? " quiet" : ""}`),
		files: finding ? result.fixed(finding) : null,
		why: finding
			? result.fixesFor(finding).flatMap(({ result }) => (result.kind === "edits" ? [] : [result.because]))
			: [],
	};
}

describe("static text moves first", () => {
	it("in a Prompty's system message", async () => {
		const head = "---\nmodel:\n  configuration:\n    type: openai\n    model: gpt-5.4\n---\nsystem:\n";
		const text = `${head}The customer is {{customer_name}}.\n\n${long}\n\nuser:\n{{question}}\n`;
		const { found, files } = await fixed({ "chat.prompty": text });
		expect(found).toEqual(["chat.prompty"]);
		expect(files?.["chat.prompty"]).toBe(
			`${head}${long}\n\nThe customer is {{customer_name}}.\n\nuser:\n{{question}}\n`,
		);
	});

	it("past a whole condition of a dotprompt", async () => {
		const head = '---\nmodel: openai/gpt-5.4\n---\n{{role "system"}}\n';
		const text = `${head}{{#if user}}\nYou speak to {{user.name}}.\n{{/if}}\n\n${long}\n`;
		const { found, files } = await fixed({ "prompts/chat.prompt": text });
		expect(found).toEqual(["prompts/chat.prompt"]);
		expect(files?.["prompts/chat.prompt"]).toBe(
			`${head}${long}\n\n{{#if user}}\nYou speak to {{user.name}}.\n{{/if}}\n`,
		);
	});

	it("in a Jinja file that code renders", async () => {
		const code = `from jinja2 import Environment, FileSystemLoader
from openai import OpenAI
env = Environment(loader=FileSystemLoader("prompts"))
def ask(user_question):
    text = env.get_template("a.j2").render(question=user_question)
    return OpenAI().responses.create(model="gpt-5.4", input=text)
`;
		const { found, files } = await fixed({ "main.py": code, "prompts/a.j2": `Question: {{ question }}\n\n${long}\n` });
		expect(found).toEqual(["prompts/a.j2"]);
		expect(files?.["prompts/a.j2"]).toBe(`${long}\n\nQuestion: {{ question }}\n`);
	});

	it("in a YAML file that code reads, with its indentation", async () => {
		const code = `import yaml
from openai import OpenAI
PROMPTS = yaml.safe_load(open("prompts.yaml"))
def ask(user_question):
    text = PROMPTS["ask"].format(question=user_question)
    return OpenAI().responses.create(model="gpt-5.4", input=text)
`;
		const indented = rules.map((rule) => `  ${rule}`).join("\n");
		const { found, files } = await fixed({
			"main.py": code,
			"prompts.yaml": `ask: |\n  Question: {question}\n\n${indented}\nother: 1\n`,
		});
		expect(found).toEqual(["prompts.yaml"]);
		expect(files?.["prompts.yaml"]).toBe(`ask: |\n${indented}\n\n  Question: {question}\nother: 1\n`);
	});
});

describe("static text stays", () => {
	it("behind what the template sets", async () => {
		const text = `system:\n{% set who = customer_name %}You are a clerk. Your task is to answer {{ who }}.\n\n${long}\n`;
		const { found, files, why } = await fixed({ "prompts/clerk.j2": text });
		expect(found).toEqual(["prompts/clerk.j2"]);
		expect(files).toBeNull();
		expect(why).toEqual(["`{% set %}` decides what the text after it holds"]);
	});

	it("where it already stands first", async () => {
		const text = `---\nmodel: openai/gpt-5.4\n---\n${long}\n\nQuestion: {{question}}\n`;
		expect((await fixed({ "prompts/a.prompt": text })).found).toEqual([]);
	});

	it("in a Markdown file that nothing reads", async () => {
		expect((await fixed({ "prompts/a.md": `You are {{name}}.\n${long}` })).found).toEqual([]);
	});
});

it("a comment in the file silences a finding", async () => {
	const text = `---\nmodel: openai/gpt-5.4\n---\n{{! lcpr: ignore dynamic-text-before-static-prefix -- one request a day }}\nQuestion: {{question}}\n\n${long}\n`;
	expect((await fixed({ "prompts/a.prompt": text })).found).toEqual([]);
});

it("a Prompty's sample says how long a value is", async () => {
	const head = "---\nmodel: gpt-5.4\nsample:\n  question: Why?\n";
	const { analysis } = await analyzeText({ "a.prompty": `${head}---\nsystem:\n{{question}} {{answer}}\n` });
	const sizes = analysis.calls[0]?.prompt.segments
		.filter(({ kind }) => kind === "changing")
		.map(({ tokens }) => tokens.tokens);
	expect(sizes?.[0]).toBeLessThan(5);
	expect(sizes?.[1]).toBeGreaterThan(100);
});

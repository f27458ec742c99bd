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

describe("changing text moves to the final user message", () => {
	async function moved(file: string, text: string) {
		const result = await analyzeText({ [file]: text });
		const [finding] = result.analysis.findings.filter(({ rule }) => /-before-(static|shared)-prefix$/.test(rule));
		const ways = finding ? result.fixesFor(finding).filter(({ fix }) => fix.variant === "final-user-message") : [];
		const [way] = ways;
		if (!way || !finding) return "not planned";
		return way.result.kind === "edits" ? result.fixed(finding, "final-user-message")?.[file] : way.result.because;
	}

	it("of a Prompty, with the file's line ends", async () => {
		const head = "---\nmodel:\n  configuration:\n    type: openai\n    model: gpt-5.4\n---\nsystem:\n";
		const text = `${head}The customer is {{customer_name}}, größer 🙂.\n\n${long}\n\nuser:\nPlease answer: {{question}}\n`;
		const after = `${head}${long}\n\nuser:\nThe customer is {{customer_name}}, größer 🙂.\n\nPlease answer: {{question}}\n`;
		expect(await moved("chat.prompty", text)).toBe(after);
		const windows = (lines: string) => lines.replaceAll("\n", "\r\n");
		expect(await moved("chat.prompty", windows(text))).toBe(windows(after));
		expect(await moved("chat.prompty", after)).toBe("not planned");
	});

	it("of a dotprompt, a condition whole", async () => {
		const head = '---\nmodel: openai/gpt-5.4\n---\n{{role "system"}}\n';
		const block = "{{#if user}}\nThe customer is {{user.name}}.\n{{/if}}";
		const text = `${head}${block}\n\n${long}\n\n{{role "user"}}\nPlease answer: {{question}}\n`;
		expect(await moved("prompts/chat.prompt", text)).toBe(
			`${head}${long}\n\n{{role "user"}}\n${block}\n\nPlease answer: {{question}}\n`,
		);
	});

	it("but not what says who the model is, and not without roles", async () => {
		const head = "---\nmodel:\n  configuration:\n    type: openai\n    model: gpt-5.4\n---\nsystem:\n";
		const text = `${head}Keep to the rules.\n\nYou are the clerk of {{customer_name}}.\n\n${long}\n\nuser:\nPlease answer: {{question}}\n`;
		expect(await moved("chat.prompty", text)).toMatch(/says who the model is/);
		expect(await moved("prompts/chat.prompt", `---\nmodel: openai/gpt-5.4\n---\nFor {{user}}.\n\n${long}\n`)).toBe(
			"not planned",
		);
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

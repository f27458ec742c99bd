/** Verdicts on real-looking code, through the front ends and linking: what a careful reader would say of each prompt. */
import { describe, expect, it } from "vitest";
import { analyzeText } from "../harness/analyze-text.ts";

const rules = `Answer in the language of the question. Cite the page of the manual for every claim. Never promise a
refund, never name a competitor, and never guess: say that you do not know. Keep the answer under one hundred words and
close with a question that helps the customer on. Use plain sentences, no tables and no lists of more than three items.`;

interface Verdict {
	/** Label of the first change; null when nothing changes. */
	readonly first: string | null;
	readonly changes?: string;
	readonly hostile: boolean;
}

async function verdictOf(file: string, code: string): Promise<Verdict[]> {
	const { analysis } = await analyzeText({ [file]: code });
	return analysis.calls.map(({ prompt }) => ({
		first: prompt.firstChange?.label ?? null,
		...(prompt.firstChange ? { changes: prompt.firstChange.changes } : {}),
		hostile: prompt.staticTokensAfterFirstChange >= 50,
	}));
}

const openAi = (body: string) => `import datetime, json, os, random, uuid
from openai import OpenAI

client = OpenAI()
RULES = """${rules}"""
${body}
`;
const send = (messages: string) => `client.chat.completions.create(model="gpt-5.5", messages=${messages})`;

const python: Readonly<Record<string, readonly [code: string, verdict: Verdict]>> = {
	"a clock before the rules": [
		`def answer(question):
    return ${send('[{"role": "system", "content": f"Now: {datetime.datetime.now()}\\n{RULES}"}, {"role": "user", "content": question}]')}`,
		{ first: "datetime.datetime.now()", changes: "request", hostile: true },
	],
	"a clock after the rules": [
		`def answer(question):
    return ${send('[{"role": "system", "content": f"{RULES}\\nNow: {datetime.datetime.now()}"}, {"role": "user", "content": question}]')}`,
		{ first: "datetime.datetime.now()", changes: "request", hostile: false },
	],
	"a date in a variable": [
		`def answer(question):
    today = datetime.date.today().strftime("%d %B %Y")
    prompt = f"Today is {today}. {RULES}"
    return ${send('[{"role": "system", "content": prompt}, {"role": "user", "content": question}]')}`,
		{ first: "today", changes: "day", hostile: true },
	],
	"rules, then the question": [
		`def answer(question):
    return ${send('[{"role": "system", "content": RULES}, {"role": "user", "content": question}]')}`,
		{ first: "question", changes: "request", hostile: false },
	],
	"the document before the rules": [
		`def summarise(document: str):
    prompt = "Text:\\n" + document + "\\n\\n" + RULES
    return ${send('[{"role": "user", "content": prompt}]')}`,
		{ first: "document", changes: "request", hostile: true },
	],
	"format with a template constant": [
		`TEMPLATE = "Context: {context}\\n\\nRules:\\n" + RULES + "\\n\\nQuestion: {question}"
def answer(context, question):
    return ${send('[{"role": "user", "content": TEMPLATE.format(context=context, question=question)}]')}`,
		{ first: "context", changes: "request", hostile: true },
	],
	"the user's name first": [
		`def answer(user, question):
    system = f"You help {user.name}.\\n{RULES}"
    return ${send('[{"role": "system", "content": system}, {"role": "user", "content": question}]')}`,
		{ first: "user.name", changes: "user", hostile: true },
	],
	"history before a fixed reminder": [
		`def reply(history, question):
    messages = [{"role": "system", "content": "You are a support agent."}]
    messages.extend(history)
    messages.append({"role": "user", "content": question})
    messages.append({"role": "system", "content": RULES})
    return ${send("messages")}`,
		{ first: "history", changes: "session", hostile: true },
	],
	"a setting from the environment": [
		`def answer(question):
    system = f"You work for {os.environ['COMPANY']}.\\n{RULES}"
    return ${send('[{"role": "system", "content": system}, {"role": "user", "content": question}]')}`,
		{ first: "question", changes: "request", hostile: false },
	],
	"a request id": [
		`def answer(question):
    system = f"Request {uuid.uuid4()}\\n{RULES}"
    return ${send('[{"role": "system", "content": system}, {"role": "user", "content": question}]')}`,
		{ first: "uuid.uuid4()", changes: "request", hostile: true },
	],
	"documents joined before the rules": [
		`def answer(documents, question):
    context = "\\n\\n".join(d.text for d in documents)
    return ${send('[{"role": "user", "content": f"Sources:\\n{context}\\n\\n{RULES}\\n\\nQuestion: {question}"}]')}`,
		{ first: "documents", changes: "request", hostile: true },
	],
	"only labels between values": [
		`def answer(name, city, question):
    return ${send('[{"role": "system", "content": RULES}, {"role": "user", "content": f"Name: {name}\\nCity: {city}\\n\\nQuestion: {question}\\nAnswer:"}]')}`,
		{ first: "name", changes: "request", hostile: false },
	],
	"nothing changes": [
		`def joke():
    return ${send('[{"role": "system", "content": RULES}, {"role": "user", "content": "Tell me a joke."}]')}`,
		{ first: null, hostile: false },
	],
	"a loop over fixed topics": [
		`for topic in ["rome", "paris"]:
    ${send('[{"role": "user", "content": f"Topic: {topic}\\n{RULES}"}]')}`,
		{ first: "one of 2 elements", changes: "request", hostile: true },
	],
};

describe("Python", () => {
	for (const [name, [code, verdict]] of Object.entries(python)) {
		it(name, async () => {
			expect(await verdictOf("app.py", openAi(code))).toEqual([verdict]);
		});
	}
});

const vercel = (body: string) => `import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";

const rules = \`${rules}\`;
${body}
`;
const generate = (fields: string) => `generateText({ model: openai("gpt-5.5"), ${fields} })`;

const typescript: Readonly<Record<string, readonly [code: string, verdict: Verdict]>> = {
	"a clock in the system prompt": [
		`export async function POST(req: Request) {
  const { messages } = await req.json();
  return ${generate("system: `Now: ${new Date().toISOString()}\\n${rules}`, messages")};
}`,
		{ first: "new Date().toISOString()", changes: "request", hostile: true },
	],
	"fixed rules, then the messages": [
		`export async function POST(req: Request) {
  const { messages } = await req.json();
  return ${generate("system: rules, messages")};
}`,
		{ first: "messages", changes: "session", hostile: false },
	],
	"the text before the rules": [
		`export async function summarise(text: string) {
  return ${generate("prompt: `Text: ${text}\\n\\n${rules}`")};
}`,
		{ first: "text", changes: "request", hostile: true },
	],
	"a helper that writes the system prompt": [
		`const system = () => { const now = new Date().toISOString(); return \`Today is \${now}. \${rules}\`; };
export async function answer(question: string) {
  return ${generate("system: system(), prompt: question")};
}`,
		{ first: "now", changes: "request", hostile: true },
	],
	"a date by the day": [
		`export async function answer(question: string) {
  return ${generate("system: `Today is ${new Date().toISOString().slice(0, 10)}. ${rules}`, prompt: question")};
}`,
		{ first: "new Date().toISOString()[0:]", changes: "day", hostile: true },
	],
};

describe("TypeScript", () => {
	for (const [name, [code, verdict]] of Object.entries(typescript)) {
		it(name, async () => {
			expect(await verdictOf("app.ts", vercel(code))).toEqual([verdict]);
		});
	}
});

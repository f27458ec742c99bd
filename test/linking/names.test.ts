import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const client = "from openai import OpenAI\napi = OpenAI()\n";
const send = (messages: string) => `api.chat.completions.create(model="m", messages=${messages})\n`;

async function prompts(code: string): Promise<string[]> {
	const { calls } = await linkFiles({ "a.py": client + code });
	return describeCalls(calls).map((line) => line.slice(line.indexOf("[")));
}

describe("names", () => {
	it("takes the last binding that is certain to have run", async () => {
		const code = `text = "old"\ntext = "new"\n${send('[{"role": "user", "content": text}]')}`;
		expect(await prompts(code)).toEqual(["[user: new]"]);
	});

	it("makes a choice of a binding under a condition", async () => {
		const code = `text = "long"\nif short:\n    text = "brief"\n${send('[{"role": "user", "content": text}]')}`;
		expect(await prompts(code)).toEqual(["[user: (long/brief)]"]);
	});

	it("keeps the arms of one condition apart", async () => {
		const code = `if a:\n    text = "one"\nelse:\n    text = "two"\n    ${send('[{"role": "user", "content": text}]')}`;
		expect(await prompts(code)).toEqual(["[user: two]"]);
	});

	it("adds up text built step by step", async () => {
		const code = `text = "Rules. "\ntext += "More. "\nfor d in docs:\n    text += f"<{d}>"\n${send('[{"role": "user", "content": text}]')}`;
		expect(await prompts(code)).toEqual(["[user: Rules. More. {<‹d›>}*]"]);
	});

	it("follows message lists that are appended to", async () => {
		const code = `def ask(question, history):
    messages = [{"role": "system", "content": "Be kind."}]
    messages.extend(history)
    messages.append({"role": "user", "content": question})
    ${send("messages")}`;
		expect(await prompts(code)).toEqual(["[system: Be kind. | unknown*: ‹history›… | user: ‹question›]"]);
	});

	it("repeats what a surrounding loop appends after the call", async () => {
		const code = `messages = [{"role": "system", "content": "Play."}]
while True:
    reply = ${send("messages")}    messages.append({"role": "assistant", "content": reply})
`;
		expect(await prompts(code)).toEqual(["[system: Play. | assistant*: ‹create›]"]);
	});

	it("ends when a name is defined in terms of itself", async () => {
		expect(await prompts(`def f():\n    x = x + "a"\n    ${send('[{"role": "user", "content": x}]')}`)).toHaveLength(1);
	});
});

describe("texts", () => {
	it("fills format strings, percent signs and joins", async () => {
		const code = `def f(name, rows):
    parts = ["Hello {}!".format(name), "You are %s." % name, "\\n".join(rows)]
    ${send('[{"role": "user", "content": " ".join(parts)}]')}`;
		expect(await prompts(code)).toEqual(['[user: Hello ‹name›! You are ‹name›. ‹"\\n".join(rows)›]']);
	});

	it("reads prompt files whose path is known", async () => {
		const code = `from pathlib import Path
text = (Path(__file__).parent / "prompts" / "system.md").read_text()
${send('[{"role": "system", "content": text}]')}`;
		const files = { "bot/a.py": client + code, "bot/prompts/system.md": "You are a bot." };
		expect(describeCalls((await linkFiles(files)).calls)).toEqual([
			"bot/a.py:5 chat.completions openai m [system: You are a bot.]",
		]);
	});

	it("asks for a prompt file it was not given the text of", async () => {
		const code = `${client}text = open("prompts/system.txt").read()\n${send('[{"role": "system", "content": text}]')}`;
		const { wantedTexts } = await linkFiles({ "a.py": code }, { files: new Set(["a.py", "prompts/system.txt"]) });
		expect(wantedTexts).toEqual(["prompts/system.txt"]);
	});
});

import { readFileSync } from "node:fs";
import Handlebars from "handlebars";
import OpenAI from "openai";
import { genkit } from "genkit";
import rules from "./rules.md?raw";

const ai = genkit({});
const openai = new OpenAI();
const menuPrompt = ai.prompt("menu");
const seat = Handlebars.compile(readFileSync(new URL("../prompts/table.hbs", import.meta.url), "utf8"));
const mail = Handlebars.compile(readFileSync("desk/emails/welcome.hbs", "utf8"));

export async function menu(theme: string) {
	const { text } = await menuPrompt({ theme });
	return text;
}

export async function table(guests: string) {
	return openai.responses.create({ model: "gpt-5.4-nano", instructions: rules, input: seat({ guests }) });
}

export function welcome(name: string) {
	return mail({ name });
}

/** The words that decide which files are parsed: every file with a request holds one, and little else does. */
import { beforeAll, describe, expect, it } from "vitest";
import { type ByteSearch, createByteSearch } from "../../server/src/workspace/byte-search.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { parsedDescriptors } from "../linking/link-files.ts";

let search: ByteSearch;

beforeAll(async () => {
	search = createByteSearch((await loadKnowledge()).sdks.prefilterWords);
});

function isRead(text: string): boolean {
	const bytes = new TextEncoder().encode(text);
	return search.findIdentifier(bytes, bytes.length) !== null;
}

describe("examples of descriptors", () => {
	const examples = parsedDescriptors.flatMap(({ name, descriptor }) =>
		(descriptor?.examples ?? []).filter(({ calls }) => calls.length > 0).map((item) => ({ ...item, name })),
	);
	it.each(examples)("$name at line $line is read", ({ code }) => {
		expect(isRead(code)).toBe(true);
	});
});

describe("files that are read", () => {
	it.each([
		"from openai import OpenAI",
		"import openai",
		"import litellm",
		'"source": "import os\\nfrom openai import OpenAI"',
		"client = importlib.import_module('openai')",
		'import OpenAI from "openai";',
		"import OpenAI, { AzureOpenAI } from 'openai';",
		'const OpenAI = require("openai");',
		'const { OpenAI } = await import("openai");',
		'import type { ChatCompletion } from "openai/resources";',
		"import { generateText } from 'ai';",
		"await this.client.messages.create({ model })",
		"client.responses.create(model=model)",
		"chain.invoke(question)",
		"await client.chat.completions.create({ model })",
	])("%s", (text) => {
		expect(isRead(text)).toBe(true);
	});
});

describe("files that are passed over", () => {
	it.each([
		'const providers = ["openai", "cohere", "groq"];',
		"state.messages.push(message)",
		"openai: { apiKey: string }",
		"# works together with cohere and openai",
		"const images = element.images;",
		"<Audio responses={survey.responses} />",
		"maintain(ai)",
	])("%s", (text) => {
		expect(isRead(text)).toBe(false);
	});
});

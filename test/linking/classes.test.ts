import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

async function lines(files: Record<string, string>): Promise<string[]> {
	return describeCalls((await linkFiles(files)).calls);
}

describe("attributes", () => {
	it("reads clients and settings set in a base class's constructor", async () => {
		const code = `
from openai import AsyncOpenAI
class Base:
    def __init__(self, model):
        self.model = model
        self._llm = AsyncOpenAI()
class Bot(Base):
    def __init__(self):
        super().__init__(model="gpt-5")
    async def run(self, text):
        await self._llm.chat.completions.create(model=self.model, messages=[{"role": "user", "content": text}])
Bot().run("x")
`;
		expect(await lines({ "a.py": code })).toEqual(["a.py:11 chat.completions openai gpt-5 [user: ‹text›]"]);
	});

	it("reads properties, dataclass defaults and constructor arguments", async () => {
		const code = `
import openai
from dataclasses import dataclass, field
@dataclass
class Settings:
    model: str = "gpt-5-mini"
    limit: int = field(default=200)
class Bot:
    def __init__(self, settings: Settings):
        self.settings = settings
    @property
    def client(self):
        return openai.OpenAI()
    def run(self):
        self.client.responses.create(model=self.settings.model, max_output_tokens=self.settings.limit, input="hi")
`;
		expect(await lines({ "a.py": code })).toEqual(["a.py:15 responses openai gpt-5-mini max=200 [user: hi]"]);
	});

	it("takes an untyped client from what a visible caller passes", async () => {
		const code = `
from anthropic import Anthropic
class Bot:
    def __init__(self, api):
        self.api = api
    def run(self, text):
        return self.api.messages.create(model="claude-x", max_tokens=9, messages=[{"role": "user", "content": text}])
Bot(Anthropic())
`;
		expect(await lines({ "a.py": code })).toEqual(["a.py:7 messages anthropic claude-x max=9 [user: ‹text›]"]);
	});

	it("reads class fields, parameter properties and factories in TypeScript", async () => {
		const code = `
import OpenAI from "openai";
const makeClient = () => new OpenAI({ baseURL: "https://openrouter.ai/api/v1" });
export class Bot {
  private client = makeClient();
  static readonly MODEL = "meta/llama";
  constructor(private readonly other: OpenAI, private limit = 50) {}
  async run(text: string) {
    await this.client.chat.completions.create({ model: Bot.MODEL, max_tokens: this.limit, messages: [{ role: "user", content: text }] });
    await this.other.embeddings.create({ model: "text-embedding-3-small", input: text });
  }
}
`;
		expect(await lines({ "a.ts": code })).toEqual([
			"a.ts:9 chat.completions openrouter meta/llama max=50 [user: ‹text›]",
			"a.ts:10 embeddings openai text-embedding-3-small [user: ‹text›]",
		]);
	});
});

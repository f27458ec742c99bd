/** Token counts: exact against an independent implementation, linear on long runs, calibrated with an error elsewhere. */
import { getEncoding } from "js-tiktoken";
import { describe, expect, it } from "vitest";
import { loadEncoders } from "../../server/src/prompts/tokens/encoders.ts";
import { claudeVersion, tokenFamilyOf } from "../../server/src/prompts/tokens/families.ts";
import { countWithLongRunsCut } from "../../server/src/prompts/tokens/long-runs.ts";
import { createTokenCounter } from "../../server/src/prompts/tokens/token-counter.ts";

const encoders = await loadEncoders();
const counter = createTokenCounter(encoders);

const samples: Readonly<Record<string, string>> = {
	"a system prompt": 'You are a helpful assistant.\nAnswer in JSON: {"answer": string, "sources": string[]}\n',
	"special-token text": "Ignore this: <|endoftext|> and <|im_start|>system<|im_end|>",
	chinese: "请根据以下内容回答用户的问题,并给出引用来源。如果不知道,请说不知道。",
	"japanese and korean": "次の文章を要約してください。다음 글을 요약해 주세요.",
	emoji: "Great work! 🎉👩‍👩‍👧‍👦 Let's ship 🚀 — “quoted”",
	code: "def f(xs: list[int]) -> int:\n    return sum(x ** 2 for x in xs if x % 2 == 0)\n",
	table: "| name | age |\n|------|-----|\n| Ada  | 36  |\n| Alan | 41  |\n",
	accents: "Résumez le texte suivant en français, s'il vous plaît : « déjà vu »",
	numbers: "3.14159 1,000,000 2026-11-21T10:33:02Z 0xdeadbeef",
	"a rule of 200 dashes": `Title\n${"-".repeat(200)}\nBody`,
	arabic: "أجب عن السؤال التالي باختصار",
};

describe("OpenAI vocabularies", () => {
	const o200k = getEncoding("o200k_base");
	const cl100k = getEncoding("cl100k_base");
	for (const [name, text] of Object.entries(samples)) {
		it(`counts ${name} as js-tiktoken does`, () => {
			expect(encoders.o200k(text)).toBe(o200k.encode(text, [], []).length);
			expect(encoders.cl100k(text)).toBe(cl100k.encode(text, [], []).length);
		});
	}

	it("counts a very long run in slices, close to the whole", () => {
		expect(encoders.o200k(" ".repeat(100_000))).toBeLessThan(2_000);
		expect(encoders.o200k(`a${"=".repeat(5_000)}b`)).toBeGreaterThan(30);
	});

	it("asks for no slice longer than 256 units, and for all of the text", () => {
		const asked: string[] = [];
		const text = `start ${"x".repeat(1_000)} middle ${"😀".repeat(300)} end`;
		countWithLongRunsCut(text, (piece) => asked.push(piece));
		expect(asked.join("")).toBe(text);
		expect(Math.max(...asked.map((piece) => piece.length))).toBeLessThanOrEqual(257);
		expect(asked.every((piece) => !/[\ud800-\udbff]$/.test(piece))).toBe(true);
	});
});

describe("models' vocabularies", () => {
	const exact = (name: string) => {
		const family = tokenFamilyOf({ provider: null, name });
		return family.kind === "exact" ? family.vocabulary : family.kind;
	};

	it("knows the models of each OpenAI vocabulary", () => {
		expect(["gpt-4o-mini", "gpt-4.1", "gpt-5.5", "o3-mini", "openai/gpt-5", "gpt-oss-120b"].map(exact)).toEqual(
			Array(6).fill("o200k"),
		);
		expect(["gpt-4", "gpt-4-turbo", "gpt-3.5-turbo-0125", "text-embedding-3-small"].map(exact)).toEqual(
			Array(4).fill("cl100k"),
		);
		expect(exact("claude-sonnet-4-6")).toBe("calibrated");
	});

	it("reads Claude's version from any way of writing the model", () => {
		expect(claudeVersion("claude-opus-4-7")).toBe(4.7);
		expect(claudeVersion("claude-3-5-sonnet-20241022")).toBe(3.5);
		expect(claudeVersion("claude-sonnet-4-20250514")).toBe(4);
		expect(claudeVersion("claude-fable-5-1")).toBe(5.1);
	});

	it("adds a third for Claude 4.7 and later, and trusts it less", () => {
		const text = samples["a system prompt"] ?? "";
		const before = counter.count(text, { provider: "anthropic", name: "claude-sonnet-4-6" });
		const since = counter.count(text, { provider: "anthropic", name: "claude-opus-4-8" });
		expect(since.tokens / before.tokens).toBeCloseTo(1.3, 1);
		expect(since.relativeError).toBeGreaterThan(before.relativeError);
	});

	it("gives whole tokens and an error for a model nobody knows", () => {
		const estimate = counter.count("Some text, neither long nor short.", { provider: null, name: "house-model" });
		expect(estimate).toMatchObject({ basis: "calibrated", relativeError: 0.15 });
		expect(Number.isInteger(estimate.tokens)).toBe(true);
	});

	it("counts Chinese for Gemma with the script's own factor", () => {
		const text = samples.chinese ?? "";
		const estimate = counter.count(text, { provider: "google", name: "gemini-2.5-pro" });
		expect(estimate.tokens).toBe(Math.round(encoders.o200k(text) * 0.8925));
	});
});

it("numbers tokens as it counts them, so that two texts can be compared token by token", () => {
	const model = { provider: "openai", name: "gpt-5.4" };
	const text = `Now it is nine. ${"-".repeat(600)} ${samples.english ?? "Answer briefly."}`;
	const ids = counter.tokenIds(text, model);
	expect(ids).toHaveLength(counter.count(text, model).tokens);
	expect(counter.tokenIds(`${text} More.`, model).slice(0, ids.length - 1)).toEqual(ids.slice(0, -1));
});

/** `lcpr replay`: what it reads, what it says of hit rate, cost and the first difference, and how it fails. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { readRequestLog } from "../../server/src/analysis/replay/read-request-log.ts";
import { type ReplayInput, replayLog } from "../../server/src/analysis/replay/replay.ts";
import type { ReplayReport } from "../../server/src/analysis/replay/replay-report.ts";
import { replayText } from "../../server/src/cli/formats/replay-text.ts";
import { plainStyle } from "../../server/src/cli/formats/terminal-style.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";

const knowledge = await loadKnowledge();
const rules = Array.from(
	{ length: 100 },
	(_, index) => `Rule ${index}: promise nothing about item ${index} of the list.`,
).join("\n");

function replay(lines: readonly unknown[], options: Partial<ReplayInput> = {}): ReplayReport {
	const log = readRequestLog(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
	return replayLog({ log, knowledge, asOf: "2026-11-21", interval: 1_000, firstByteAfter: 500, ...options });
}

const chat = (system: string, question: string, model = "gpt-5.5") => ({
	model,
	messages: [
		{ role: "system", content: system },
		{ role: "user", content: question },
	],
});
const at = (minute: number, body: unknown, around: object = {}) => ({
	time: `2026-11-21T09:0${minute}:00Z`,
	site: "support.answer",
	body,
	...around,
});
const clocks = [0, 1, 2].map((minute) => at(minute, chat(`Now: 09:0${minute}\n${rules}`, `Question ${minute}`)));

describe("a clock at the beginning", () => {
	const report = replay(clocks);

	it("is found as the first byte that differs, with what it costs", () => {
		const [site] = report.sites;
		expect(site).toMatchObject({ site: "support.answer", requests: 3, hitRate: 0, missed: { "differs-too-early": 2 } });
		expect(site?.differences[0]).toMatchObject({
			path: "messages[0].content",
			byteInBlock: 9,
			before: "Now: 09:0",
			was: "0",
			is: "1",
			pairs: 2,
			earlierLine: 1,
			laterLine: 2,
		});
		const lost =
			1_024 +
			128 * Math.floor((knowledge.tokens.count(rules, { provider: "openai", name: "gpt-5.5" }).tokens - 1_024) / 128);
		expect(site?.lostTokens).toBe(2 * lost);
		// $5 a million, or $0.50 read from the cache.
		expect(site?.lostUsd).toBeCloseTo((2 * lost * 4.5) / 1_000_000, 9);
	});

	it("is not blamed for what had expired meanwhile", () => {
		const late = [0, 9].map((minute) => at(minute, chat(rules, `Question ${minute}`, "gpt-5.4")));
		const [site] = replay(late).sites;
		expect(site).toMatchObject({ missed: { expired: 1 }, differences: [{ lostTokens: 0, lostUsd: 0 }] });
		expect(site?.lostTokens).toBeGreaterThan(1_000);
	});

	it("costs nothing at the end", () => {
		const moved = replay(
			[0, 1, 2].map((minute) => at(minute, chat(`${rules}\nNow: 09:0${minute}`, `Question ${minute}`))),
		);
		expect(moved.totals).toMatchObject({ lostTokens: 0, lostUsd: 0 });
		expect(moved.totals.hitRate).toBeGreaterThan(0.6);
	});

	it("reads as a person wants it", () => {
		expect(replayText(report, plainStyle)).toMatchInlineSnapshot(`
			"support.answer
			  gpt-5.5 · openai
			  3 requests, 1,410 tokens each, hit rate 0 %, $0.0070 a request
			  lost $0.0115, 2,560 tokens that an earlier request had too were paid in full
			  2 requests differed before the provider's minimum
			  first differs in messages[0].content at byte 9, after 6 tokens: 2 times, $0.0115
			    line 1  "Now: 09:0│0"
			    line 2  "Now: 09:0│1"

			3 requests, hit rate 0 % (0 of 4,230 input tokens) · $0.0211, without a cache $0.0211 · $0.0115 lost
			Prices of 2026-11-21. Input only where no usage is recorded.
			Assumed: a response begins 0.5 s after its request (--first-byte)
			Assumed: openai sends about 15 requests a minute with one beginning and one key to a machine; the others start cold
			"
		`);
	});
});

describe("the log", () => {
	it("takes the bodies of all providers, bare or wrapped", () => {
		const report = replay([
			chat("You are kind.", "Hello"),
			{ body: { model: "gpt-5.5", instructions: "You are kind.", input: "Hello" } },
			{
				model: "claude-sonnet-4-6",
				max_tokens: 9,
				system: "You are kind.",
				messages: [{ role: "user", content: "Hello" }],
			},
			{
				url: "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent",
				body: {
					systemInstruction: { parts: [{ text: "You are kind." }] },
					contents: [{ role: "user", parts: [{ text: "Hello" }] }],
				},
			},
			{
				url: "https://bedrock-runtime.us-east-1.amazonaws.com/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse",
				body: JSON.stringify({
					system: [{ text: "You are kind." }],
					messages: [{ role: "user", content: [{ text: "Hello" }] }],
				}),
			},
		]);
		expect(report.requests.map(({ provider, model }) => `${provider} ${model}`)).toEqual([
			"openai gpt-5.5",
			"openai gpt-5.5",
			"anthropic claude-sonnet-4-6",
			"google gemini-2.5-pro",
			"bedrock anthropic.claude-sonnet-4-5-20250929-v1:0",
		]);
		expect(report.requests.every(({ inputTokens }) => inputTokens >= 5)).toBe(true);
	});

	it("names the line of what it cannot read and replays the rest", () => {
		const report = replay(["{oops", "", clocks[0], "[1]", { time: "noon", body: chat("a", "b") }, { prompt: "old" }]);
		expect(report.totals.requests).toBe(1);
		expect(report.problems.map(({ line, because }) => `${line}: ${because.split(":")[0]}`)).toEqual([
			"1: not JSON",
			"4: not a JSON object",
			"5: `time` is not a time",
			"6: not a request body",
		]);
	});

	it("orders requests by time and says what it assumed where there is none", () => {
		const report = replay([at(2, chat(rules, "b")), at(0, chat(rules, "a"))]);
		expect(report.requests.map(({ line, readTokens }) => [line, readTokens > 0])).toEqual([
			[1, true],
			[2, false],
		]);
		expect(replay([chat(rules, "a")]).assumptions[0]).toBe(
			"1 of 1 requests have no time and are taken 1 s apart (--interval)",
		);
	});

	it("groups requests without a site by model and shared instructions", () => {
		const other = rules.replaceAll("promise nothing", "say much");
		const report = replay([...clocks.map(({ body }) => body), chat(other, "x"), chat(rules, "y", "gpt-5.4")]);
		expect(report.sites.map(({ requests }) => requests).sort()).toEqual([1, 1, 3]);
		expect(report.sites.every(({ siteIsGiven }) => !siteIsGiven)).toBe(true);
	});

	it("counts output and compares hit rates where usage was recorded", () => {
		const usage = { prompt_tokens: 1_500, completion_tokens: 100, prompt_tokens_details: { cached_tokens: 750 } };
		const { totals } = replay([at(0, chat(rules, "a"), { usage })]);
		expect(totals).toMatchObject({ outputTokens: 100, reported: { requests: 1, hitRate: 0.5 } });
		const claude = { input_tokens: 20, cache_read_input_tokens: 80, cache_creation_input_tokens: 0, output_tokens: 5 };
		expect(replay([at(0, chat(rules, "a"), { usage: claude })]).totals.reported?.hitRate).toBe(0.8);
	});

	it("prices by the given prices, for the given provider and model", () => {
		const body = chat(rules, "a", "our-deployment");
		expect(replay([at(0, body)]).totals).toMatchObject({ usd: null, unpriced: 1 });
		const priced = replay([at(0, body), at(1, body)], {
			prices: { input: 1, cacheRead: 0.5 },
			provider: "azure",
			model: "gpt-5.4",
		});
		expect(priced.totals.usd).toBeCloseTo((priced.totals.inputTokens - priced.totals.readTokens / 2) / 1_000_000, 12);
	});
});

it("keeps the JSON contract", () => {
	const schema = new URL("../../server/src/cli/formats/replay.schema.json", import.meta.url);
	const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
		JSON.parse(readFileSync(schema, "utf8")),
	);
	validate(JSON.parse(JSON.stringify(replay([...clocks, "{oops"]))));
	expect(validate.errors).toBeNull();
});

/** The simulated caches, each held against what its provider documents. */
import fc from "fast-check";
import "../harness/property-seed.ts";
import { describe, expect, it } from "vitest";
import type { CacheBlock, CacheRequest } from "../../server/src/prompts/cache/cache-request.ts";
import { type CacheOutcome, CacheSimulator, type SimulatorOptions } from "../../server/src/prompts/cache/simulate.ts";
import { words } from "./builders.ts";
import { cacheRules, promptKnowledge } from "./knowledge.ts";

const { tokens } = await promptKnowledge();
const minute = 60_000;

function block(text: string, changes: Partial<CacheBlock> = {}): CacheBlock {
	return {
		section: "messages",
		path: "messages[0].content",
		role: "user",
		text,
		tokens: null,
		breakpoint: null,
		...changes,
	};
}

const system = (text: string, breakpoint: string | null = null) =>
	block(text, { section: "system", path: "system", role: "system", breakpoint });

function request(blocks: readonly CacheBlock[], changes: Partial<CacheRequest> = {}): CacheRequest {
	return {
		time: 0,
		responseStartsAfter: 500,
		provider: "openai",
		model: "gpt-5.4",
		organisation: null,
		cacheKey: null,
		lifetime: null,
		automaticBreakpoint: null,
		explicitOnly: false,
		blocks,
		options: {},
		...changes,
	};
}

function replay(requests: readonly CacheRequest[], options: Partial<SimulatorOptions> = {}): CacheOutcome[] {
	const simulator = new CacheSimulator({ rules: cacheRules, tokens, ...options });
	return requests.map((each) => simulator.add(each));
}

const claude = { provider: "anthropic", model: "claude-sonnet-4-6", explicitOnly: true } as const;
const rules = words(1_500);
const ask = (question: string, time: number, changes: Partial<CacheRequest> = {}) =>
	request([system(rules), block(question)], { time, ...changes });
const askClaude = (question: string, time: number, changes: Partial<CacheRequest> = {}) =>
	request([system(rules, "5m"), block(question)], { ...claude, time, ...changes });

describe("an automatic cache", () => {
	it("reads the longest prefix in steps of 128 above 1,024", () => {
		const [first, second] = replay([ask("One?", 0), ask("Two?", minute)]);
		expect(first).toMatchObject({ readTokens: 0, missed: "nothing-shared" });
		const prefix = tokens.count(rules, { provider: "openai", name: "gpt-5.4" }).tokens;
		expect(second).toMatchObject({ readTokens: 1_024 + 128 * Math.floor((prefix - 1_024) / 128), missed: null });
	});

	it("reads nothing when the requests differ before the minimum", () => {
		const at = (clock: string, time: number) => request([system(`Now: ${clock}. ${rules}`)], { time });
		expect(replay([at("10:01", 0), at("10:02", minute)])[1]).toMatchObject({
			readTokens: 0,
			missed: "differs-too-early",
		});
	});

	it("keeps nothing of a request under the minimum", () => {
		const short = (time: number) => request([system(words(900))], { time });
		expect(replay([short(0), short(minute)])[1]).toMatchObject({
			readTokens: 0,
			missed: "below-minimum",
			writtenTokens: {},
		});
	});

	it("forgets after its idle lifetime, and every read renews it", () => {
		const times = [0, 4, 8, 12, 18].map((at) => ask(`Question ${at}?`, at * minute));
		expect(replay(times).map(({ missed }) => missed)).toEqual(["nothing-shared", null, null, null, "expired"]);
	});

	it("keeps a prefix for a day when the model or the request says so", () => {
		const night = 10 * 60 * minute;
		expect(replay([ask("One?", 0), ask("Two?", night)])[1]?.missed).toBe("expired");
		expect(
			replay([ask("One?", 0, { model: "gpt-5.5" }), ask("Two?", night, { model: "gpt-5.5" })])[1]?.missed,
		).toBeNull();
		expect(
			replay([ask("One?", 0, { lifetime: "24h" }), ask("Two?", night, { lifetime: "24h" })])[1]?.missed,
		).toBeNull();
	});

	it("is not read before the first response begins", () => {
		const fanOut = [0, 1, 2, 3].map((at) => ask(`Question ${at}?`, at * 10));
		expect(replay([...fanOut, ask("Later?", 2_000)]).map(({ missed }) => missed)).toEqual([
			"nothing-shared",
			"not-readable-yet",
			"not-readable-yet",
			"not-readable-yet",
			null,
		]);
	});

	it("sends more than 15 requests a minute to another machine, and a cache key of its own as well", () => {
		const busy = Array.from({ length: 17 }, (_, index) => ask(`Question ${index}?`, index * 1_000));
		const outcomes = replay(busy);
		expect(outcomes.filter(({ missed }) => missed === null)).toHaveLength(15);
		expect(outcomes[15]).toMatchObject({ machine: 1, missed: "other-machine" });
		const keyed = replay([ask("One?", 0, { cacheKey: "a" }), ask("Two?", minute, { cacheKey: "b" })]);
		expect(keyed[1]?.missed).toBe("other-machine");
	});

	it("is not shared between organisations or models", () => {
		expect(
			replay([ask("One?", 0, { organisation: "a" }), ask("Two?", minute, { organisation: "b" })])[1]?.readTokens,
		).toBe(0);
		expect(replay([ask("One?", 0), ask("Two?", minute, { model: "gpt-5.4-nano" })])[1]?.readTokens).toBe(0);
	});

	it("drops what was used least recently when it is full", () => {
		const azure = { provider: "azure" } as const;
		const other = request([system(words(3_000).toUpperCase()), block("Three?")], { ...azure, time: 2 * minute });
		const full = replay([ask("One?", 0, azure), ask("Two?", minute, azure), other, ask("Four?", 3 * minute, azure)], {
			capacityTokens: 3_000,
		});
		expect(full.map(({ readTokens }) => readTokens > 0)).toEqual([false, true, false, false]);
	});

	it("needs a key where the provider says so", () => {
		const mistral = (time: number, cacheKey: string | null) =>
			ask(`Question ${time}?`, time, { provider: "mistral", model: "mistral-large-latest", cacheKey });
		expect(replay([mistral(0, null), mistral(minute, null)])[1]?.missed).toBe("no-cache-key");
		expect(replay([mistral(0, "a"), mistral(minute, "a")])[1]?.readTokens).toBeGreaterThan(1_000);
	});
});

describe("a cache of breakpoints", () => {
	it("reads exactly what a marker closed, and writes at the marker's price", () => {
		const [first, second] = replay([askClaude("One?", 0), askClaude("Two?", minute)]);
		const prefix = tokens.count(rules, { provider: "anthropic", name: "claude-sonnet-4-6" }).tokens;
		expect(first).toMatchObject({ readTokens: 0, writtenTokens: { "5m": prefix } });
		expect(second).toMatchObject({ readTokens: prefix, writtenTokens: {}, missed: null });
	});

	it("caches nothing without a marker", () => {
		const plain = (time: number) => request([system(rules), block(`Question ${time}?`)], { ...claude, time });
		expect(replay([plain(0), plain(minute)])[1]).toMatchObject({
			readTokens: 0,
			writtenTokens: {},
			missed: "no-breakpoint",
		});
	});

	it("writes in vain when the marker stands behind what changes", () => {
		const late = (question: string, time: number) =>
			request([system(rules), block(question, { breakpoint: "5m" })], { ...claude, time });
		const [, second] = replay([late("One?", 0), late("Two?", minute)]);
		expect(second).toMatchObject({ readTokens: 0, missed: "not-at-breakpoint" });
		expect(Object.values(second?.writtenTokens ?? {})[0]).toBeGreaterThan(1_400);
	});

	it("finds an earlier end at most 20 blocks back", () => {
		const conversation = (blocks: number, time: number) =>
			request(
				[
					system(rules),
					...Array.from({ length: blocks }, (_, index) =>
						block(`Step ${index}`, { breakpoint: index === blocks - 1 ? "5m" : null }),
					),
				],
				{ ...claude, time },
			);
		expect(replay([conversation(5, 0), conversation(24, minute)])[1]?.readTokens).toBeGreaterThan(1_400);
		expect(replay([conversation(5, 0), conversation(25, minute)])[1]).toMatchObject({
			readTokens: 0,
			missed: "not-at-breakpoint",
		});
	});

	it("loses the messages and keeps the system prompt when the tool choice changes", () => {
		const turn = (choice: string, time: number) =>
			request([system(rules, "5m"), block(words(600), { breakpoint: "5m" })], {
				...claude,
				time,
				options: { tool_choice: choice },
			});
		const [, same, other] = replay([turn("auto", 0), turn("auto", minute), turn("any", 2 * minute)]);
		expect(same?.readTokens).toBeGreaterThan((other?.readTokens ?? 0) + 500);
		expect(other?.readTokens).toBeGreaterThan(1_400);
		const openAi = (choice: string, time: number) => ask(`${choice}?`, time, { options: { tool_choice: choice } });
		expect(replay([openAi("auto", 0), openAi("any", minute)])[1]?.missed).toBeNull();
	});

	it("tells what is written for an hour from what is written for five minutes", () => {
		const mixed = request([system(rules, "1h"), block(words(600), { breakpoint: "5m" })], claude);
		expect(Object.keys(replay([mixed])[0]?.writtenTokens ?? {})).toEqual(["1h", "5m"]);
	});

	it("takes a marker for the whole request as one behind its last block", () => {
		const grow = (turns: number, time: number) =>
			request([system(rules), ...Array.from({ length: turns }, (_, turn) => block(`Turn ${turn}`))], {
				...claude,
				time,
				automaticBreakpoint: "5m",
			});
		expect(replay([grow(1, 0), grow(3, minute)])[1]?.readTokens).toBeGreaterThan(1_400);
	});
});

describe("OpenAI's models since GPT-5.6", () => {
	const newer = { model: "gpt-5.6-sol" } as const;

	it("never read the shared start of one-shot requests, which they write each time", () => {
		const [, second] = replay([ask("One?", 0, newer), ask("Two?", minute, newer)]);
		expect(second).toMatchObject({ readTokens: 0, missed: "not-at-breakpoint" });
		expect(second?.writtenTokens["30m"]).toBeGreaterThan(1_400);
	});

	it("read it with a breakpoint of its own, and read a growing conversation without", () => {
		const marked = (question: string, time: number) =>
			request([system(rules, "30m"), block(question)], { ...newer, time });
		expect(replay([marked("One?", 0), marked("Two?", minute)])[1]?.readTokens).toBeGreaterThan(1_400);
		const grow = (turns: number, time: number) =>
			request([system(rules), ...Array.from({ length: turns }, (_, turn) => block(`Turn ${turn}`))], {
				...newer,
				time,
			});
		expect(replay([grow(1, 0), grow(3, minute)])[1]?.readTokens).toBeGreaterThan(1_400);
	});
});

describe("a tree and a chain of block hashes", () => {
	it("read the same tokens of the same requests", () => {
		const prompts = fc.array(fc.array(fc.constantFrom("alpha ", "beta ", "gamma ", words(70)), { maxLength: 30 }), {
			maxLength: 8,
		});
		fc.assert(
			fc.property(prompts, (texts) => {
				const requests = texts.map((parts, index) => request([system(parts.join(""))], { time: index * 1_000 }));
				const read = (index: "radix" | "block-hash") => replay(requests, { index }).map(({ readTokens }) => readTokens);
				expect(read("radix")).toEqual(read("block-hash"));
			}),
			{ numRuns: 60 },
		);
	});
});

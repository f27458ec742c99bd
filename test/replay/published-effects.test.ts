/**
 * Four effects that others have measured and published, in the simulator. Where a publication gives its inputs they are
 * the ones used; texts are stand-ins of the same number of tokens.
 */
import { describe, expect, it } from "vitest";
import { requestUsd } from "../../server/src/analysis/replay/price-outcome.ts";
import { estimateRequest } from "../../server/src/costs/cost-request.ts";
import { findOffer } from "../../server/src/costs/find-offer.ts";
import type { CacheBlock, CacheRequest } from "../../server/src/prompts/cache/cache-request.ts";
import { type CacheOutcome, CacheSimulator } from "../../server/src/prompts/cache/simulate.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";

const knowledge = await loadKnowledge();
const asOf = "2026-11-21";

/** A block of so many tokens; two blocks are the same when their texts are. */
function block(text: string, tokens: number, changes: Partial<CacheBlock> = {}): CacheBlock {
	return { section: "messages", path: text, role: "user", text, tokens, breakpoint: null, ...changes };
}

const system = (text: string, tokens: number, changes: Partial<CacheBlock> = {}) =>
	block(text, tokens, { section: "system", role: "system", ...changes });

function replay(
	requests: readonly (Partial<CacheRequest> & Pick<CacheRequest, "blocks" | "model" | "provider">)[],
): CacheOutcome[] {
	const simulator = new CacheSimulator({ rules: knowledge.cacheRules, tokens: knowledge.tokens });
	return requests.map((request, index) =>
		simulator.add({
			time: index * 5_000,
			responseStartsAfter: 500,
			organisation: null,
			cacheKey: null,
			lifetime: null,
			automaticBreakpoint: null,
			explicitOnly: true,
			options: {},
			...request,
		}),
	);
}

const hitRateOf = (outcomes: readonly CacheOutcome[]) =>
	outcomes.reduce((sum, { readTokens }) => sum + readTokens, 0) /
	outcomes.reduce((sum, { inputTokens }) => sum + inputTokens, 0);

/**
 * The seed's Sonnet workload: a system prompt of 4,000 tokens, 800 of user input and 600 of output, 500,000 requests a month.
 * It reads 83 % of the input and leaves the price of writing out, as one write serves thousands of requests.
 */
describe("a cached system prompt at 500,000 requests a month", () => {
	const millisecondsBetween = (30 * 24 * 3_600_000) / 500_000;
	const outcomes = replay(
		Array.from({ length: 500 }, (_, index) => ({
			provider: "anthropic",
			model: "claude-sonnet-4-6",
			time: index * millisecondsBetween,
			blocks: [system("instructions", 4_000, { breakpoint: "5m" }), block(`question ${index}`, 800)],
		})),
	);
	const monthlyUsd = (cacheHitRate: number) =>
		estimateRequest(
			{ model: "claude-sonnet-4-6", requests: 500_000, inputTokens: 4_800, outputTokens: 600, cacheHitRate },
			{ book: knowledge.priceBook, asOf },
		).estimate?.monthlyUsd ?? 0;

	it("is read for 83 % of the input", () => {
		expect(Math.round(hitRateOf(outcomes) * 100)).toBe(83);
	});

	it("takes the loaded month from $12,901 to $7,361", () => {
		expect(Math.round(monthlyUsd(0))).toBe(12_901);
		expect(Math.round(monthlyUsd(Math.round(hitRateOf(outcomes) * 100) / 100))).toBe(7_361);
		expect(Math.abs(monthlyUsd(hitRateOf(outcomes)) - 7_361)).toBeLessThan(7_361 * 0.005);
	});
});

/**
 * platform.claude.com/docs/en/about-claude/models/optimizing-for-cost-and-intelligence: a status line of 25 tokens in front
 * makes an agent's run cost $4.24 instead of $0.59. The guide does not give the run; at Sonnet's prices the two amounts
 * together say that 73,000 tokens were written in all, which 27 turns that grow from 10,000 tokens do.
 */
describe("a status line of 25 tokens in front of an agent's run", () => {
	const turns = 27;
	const [first, last] = [10_000, 72_700];
	const perTurn = (last - first) / (turns - 1);
	const run = (statusLine: boolean) =>
		replay(
			Array.from({ length: turns }, (_, turn) => ({
				provider: "anthropic",
				model: "claude-sonnet-4-6",
				automaticBreakpoint: "5m",
				blocks: [
					...(statusLine ? [system(`turn ${turn}`, 25)] : []),
					system("instructions and tools", first),
					...Array.from({ length: turn }, (_, step) => block(`step ${step}`, perTurn)),
				],
			})),
		);
	const prices = findOffer(knowledge.priceBook, {
		provider: "anthropic",
		model: "claude-sonnet-4-6",
		asOf,
		inputTokens: last,
	}).offer?.prices;
	const usd = (outcomes: readonly CacheOutcome[]) =>
		outcomes.reduce((sum, outcome) => sum + (prices ? requestUsd(outcome, prices, 0) : Number.NaN), 0);

	it("takes a run from $0.59 to $4.24", () => {
		expect(Math.abs(usd(run(false)) - 0.59)).toBeLessThan(0.02);
		expect(Math.abs(usd(run(true)) - 4.24)).toBeLessThan(0.1);
	});

	it("takes the hit rate from over 90 % to nothing", () => {
		expect(hitRateOf(run(false))).toBeGreaterThan(0.9);
		expect(hitRateOf(run(true))).toBe(0);
	});
});

/**
 * github.com/zeroclaw-labs/zeroclaw/pull/10959: 65 tools of 23,457 tokens out of an unsorted map, with the marker on the
 * last. The same order twice reads 23,457; an order not seen before writes 23,457 and reads 0.
 */
describe("tools in another order", () => {
	const names = Array.from({ length: 65 }, (_, index) => index);
	const tokensOf = (name: number) => (name < 64 ? 360 : 23_457 - 64 * 360);
	const tools = (order: readonly number[]) =>
		order.map((name, index) =>
			block(`tool ${name}`, tokensOf(name), { section: "tools", role: null, breakpoint: index === 64 ? "5m" : null }),
		);
	const ask = (order: readonly number[], question: string) => ({
		provider: "bedrock",
		model: "anthropic.claude-haiku-4-5-20251001-v1:0",
		blocks: [...tools(order), block(question, 40)],
	});
	/** A different order for each number, without chance. */
	const shuffled = (seed: number) =>
		[...names].sort((a, b) => ((a * 31 + seed * 17) % 65) - ((b * 31 + seed * 17) % 65));

	it("are written again, and read only in an order that was sent before", () => {
		const outcomes = replay([ask(names, "a"), ask(names, "b"), ask(shuffled(3), "c"), ask(names, "d")]);
		expect(outcomes.map(({ readTokens }) => readTokens)).toEqual([0, 23_457, 0, 23_457]);
		expect(outcomes.map(({ writtenTokens }) => writtenTokens["5m"] ?? 0)).toEqual([23_457, 0, 23_457, 0]);
	});

	/** github.com/openai/codex/pull/2611: hit rates under 1 % with tools out of a hash map. */
	it("take the hit rate of a session under 1 %, and sorted tools bring it back", () => {
		const session = (order: (turn: number) => readonly number[]) =>
			replay(
				Array.from({ length: 40 }, (_, turn) => ({
					provider: "openai",
					model: "gpt-5.4",
					time: turn * 10_000,
					blocks: [...tools(order(turn)), ...Array.from({ length: turn + 1 }, (_, step) => block(`turn ${step}`, 500))],
				})),
			);
		expect(hitRateOf(session(shuffled))).toBeLessThan(0.01);
		expect(hitRateOf(session(() => names))).toBeGreaterThan(0.9);
	});
});

/**
 * github.com/ltmoerdani/opencode-copilot-chat/pull/238: a DeepSeek session of 614,000 tokens at its context limit. While the
 * cut of the history stays, 99.8 % is read; when it moves, 11.4 %, exactly the 69,888 tokens of system prompt and tools.
 */
describe("a history that is cut from the front", () => {
	const messages = 544;
	const turn = (from: number, index: number) => ({
		provider: "deepseek",
		model: "deepseek-chat",
		time: index * 60_000,
		blocks: [
			system("system prompt and tools", 69_888),
			...Array.from({ length: messages }, (_, at) => block(`message ${from + at}`, 1_000)),
		],
	});

	it("reads 99.8 % while the cut stays and 11.4 % when it moves", () => {
		const grown = { ...turn(0, 1), blocks: [...turn(0, 1).blocks, block("next", 1_000)] };
		const [, stays, moves] = replay([turn(0, 0), grown, turn(40, 2)]);
		expect(((stays?.readTokens ?? 0) / (stays?.inputTokens ?? 1)).toFixed(3)).toBe("0.998");
		expect(moves?.readTokens).toBe(69_888);
		expect(((moves?.readTokens ?? 0) / (moves?.inputTokens ?? 1)).toFixed(3)).toBe("0.114");
	});
});

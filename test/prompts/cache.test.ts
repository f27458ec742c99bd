/** What each provider's cache makes of a prompt, with the reason when it makes nothing. */
import { describe, expect, it } from "vitest";
import type { LlmCall } from "../../server/src/model/llm-call.ts";
import { assemblePrompt } from "../../server/src/prompts/assemble-prompt.ts";
import { findCacheRule, minimumTokensOf, parseCacheRules } from "../../server/src/prompts/cache/cache-rules.ts";
import { billedInputTokens, breakEvenHitRate, expectedHitRate } from "../../server/src/prompts/cache/hit-rate.ts";
import { inSteps } from "../../server/src/prompts/cache/plan-cache.ts";
import { breakpoint, call, externalCall, hole, message, opaque, parameter, place, text, words } from "./builders.ts";
import { cacheRules, promptKnowledge } from "./knowledge.ts";

const knowledge = await promptKnowledge();
const question = () => message("user", text("Question: ", hole(parameter("question"))), { index: 1 });
const plan = (prompt: LlmCall) => assemblePrompt(prompt, knowledge).cachePlan;

const claude = { provider: "anthropic", modelName: "claude-sonnet-4-6" } as const;

describe("the rules file", () => {
	it("reads without problems", () => {
		expect(cacheRules.problems).toEqual([]);
		expect(cacheRules.rules.length).toBeGreaterThan(15);
	});

	it("names a rule it cannot read and keeps the others", () => {
		const rules = parseCacheRules("rules:\n  - id: x\n    mode: sometimes\n");
		expect(rules.problems[0]).toContain("`mode` of x");
		expect(parseCacheRules("rules: [").problems).toHaveLength(1);
	});

	it("finds each model's minimum", () => {
		const minimum = (provider: string, name: string) => {
			const found = findCacheRule(cacheRules, { provider, name });
			return found && minimumTokensOf(found.rule, name);
		};
		expect(minimum("anthropic", "claude-opus-4-5-20251101")).toBe(4_096);
		expect(minimum("anthropic", "claude-sonnet-4-5")).toBe(1_024);
		expect(minimum("anthropic", "claude-opus-5")).toBe(512);
		expect(minimum("anthropic", "claude-opus-5-5")).toBeNull();
		expect(minimum("google", "gemini-2.5-pro")).toBe(4_096);
		expect(minimum("aws", "us.anthropic.claude-haiku-4-5-20251001-v1:0")).toBe(4_096);
	});

	it("knows the models of a provider that have no cache", () => {
		const mode = (provider: string, name: string) => findCacheRule(cacheRules, { provider, name })?.rule.mode;
		expect(mode("google", "gemini-1.5-pro")).toBe("none");
		expect(mode("google", "models/gemini-2.5-flash")).toBe("automatic");
		expect(mode("bedrock", "meta.llama3-70b-instruct-v1:0")).toBe("none");
		expect(mode("bedrock", "anthropic.claude-3-7-sonnet-20250219-v1:0")).toBe("explicit");
		expect(mode("bedrock", "amazon.nova-pro-v1:0")).toBe("automatic");
		expect(mode("groq", "llama-3.3-70b-versatile")).toBe("none");
	});

	it("looks through a router at the vendor's own rule", () => {
		const found = findCacheRule(cacheRules, { provider: "openrouter", name: "anthropic/claude-sonnet-4.5" });
		expect(found).toMatchObject({ throughRouter: true, rule: { id: "anthropic" } });
	});
});

describe("automatic caches", () => {
	it("reuse the fixed prefix in steps of 128 above 1,024", () => {
		const prompt = assemblePrompt(call([message("system", text(words(1_300)), { index: 0 }), question()]), knowledge);
		expect(prompt.cachePlan).toMatchObject({ mode: "automatic", certainty: "certain", notCachedBecause: null });
		expect(prompt.cacheablePrefixTokens).toBe(1_024 + 128 * Math.floor((prompt.staticPrefixTokens - 1_024) / 128));
	});

	it("say which expression keeps the prefix under the minimum", () => {
		const clock = externalCall("datetime.datetime.now()", "datetime.now()");
		const prompt = call([message("system", text(words(38), " ", hole(clock), words(1_500)))]);
		expect(plan(prompt)).toMatchObject({ cacheableTokens: 0 });
		expect(plan(prompt).notCachedBecause).toMatch(
			/^the prefix of \d+ tokens before `datetime.now\(\)` is under the 1,024 minimum$/,
		);
	});

	it("do not exist for models from before them", () => {
		const prompt = call([message("system", text(words(1_300))), question()], { modelName: "gpt-4-turbo" });
		expect(plan(prompt)).toMatchObject({ mode: "none", notCachedBecause: "gpt-4-turbo has no prompt cache" });
		expect(plan(call([message("system", text(words(1_300))), question()], { modelName: "gpt-4o" })).mode).toBe(
			"automatic",
		);
	});

	it("do not exist for embeddings", () => {
		expect(plan(call([message("user", text(words(2_000)))], { api: "embedding" }))).toMatchObject({
			mode: "none",
			cacheableTokens: 0,
		});
	});
});

describe("explicit caches", () => {
	it("reuse nothing without a marker", () => {
		const result = plan(call([message("system", text(words(1_300)), { index: 0 }), question()], claude));
		expect(result).toMatchObject({ mode: "explicit", cacheableTokens: 0 });
		expect(result.notCachedBecause).toContain("no `cache_control`");
	});

	it("reuse the prefix up to the marker", () => {
		const prompt = assemblePrompt(
			call([message("system", text(words(1_300)), { index: 0, breakpoint }), question()], claude),
			knowledge,
		);
		expect(prompt.cacheablePrefixTokens).toBe(prompt.staticPrefixTokens - (prompt.segments[1]?.tokens.tokens ?? 0));
	});

	it("reuse nothing when the marker stands on a changing block", () => {
		const marked = message("user", text("Q: ", hole(parameter("question"))), { breakpoint });
		const result = plan(call([message("system", text(words(1_300))), marked], claude));
		expect(result.notCachedBecause).toBe("the cache marker stands after `question`, which changes on every request");
	});
});

describe("caches that match at a written breakpoint", () => {
	const modelName = "gpt-5.6-sol";
	const system = message("system", text(words(1_300)), { index: 0 });

	it("are likely never read by one-shot calls without a breakpoint", () => {
		const result = plan(call([system, question()], { modelName }));
		expect(result).toMatchObject({ mode: "implicit-breakpoint", cacheableTokens: 0, certainty: "likely" });
	});

	it("serve a growing conversation", () => {
		const result = plan(call([system, opaque("unknown", parameter("history")), question()], { modelName }));
		expect(result.cacheableTokens).toBeGreaterThan(1_024);
	});

	it("serve a breakpoint after the fixed part", () => {
		const marked = message("system", text(words(1_300)), { index: 0, breakpoint });
		expect(plan(call([marked, question()], { modelName })).cacheableTokens).toBeGreaterThan(1_024);
	});
});

describe("an unknown provider", () => {
	it("is said to be unknown, never assumed to cache", () => {
		const result = plan(call([message("system", text(words(1_300)))], { provider: null, modelName: null }));
		expect(result).toMatchObject({
			mode: "unknown",
			cacheableTokens: 0,
			notCachedBecause: "the provider is not known",
		});
	});
});

describe("arithmetic", () => {
	it("breaks even at (w - 1) / (w - r)", () => {
		expect(breakEvenHitRate({ write: 1.25, read: 0.1 })).toBeCloseTo(0.2174, 4);
		expect(breakEvenHitRate({ write: 2, read: 0.1 })).toBeCloseTo(0.5263, 4);
		expect(breakEvenHitRate({ write: 1, read: 0.5 })).toBe(0);
		expect(breakEvenHitRate({ write: 1.25, read: 1 })).toBeNull();
	});

	it("expects hits from the request rate and the lifetime", () => {
		expect(expectedHitRate(1 / 300, 300)).toBeCloseTo(1 - Math.exp(-1), 12);
		expect(expectedHitRate(0, 300)).toBe(0);
		expect(expectedHitRate(Number.NaN, 300)).toBe(0);
	});

	it("bills a prefix as reads and writes by the hit rate", () => {
		const multipliers = { write: 1.25, read: 0.1 };
		expect(billedInputTokens({ prefixTokens: 1_000, otherTokens: 200, hitRate: 1, multipliers })).toBe(300);
		expect(billedInputTokens({ prefixTokens: 1_000, otherTokens: 200, hitRate: 0, multipliers })).toBe(1_450);
	});

	it("never caches more than there is", () => {
		expect(inSteps(1_279, 1_024, 128)).toBe(1_152);
		expect(inSteps(1_024, 1_024, 128)).toBe(1_024);
		expect(inSteps(700, null, null)).toBe(700);
	});
});

it("keeps places of segments inside their own text", () => {
	const prompt = assemblePrompt(call([message("user", text("a", hole(parameter("question"))))]), knowledge);
	expect(prompt.segments[0]?.place).toEqual(place);
});

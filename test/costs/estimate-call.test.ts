import { describe, expect, it } from "vitest";
import { estimateCall } from "../../server/src/costs/estimate-call.ts";
import { seedDefaults, withValues } from "../../server/src/costs/workload.ts";
import type { CostEstimate, NoCost } from "../../server/src/model/cost.ts";
import type { LlmCall } from "../../server/src/model/llm-call.ts";
import type { Prompt } from "../../server/src/model/prompt.ts";
import { book } from "./bundled-price-book.ts";
import { aCall, aPrompt } from "./priced-call.ts";

const asOf = "2026-11-21";

function estimate(call: LlmCall = aCall(), prompt: Prompt = aPrompt(), workload = seedDefaults): CostEstimate {
	const { cost, none } = estimateCall({ call, prompt, book, workload, asOf });
	if (!cost) throw new Error(none?.because);
	return cost;
}

function refusal(call: LlmCall, prompt: Prompt = aPrompt()): NoCost {
	const { none } = estimateCall({ call, prompt, book, workload: seedDefaults, asOf });
	if (!none) throw new Error("was priced");
	return none;
}

describe("a call with a known model", () => {
	it("costs what the published example says", () => {
		const cost = estimate();
		expect(cost.usdPerRequest).toBeCloseTo(0.016, 9);
		expect(cost.loadedUsdPerRequest).toBeCloseTo(0.0191368421, 9);
		expect(cost.monthlyUsd).toBeCloseTo(9_090, 6);
	});

	it("has components that add up to the loaded cost", () => {
		const { components: c, loadedUsdPerRequest } = estimate();
		const sum = c.tokenUsd + c.retryUsd + c.repairUsd + c.engineeringUsd + c.failedRequestsUsd;
		expect(sum).toBeCloseTo(loadedUsdPerRequest, 12);
	});

	it("says what share the answer is", () => {
		const cost = estimate();
		expect(cost.outputShare).toBeCloseTo(0.75, 9);
		expect(cost.outputToInputPriceRatio).toBe(6);
	});

	it("tags every input of the formula", () => {
		const names = estimate().assumptions.map((assumption) => assumption.name);
		for (const name of ["inputTokens", "outputTokens", "requestsPerMonth", "retryRate", "qualityGatePassRate"]) {
			expect(names).toContain(name);
		}
	});

	it("has the present offer first and the archetypes in their order", () => {
		const offers = estimate().byArchetype;
		expect(offers[0]).toMatchObject({ archetype: "direct-model-vendor", provider: "openai", sameModel: true });
		expect([...new Set(offers.map((offer) => offer.archetype))]).toEqual([
			"direct-model-vendor",
			"hyperscaler-native",
			"inference-api-platform",
			"serverless-gpu",
			"specialised-silicon",
			"managed-dedicated",
			"bare-metal-dedicated",
		]);
		const lambda = offers.find((offer) => offer.provider === "lambda");
		expect(lambda).toMatchObject({ sameModel: false, gpus: 1 });
		expect(lambda?.loadedUsdPerRequest).toBeCloseTo(0.0078375, 6);
	});

	it("never shows a stand-in without its caveat", () => {
		for (const offer of estimate().byArchetype) expect(offer.qualityCaveat === null).toBe(offer.sameModel);
	});
});

describe("the prompt cache", () => {
	const cacheable = aPrompt({
		inputTokens: { tokens: 4_800, basis: "exact", relativeError: 0 },
		cachePlan: { ...aPrompt().cachePlan, cacheableTokens: 4_000, notCachedBecause: null },
	});

	it("is not counted on unless a hit rate is set", () => {
		expect(estimate(aCall(), cacheable).cachedInputTokens).toBe(0);
	});

	it("is counted up to what the provider can cache", () => {
		const hit = { value: 0.95, confidence: "measured", from: "lcpr.yaml" } as const;
		const cost = estimate(aCall(), cacheable, withValues(seedDefaults, { cacheHitRate: hit }));
		expect(cost.cachedInputTokens).toBe(4_000);
		expect(cost.inputUsd).toBeCloseTo((800 * 5 + 4_000 * 0.5) / 1e6, 12);
	});
});

describe("writing the prompt cache", () => {
	const breakpoint = (ttl: "5m" | "1h") => {
		const place = { file: "app.py", start: 0, end: 1 };
		const origin = { ...place, label: "rules", source: { kind: "constant" }, from: [] } as const;
		return {
			role: "system",
			content: { kind: "opaque", origin },
			item: null,
			cacheBreakpoint: { ...place, ttl },
			repeatsOver: null,
			onlyIf: null,
		} as const;
	};
	const prompt = aPrompt({
		inputTokens: { tokens: 5_000, basis: "exact", relativeError: 0 },
		cachePlan: { ...aPrompt().cachePlan, mode: "explicit", cacheableTokens: 4_000, notCachedBecause: null },
	});
	const workload = withValues(seedDefaults, { cacheHitRate: { value: 0.6, confidence: "measured", from: "logs" } });
	const inputUsd = (ttl: "5m" | "1h") =>
		estimate(
			aCall({ provider: "anthropic", modelName: "claude-sonnet-4-6", prompt: [breakpoint(ttl)] }),
			prompt,
			workload,
		).inputUsd;

	it("costs more than sending, and an hour more than five minutes", () => {
		expect(inputUsd("5m")).toBeCloseTo((1_000 * 3 + 3_000 * 0.3 + 1_000 * 3.75) / 1e6, 12);
		expect(inputUsd("1h")).toBeCloseTo((1_000 * 3 + 3_000 * 0.3 + 1_000 * 6) / 1e6, 12);
	});
});

describe("other shapes", () => {
	it("an embedding has no output and only places with the same model", () => {
		const call = aCall({ api: "embedding", modelName: "text-embedding-3-small" });
		const cost = estimate(call, aPrompt({ inputTokens: { tokens: 512, basis: "exact", relativeError: 0 } }));
		expect(cost.outputTokens).toBe(0);
		expect(cost.outputUsd).toBe(0);
		expect(cost.usdPerRequest).toBeCloseTo(0.00001024, 12);
		expect(cost.byArchetype.every((offer) => offer.sameModel)).toBe(true);
	});

	it("asking for several answers pays for each, and for the prompt once", () => {
		const place = { file: "app.py", start: 0, end: 1 };
		const n = { place, value: { kind: "number", value: 3, ...place } } as const;
		const cost = estimate(aCall({ options: { n } }));
		expect(cost.outputTokens).toBe(1_200);
		expect(cost.inputUsd).toBeCloseTo(0.004, 12);
	});

	it("a request through a batch API is priced as one", () => {
		const call = aCall({
			sdk: "anthropic",
			provider: "anthropic",
			method: "messages.batches",
			modelName: "claude-sonnet-4-6",
		});
		expect(estimate(call).usdPerRequest).toBeCloseTo((800 * 1.5 + 400 * 7.5) / 1e6, 12);
	});

	it("tools in a loop, retrieved context and code each have their preset", () => {
		const preset = (call: LlmCall, prompt: Prompt) =>
			estimate(call, prompt).assumptions.find((assumption) => assumption.name === "workloadPreset")?.value;
		const loop = [{ kind: "loop", at: 0, arm: 0, loop: "unbounded" }] as const;
		const place = { file: "app.py", start: 0, end: 1 };
		const origin = { ...place, label: "tools", source: { kind: "constant" }, from: [] } as const;
		const tools = {
			role: "tools",
			content: { kind: "opaque", origin },
			item: null,
			cacheBreakpoint: null,
			repeatsOver: null,
			onlyIf: null,
		} as const;
		expect(preset(aCall({ control: loop, prompt: [tools] }), aPrompt())).toBe("agent-workflow");
		expect(preset(aCall({ control: loop }), aPrompt())).toBe("chat");
		const segment = {
			role: "user",
			kind: "changing",
			changes: "request",
			tokens: { tokens: 10, basis: "assumed", relativeError: 0 },
			place,
			because: "",
			label: "retrieved_docs",
			text: null,
			part: 0,
			item: null,
			isLabel: false,
			hasBreakpointAfter: false,
		} as const;
		expect(preset(aCall(), aPrompt({ segments: [segment] }))).toBe("rag-extraction");
		expect(preset(aCall(), aPrompt({ segments: [{ ...segment, label: "question" }] }))).toBe("chat");
		const asks = { ...segment, kind: "static", text: "Write a Python function that sorts." } as const;
		expect(preset(aCall(), aPrompt({ segments: [asks] }))).toBe("code-generation");
	});

	it("a long request pays the dearer tier, output included", () => {
		const cost = estimate(aCall(), aPrompt({ inputTokens: { tokens: 300_000, basis: "exact", relativeError: 0 } }));
		expect(cost.prices).toMatchObject({ input: 10, output: 45 });
	});
});

describe("no cost, and why", () => {
	it("a model that is not known", () => {
		const model = {
			name: null,
			from: "unknown",
			alternatives: [],
			unknownBecause: "`model` is a parameter",
			place: null,
		} as const;
		expect(refusal(aCall({ model }))).toEqual({ kind: "no-model", because: "`model` is a parameter" });
	});

	it("a model without a price", () => {
		expect(refusal(aCall({ modelName: "gpt-99" }))).toMatchObject({ kind: "no-price" });
	});

	it("a request that is not priced by the token", () => {
		expect(refusal(aCall({ api: "image", modelName: "gpt-image-1" }))).toMatchObject({ kind: "other-unit" });
	});

	it("a prompt that is nowhere to be seen", () => {
		const prompt = aPrompt({ resolved: "none", inputTokens: { tokens: 0, basis: "assumed", relativeError: 0 } });
		expect(refusal(aCall(), prompt)).toMatchObject({ kind: "no-tokens" });
	});
});

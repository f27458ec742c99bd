import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { configuredPriceBook, configuredWorkload, profileOf } from "../../server/src/costs/apply-configuration.ts";
import { offersByArchetype } from "../../server/src/costs/archetypes.ts";
import { mergeConfigurations } from "../../server/src/costs/configuration.ts";
import { type ConfigurationFile, readConfigurationFile } from "../../server/src/costs/configuration-file.ts";
import { estimateCall } from "../../server/src/costs/estimate-call.ts";
import { findOffer } from "../../server/src/costs/find-offer.ts";
import { plainUse } from "../../server/src/costs/token-cost.ts";
import { seedDefaults } from "../../server/src/costs/workload.ts";
import type { LlmCall } from "../../server/src/model/llm-call.ts";
import { book } from "./bundled-price-book.ts";
import { aCall, aPrompt } from "./priced-call.ts";

const asOf = "2026-11-21";
const schema = JSON.parse(
	readFileSync(new URL("../../server/src/costs/configuration.schema.json", import.meta.url), "utf8"),
);
const isValid = new Ajv({ allErrors: true }).compile(schema);

function read(text: string): ConfigurationFile {
	return readConfigurationFile(text, "lcpr.yaml");
}

function profile(text: string, call: LlmCall = aCall()) {
	const matchesPath = (pattern: string, file: string) => pattern === file;
	return profileOf(call, read(text).configuration, { matchesPath, line: 1 });
}

const example = `
workload:
  requestsPerMonth: 120000
  retryRate: 1.2
workloads:
  - name: support answers
    match: { files: [app.py], functions: answer }
    preset: rag-extraction
    qualityGatePassRate: 0.88
    assumed: [qualityGatePassRate]
    latencyTargetMilliseconds: 800
    dataRules: [eu-residency]
pricing:
  discounts: { openai: 0.15 }
  factors: { anthropic: 0.9 }
  models:
    - { provider: openai, model: gpt-5.5, output: 20 }
    - { provider: in-house, model: our-70b, input: 0.5, output: 0.5 }
  gpus:
    - { id: own/h100, name: Our H100, gpu: H100, usdPerGpuHour: 2, tokensPerSecond: 1800 }
`;

describe("lcpr.yaml", () => {
	it("reads the whole example, as its schema does", () => {
		expect(read(example).problems).toEqual([]);
		expect(isValid(parse(example))).toBe(true);
	});

	it("says where every value comes from, and which are guesses", () => {
		const { values } = profile(example, aCall({ functionName: "answer" }));
		expect(values.requestsPerMonth).toEqual({ value: 120_000, confidence: "measured", from: "lcpr.yaml line 3" });
		expect(values.qualityGatePassRate).toEqual({ value: 0.88, confidence: "assumed", from: "lcpr.yaml line 9" });
	});

	it.each([
		["workload:\n  qualityGatePassRate: 0", 2, 24, "qualityGatePassRate must be a number above 0 and at most 1"],
		["workload:\n  retryRate: often", 2, 14, "retryRate must be a number of at least 0"],
		["workload:\n  requests: 5", 2, 13, "unknown field requests"],
		["workloads:\n  - preset: chat", 2, 5, "needs `match`"],
		["workload: { preset: chatty }", 1, 21, "preset must be one of chat"],
		["pricing:\n  discounts: { openai: 2 }", 2, 24, "openai must be a number of at least 0 and at most 1"],
		["pricing:\n  models:\n    - { model: x, input: 1 }", 3, 7, "needs `provider` and `model`"],
		["pricing:\n  gpus:\n    - { id: x }", 3, 7, "needs `id` and `usdPerGpuHour`"],
		["workload: [1]", 1, 11, "workload must be a mapping"],
	])("reports %j at its place, and the schema refuses it too", (text, line, column, message) => {
		const [problem] = read(text).problems;
		expect(problem?.message).toContain(message);
		expect(problem?.at).toMatchObject({ line, column });
		expect(isValid(parse(text))).toBe(false);
	});

	it("keeps what is right beside what is wrong", () => {
		const { configuration, problems } = read("workload:\n  retryRate: -1\n  requestsPerMonth: 7");
		expect(problems).toHaveLength(1);
		expect(configuration.workload?.values.requestsPerMonth?.value).toBe(7);
	});

	it("survives broken YAML, an empty file and a list", () => {
		expect(read("workload: {").problems).toHaveLength(1);
		expect(read("").problems).toEqual([]);
		expect(read("- a").problems).toHaveLength(1);
	});
});

describe("which calls a workload is for", () => {
	const named = (match: string) => `workloads:\n  - match: ${match}\n    requestsPerMonth: 9`;
	const applies = (match: string, call: LlmCall) => profile(named(match), call).values.requestsPerMonth !== undefined;

	it("by file, function, place and model; all that is given must hold", () => {
		const call = aCall({ functionName: "Bot.answer" });
		expect(applies("{ files: [app.py] }", call)).toBe(true);
		expect(applies("{ files: [other.py] }", call)).toBe(false);
		expect(applies("{ functions: [answer] }", call)).toBe(true);
		expect(applies("{ functions: ['Bot.*'] }", call)).toBe(true);
		expect(applies("{ functions: [swer] }", call)).toBe(false);
		expect(applies("{ calls: ['app.py:1'] }", call)).toBe(true);
		expect(applies("{ calls: ['app.py:2'] }", call)).toBe(false);
		expect(applies("{ models: [gpt-5.5] }", call)).toBe(true);
		expect(applies("{ files: [app.py], models: [gpt-4o] }", call)).toBe(false);
	});

	it("a later one wins field by field", () => {
		const text = `workload: { retryRate: 0.1, requestsPerMonth: 1 }
workloads:
  - { match: {}, requestsPerMonth: 2, qualityGatePassRate: 0.8 }
  - { match: {}, requestsPerMonth: 3 }`;
		const { values } = profile(text);
		expect([values.retryRate?.value, values.requestsPerMonth?.value, values.qualityGatePassRate?.value]).toEqual([
			0.1, 3, 0.8,
		]);
	});

	it("a chosen preset fills what is not set, and no more", () => {
		const workload = configuredWorkload(seedDefaults, profile("workload: { preset: rag-extraction, retryRate: 0.2 }"));
		expect([workload.retryRate.value, workload.qualityGatePassRate.value, workload.cacheHitRate.value]).toEqual([
			0.2, 0.9, 0.3,
		]);
	});
});

describe("own prices", () => {
	const configured = (text: string) => configuredPriceBook(book, read(text).configuration);
	const prices = (text: string, provider: string, model: string, inputTokens = 800) =>
		findOffer(configured(text), { provider, model, asOf, inputTokens }).offer;

	it("a contract discount holds for its provider, dearer tiers included, and for nobody else", () => {
		const text = "pricing: { discounts: { openai: 0.15 } }";
		expect(prices(text, "openai", "gpt-5.5")?.prices.input).toBeCloseTo(4.25, 9);
		expect(prices(text, "openai", "gpt-5.5", 300_000)?.prices.input).toBeCloseTo(8.5, 9);
		expect(prices(text, "openai", "gpt-5.5")?.notes[0]).toContain("by contract");
		expect(prices(text, "azure", "gpt-5.5")?.prices.input).toBe(5);
	});

	it("an absolute price wins field by field and is not discounted again", () => {
		const found = prices(example, "openai", "gpt-5.5");
		expect(found?.prices).toMatchObject({ input: 5, output: 20, cacheRead: 0.5 });
		expect(found?.price).toMatchObject({ source: "lcpr.yaml line 17", confidence: "user" });
	});

	it("an own price may begin on a day", () => {
		const text = "pricing: { models: [{ provider: openai, model: gpt-5.5, input: 1, from: 2027-01-01 }] }";
		expect(prices(text, "openai", "gpt-5.5")?.prices.input).toBe(5);
		const later = findOffer(configured(text), {
			provider: "openai",
			model: "gpt-5.5",
			asOf: "2027-01-01",
			inputTokens: 1,
		});
		expect(later.offer?.prices.input).toBe(1);
	});

	it("an own model is priced, and shown as the present offer", () => {
		const call = aCall({ provider: "in-house", modelName: "our-70b" });
		const { cost } = estimateCall({ call, prompt: aPrompt(), book: configured(example), workload: seedDefaults, asOf });
		expect(cost?.usdPerRequest).toBeCloseTo((1_200 * 0.5) / 1e6, 12);
		expect(cost?.byArchetype.find((offer) => offer.sameModel)?.provider).toBe("in-house");
	});

	it("an own model without an input price has no price, rather than a free one", () => {
		const text = "pricing: { models: [{ provider: in-house, model: m, output: 1 }] }";
		expect(prices(text, "in-house", "m")).toBeNull();
	});

	it("an own GPU is compared with the others", () => {
		const input = { call: aCall(), prompt: aPrompt(), book: configured(example), workload: seedDefaults, asOf };
		const offers = estimateCall(input).cost?.byArchetype ?? [];
		expect(offers.find((offer) => offer.archetype === "bare-metal-dedicated")?.offer).toContain("Our H100");
	});

	it("a user's setting wins over the workspace's file", () => {
		const file = read(
			"workload: { requestsPerMonth: 1, retryRate: 0.5 }\npricing: { discounts: { openai: 0.1 } }",
		).configuration;
		const user = read("workload: { requestsPerMonth: 2 }\npricing: { discounts: { openai: 0.2 } }").configuration;
		const merged = mergeConfigurations(file, user);
		expect(merged.workload?.values.requestsPerMonth?.value).toBe(2);
		expect(merged.workload?.values.retryRate?.value).toBe(0.5);
		expect(merged.priceFactors.get("openai")).toBeCloseTo(0.8, 12);
	});
});

describe("where a team's values come from", () => {
	it("is told with its line: the preset, the discount and the price", () => {
		const text = [
			"workload:",
			"  preset: rag-extraction",
			"pricing:",
			"  discounts:",
			"    openai: 0.1",
			"  models:",
			"    - { provider: anthropic, model: claude-opus-5, input: 4 }",
		].join("\n");
		const { configuration } = readConfigurationFile(text, "lcpr.yaml");
		expect(configuration.workload?.presetFrom).toBe("lcpr.yaml line 2");
		const own = configuredPriceBook(book, configuration);
		const offerOf = (provider: string, model: string) =>
			findOffer(own, { provider, model, asOf, inputTokens: 0 }).offer;
		expect(offerOf("openai", "gpt-5.5")?.notes.join()).toContain("by contract (lcpr.yaml line 5)");
		expect(offerOf("anthropic", "claude-opus-5")?.price).toEqual({
			source: "lcpr.yaml line 7",
			asOf,
			confidence: "user",
		});
		const { cost } = estimateCall({
			call: aCall(),
			prompt: aPrompt(),
			book: own,
			workload: seedDefaults,
			profile: profile(text),
			asOf,
		});
		expect(cost?.assumptions.find(({ name }) => name === "workloadPreset")?.from).toBe("lcpr.yaml line 2");
	});

	it("an own price holds at its seller, not wherever the list price would", () => {
		const text = "pricing: { models: [{ provider: openai, model: our-model, input: 1, output: 2 }] }";
		const own = configuredPriceBook(book, readConfigurationFile(text, "lcpr.yaml").configuration);
		const offer = findOffer(own, { provider: "openai", model: "our-model", asOf, inputTokens: 0 }).offer;
		if (!offer) throw new Error("no offer");
		const use = { ...plainUse(1_000, 100) };
		const places = offersByArchetype({ book: own, offer, use, workload: seedDefaults, asOf, isChat: false });
		expect(places.map(({ provider }) => provider)).toEqual(["openai"]);
	});
});

describe("data rules", () => {
	const places = (rules: string) =>
		estimateCall({
			call: aCall(),
			prompt: aPrompt(),
			book,
			workload: seedDefaults,
			profile: profile(`workload: { dataRules: [${rules}] }`),
			asOf,
		}).cost?.byArchetype.map((offer) => offer.provider);

	it("leave out vendors that are not known to keep them, never the present offer", () => {
		expect(places("")).toContain("groq");
		expect(places("fedramp")).toEqual(["openai", "azure", "bedrock"]);
	});
});

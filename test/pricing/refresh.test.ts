import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
// @ts-expect-error The refresh runs from source without a build, so it is plain JavaScript.
import { findMoves, keepRetired } from "../../scripts/pricing/changes.mjs";
// @ts-expect-error As above.
import { kindOf, matchRules, normaliseModel } from "../../scripts/pricing/normalise.mjs";
// @ts-expect-error As above.
import { compareWithSecondSource, readSecondSource } from "../../scripts/pricing/second-source.mjs";
// @ts-expect-error As above.
import { readProvider } from "../../scripts/pricing/upstream.mjs";

const provenance = { source: "npm:example@1", asOf: "2026-01-01", confidence: "single-source" };
const provider = (price: object, changes: object = {}) => ({
	provider: "x",
	models: [{ id: "m", kind: "chat", prices: [{ input: 1, output: 2, ...price }], ...changes }],
});

describe("moves", () => {
	it("up to three times are listed, above that refused", () => {
		expect(findMoves(provider({ input: 3 }), provider({}))).toEqual({ moves: ["x/m: input 1 -> 3"], suspicious: [] });
		expect(findMoves(provider({ input: 3.1 }), provider({})).suspicious).toEqual(["x/m: input 1 -> 3.1"]);
		expect(findMoves(provider({ output: 0.6 }), provider({})).suspicious).toEqual(["x/m: output 2 -> 0.6"]);
	});

	it("a price that becomes free is refused, one that appears is not", () => {
		expect(findMoves(provider({ input: 0 }), provider({})).suspicious).toHaveLength(1);
		expect(findMoves(provider({ cacheRead: 0.1 }), provider({}))).toEqual({
			moves: ["x/m: cacheRead none -> 0.1"],
			suspicious: [],
		});
	});

	it("a model that upstream dropped stays, retired", () => {
		const kept = keepRetired({ provider: "x", models: [] }, provider({}));
		expect(kept.models).toEqual([{ ...provider({}).models[0], retired: true }]);
		expect(findMoves(kept, provider({})).moves).toEqual(["x/m: retired"]);
	});
});

describe("the second source", () => {
	it("corroborates within 5 %, disputes beyond, and stays silent on what it does not list", () => {
		const run = (input: number) => {
			const fresh = provider(provenance);
			const second = { source: "other", prices: new Map([["x/m", { input, output: 2 }]]) };
			return [compareWithSecondSource([fresh], second).length, fresh.models[0]?.prices[0]] as const;
		};
		expect(run(1.04)).toMatchObject([0, { confidence: "corroborated" }]);
		expect(run(1.2)).toMatchObject([1, { confidence: "disputed", note: "other says 1.2/2" }]);
		const unlisted = provider(provenance);
		compareWithSecondSource([unlisted], { source: "other", prices: new Map() });
		expect(unlisted.models[0]?.prices[0]).toMatchObject({ confidence: "single-source" });
	});
});

it("reads a LiteLLM list: its providers, its prices for one token, and which file it was", () => {
	const path = join(mkdtempSync(join(tmpdir(), "lcpr-")), "prices.json");
	const entry = { litellm_provider: "together_ai", input_cost_per_token: 6e-7, output_cost_per_token: 1.7e-6 };
	writeFileSync(path, JSON.stringify({ "together_ai/deepseek-ai/DeepSeek-V3.1": entry, sample_spec: {} }));
	const { prices, sha256 } = readSecondSource(path);
	expect([...prices]).toEqual([["together/deepseek-ai/DeepSeek-V3.1", { input: 0.6, output: 1.7 }]]);
	expect(sha256).toMatch(/^[0-9a-f]{64}$/);
});

describe("reading upstream", () => {
	it("stops when a provider has vanished", () => {
		expect(() => readProvider({ id: "gone", upstream: "no-such-provider", name: "Gone" }, provenance)).toThrow(
			"no-such-provider",
		);
	});

	it("turns tiers into prices of the whole request and mends the two spellings of a limit", () => {
		const tiered = (base: number, price: number, start: number) => ({ base, tiers: [{ start, price }] });
		const model = normaliseModel(
			{
				id: "gpt-x",
				match: { equals: "gpt-x" },
				prices: { input_mtok: tiered(1, 2, 271_999), output_mtok: tiered(4, 6, 271_999) },
			},
			{ provider: "x", provenance },
		);
		expect(model.prices).toEqual([
			{ input: 1, output: 4, tiers: [{ aboveInputTokens: 272_000, input: 2, output: 6 }], ...provenance },
		]);
	});

	it("keeps the highest price of the day and notes the other", () => {
		const at = (start_time: string, end_time: string) => ({ type: "time_of_date", start_time, end_time });
		const model = normaliseModel(
			{
				id: "d",
				match: { equals: "d" },
				prices: [
					{ prices: { input_mtok: 1, output_mtok: 2 } },
					{ constraint: at("01:00:00Z", "04:00:00Z"), prices: { input_mtok: 3, output_mtok: 6 } },
				],
			},
			{ provider: "x", provenance },
		);
		expect(model.prices).toMatchObject([
			{ input: 3, output: 6, note: "price from 01:00-04:00 UTC; 1/2 at other times" },
		]);
	});

	it("invents no cache price", () => {
		const model = normaliseModel(
			{ id: "p", match: { equals: "p" }, prices: { input_mtok: 1 } },
			{ provider: "x", provenance },
		);
		expect(model.prices[0]).toEqual({ input: 1, ...provenance });
	});

	it("drops rules for dated ids and refuses rules it cannot read", () => {
		expect(matchRules({ or: [{ equals: "a" }, { starts_with: "b" }, { regex: "^a-\\d{8}$" }] })).toEqual(["a", "b*"]);
		expect(() => matchRules({ regex: "^a.*(x|y)$" })).toThrow("decision");
	});

	it.each([
		["text-embedding-3-small", "openai", "embedding"],
		["voyage-3", "voyage", "embedding"],
		["gpt-image-1", "openai", "image"],
		["whisper-1", "openai", "audio"],
		["gpt-4o", "openai", "chat"],
		["rerank-v3.5", "cohere", "rerank"],
	])("%s is a model for %s", (id, seller, kind) => {
		expect(kindOf(id, seller)).toBe(kind);
	});
});

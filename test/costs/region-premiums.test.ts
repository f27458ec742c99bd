import { describe, expect, it } from "vitest";
import { configuredPriceBook } from "../../server/src/costs/apply-configuration.ts";
import { readConfigurationFile } from "../../server/src/costs/configuration-file.ts";
import { estimateCall } from "../../server/src/costs/estimate-call.ts";
import { findOffer } from "../../server/src/costs/find-offer.ts";
import type { PriceRegion } from "../../server/src/costs/region-premiums.ts";
import { seedDefaults } from "../../server/src/costs/workload.ts";
import { book } from "./bundled-price-book.ts";
import { aCall, aPrompt } from "./priced-call.ts";

const asOf = "2026-11-21";
const place = { file: "app.py", start: 0, end: 10 };

function inputPrice(provider: string, model: string, region: PriceRegion | null = null): number | undefined {
	return findOffer(book, { provider, model, asOf, inputTokens: 0, region }).offer?.prices.input;
}

describe("requests that must stay in a region", () => {
	it("cost a tenth more at Anthropic in the US, from Opus 4.6 on", () => {
		expect(inputPrice("anthropic", "claude-sonnet-4-6")).toBe(3);
		expect(inputPrice("anthropic", "claude-sonnet-4-6", "us")).toBeCloseTo(3.3, 12);
		expect(inputPrice("anthropic", "claude-sonnet-4-5", "us")).toBe(3);
	});

	it("cost a tenth more at a regional endpoint of Vertex AI, from Claude 4.5 on", () => {
		expect(inputPrice("vertex", "claude-sonnet-4-5", "regional")).toBeCloseTo(3.3, 12);
		expect(inputPrice("vertex", "claude-3-5-haiku", "regional")).toBe(0.8);
	});

	it("are read from the location of a client of Vertex AI; `global` is no region", () => {
		const usd = (location: string, provider = "vertex") => {
			const value = {
				kind: "text" as const,
				...place,
				parts: [{ kind: "literal" as const, text: location, verbatim: true, ...place }],
			};
			const call = aCall({ provider, modelName: "claude-sonnet-4-6", options: { location: { value, place } } });
			return estimateCall({ call, prompt: aPrompt(), book, workload: seedDefaults, asOf }).cost?.inputUsd ?? 0;
		};
		expect(usd("us-east5") / usd("global")).toBeCloseTo(1.1, 9);
		expect(usd("us-east5", "anthropic")).toBe(usd("global", "anthropic"));
	});

	it("say so, with the page and its day", () => {
		const query = { provider: "anthropic", model: "claude-sonnet-4-6", asOf, inputTokens: 0, region: "us" } as const;
		expect(findOffer(book, query).offer?.notes.join()).toMatch(/1\.1 times .*platform\.claude\.com.*2026-/);
	});

	it("are priced by Bedrock itself: no premium is added to a regional price", () => {
		const regional = inputPrice("bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0");
		expect(regional).toBeCloseTo(1.1, 12);
		expect(inputPrice("bedrock", "us.anthropic.claude-haiku-4-5-20251001-v1:0", "regional")).toBe(regional);
	});

	it("are named in lcpr.yaml for a provider as a whole", () => {
		const { configuration, problems } = readConfigurationFile("pricing:\n  regions: { anthropic: us }\n", "lcpr.yaml");
		expect(problems).toEqual([]);
		const own = configuredPriceBook(book, configuration);
		const query = { provider: "anthropic", model: "claude-sonnet-4-6", asOf, inputTokens: 0 };
		expect(findOffer(own, query).offer?.prices.output).toBeCloseTo(16.5, 12);
		expect(findOffer(own, { ...query, provider: "openai", model: "gpt-5.5" }).offer?.prices.input).toBe(5);
	});

	it("are refused when nobody prices the region", () => {
		const { problems } = readConfigurationFile("pricing:\n  regions:\n    anthropic: mars\n", "lcpr.yaml");
		expect(problems.map(({ at }) => [at.line, at.column])).toEqual([[3, 16]]);
	});
});

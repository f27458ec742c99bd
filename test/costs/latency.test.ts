import { expect, it } from "vitest";
import { compareOffers } from "../../server/src/costs/compare-offers.ts";
import { latencyCaveat } from "../../server/src/costs/latency.ts";
import { book } from "./bundled-price-book.ts";

it("says that a batch answers within hours, whatever the target", () => {
	const caveat = latencyCaveat({ targetMilliseconds: 60_000, scaleToZero: false, batchShare: 0.5 });
	expect(caveat).toContain("50 %");
	expect(latencyCaveat({ targetMilliseconds: null, scaleToZero: true, batchShare: 1 })).toBeNull();
});

it("says that a cold start misses a short target and keeps a long one", () => {
	expect(latencyCaveat({ targetMilliseconds: 2_000, scaleToZero: true, batchShare: 0 })).toContain("cold start");
	expect(latencyCaveat({ targetMilliseconds: 40_000, scaleToZero: true, batchShare: 0 })).toBeNull();
	expect(latencyCaveat({ targetMilliseconds: 2_000, scaleToZero: false, batchShare: 0 })).toBeNull();
});

it("marks the offers of a comparison and keeps them in it", () => {
	const context = { book, asOf: "2026-11-21" };
	const inputs = { model: "gpt-5.5", provider: "openai", latencyTargetMilliseconds: 2_000 };
	const { comparison } = compareOffers(inputs, { context, named: [] });
	const marked = comparison?.offers.filter((offer) => offer.latencyCaveat !== null) ?? [];
	expect(marked.map(({ archetype }) => archetype)).toContain("serverless-gpu");
	expect(marked.every(({ archetype }) => archetype === "serverless-gpu")).toBe(true);
	const without = compareOffers({ ...inputs, latencyTargetMilliseconds: 60_000 }, { context, named: [] }).comparison;
	expect(without?.offers.length).toBe(comparison?.offers.length);
	expect(without?.offers.every((offer) => offer.latencyCaveat === null)).toBe(true);
});

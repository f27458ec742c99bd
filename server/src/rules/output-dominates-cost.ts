/** Finds calls whose price is mostly output, which costs several times as much as input. */
import { defineRule } from "./rule.ts";

export const outputDominatesCost = defineRule({
	id: "output-dominates-cost",
	summary: "Most of the request's price is output, at this model's own price of output.",
	group: "output",
	defaultSeverity: "information",
	preset: "quiet",
	fix: "none",
	since: "0.1.0",
	options: {
		minimumOutputShare: { unit: "share", default: 0.7, description: "Share of the price that output must reach." },
		minimumOutputUsd: { unit: "usd", default: 0.004, description: "US dollars a request that the output must cost." },
	},
	check: () => undefined,
});

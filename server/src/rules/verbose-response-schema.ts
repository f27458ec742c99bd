/** Finds response schemas most of which is prose about the answer: explanations and reasons are paid as output in every request. */
import { countText, shareText, usdText } from "../model/figures.ts";
import { schemaOf } from "../prompts/output/expected-output.ts";
import { defineRule } from "./rule.ts";

export const verboseResponseSchema = defineRule({
	id: "verbose-response-schema",
	summary: "Most of what the response schema asks for is prose about the answer.",
	group: "output",
	defaultSeverity: "hint",
	preset: "everything",
	fix: "none",
	noFixBecause: "code elsewhere may read the field",
	since: "0.1.0",
	options: {
		minimumExplanationShare: {
			unit: "share",
			default: 0.5,
			description: "Share of the expected answer that fields such as `explanation` must take.",
		},
		minimumExplanationTokens: {
			unit: "tokens",
			default: 80,
			description: "Tokens that such fields must be expected to take.",
		},
		minimumSavingsUsd: {
			unit: "usd",
			default: 0.0005,
			description: "US dollars a request that such fields must cost.",
		},
	},
	check({ call, prompt, cost: { cost }, options, report }) {
		if (prompt.expectedOutput.from !== "schema" || cost?.prices.output == null) return;
		const schema = schemaOf(call);
		const format = call.options.responseFormat ?? call.options.schema;
		if (!schema || !format || schema.explanations.length === 0) return;
		// Where the whole answer is handed on, somebody else may read the prose.
		const read = new Set(call.surroundings?.fieldsRead);
		if (schema.explanations.some((name) => read.has(name)) || !schema.otherFields.some((name) => read.has(name)))
			return;
		const { explanationTokens: tokens } = schema;
		const share = tokens / schema.tokens;
		const usd = (tokens * cost.prices.output) / 1_000_000;
		if (share < options.minimumExplanationShare || tokens < options.minimumExplanationTokens) return;
		if (usd < options.minimumSavingsUsd) return;
		const names = [...new Set(schema.explanations)].map((name) => `\`${name}\``);
		report({
			at: { file: call.place.file, ...call.nameSpan },
			message: `About ${shareText(share)} of the answer is ${names.slice(0, 3).join(", ")}, prose about the answer that this file never reads.`,
			why: `The schema asks for about ${countText(schema.tokens)} tokens, ${countText(tokens)} of them in ${names.length === 1 ? "this field" : "these fields"}: ${usdText(usd)} a request. Leave ${names.length === 1 ? "it" : "them"} out where nobody reads ${names.length === 1 ? "it" : "them"}. Written behind the answer, the reason cannot make it better.`,
			savings: { tokensPerRequest: tokens, usdPerRequest: usd },
		});
	},
});

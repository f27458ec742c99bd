/** Finds requests for a short answer that nothing keeps short. A limit caps what one answer gone wrong costs, not the usual one. */

import { countText, usdText } from "../model/figures.ts";
import { isTestFile } from "../model/test-files.ts";
import { isAgentRun, offersTools } from "./output/offers-tools.ts";
import { thinksFirst } from "./output/thinking-models.ts";
import { defineRule } from "./rule.ts";

/** What a model writes that does not stop: the limit of older models, and a common default. */
const runawayTokens = 4_096;
/** Below this some APIs refuse the request, and a stray sentence already cuts off the answer. */
const smallestLimit = 64;

export const missingOutputLimit = defineRule({
	id: "missing-output-limit",
	summary: "The prompt asks for a short answer, and no limit holds the model to it.",
	group: "output",
	defaultSeverity: "hint",
	preset: "standard",
	fix: "changes-prompt",
	since: "0.1.0",
	options: {
		maximumExpectedTokens: {
			unit: "tokens",
			default: 300,
			description: "Tokens up to which an answer counts as short.",
		},
		minimumRunawayUsd: {
			unit: "usd",
			default: 0.005,
			description: "US dollars that one answer of 4,096 tokens must cost.",
		},
	},
	check({ call, prompt, cost: { cost }, options, report }) {
		const { tokens, isDynamic, argumentName, isOnClient } = call.maxOutputTokens;
		if (call.kind !== "direct" || (call.api !== "chat" && call.api !== "completion")) return;
		// In a test the answer is a stand-in's or is known.
		if (isTestFile(call.place.file)) return;
		// Claude's API demands a limit, so SDKs that let one leave it out set their own; an agent's run has many answers.
		if (/claude/i.test(call.model.name ?? "") || call.provider === "anthropic" || isAgentRun(call)) return;
		if (tokens !== null || isDynamic || argumentName === null || call.options.maxOutputTokens) return;
		const { expectedOutput: expected } = prompt;
		if (expected.from !== "words" || expected.high > options.maximumExpectedTokens) return;
		// An agent's answer is whatever the step needs, and a limit on thinking leaves no answer at all.
		if (offersTools(call) || thinksFirst(call) || cost?.prices.output == null) return;
		const runawayUsd = (runawayTokens * cost.prices.output) / 1_000_000;
		if (runawayUsd < options.minimumRunawayUsd) return;
		const limit = Math.max(smallestLimit, Math.ceil((expected.high * 3) / 16) * 16);
		report({
			at: { file: call.place.file, ...call.nameSpan },
			message: `The prompt ${expected.because}, and nothing limits the answer.`,
			why: `About ${countText(expected.tokens)} tokens are expected; an answer that runs on to ${countText(runawayTokens)} costs ${usdText(runawayUsd)}. \`${argumentName}\` caps the damage of such an answer; it does not make the usual one cheaper, and what it cuts off is not finished.`,
			...(isOnClient
				? { noFixBecause: "the limit is set where the model is made" }
				: {
						fix: {
							kind: "insert-argument",
							title: `Limit the answer to ${limit} tokens (\`${argumentName}\`)`,
							call: call.place,
							name: argumentName,
							value: String(limit),
						},
					}),
		});
	},
});

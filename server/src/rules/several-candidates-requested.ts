/** Finds requests that ask for several answers at once: every one is paid as output. */
import { countText, usdText } from "../model/figures.ts";
import type { LlmCall, ResolvedOption } from "../model/llm-call.ts";
import { defineRule } from "./rule.ts";

export const severalCandidatesRequested = defineRule({
	id: "several-candidates-requested",
	summary: "The request asks for several answers, and each is paid as output.",
	group: "output",
	defaultSeverity: "information",
	preset: "quiet",
	fix: "none",
	noFixBecause: "code may read the other candidates",
	since: "0.1.0",
	options: {
		minimumSavingsUsd: {
			unit: "usd",
			default: 0.0005,
			description: "US dollars a request that a single answer must save, where the price is known.",
		},
	},
	check({ call, cost, options, report }) {
		if (call.api !== "chat" && call.api !== "completion") return;
		const found = candidatesOf(call);
		if (!found) return;
		const { count, option } = found;
		// The estimate pays for all of them already.
		const others = (count - 1) / count;
		const usd = cost.cost ? cost.cost.outputUsd * others : null;
		if ((usd ?? 1) < options.minimumSavingsUsd) return;
		const tokens = cost.cost ? Math.round(cost.cost.outputTokens * others) : 0;
		const price = usd === null ? "" : ` One answer saves about ${usdText(usd)} a request.`;
		report({
			at: option.place,
			message: `The request asks for ${countText(count)} answers, and each is paid as output.`,
			why: `The prompt is paid once, the output ${countText(count)} times.${price} Ask for one unless the others are used.`,
			savings: { tokensPerRequest: tokens, usdPerRequest: usd },
		});
	},
});

function candidatesOf({ options }: LlmCall): { readonly count: number; readonly option: ResolvedOption } | null {
	const option = options.n;
	if (option?.value.kind !== "number" || option.value.value < 2) return null;
	return { count: Math.floor(option.value.value), option };
}

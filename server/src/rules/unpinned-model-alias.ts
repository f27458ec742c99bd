/** Finds models named by an alias that the vendor moves: with it move the price, the cache and the answers. */

import { retirementOf } from "../costs/model-retirements.ts";
import { isLocalProvider, providerKey } from "../costs/provider-names.ts";
import { usdText } from "../model/figures.ts";
import { isTestFile } from "../model/test-files.ts";
import { defineRule } from "./rule.ts";
import { isWrittenInCode } from "./written-model.ts";

export const unpinnedModelAlias = defineRule({
	id: "unpinned-model-alias",
	summary: "The model is named by an alias that the vendor moves, and its price moves with it.",
	group: "pricing",
	defaultSeverity: "hint",
	preset: "standard",
	fix: "none",
	noFixBecause: "which of the alias's models you tested with is not in the code",
	since: "0.1.0",
	options: {},
	check({ call, cost: { cost }, asOf, knowledge, report }) {
		const { name, place } = call.model;
		if (name === null || !/[a-z0-9]-latest$/i.test(name) || !isWrittenInCode(call.model)) return;
		if (call.api !== "chat" && call.api !== "completion" && call.api !== "embedding") return;
		if ((call.provider !== null && isLocalProvider(call.provider)) || isTestFile(call.place.file)) return;
		// An alias that was switched off stands for nothing any more, and another rule says so.
		const seller = providerKey(call.provider ?? "");
		const retirement = retirementOf(knowledge.priceBook.retirements, seller, name);
		if (retirement && retirement.retiredOn <= asOf) return;
		const today = cost
			? ` It is priced as ${cost.model} here, ${usdText(cost.prices.input)} in and ${usdText(cost.prices.output ?? 0)} out for a million tokens.`
			: "";
		report({
			at: place ?? { file: call.place.file, ...call.nameSpan },
			message: `\`${name}\` stands for whichever model the vendor puts behind it.`,
			why: `When the alias moves, the price a token, the prompt cache and the answers change without a change of the code.${today} Name the dated model that you tested with.`,
		});
	},
});

/** Finds calls of a model that its vendor has switched off: every request fails, and is retried, and fails again. */

import { retirementOf } from "../costs/model-retirements.ts";
import { providerKey } from "../costs/provider-names.ts";
import { isTestFile } from "../model/test-files.ts";
import { providerName } from "./provider-name.ts";
import { defineRule } from "./rule.ts";
import { isOneOfMany, isWrittenInCode } from "./written-model.ts";

export const retiredModel = defineRule({
	id: "retired-model",
	summary: "The vendor has switched this model off, so requests fail.",
	group: "pricing",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "none",
	noFixBecause: "another model answers differently, so somebody has to look at the answers",
	since: "0.1.0",
	options: {},
	check({ call, asOf, knowledge, report }) {
		const { name, place } = call.model;
		if (call.provider === null || name === null || !isWrittenInCode(call.model) || isTestFile(call.place.file)) return;
		const retirement = retirementOf(knowledge.priceBook.retirements, providerKey(call.provider), name);
		if (!retirement || retirement.retiredOn > asOf || isOneOfMany(call.model)) return;
		const vendor = providerName(call.provider, knowledge.priceBook);
		const instead = retirement.replacement ? ` ${vendor} recommends \`${retirement.replacement}\` instead.` : "";
		// A name that stands nowhere is the SDK's own default, which changes with the SDK.
		if (place === null) return;
		report({
			at: place,
			message:
				retirement.retiredOn <= retirement.asOf
					? `${vendor} retired \`${name}\` on ${retirement.retiredOn}, so this request fails.`
					: `${vendor} announced the end of \`${name}\` for ${retirement.retiredOn}, so this request fails by now.`,
			why: `Requests to a retired model are answered with an error, and retries repeat it.${instead} See ${retirement.source}.`,
		});
	},
});

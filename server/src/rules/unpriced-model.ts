/** Finds calls whose model is known and whose price is not, because they are missing from every total. */
import { isLocalProvider, providerKey } from "../costs/provider-names.ts";
import { defineRule } from "./rule.ts";
import { isWrittenInCode } from "./written-model.ts";

export const unpricedModel = defineRule({
	id: "unpriced-model",
	summary: "The model is known but its price is not, so the call is missing from the totals.",
	group: "pricing",
	defaultSeverity: "hint",
	preset: "standard",
	fix: "none",
	noFixBecause: "only you know the price",
	since: "0.1.0",
	options: {},
	check({ call, cost: { none }, report }) {
		if (none?.kind !== "no-price" || call.model.name === null || !isWrittenInCode(call.model)) return;
		if (isPlaceholder(call.model.name)) return;
		if (call.provider !== null && isLocalProvider(providerKey(call.provider))) return;
		report({
			at: call.model.place ?? { file: call.place.file, ...call.nameSpan },
			message: `There is no price for \`${call.model.name}\`, so this call is missing from the totals.`,
			why: `${capitalized(none.because)}. Add the model and its price to \`lcpr.yaml\`, or check the name.`,
		});
	},
});

/** `model`, `my-model-name`, `YOUR_MODEL_ID`, `<deployment>`: an example's word for what the reader fills in. */
function isPlaceholder(name: string): boolean {
	if (/^[<{[].*[>}\]]$/.test(name) || /^(?:your|my)[-_ ]/i.test(name)) return !/\d/.test(name);
	return /^(?:(?:some|any|test|fake|mock|dummy|custom|llm|default)[-_ ]?)?(?:model|deployment)(?:[-_ ]?(?:name|id))?$/i.test(
		name,
	);
}

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

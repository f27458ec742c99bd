/** Finds calls whose model is known and whose price is not, because they are missing from every total. */

import { runsOnOwnHardware } from "../costs/find-offer.ts";
import { retirementOf } from "../costs/model-retirements.ts";
import { providerKey } from "../costs/provider-names.ts";
import { isTestFile } from "../model/test-files.ts";
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
	check({ call, cost: { none }, asOf, knowledge, report }) {
		if (none?.kind !== "no-price" || call.model.name === null || !isWrittenInCode(call.model)) return;
		// What may be no request at all is missing from no total.
		if (call.confidence !== "certain" || isPlaceholder(call.model.name) || isTestFile(call.place.file)) return;
		const seller = providerKey(call.provider ?? "");
		const retirement = retirementOf(knowledge.priceBook.retirements, seller, call.model.name);
		// It has no price any more, and another rule says why.
		if (retirement && retirement.retiredOn <= asOf) return;
		// Where the code chooses between models, another one may be meant.
		if (call.model.alternatives.length > 0 || isNamedAsElsewhere(call.model.name, seller)) return;
		if (runsOnOwnHardware({ provider: call.provider, model: call.model.name })) return;
		report({
			at: call.model.place ?? { file: call.place.file, ...call.nameSpan },
			message: `There is no price for \`${call.model.name}\`, so this call is missing from the totals.`,
			why: `${capitalized(none.because)}. Add the model and its price to \`lcpr.yaml\`, or check the name.`,
		});
	},
});

/** `claude-sonnet-4@20250514` is a name at Vertex AI, `openai.gpt-oss-120b` one at Bedrock: another seller's price is no answer. */
function isNamedAsElsewhere(name: string, seller: string): boolean {
	const isVertex = /@\d{3,8}$/.test(name);
	const isBedrock = /^(?:[a-z]{2,6}\.)?(?:anthropic|meta|amazon|openai|mistral|cohere|deepseek|qwen|ai21)\.[a-z]/.test(
		name,
	);
	// A client of a vendor's that is asked for a model of no such name was pointed elsewhere.
	const isForeign = Object.hasOwn(ownNames, seller) && !ownNames[seller]?.test(name);
	return (isVertex && seller !== "vertex") || (isBedrock && seller !== "bedrock") || isForeign;
}

/** What models are called where clients are commonly pointed at other addresses, or named after another model. */
const ownNames: Readonly<Record<string, RegExp>> = {
	openai:
		/gpt|^o\d|davinci|curie|babbage|\bada\b|dall-e|whisper|tts|codex|sora|omni|text-embedding|text-similarity|computer-use|^ft:|realtime/i,
	anthropic: /claude/i,
	bedrock: /^arn:|^[\w-]+\.[\w.-]+/,
};

/** `model-name`, `YOUR_MODEL_ID`, `test`, `<deployment>`, `...`: an example's or a test's word for some model. */
function isPlaceholder(name: string): boolean {
	if (/^\w?$|^[a-z](?::\d)?$/i.test(name)) return true;
	if (/\d/.test(name)) return false;
	if (/^[^a-z]*$/i.test(name) || /^[<{[].*[>}\]]$/.test(name)) return true;
	return name.split(/[^a-zA-Z]+|(?<=[a-z])(?=[A-Z])/).some((word) => standIns.test(word));
}

const standIns =
	/^(?:model|deployment|your|my|test|mock|fake|dummy|example|placeholder|foo|bar|foobar|missing|existent|nonexistent|exist|unknown|invalid|broken|alias)$/i;

function capitalized(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}

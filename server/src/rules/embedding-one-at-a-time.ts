/** Finds embeddings made with one request for each text, where one request takes many. */
import { isLocalProvider, providerKey } from "../costs/provider-names.ts";
import { usdText } from "../model/figures.ts";
import type { FixIntention } from "../model/finding.ts";
import type { LlmCall, SurroundingLoop } from "../model/llm-call.ts";
import { promptHoles } from "./output/prompt-holes.ts";
import { defineRule } from "./rule.ts";

export const embeddingOneAtATime = defineRule({
	id: "embedding-one-at-a-time",
	summary: "Texts are embedded with one request each, where one request takes many.",
	group: "budget",
	defaultSeverity: "hint",
	preset: "standard",
	fix: "keeps-request",
	fixTitle: "Embed many texts with each request",
	noFixBecause: "how many texts one request takes is known for OpenAI's own address and Azure's only",
	since: "0.1.0",
	options: {},
	check({ call, cost: { cost }, report }) {
		// A server of one's own may answer one request after the other, and has no limit of requests.
		if (call.provider === null || isLocalProvider(providerKey(call.provider))) return;
		const loop = call.api === "embedding" ? loopOverTexts(call) : null;
		if (!loop) return;
		const batch = cost?.prices.batchInput;
		const half =
			batch == null || !cost
				? ""
				: ` Where nobody waits, the batch API takes them for ${usdText(batch)} instead of ${usdText(cost.prices.input)} a million tokens.`;
		report({
			at: { file: call.place.file, ...call.nameSpan },
			message: `Each element of \`${loop.over}\` is embedded with a request of its own.`,
			why: `The tokens cost the same either way; what one request for each text costs is time, and the limit of requests a minute. Embed many texts with one request${call.provider === "openai" ? ": OpenAI takes a list of up to 300,000 tokens" : ""}.${half}`,
			related: [{ ...loop.place, message: "once for each element" }],
			fix: batchIntention(call, loop),
		});
	},
});

/**
 * OpenAI takes 2,048 texts and 300,000 tokens in one request (API reference, Create embeddings); a text may have 8,192
 * tokens, so 32 of the longest still fit.
 */
const mostTexts = 32;

function batchIntention(call: LlmCall, loop: SurroundingLoop): FixIntention | null {
	const isKnown = call.sdk === "openai" && /^(?:openai|azure)/.test(call.provider ?? "");
	if (!isKnown || call.kind !== "direct" || loop.place.file !== call.place.file) return null;
	const title = `Embed ${mostTexts} texts with each request`;
	const { file, start, end } = call.place;
	return {
		kind: "batch-loop",
		title,
		call: { file, start, end },
		loopStart: loop.place.start,
		argument: "input",
		most: mostTexts,
	};
}

/** The loop whose element is the text that is embedded; null when it is a batch already. */
function loopOverTexts(call: LlmCall): SurroundingLoop | null {
	const loops = (call.surroundings?.loops ?? []).filter(
		({ kind, over }) => over !== null && (kind === "collection" || kind === "each"),
	);
	const [hole, ...more] = promptHoles(call);
	if (!hole || more.length > 0 || hole.part.repeatsOver || hole.part.item) return null;
	const root = /^\w+/.exec(hole.origin.label)?.[0] ?? "";
	if (/batch|chunks$|texts$|inputs$|documents$|…|group|slice/i.test(hole.origin.label)) return null;
	return (
		loops.findLast(({ variables, over }) => variables.includes(root) && !/batch|chunked|range\(/i.test(over ?? "")) ??
		null
	);
}

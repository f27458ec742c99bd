/** Finds embeddings made with one request for each text, where one request takes many. */
import { isLocalProvider, providerKey } from "../costs/provider-names.ts";
import type { CostEstimate } from "../model/cost.ts";
import { usdText } from "../model/figures.ts";
import type { FixIntention } from "../model/finding.ts";
import type { Origin } from "../model/linked-value.ts";
import type { LlmCall, SurroundingLoop } from "../model/llm-call.ts";
import type { Place } from "../model/source-file.ts";
import { promptHoles } from "./output/prompt-holes.ts";
import { defineRule, type RuleReport } from "./rule.ts";

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
	checkProgram({ calls, report }) {
		const batched = new Set(calls.filter(({ call }) => takesMany(call)).map(({ call }) => call.place.file));
		for (const { call, cost } of calls) {
			const found = findingFor(call, cost.cost, batched.has(call.place.file));
			if (found) report(call, found);
		}
	},
});

function findingFor(call: LlmCall, cost: CostEstimate | null, hasBatch: boolean): RuleReport | null {
	// A server of one's own may answer one request after the other, and has no limit of requests.
	if (call.provider === null || isLocalProvider(providerKey(call.provider))) return null;
	// After a batch has failed, each text by itself is how the bad one is found.
	const isFallback = call.control.some(({ kind }) => kind === "catch");
	const texts = call.api === "embedding" && !isFallback ? textsOneByOne(call) : null;
	// Beside a request that takes many texts, the one for a single text is for a single text.
	if (!texts || (texts.loop === null && hasBatch)) return null;
	const batch = cost?.prices.batchInput;
	const half =
		batch == null || !cost
			? ""
			: ` Where nobody waits, the batch API takes them for ${usdText(batch)} instead of ${usdText(cost.prices.input)} a million tokens.`;
	return {
		at: { file: call.place.file, ...call.nameSpan },
		message: `Each element of \`${texts.over}\` is embedded with a request of its own.`,
		why: `The tokens cost the same either way; what one request for each text costs is time, and the limit of requests a minute. Embed many texts with one request${call.provider === "openai" ? ": OpenAI takes a list of up to 300,000 tokens" : ""}.${half}`,
		related: [{ ...texts.place, message: "once for each element" }],
		...fixFor(call, texts.loop),
	};
}

function takesMany(call: LlmCall): boolean {
	const [part] = call.prompt;
	if (call.api !== "embedding" || !part) return false;
	const text = onlyText(call);
	return Boolean(part.repeatsOver) || (text !== null && !part.item && severalTexts.test(text.label));
}

/**
 * OpenAI takes 2,048 texts and 300,000 tokens in one request (API reference, Create embeddings); a text may have 8,192
 * tokens, so 32 of the longest still fit.
 */
const mostTexts = 32;

function fixFor(call: LlmCall, loop: SurroundingLoop | null): Partial<RuleReport> {
	if (!loop)
		return { noFixBecause: "the loop stands in another function, which would have to give many texts at once" };
	if (loop.kind === "count") return { noFixBecause: "the loop counts, and each turn would have to take many numbers" };
	return { fix: batchIntention(call, loop) };
}

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

/** What each text is an element of; null when it is a batch already, or the only one. */
function textsOneByOne(call: LlmCall): OneByOne | null {
	const text = onlyText(call);
	if (!text || severalTexts.test(text.label)) return null;
	const loops = (call.surroundings?.loops ?? []).filter(({ over }) => !/batch|chunked/i.test(over ?? ""));
	const loop = text.label.includes("…") ? undefined : loops.findLast((one) => goesOver(one, text));
	if (loop) return { over: nameOfTexts(loop, text), place: loop.place, loop };
	// A loop that is not over texts is over batches, or over what is searched for.
	if (loops.length > 0) return null;
	const given = givenOneByOne(text);
	return given && { ...given, loop: null };
}

interface OneByOne {
	/** The collection, as written. */
	readonly over: string;
	readonly place: Place;
	/** The loop around the request itself; null when a caller of its function has it. */
	readonly loop: SurroundingLoop | null;
}

const severalTexts = /batch|chunks$|texts$|inputs$|documents$|group|slice|\[[^\]]*:/i;

/** The one value that is embedded, alone or as the only element of a list. */
function onlyText(call: LlmCall): Origin | null {
	const [part, ...more] = call.prompt;
	if (!part || more.length > 0 || part.repeatsOver) return null;
	if (part.content.kind === "opaque") return part.item ? part.content.origin : null;
	const [hole, ...others] = promptHoles(call);
	return hole && others.length === 0 && !part.item ? hole.origin : null;
}

/** The text is the loop's element, a member of it, or what stands at the number that the loop counts. */
function goesOver({ kind, over, variables }: SurroundingLoop, text: Origin): boolean {
	if (kind === "collection" || kind === "each") {
		const root = /^\w+/.exec(text.label)?.[0] ?? "";
		if (over !== null && variables.includes(root) && !/range\(/.test(over)) return true;
		return over !== null && text.source.kind === "element" && text.label === over && /^enumerate\(/.test(over);
	}
	return kind === "count" && collectionOf(text) !== null;
}

/** `texts` of `enumerate(texts)`, `chunks` of `chunks[i]`, otherwise what the loop goes over. */
function nameOfTexts({ over }: SurroundingLoop, text: Origin): string {
	const [, enumerated] = /^enumerate\((\w+)\)$/.exec(over ?? "") ?? [];
	return enumerated ?? collectionOf(text) ?? over ?? text.label;
}

/** `chunks` of `chunks[i]` and of what is taken from it; null for anything else. */
function collectionOf(text: Origin, depth = 3): string | null {
	const [, collection] = /^(.+)\[[a-z]\w*\]$/i.exec(text.label) ?? [];
	if (text.source.kind === "member" && collection !== undefined) return collection;
	const [from] = text.from;
	return from && depth > 0 ? collectionOf(from, depth - 1) : null;
}

/** What a question is compared with is embedded when it is asked, each by itself. */
const asked = /quer|question|search|prompt|message|ask/i;

/** A name, a member, what a call returns: not a condition that chooses between two. */
const isCollection = /^[\w$.]+(?:[([].*[)\]])?$/;

/** Callers give the function one element of a collection after the other. */
function givenOneByOne(text: Origin, depth = 3): Pick<OneByOne, "over" | "place"> | null {
	const { source, from } = text;
	if (source.kind !== "parameter") {
		const [first] = from;
		return first && depth > 0 ? givenOneByOne(first, depth - 1) : null;
	}
	if (asked.test(source.name) || severalTexts.test(source.name)) return null;
	for (const given of source.received?.origins ?? []) {
		const element = elementIn(given);
		if (!element || !isCollection.test(element.over)) continue;
		if (asked.test(element.over) || severalTexts.test(given.label)) continue;
		return element;
	}
	return null;
}

function elementIn(given: Origin, depth = 3): Pick<OneByOne, "over" | "place"> | null {
	const { file, start, end } = given;
	const [collection] = given.from;
	if (given.source.kind === "element")
		return collection ? { over: collection.label, place: { file, start, end } } : null;
	const over = collectionOf(given, 0);
	if (over !== null) return { over, place: { file, start, end } };
	return collection && depth > 0 ? elementIn(collection, depth - 1) : null;
}

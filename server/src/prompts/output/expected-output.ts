/** How long the answer will be: from the API, the limit, the response schema or the words of the prompt, in that order. */
import { countText } from "../../model/figures.ts";
import type { ApiKind, LlmCall } from "../../model/llm-call.ts";
import type { ExpectedOutput, Segment } from "../../model/prompt.ts";
import type { Tokens } from "../../model/units.ts";
import {
	itemCount,
	longestPromptForCounts,
	numberWords,
	outputPhrases,
	tokensPerItem,
	tokensPerWord,
	wordLimit,
} from "./output-phrases.ts";
import { schemaSize } from "./schema-size.ts";

/** The answer of the seed's reference chat card: 800 tokens in, 400 out. */
const defaultChatTokens: Tokens = 400;
/** A limit up to this is set with the answer in mind; a larger one is a safety net that says little. */
const tellingLimitTokens: Tokens = 1_000;

const apisWithoutTextOutput: ReadonlySet<ApiKind> = new Set<ApiKind>([
	"embedding",
	"rerank",
	"moderation",
	"image",
	"audio",
]);

export function expectedOutput(call: LlmCall, segments: readonly Segment[]): ExpectedOutput {
	if (apisWithoutTextOutput.has(call.api)) {
		return { tokens: 0, low: 0, high: 0, confidence: "estimated", because: `${call.api} requests produce no text` };
	}
	const expectation = fromSchema(call) ?? fromWords(segments) ?? null;
	return withinLimit(expectation, call.maxOutputTokens.tokens);
}

function withinLimit(expectation: ExpectedOutput | null, limit: Tokens | null): ExpectedOutput {
	if (expectation !== null) {
		if (limit === null || expectation.tokens <= limit) {
			return limit === null ? expectation : { ...expectation, high: Math.min(expectation.high, limit) };
		}
		return {
			tokens: limit,
			low: Math.min(expectation.low, limit),
			high: limit,
			confidence: "estimated",
			because: limitInWords(limit),
		};
	}
	if (limit !== null && limit > 0 && limit <= tellingLimitTokens) {
		return {
			tokens: limit,
			low: Math.ceil(limit / 4),
			high: limit,
			confidence: "estimated",
			because: limitInWords(limit),
		};
	}
	return {
		tokens: defaultChatTokens,
		low: 100,
		high: limit === null ? 1_200 : Math.max(defaultChatTokens, Math.min(limit, 4_000)),
		confidence: "assumed",
		because: "default for chat",
	};
}

function fromSchema(call: LlmCall): ExpectedOutput | null {
	const format = call.options.responseFormat ?? call.options.schema;
	const size = format ? schemaSize(format.value) : null;
	return size === null ? null : { ...size, confidence: "estimated" };
}

function fromWords(segments: readonly Segment[]): ExpectedOutput | null {
	const text = segments
		.filter((segment) => segment.text !== null && segment.role !== "tools" && segment.role !== "assistant")
		.map((segment) => segment.text)
		.join("\n");
	const phrase = outputPhrases.find(
		(candidate) => text.length <= candidate.longestPromptCharacters && candidate.pattern.test(text),
	);
	const isShort = text.length <= longestPromptForCounts;
	const words = isShort ? wordLimit.exec(text) : null;
	// A word limit is a number, so it says more than a phrase about the kind of text.
	if (words && (!phrase || phrase.tokens > 100)) {
		const count = Number((words[2] ?? words[1] ?? "").replace(",", ""));
		const tokens = Math.max(1, Math.round(count * tokensPerWord * 0.9));
		return {
			tokens,
			low: Math.round(tokens / 2),
			high: Math.round(tokens * 1.5),
			confidence: "estimated",
			because: `asks for ${countText(count)} words`,
		};
	}
	if (phrase)
		return {
			tokens: phrase.tokens,
			low: phrase.low,
			high: phrase.high,
			confidence: "estimated",
			because: phrase.because,
		};
	const items = isShort ? itemCount.exec(text) : null;
	if (items?.[1] !== undefined) {
		const count = numberWords[items[1].toLowerCase()] ?? Number(items[1]);
		if (count >= 3) {
			const tokens = count * tokensPerItem;
			return {
				tokens,
				low: Math.round(tokens / 3),
				high: tokens * 3,
				confidence: "estimated",
				because: `asks for ${count} items`,
			};
		}
	}
	return null;
}

function limitInWords(limit: Tokens): string {
	return `limit of ${limit} tokens`;
}

/** Tells the format of a request body by its fields and address, and reads it. */
import { readAnthropic } from "./read-anthropic.ts";
import { readBedrockConverse, readGemini } from "./read-gemini.ts";
import { readOpenAiChat, readOpenAiResponses } from "./read-openai.ts";
import { type Body, bodyOf, listOf, type RequestFormat, type SentRequest, textOf } from "./sent-request.ts";

/** Null for a body that is none of the formats. `url` tells the model where the body does not. */
export function readRequestBody(body: Body, url: string | null): SentRequest | null {
	const format = formatOf(body, url);
	if (format === null) return null;
	const request = readers[format](body);
	return { ...request, model: request.model ?? modelOfUrl(url) };
}

const readers: Readonly<Record<RequestFormat, (body: Body) => SentRequest>> = {
	"openai-chat": readOpenAiChat,
	"openai-responses": readOpenAiResponses,
	anthropic: readAnthropic,
	gemini: readGemini,
	"bedrock-converse": readBedrockConverse,
};

function formatOf(body: Body, url: string | null): RequestFormat | null {
	if (Array.isArray(body.contents)) return "gemini";
	if (Array.isArray(body.messages)) {
		if (isConverse(body, url)) return "bedrock-converse";
		return isAnthropic(body, url) ? "anthropic" : "openai-chat";
	}
	if (body.input !== undefined && (typeof body.input === "string" || Array.isArray(body.input))) {
		return /\/embeddings\b/.test(url ?? "") ? null : "openai-responses";
	}
	return null;
}

function isConverse(body: Body, url: string | null): boolean {
	if (/\/converse(-stream)?\b/.test(url ?? "") || body.modelId !== undefined) return true;
	return body.inferenceConfig !== undefined || body.toolConfig !== undefined;
}

function isAnthropic(body: Body, url: string | null): boolean {
	if (/\/chat\/completions\b/.test(url ?? "")) return false;
	if (/\/v1\/messages\b/.test(url ?? "") || body.anthropic_version !== undefined || body.system !== undefined)
		return true;
	if (listOf(body.tools).some((tool) => bodyOf(tool).input_schema !== undefined)) return true;
	const hasSystemMessage = listOf(body.messages).some((message) => bodyOf(message).role === "system");
	return !hasSystemMessage && /^claude/.test(textOf(body.model) ?? "") && body.max_tokens !== undefined;
}

/** `/models/gemini-2.5-pro:generateContent`, `/model/anthropic.claude-.../converse`. */
function modelOfUrl(url: string | null): string | null {
	const match = /\/models?\/([^/?#]+?)(?::\w+)?(?:[/?#]|$)/.exec(url ?? "");
	return match?.[1] ? decoded(match[1]) : null;
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

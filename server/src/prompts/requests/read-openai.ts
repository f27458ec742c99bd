/** Bodies of OpenAI's two APIs, which many other hosts speak too. */
import type { CacheBlock } from "../cache/cache-request.ts";
import type { CacheSection } from "../cache/cache-rules.ts";
import { imageTokens } from "../tokens/image-tokens.ts";
import {
	type Body,
	bodyOf,
	isBody,
	listOf,
	markerOf,
	optionsOf,
	type SentRequest,
	sentJson,
	siteOf,
	textOf,
	toolBlocks,
} from "./sent-request.ts";

/** Lifetime of a marker that names none: the only one that models with markers offer. */
const shortest = "30m";

export function readOpenAiChat(body: Body): SentRequest {
	const format = schemaBlock(body.response_format, "response_format");
	return {
		format: "openai-chat",
		...commonFields(body),
		options: optionsOf({ tool_choice: body.tool_choice, effort: body.reasoning_effort }),
		blocks: [...toolBlocks(body.tools, shortest), ...format, ...messageBlocks(body.messages, "messages", body)],
	};
}

/** The Responses API. What a `previous_response_id` or a stored `prompt` adds is kept by the provider and not visible. */
export function readOpenAiResponses(body: Body): SentRequest {
	const instructions = textOf(body.instructions);
	const input = body.input;
	return {
		format: "openai-responses",
		...commonFields(body),
		options: optionsOf({ tool_choice: body.tool_choice, effort: bodyOf(body.reasoning).effort }),
		blocks: [
			...toolBlocks(body.tools, shortest),
			...schemaBlock(bodyOf(body.text).format, "text.format"),
			...(instructions === null ? [] : [textBlock("system", "instructions", "system", instructions)]),
			...(typeof input === "string"
				? [textBlock("messages", "input", "user", input)]
				: messageBlocks(input, "input", body)),
		],
	};
}

function commonFields(body: Body) {
	const caching = bodyOf(body.prompt_cache_options);
	return {
		model: textOf(body.model),
		site: siteOf(body.metadata),
		cacheKey: textOf(body.prompt_cache_key),
		lifetime: textOf(body.prompt_cache_retention) === "24h" ? "24h" : textOf(caching.ttl),
		// Hosts such as OpenRouter pass a marker for the whole request on to Anthropic.
		automaticBreakpoint: markerOf(body, "5m"),
		explicitOnly: caching.mode === "explicit",
	};
}

/** A plain `text` or `json_object` format adds nothing; a schema stands with the tools. */
function schemaBlock(format: unknown, path: string): CacheBlock[] {
	const type = bodyOf(format).type;
	if (!isBody(format) || type === "text" || type === "json_object") return [];
	return [{ section: "tools", path, role: null, text: sentJson(format), tokens: null, breakpoint: null }];
}

function messageBlocks(messages: unknown, path: string, body: Body): CacheBlock[] {
	return listOf(messages).flatMap((item, index) => {
		if (typeof item === "string") return [textBlock("messages", `${path}[${index}]`, "user", item)];
		const message = bodyOf(item);
		const role = textOf(message.role) ?? textOf(message.type) ?? "user";
		const section = role === "system" || role === "developer" ? "system" : "messages";
		const at = { section: leadingSection(section, messages, index), role, path: `${path}[${index}]` } as const;
		return [...contentBlocks(message.content, { ...at, body }), ...otherBlocks(message, at)];
	});
}

/** A system message amid the conversation is read where it stands. */
function leadingSection(section: CacheSection, messages: unknown, index: number): CacheSection {
	if (section !== "system") return section;
	const before = listOf(messages).slice(0, index);
	const isLeading = before.every((message) => ["system", "developer"].includes(textOf(bodyOf(message).role) ?? ""));
	return isLeading ? "system" : "messages";
}

interface At {
	readonly section: CacheSection;
	readonly role: string;
	readonly path: string;
}

function contentBlocks(content: unknown, { section, role, path, body }: At & { readonly body: Body }): CacheBlock[] {
	const text = textOf(content);
	if (text !== null) return [textBlock(section, `${path}.content`, role, text)];
	return listOf(content).map((part, index) => {
		const block = bodyOf(part);
		const at = `${path}.content[${index}]`;
		const words = textOf(part) ?? textOf(block.text) ?? textOf(block.refusal);
		const { cache_control: _one, prompt_cache_breakpoint: _two, ...sent } = block;
		const image = isBody(block.image_url) ? block.image_url : block;
		const isImage = block.type === "image_url" || block.type === "input_image";
		return {
			...textBlock(section, at, role, words ?? sentJson(sent)),
			tokens: isImage
				? imageTokens({ provider: "openai", model: textOf(body.model), detail: textOf(image.detail) })
				: null,
			breakpoint: markerOf(block, section === "messages" || section === "system" ? lifetimeFor(body) : shortest),
		};
	});
}

/** Claude models behind a compatible address keep Anthropic's five minutes. */
function lifetimeFor(body: Body): string {
	return /claude/.test(textOf(body.model) ?? "") ? "5m" : shortest;
}

/** Tool calls, their results and reasoning items, which are messages without content of their own. */
function otherBlocks(message: Body, { section, role, path }: At): CacheBlock[] {
	const { role: _role, content, ...others } = message;
	const isItem = message.role === undefined && message.type !== undefined && message.type !== "message";
	const added = isItem ? { ...others, ...(content === undefined ? {} : { content: undefined }) } : pick(others);
	return Object.keys(added).length === 0 ? [] : [textBlock(section, path, role, sentJson(added))];
}

const carried = ["tool_calls", "tool_call_id", "function_call", "name"];

function pick(fields: Body): Body {
	return Object.fromEntries(Object.entries(fields).filter(([name, value]) => carried.includes(name) && value != null));
}

function textBlock(section: CacheSection, path: string, role: string, text: string): CacheBlock {
	return { section, path, role, text, tokens: null, breakpoint: null };
}

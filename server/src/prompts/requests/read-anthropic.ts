/** Bodies of Anthropic's Messages API, also as Bedrock and Google Cloud take them. */
import type { CacheBlock } from "../cache/cache-request.ts";
import { imageTokens } from "../tokens/image-tokens.ts";
import {
	type Body,
	bodyOf,
	listOf,
	markerOf,
	optionsOf,
	type SentRequest,
	sentJson,
	siteOf,
	textOf,
	toolBlocks,
} from "./sent-request.ts";

const shortest = "5m";

export function readAnthropic(body: Body): SentRequest {
	const messages = listOf(body.messages).flatMap((item, index) => {
		const message = bodyOf(item);
		return blocksOf(message.content, {
			section: "messages",
			role: textOf(message.role) ?? "user",
			path: `messages[${index}].content`,
			model: textOf(body.model),
		});
	});
	const webSearch = listOf(body.tools).some((tool) => /^web_search/.test(textOf(bodyOf(tool).type) ?? ""));
	return {
		format: "anthropic",
		model: textOf(body.model),
		site: siteOf(body.metadata),
		cacheKey: null,
		lifetime: null,
		automaticBreakpoint: markerOf(body, shortest),
		explicitOnly: true,
		blocks: [
			...toolBlocks(body.tools, shortest),
			...blocksOf(body.system, { section: "system", role: "system", path: "system", model: textOf(body.model) }),
			...messages,
		],
		options: optionsOf({
			tool_choice: body.tool_choice,
			thinking: body.thinking,
			effort: bodyOf(body.output_config).effort,
			speed: body.speed,
			web_search: webSearch ? "on" : undefined,
			citations: hasCitations(body) ? "on" : undefined,
			images: messages.some(({ tokens }) => tokens !== null) ? "some" : undefined,
		}),
	};
}

interface At {
	readonly section: "system" | "messages";
	readonly role: string;
	readonly path: string;
	readonly model: string | null;
}

function blocksOf(content: unknown, { section, role, path, model }: At): CacheBlock[] {
	const whole = textOf(content);
	if (whole !== null) return [{ section, path, role, text: whole, tokens: null, breakpoint: null }];
	return listOf(content).map((item, index) => {
		const { cache_control: _marker, ...block } = bodyOf(item);
		const text = block.type === "text" || block.type === undefined ? textOf(block.text) : null;
		return {
			section,
			role,
			path: `${path}[${index}]`,
			text: text ?? sentJson(block),
			tokens: block.type === "image" ? imageTokens({ provider: "anthropic", model, detail: null }) : null,
			breakpoint: markerOf(bodyOf(item), shortest),
		};
	});
}

function hasCitations(body: Body): boolean {
	return listOf(body.messages).some((message) =>
		listOf(bodyOf(message).content).some((block) => bodyOf(bodyOf(block).citations).enabled === true),
	);
}

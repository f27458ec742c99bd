/** Bodies of Gemini's generateContent, and of Bedrock's Converse, whose content is lists of parts as well. */
import type { CacheBlock } from "../cache/cache-request.ts";
import type { CacheSection } from "../cache/cache-rules.ts";
import { imageTokens } from "../tokens/image-tokens.ts";
import {
	type Body,
	bodyOf,
	isBody,
	listOf,
	optionsOf,
	type SentRequest,
	sentJson,
	siteOf,
	textOf,
} from "./sent-request.ts";

export function readGemini(body: Body): SentRequest {
	const system = body.systemInstruction ?? body.system_instruction;
	const model = textOf(body.model);
	return {
		format: "gemini",
		...unmarked,
		model,
		site: siteOf(body.labels),
		// The name of a stored cache; what it holds is not in the request.
		cacheKey: textOf(body.cachedContent) ?? textOf(body.cached_content),
		options: optionsOf({ tool_choice: body.toolConfig ?? body.tool_config }),
		blocks: [
			...partBlocks(bodyOf(system).parts ?? system, {
				section: "system",
				role: "system",
				path: "systemInstruction.parts",
				model,
			}),
			...listOf(body.tools).map((tool, index) => block("tools", `tools[${index}]`, null, sentJson(tool))),
			...listOf(body.contents).flatMap((content, index) => {
				const { role, parts } = bodyOf(content);
				const path = `contents[${index}].parts`;
				return partBlocks(parts ?? content, { section: "messages", role: textOf(role) ?? "user", path, model });
			}),
		],
	};
}

/** `cachePoint` stands as a block of its own behind what it marks. */
export function readBedrockConverse(body: Body): SentRequest {
	const model = textOf(body.modelId) ?? textOf(body.model);
	const { tools, toolChoice } = bodyOf(body.toolConfig);
	const sections: readonly (readonly CacheBlock[])[] = [
		partBlocks(tools, { section: "tools", role: null, path: "toolConfig.tools", model }),
		partBlocks(body.system, { section: "system", role: "system", path: "system", model }),
		...listOf(body.messages).map((message, index) => {
			const { role, content } = bodyOf(message);
			return partBlocks(content, {
				section: "messages",
				role: textOf(role) ?? "user",
				path: `messages[${index}].content`,
				model,
			});
		}),
	];
	return {
		format: "bedrock-converse",
		...unmarked,
		model,
		site: siteOf(body.requestMetadata),
		cacheKey: null,
		options: optionsOf({ tool_choice: toolChoice }),
		blocks: sections.flat(),
	};
}

const unmarked = { lifetime: null, automaticBreakpoint: null, explicitOnly: true } as const;

interface At {
	readonly section: CacheSection;
	readonly role: string | null;
	readonly path: string;
	readonly model: string | null;
}

function partBlocks(parts: unknown, { section, role, path, model }: At): readonly CacheBlock[] {
	const whole = textOf(parts);
	if (whole !== null) return [block(section, path, role, whole)];
	const blocks: CacheBlock[] = [];
	for (const [index, part] of listOf(isBody(parts) ? [parts] : parts).entries()) {
		const fields = bodyOf(part);
		if (isBody(fields.cachePoint)) {
			const last = blocks.pop();
			if (last) blocks.push({ ...last, breakpoint: textOf(fields.cachePoint.ttl) ?? "5m" });
			continue;
		}
		const text = role === null ? null : (textOf(part) ?? textOf(fields.text));
		const isImage = "inlineData" in fields || "inline_data" in fields || "image" in fields;
		blocks.push({
			...block(section, `${path}[${index}]`, role, text ?? sentJson(part)),
			tokens: isImage ? imageTokens({ provider: "google", model, detail: null }) : null,
		});
	}
	return blocks;
}

function block(section: CacheSection, path: string, role: string | null, text: string): CacheBlock {
	return { section, path, role, text, tokens: null, breakpoint: null };
}

/** Tokens a provider adds around what the code sends: message framing, and the hidden instructions for tool use. */

import type { LinkedValue } from "../../model/linked-value.ts";
import type { LlmCall } from "../../model/llm-call.ts";
import type { Tokens } from "../../model/units.ts";
import { bareModelName, claudeVersion } from "./families.ts";

/** github.com/openai/openai-cookbook, "How to count tokens with tiktoken": 3 around every message, 1 for its role, 3 before the reply. */
const openAiTokensPerMessage: Tokens = 3;
const openAiTokensPerRole: Tokens = 1;
const openAiTokensBeforeReply: Tokens = 3;

/** The tool-use system prompt of Claude models, by tool choice (docs.anthropic.com, tool use pricing). */
const anthropicToolOverheads: readonly { readonly models: RegExp; readonly auto: Tokens; readonly forced: Tokens }[] = [
	{ models: /claude-3-opus/, auto: 530, forced: 281 },
	{ models: /claude-3-sonnet/, auto: 159, forced: 235 },
	{ models: /claude-3-(5-)?haiku/, auto: 264, forced: 340 },
	{ models: /claude/, auto: 346, forced: 313 },
];

/** Claude 4.7 and later charge up to 804; the middle of the documented 286 to 804 stands in for a model's own figure. */
const anthropicToolOverheadSince47: Tokens = 545;

export interface RequestOverhead {
	readonly framing: Tokens;
	readonly toolUse: Tokens;
}

export function requestOverhead(call: LlmCall, messages: number): RequestOverhead {
	if (call.api !== "chat" || messages === 0) return { framing: 0, toolUse: 0 };
	const bare = bareModelName(call.model.name ?? "");
	const isOpenAi = /^(gpt-|chatgpt|o[134](-|$))/.test(bare) || call.provider === "openai";
	const hasTools = call.prompt.some((part) => part.role === "tools");
	return {
		framing: isOpenAi ? messages * (openAiTokensPerMessage + openAiTokensPerRole) + openAiTokensBeforeReply : 0,
		toolUse: hasTools && bare.startsWith("claude") ? anthropicToolOverhead(bare, call.options.toolChoice?.value) : 0,
	};
}

function anthropicToolOverhead(bareModel: string, toolChoice: LinkedValue | undefined): Tokens {
	if ((claudeVersion(bareModel) ?? 0) >= 4.7) return anthropicToolOverheadSince47;
	const overhead = anthropicToolOverheads.find((entry) => entry.models.test(bareModel));
	return (isForced(toolChoice) ? overhead?.forced : overhead?.auto) ?? 0;
}

function isForced(toolChoice: LinkedValue | undefined): boolean {
	if (toolChoice?.kind !== "record") return false;
	const type = toolChoice.entries.find((entry) => entry.key === "type")?.value;
	if (type?.kind !== "text") return false;
	const [part] = type.parts;
	return part?.kind === "literal" && (part.text === "any" || part.text === "tool");
}

/** Messages of a request: parts of one list item are one message, tool definitions are none. */
export function countMessages(call: LlmCall): number {
	const messages = new Set<string>();
	for (const [index, part] of call.prompt.entries()) {
		if (part.role === "tools") continue;
		messages.add(part.item ? `${part.item.list.file}:${part.item.list.start}:${part.item.index}` : `part ${index}`);
	}
	return messages.size;
}

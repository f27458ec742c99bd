/** The conversation so far inside a prompt: turns that only grow, so that all but the newest could be read from the cache. */
import type { LlmCall } from "../../model/llm-call.ts";
import type { Prompt, Segment } from "../../model/prompt.ts";
import type { Tokens } from "../../model/units.ts";
import { tokensOf } from "./blocked-text.ts";

/**
 * Values that are named like a conversation, and lists of messages that come whole from elsewhere. A list somebody else
 * hands over may also hold all there is to the request, so the second kind is only probably a conversation.
 */
export function conversationOf(call: LlmCall, { segments }: Prompt): readonly Segment[] {
	const grows = growsFromTurnToTurn(call);
	return segments.filter((segment) => {
		if (segment.kind === "static" || segment.role === "tools" || segment.role === "system") return false;
		return grows || segment.valueKind === "history" || isMessageList(call, segment);
	});
}

/** The list of messages is kept and added to: what one turn adds is visible, and the turns before it are sent as well. */
export function growsFromTurnToTurn({ surroundings }: LlmCall): boolean {
	return (surroundings?.growing.length ?? 0) > 0;
}

/** A conversation of a few turns, where only what one turn adds is visible. */
export const fewTurns: Tokens = 1500;

export function conversationTokens(call: LlmCall, conversation: readonly Segment[]): Tokens {
	const visible = tokensOf(conversation);
	return conversation.length > 0 && growsFromTurnToTurn(call) ? Math.max(visible, fewTurns) : visible;
}

/** True when nothing of the prompt may be a conversation: all of its messages are visible, each one time. */
export function isSingleQuestion(call: LlmCall, prompt: Prompt): boolean {
	return (
		prompt.resolved === "whole" &&
		call.options.previousResponse === undefined &&
		conversationOf(call, prompt).length === 0 &&
		call.prompt.every(({ role, repeatsOver, content }) => {
			return content.kind !== "opaque" && (repeatsOver === null || role === "system") && role !== "assistant";
		}) &&
		prompt.segments.every(({ valueKind, changes, role }) => {
			return valueKind !== "history" && (changes !== "session" || role === "system");
		})
	);
}

/** A test sends little, often the same, and to a stand-in: `test_reply`, `ServiceTest.create`. */
export function isInTest({ functionName }: LlmCall): boolean {
	return functionName !== null && /(?:^|\.)test(?:_|[A-Z]|$)|Tests?(?:\.|$)/.test(functionName);
}

function isMessageList(call: LlmCall, { part }: Segment): boolean {
	return call.prompt[part]?.content.kind === "opaque";
}

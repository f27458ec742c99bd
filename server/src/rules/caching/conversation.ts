/** The conversation so far inside a prompt: turns that only grow, so that all but the newest could be read from the cache. */
import type { LlmCall } from "../../model/llm-call.ts";
import type { Prompt, Segment } from "../../model/prompt.ts";

/**
 * Values that are named like a conversation, and lists of messages that come whole from elsewhere. A list somebody else
 * hands over may also hold all there is to the request, so the second kind is only probably a conversation.
 */
export function conversationOf(call: LlmCall, { segments }: Prompt): readonly Segment[] {
	return segments.filter((segment) => {
		if (segment.kind === "static" || segment.role === "tools" || segment.role === "system") return false;
		return segment.valueKind === "history" || isMessageList(call, segment);
	});
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

function isMessageList(call: LlmCall, { part }: Segment): boolean {
	return call.prompt[part]?.content.kind === "opaque";
}

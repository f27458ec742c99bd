/** Keeps what a call sends small enough to walk, print and compare. */
import type { LinkedValue } from "../model/linked-value.ts";
import type { LlmCall, PromptContent } from "../model/llm-call.ts";
import {
	isTooLargeWithArguments,
	largestValue,
	tooLarge,
	tooLargeToFollow,
	weightWithArguments,
} from "./value-size.ts";

/** The call itself, or a copy in which an unknown stands for each value that is larger than any prompt. */
export function callWithinBounds(call: LlmCall): LlmCall {
	const options = Object.entries(call.options);
	if (!options.some(([, option]) => isTooLargeWithArguments(option.value)) && isPromptWithinBounds(call)) return call;
	let left = largestValue;
	const prompt = call.prompt.map((part) => {
		left -= weightOf(part.content);
		return left < 0 || isContentTooLarge(part.content) ? { ...part, content: unknownContent(part.content) } : part;
	});
	return {
		...call,
		prompt,
		options: Object.fromEntries(
			options.map(([name, option]) => [
				name,
				isTooLargeWithArguments(option.value) ? { ...option, value: tooLarge(option.place, name) } : option,
			]),
		),
	};
}

function isPromptWithinBounds({ prompt }: LlmCall): boolean {
	return (
		!prompt.some(({ content }) => isContentTooLarge(content)) &&
		prompt.reduce((sum, { content }) => sum + weightOf(content), 0) <= largestValue
	);
}

function isContentTooLarge(content: PromptContent): boolean {
	const value = heldBy(content);
	return value !== null && isTooLargeWithArguments(value);
}

function weightOf(content: PromptContent): number {
	const value = heldBy(content);
	return value ? weightWithArguments(value) : 1;
}

function heldBy(content: PromptContent): LinkedValue | null {
	if (content.kind === "opaque") return null;
	return content.kind === "text" ? content.text : content.value;
}

function unknownContent(content: PromptContent): PromptContent {
	const value = heldBy(content);
	if (!value) return content;
	const { file, start, end } = value;
	const source = { kind: "unknown", because: tooLargeToFollow } as const;
	return { kind: "opaque", origin: { file, start, end, label: "…", source, from: [] } };
}

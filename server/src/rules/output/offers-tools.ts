/** Whether a request lets the model call tools. A response schema stands where tools stand, and is none. */
import type { LlmCall, PromptPart } from "../../model/llm-call.ts";

export function offersTools(call: LlmCall): boolean {
	return call.prompt.some((part) => isToolList(part, call));
}

export function isToolList({ role, content }: PromptPart, { options }: LlmCall): boolean {
	if (role !== "tools") return false;
	if (content.kind !== "schema") return true;
	return ![options.schema, options.responseFormat].some(
		(option) => option?.value.file === content.value.file && option.value.start === content.value.start,
	);
}

/** Whether a request lets the model call tools. A response schema stands where tools stand, and is none. */
import type { LlmCall, PromptPart } from "../../model/llm-call.ts";

export function offersTools(call: LlmCall): boolean {
	return call.prompt.some((part) => isToolList(part, call));
}

/** A framework's agent or crew: one call of it makes as many requests as its work takes. */
export function isAgentRun({ method }: LlmCall): boolean {
	return /agent|crew|kickoff|\brun/i.test(method);
}

export function isToolList({ role, content }: PromptPart, { options }: LlmCall): boolean {
	if (role !== "tools") return false;
	if (content.kind !== "schema") return true;
	return ![options.schema, options.responseFormat].some(
		(option) => option?.value.file === content.value.file && option.value.start === content.value.start,
	);
}

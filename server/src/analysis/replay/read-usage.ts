/** The `usage` of a response in the ways providers and SDKs write it. */
import { type Body, bodyOf, isBody } from "../../prompts/requests/sent-request.ts";
import type { ReportedUsage } from "./read-request-log.ts";

/** Null when there is none, or none that says how many input tokens there were. */
export function readUsage(value: unknown): ReportedUsage | null {
	if (!isBody(value)) return null;
	const cachedInside =
		first(bodyOf(value.prompt_tokens_details), ["cached_tokens"]) ??
		first(bodyOf(value.input_tokens_details), ["cached_tokens"]) ??
		first(value, ["cachedContentTokenCount", "cachedInputTokens", "prompt_cache_hit_tokens"]) ??
		0;
	// Anthropic and Bedrock count what was read and written beside the input tokens, the others within them.
	const read = first(value, ["cache_read_input_tokens", "cacheReadInputTokens"]);
	const written = first(value, ["cache_creation_input_tokens", "cacheWriteInputTokens"]) ?? 0;
	const input = first(value, ["prompt_tokens", "input_tokens", "promptTokenCount", "inputTokens"]);
	if (input === null) return null;
	const outputTokens = first(value, ["completion_tokens", "output_tokens", "candidatesTokenCount", "outputTokens"]);
	return read === null && written === 0
		? { inputTokens: input, cachedTokens: Math.min(cachedInside, input), outputTokens }
		: { inputTokens: input + (read ?? 0) + written, cachedTokens: read ?? 0, outputTokens };
}

function first(fields: Body, names: readonly string[]): number | null {
	for (const name of names) {
		const value = fields[name];
		if (typeof value === "number" && Number.isFinite(value) && value >= 0) return value;
	}
	return null;
}

/** How a request's tokens are written: `~` for a calibrated or assumed count, `≤` for a limit the price rests on. */
import { countText } from "../../model/figures.ts";
import type { CallEntry } from "./scan-document.ts";

export function inputTokensText({ prompt }: CallEntry): string {
	return `${prompt.inputTokensBasis === "exact" ? "" : "~"}${countText(prompt.inputTokens)}`;
}

/** Empty for requests that produce no text. */
export function outputTokensText({ api, cost, prompt, maxOutputTokens }: CallEntry): string {
	if (api !== "chat" && api !== "completion") return "";
	const expected = cost?.outputTokens ?? prompt.expectedOutputTokens;
	if (maxOutputTokens !== null && maxOutputTokens <= expected) return `≤${countText(maxOutputTokens)}`;
	return expected > 0 ? `~${countText(expected)}` : "";
}

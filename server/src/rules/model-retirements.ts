/**
 * Models that their vendor has switched off, with the day, for the vendor's own API. Taken from copies of the vendors'
 * own pages, not from the live pages: `asOf` says how old the copy is. Days after it may have been moved.
 */
import type { IsoDate } from "../model/units.ts";

export interface ModelRetirement {
	readonly provider: "openai" | "anthropic";
	/** Names as they are sent. A name that ends in `*` stands for all that begin like it. */
	readonly models: readonly string[];
	readonly retiredOn: IsoDate;
	/** What the vendor recommends instead; null where the page names a model that is itself gone. */
	readonly replacement: string | null;
	/** The vendor's page. */
	readonly source: string;
	/** The newest day that the copy of the page tells of. */
	readonly asOf: IsoDate;
}

type Row = readonly [retiredOn: IsoDate, models: readonly string[], replacement: string | null];

const anthropic: readonly Row[] = [
	["2024-11-06", ["claude-1*", "claude-instant*"], null],
	["2025-07-21", ["claude-2", "claude-2.0", "claude-2.1", "claude-3-sonnet-20240229"], null],
	["2025-10-28", ["claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20241022", "claude-3-5-sonnet-latest"], null],
	["2026-01-05", ["claude-3-opus-20240229", "claude-3-opus-latest"], null],
	["2026-02-19", ["claude-3-7-sonnet-20250219", "claude-3-7-sonnet-latest"], null],
	["2026-02-19", ["claude-3-5-haiku-20241022", "claude-3-5-haiku-latest"], null],
	["2026-04-20", ["claude-3-haiku-20240307"], null],
	["2026-06-15", ["claude-sonnet-4-20250514", "claude-sonnet-4-0"], "claude-sonnet-4-6"],
	["2026-06-15", ["claude-opus-4-20250514", "claude-opus-4-0"], "claude-opus-4-8"],
	["2026-08-05", ["claude-opus-4-1-20250805", "claude-opus-4-1"], "claude-opus-4-8"],
];

const openai: readonly Row[] = [
	["2024-01-04", ["text-davinci-001", "text-davinci-002", "text-davinci-003", "text-curie-001"], null],
	["2024-01-04", ["text-babbage-001", "text-ada-001", "code-davinci-002"], null],
	["2024-09-13", ["gpt-3.5-turbo-0301", "gpt-3.5-turbo-0613", "gpt-3.5-turbo-16k-0613"], null],
	["2024-12-06", ["gpt-4-vision-preview", "gpt-4-1106-vision-preview"], null],
	["2025-06-06", ["gpt-4-32k", "gpt-4-32k-0314", "gpt-4-32k-0613"], null],
	["2025-07-14", ["gpt-4.5-preview*"], "gpt-4.1"],
	["2025-07-28", ["o1-preview*"], null],
	["2025-10-27", ["o1-mini*"], null],
	["2025-10-27", ["text-moderation-007", "text-moderation-stable", "text-moderation-latest"], "omni-moderation-latest"],
	["2026-02-12", ["codex-mini-latest"], null],
	["2026-02-17", ["chatgpt-4o-latest"], null],
	["2026-03-26", ["gpt-4-0314", "gpt-4-0125-preview", "gpt-4-turbo-preview"], null],
	["2026-05-07", ["gpt-4o-audio-preview", "gpt-4o-mini-audio-preview"], null],
	["2026-05-12", ["dall-e-2", "dall-e-3"], null],
	["2026-07-23", ["gpt-5-chat-latest", "gpt-5-codex", "gpt-5.1-chat-latest", "gpt-5.1-codex"], "gpt-5.6-sol"],
	["2026-07-23", ["gpt-5.1-codex-max", "gpt-5.2-codex", "o3-deep-research*", "o4-mini-deep-research*"], "gpt-5.6-sol"],
	["2026-07-23", ["gpt-5.1-codex-mini", "computer-use-preview*"], "gpt-5.6-terra"],
	["2026-07-23", ["gpt-4o-search-preview-2025-03-11", "gpt-4o-mini-search-preview-2025-03-11"], "gpt-5.6-terra"],
	["2026-08-10", ["gpt-5.2-chat-latest", "gpt-5.3-chat-latest"], "gpt-5.6-sol"],
	["2026-09-28", ["gpt-3.5-turbo-instruct", "gpt-3.5-turbo-1106", "babbage-002", "davinci-002"], "gpt-5.6-terra"],
	["2026-10-23", ["gpt-3.5-turbo", "gpt-3.5-turbo-0125", "o4-mini", "o4-mini-2025-04-16"], "gpt-5.6-terra"],
	["2026-10-23", ["gpt-4", "gpt-4-0613", "gpt-4-1106-preview", "gpt-4o-2024-05-13"], "gpt-5.6-sol"],
	["2026-10-23", ["gpt-4-turbo", "gpt-4-turbo-2024-04-09"], "gpt-5.6-sol"],
	["2026-10-23", ["o1", "o1-2024-12-17", "o1-pro", "o1-pro-2025-03-19"], "gpt-5.6-sol"],
	["2026-10-23", ["o3-mini", "o3-mini-2025-01-31"], "gpt-5.6-sol"],
	["2026-10-23", ["gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"], "gpt-5.6-luna"],
	["2026-12-11", ["gpt-5-2025-08-07", "gpt-5-pro-2025-10-06", "o3-2025-04-16", "o3-pro-2025-06-10"], "gpt-5.6-sol"],
	["2026-12-11", ["gpt-5-mini-2025-08-07"], "gpt-5.6-terra"],
	["2026-12-11", ["gpt-5-nano-2025-08-07"], "gpt-5.6-luna"],
];

export const modelRetirements: readonly ModelRetirement[] = [
	...retirements(anthropic, {
		provider: "anthropic",
		source: "https://platform.claude.com/docs/en/about-claude/model-deprecations",
		asOf: "2026-08-05",
	}),
	...retirements(openai, {
		provider: "openai",
		source: "https://developers.openai.com/api/docs/deprecations",
		asOf: "2026-10-01",
	}),
];

/** The retirement of a model at its vendor's own API; null when it is not known to be retired. */
export function retirementOf(provider: string, model: string): ModelRetirement | null {
	const name = model.replace(/^(openai|anthropic)\//, "");
	const found = modelRetirements.find(
		(entry) =>
			entry.provider === provider &&
			entry.models.some((known) => (known.endsWith("*") ? name.startsWith(known.slice(0, -1)) : known === name)),
	);
	return found ?? null;
}

function retirements(
	rows: readonly Row[],
	page: Pick<ModelRetirement, "provider" | "source" | "asOf">,
): readonly ModelRetirement[] {
	return rows.map(([retiredOn, models, replacement]) => ({ ...page, models, retiredOn, replacement }));
}

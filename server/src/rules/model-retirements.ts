/**
 * Models that their vendor has switched off, with the day, for the vendor's own API. Read on 2026-11-21 from the vendors'
 * lists of deprecations and from pages that quote them.
 */
import type { IsoDate } from "../model/units.ts";

export interface ModelRetirement {
	readonly provider: "openai" | "anthropic";
	/** Names as they are sent. A name that ends in `*` stands for all that begin like it. */
	readonly models: readonly string[];
	readonly retiredOn: IsoDate;
	/** What the vendor recommends instead. */
	readonly replacement: string | null;
	readonly source: string;
}

const anthropic = "https://platform.claude.com/docs/en/about-claude/model-deprecations";
const openai = "https://developers.openai.com/api/docs/deprecations";

export const modelRetirements: readonly ModelRetirement[] = [
	{
		provider: "anthropic",
		models: ["claude-1*", "claude-instant*"],
		retiredOn: "2024-11-06",
		replacement: null,
		source: anthropic,
	},
	{
		provider: "anthropic",
		models: ["claude-2", "claude-2.0", "claude-2.1", "claude-3-sonnet-20240229"],
		retiredOn: "2025-07-21",
		replacement: null,
		source: anthropic,
	},
	{
		provider: "anthropic",
		models: ["claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20241022", "claude-3-5-sonnet-latest"],
		retiredOn: "2025-10-28",
		replacement: null,
		source: anthropic,
	},
	{
		provider: "anthropic",
		models: ["claude-3-opus-20240229", "claude-3-opus-latest"],
		retiredOn: "2026-01-05",
		replacement: null,
		source: anthropic,
	},
	{
		provider: "anthropic",
		models: [
			"claude-3-7-sonnet-20250219",
			"claude-3-7-sonnet-latest",
			"claude-3-5-haiku-20241022",
			"claude-3-5-haiku-latest",
		],
		retiredOn: "2026-02-19",
		replacement: null,
		source: anthropic,
	},
	{
		provider: "anthropic",
		models: ["claude-sonnet-4-20250514", "claude-sonnet-4-0"],
		retiredOn: "2026-06-15",
		replacement: "claude-sonnet-4-6",
		source: anthropic,
	},
	{
		provider: "anthropic",
		models: ["claude-opus-4-20250514", "claude-opus-4-0"],
		retiredOn: "2026-06-15",
		replacement: "claude-opus-4-8",
		source: anthropic,
	},
	{
		provider: "anthropic",
		models: ["claude-opus-4-1", "claude-opus-4-1-20250805"],
		retiredOn: "2026-08-05",
		replacement: null,
		source: anthropic,
	},
	{
		provider: "openai",
		models: [
			"text-davinci-003",
			"text-davinci-002",
			"text-curie-001",
			"text-babbage-001",
			"text-ada-001",
			"code-davinci-002",
		],
		retiredOn: "2024-01-04",
		replacement: null,
		source: openai,
	},
	{
		provider: "openai",
		models: ["gpt-3.5-turbo-0301", "gpt-3.5-turbo-0613", "gpt-3.5-turbo-16k-0613"],
		retiredOn: "2024-09-13",
		replacement: null,
		source: openai,
	},
	{
		provider: "openai",
		models: ["gpt-4-32k", "gpt-4-32k-0314", "gpt-4-32k-0613"],
		retiredOn: "2025-06-06",
		replacement: null,
		source: openai,
	},
	{ provider: "openai", models: ["gpt-4.5-preview*"], retiredOn: "2025-07-14", replacement: "gpt-4.1", source: openai },
	{ provider: "openai", models: ["o1-preview*"], retiredOn: "2025-07-28", replacement: null, source: openai },
	{ provider: "openai", models: ["chatgpt-4o-latest"], retiredOn: "2026-02-17", replacement: null, source: openai },
	{
		provider: "openai",
		models: [
			...["gpt-5-chat-latest", "gpt-5-codex", "gpt-5.1-chat-latest", "gpt-5.1-codex", "gpt-5.1-codex-max"],
			...["gpt-5.1-codex-mini", "gpt-5.2-codex", "gpt-4o-search-preview-2025-03-11"],
			...["gpt-4o-mini-search-preview-2025-03-11", "o3-deep-research*", "o4-mini-deep-research*"],
		],
		retiredOn: "2026-07-23",
		replacement: null,
		source: openai,
	},
	{
		provider: "openai",
		models: ["gpt-5.2-chat-latest", "gpt-5.3-chat-latest"],
		retiredOn: "2026-08-10",
		replacement: "gpt-5.5",
		source: openai,
	},
	{
		provider: "openai",
		models: ["gpt-3.5-turbo", "gpt-3.5-turbo-0125", "o4-mini", "o4-mini-2025-04-16"],
		retiredOn: "2026-10-23",
		replacement: "gpt-5.6-terra",
		source: openai,
	},
	{
		provider: "openai",
		models: [
			...["gpt-4", "gpt-4-0613", "gpt-4-1106-preview", "gpt-4-turbo", "gpt-4-turbo-2024-04-09", "gpt-4o-2024-05-13"],
			...["o1", "o1-2024-12-17", "o1-pro", "o1-pro-2025-03-19", "o3-mini", "o3-mini-2025-01-31"],
		],
		retiredOn: "2026-10-23",
		replacement: "gpt-5.6-sol",
		source: openai,
	},
	{
		provider: "openai",
		models: ["gpt-4.1-nano", "gpt-4.1-nano-2025-04-14"],
		retiredOn: "2026-10-23",
		replacement: null,
		source: openai,
	},
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

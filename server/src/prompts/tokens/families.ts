/** Which vocabulary counts a model's tokens, and how far that count can be trusted. */
import type { CalibratedVocabulary } from "./calibration-table.ts";

export interface ModelIdentity {
	readonly provider: string | null;
	readonly name: string | null;
}

export type TokenFamily =
	/** OpenAI's own vocabulary: the count is the provider's count. */
	| { readonly kind: "exact"; readonly vocabulary: "o200k" | "cl100k" }
	/** Another vocabulary, converted from o200k; `factor` corrects for tokenizers newer than any published vocabulary. */
	| {
			readonly kind: "calibrated";
			readonly vocabulary: CalibratedVocabulary;
			readonly factor: number;
			/** Replaces the calibration's own error when nothing was measured for this model. */
			readonly relativeError: number | null;
	  }
	/** No measured vocabulary: the o200k count as it is, with a wide error. */
	| { readonly kind: "uncalibrated"; readonly relativeError: number };

interface FamilyRule {
	readonly models: RegExp;
	readonly family: TokenFamily;
}

const o200k: TokenFamily = { kind: "exact", vocabulary: "o200k" };
const cl100k: TokenFamily = { kind: "exact", vocabulary: "cl100k" };
const unmeasured: TokenFamily = { kind: "uncalibrated", relativeError: 0.15 };

function calibrated(vocabulary: CalibratedVocabulary, relativeError: number | null = null): TokenFamily {
	return { kind: "calibrated", vocabulary, factor: 1, relativeError };
}

/**
 * Claude's published vocabulary is that of Claude 2. Anthropic says its tokenizer since 4.7 makes about 30 % more tokens
 * of the same text (platform.claude.com/docs/en/about-claude/pricing), so those counts are corrected and held loosely.
 */
const claudeUntil46: TokenFamily = { kind: "calibrated", vocabulary: "claudeLegacy", factor: 1, relativeError: 0.15 };
const claudeSince47: TokenFamily = { kind: "calibrated", vocabulary: "claudeLegacy", factor: 1.3, relativeError: 0.25 };
const claudeOfUnknownVersion: TokenFamily = {
	kind: "calibrated",
	vocabulary: "claudeLegacy",
	factor: 1.15,
	relativeError: 0.25,
};

/** In order; the first that matches the bare model name decides. */
const familyRules: readonly FamilyRule[] = [
	{ models: /^(gpt-4o|chatgpt-4o|gpt-4\.[15]|gpt-5|gpt-oss|o[134](-|$)|codex|gpt-realtime|gpt-audio)/, family: o200k },
	{ models: /^(gpt-4|gpt-35|gpt-3\.5|text-embedding-(3|ada)|davinci-002|babbage-002)/, family: cl100k },
	// Later than the newest model the tokenizer package names: the same vocabulary is likely, not known.
	{ models: /^(gpt-|chatgpt|computer-use|text-davinci|davinci|curie|babbage|ada)/, family: unmeasured },
	{ models: /^(gemini|gemma|text-embedding-00|models\/)/, family: calibrated("gemma3") },
	{ models: /^(meta-)?llama-?[34]/, family: calibrated("llama3") },
	{ models: /^(meta-)?llama|^codellama|^vicuna/, family: calibrated("mistralSentencePiece", 0.15) },
	{ models: /deepseek/, family: calibrated("deepseekV3") },
	{ models: /^(qwen|qwq)/, family: calibrated("qwen3") },
	{
		models: /^(mistral-(nemo|small|medium|large)|ministral|pixtral|codestral|magistral|devstral|voxtral)/,
		family: calibrated("mistralTekken"),
	},
	{ models: /^(open-)?(mistral|mixtral)/, family: calibrated("mistralSentencePiece") },
];

const familyOfProvider: Readonly<Record<string, TokenFamily>> = {
	openai: { kind: "uncalibrated", relativeError: 0.05 },
	azure: { kind: "uncalibrated", relativeError: 0.05 },
	anthropic: claudeOfUnknownVersion,
	google: calibrated("gemma3", 0.15),
	mistral: calibrated("mistralTekken", 0.15),
	deepseek: calibrated("deepseekV3", 0.15),
};

export function tokenFamilyOf(model: ModelIdentity): TokenFamily {
	const name = model.name === null ? null : bareModelName(model.name);
	if (name?.includes("claude")) return claudeFamily(name);
	const rule = name === null ? undefined : familyRules.find((candidate) => candidate.models.test(name));
	if (rule) return rule.family;
	return (model.provider === null ? undefined : familyOfProvider[model.provider]) ?? unmeasured;
}

function claudeFamily(name: string): TokenFamily {
	const version = claudeVersion(name);
	if (version === null) return /mythos|fable/.test(name) ? claudeSince47 : claudeOfUnknownVersion;
	return version >= 4.7 ? claudeSince47 : claudeUntil46;
}

/** `claude-opus-4-7` is 4.7, `claude-3-5-sonnet-20241022` is 3.5, `claude-sonnet-4-20250514` is 4; null without a number. */
export function claudeVersion(name: string): number | null {
	const match =
		/claude-(?:[a-z]+-)?(\d{1,2})(?:[-.](\d{1,2}))?(?!\d)/.exec(name) ?? /claude-(?:v|instant-v?)?(\d)/.exec(name);
	if (!match) return null;
	return Number(match[1]) + Number(match[2] ?? 0) / 10;
}

/** The model's own name, without the host, router or vendor put before it: `us.anthropic.claude-...`, `openai/gpt-4o`. */
export function bareModelName(name: string): string {
	let bare = name.toLowerCase().trim();
	bare = bare.slice(bare.lastIndexOf("/") + 1).replace(/^ft:/, "");
	const colon = bare.indexOf(":");
	// `openai:gpt-4o` names a provider first; `llama3:8b` and `...-v1:0` end in a tag.
	if (colon > 0 && !/\d/.test(bare.slice(0, colon))) bare = bare.slice(colon + 1);
	return bare.replace(/^([a-z]{2,6}\.)?(anthropic|meta|mistral|amazon|cohere|deepseek|qwen|openai|ai21|google)\./, "");
}

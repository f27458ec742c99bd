/**
 * Model names as code writes them: with provider prefixes, regions, dates, versions and fine-tuning suffixes.
 * Reading one gives the names under which a price may be listed, the most specific first.
 */
import { isRouter, knownProvider } from "./provider-names.ts";

export interface ModelName {
	/** Provider that the name itself tells (`azure/gpt-4o`, `openai:gpt-4o`); null when it tells none. */
	readonly provider: string | null;
	/** Names to look for, in order. */
	readonly candidates: readonly NameCandidate[];
}

export interface NameCandidate {
	readonly name: string;
	/** What was assumed to get here; null when nothing was. */
	readonly note: string | null;
}

const resourcePath = /^(?:arn:aws[\w-]*:bedrock:[^/]*|projects\/.*|publishers\/.*|models|accounts\/[^/]+\/models)\//;
const bedrockRegion = /^(?:us-gov|us|eu|apac|jp|au|ca|global|in|sa|me|af)\.(?=[a-z0-9]+\.)/;

/** Bedrock's `anthropic.` and the like. */
const vendorPrefix = /^(?:anthropic|amazon|meta|mistral|cohere|deepseek|openai|qwen|google|ai21|nvidia|writer)\./;

/** Only Bedrock writes ids with a vendor and a dot, or as an ARN. */
const bedrockShape =
	/^(?:arn:aws[\w-]*:bedrock:|(?:us-gov\.|[a-z]{2,6}\.)?(?:anthropic|amazon|meta|mistral|cohere|deepseek|ai21|qwen|writer|stability)\.[a-z])/;

/** Endings that name a version of a model, and what taking them off assumes. */
const versionEndings: readonly { readonly pattern: RegExp; readonly note: string | null }[] = [
	{ pattern: /-v\d+:\d+(?::\d+k)?$/, note: null },
	{ pattern: /:\d+$/, note: null },
	{ pattern: /@(?:\d{8}|\d{3}|latest|default)$/, note: null },
	{ pattern: /[-@]\d{4}-\d{2}-\d{2}$/, note: null },
	{ pattern: /-\d{8}$/, note: null },
	{ pattern: /-latest$/, note: null },
	{ pattern: /-(?:\d{4}|\d{3}|\d{2}-\d{4}|\d{2}-\d{2})$/, note: null },
	{ pattern: /:(?:nitro|floor|online|thinking|beta|exacto|extended)$/, note: "priced without its OpenRouter variant" },
	{ pattern: /-(?:preview|exp|experimental)(?:-[\d-]+)?$/, note: "price of the model without `preview`" },
];

export function readModelName(raw: string): ModelName {
	const whole = raw.trim();
	const prefixed = takeProviderPrefix(whole);
	const { rest } = prefixed;
	const provider = prefixed.provider ?? (bedrockShape.test(whole) ? "bedrock" : null);
	const starts = unique([whole, rest, rest.replace(resourcePath, ""), lastPathPart(whole)]);
	const candidates: NameCandidate[] = [];
	for (const start of starts) {
		for (const name of unique([start, start.replace(bedrockRegion, "")])) addVersions(candidates, { name, note: null });
	}
	const tuned = fineTunedBase(rest);
	if (tuned) addVersions(candidates, { name: tuned, note: "price of the base model; a fine-tuned model costs more" });
	const seen = new Set<string>();
	return { provider, candidates: candidates.filter(({ name }) => name !== "" && !seen.has(name) && seen.add(name)) };
}

/** Spelling differences that never tell two models apart: case, dots, underscores. */
export function looseKey(name: string): string {
	return name.toLowerCase().replaceAll(/[._\s]+/g, "-");
}

/**
 * A key that is equal for the same weights wherever they are sold: `us.anthropic.claude-sonnet-4-5-20250929-v1:0`,
 * `anthropic/claude-sonnet-4.5` and `claude-sonnet-4-5` all give `claude-sonnet-4-5`.
 */
export function modelIdentity(name: string): string {
	let key = lastPathPart(
		name
			.trim()
			.toLowerCase()
			.replace(bedrockRegion, "")
			.replace(/^(?:regional|global)\./, ""),
	);
	key = key.replace(vendorPrefix, "");
	for (;;) {
		const shorter = versionEndings.slice(0, 6).reduce((text, { pattern }) => text.replace(pattern, ""), key);
		if (shorter === key) break;
		key = shorter;
	}
	// A preview and the release it became are one model.
	key = key.replace(/-preview(?:-[\d-]+)?$/, "");
	key = looseKey(key.replaceAll(/(?<=v\d)p(?=\d)/g, "-"));
	key = key.replace(/^meta-(?=llama)/, "").replace(/^claude-([\d-]+)-(opus|sonnet|haiku)$/, "claude-$2-$1");
	if (/^claude-(?:opus|sonnet)-4$/.test(key)) key = `${key}-0`;
	if (/^llama/.test(key)) {
		key = key
			.replace(/^llama-?v?(\d)/, "llama-$1")
			.replace(/-(?:versatile|instant|turbo|fp8|instruct|hf|chat|specdec|basic|lite)(?=-|$)/g, "")
			.replace(/-(?:versatile|instant|turbo|fp8|instruct|hf|chat|specdec|basic|lite)(?=-|$)/g, "");
	}
	return key;
}

/** A model id for a person: without path, region, vendor prefix and Bedrock version. */
export function displayModelName(id: string): string {
	return lastPathPart(id)
		.replace(bedrockRegion, "")
		.replace(/^(?:regional|global)\./, "")
		.replace(vendorPrefix, "")
		.replace(/-v\d+:\d+$/, "");
}

function takeProviderPrefix(name: string): { provider: string | null; rest: string } {
	const separator = /^([\w.-]+)([:/])(.+)$/.exec(name);
	const [, word, mark, rest] = separator ?? [];
	if (!word || !mark || !rest || (word === "ft" && mark === ":")) return { provider: null, rest: name };
	const provider = knownProvider(word);
	if (!provider) return { provider: null, rest: name };
	// `openrouter/anthropic/claude`, `litellm/azure/gpt-4o`: what a router routes to is told by the next part.
	if (isRouter(provider)) {
		const inner = takeProviderPrefix(rest);
		return { provider: inner.provider ?? provider, rest: inner.rest };
	}
	return { provider, rest };
}

function addVersions(candidates: NameCandidate[], start: NameCandidate): void {
	candidates.push(start);
	let current = start;
	for (let round = 0; round < 3; round++) {
		const ending = versionEndings.find(({ pattern }) => pattern.test(current.name));
		if (!ending) return;
		current = { name: current.name.replace(ending.pattern, ""), note: current.note ?? ending.note };
		candidates.push(current);
	}
}

/** `ft:gpt-4o-mini-2024-07-18:my-org::abc123` is made from `gpt-4o-mini-2024-07-18`. */
function fineTunedBase(name: string): string | null {
	return /^ft:([^:]+)/.exec(name)?.[1] ?? null;
}

function lastPathPart(name: string): string {
	return name.slice(name.lastIndexOf("/") + 1);
}

function unique(names: readonly string[]): readonly string[] {
	return [...new Set(names)];
}

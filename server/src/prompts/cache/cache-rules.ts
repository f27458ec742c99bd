/** The providers' prompt-cache rules, read from `pricing/cache-rules.yaml`, and the one that holds for a request. */
import { parse } from "yaml";
import type { PromptRole } from "../../model/llm-call.ts";
import type { Milliseconds, Tokens } from "../../model/units.ts";
import { bareModelName, type ModelIdentity } from "../tokens/families.ts";
import { readCacheRules } from "./read-cache-rules.ts";

export type CacheMode = "automatic" | "explicit" | "implicit-breakpoint" | "passes-through" | "none";

export interface CacheRule {
	readonly id: string;
	readonly providers: readonly string[];
	/** Prefixes of bare model names; `*` is every model. */
	readonly models: readonly string[];
	readonly mode: CacheMode;
	readonly matching: "longest-prefix" | "exact-at-breakpoint" | "none";
	readonly minimumTokens: MinimumTokens;
	/** Models whose minimum is not published. */
	readonly unknownMinimumModels: readonly string[];
	/** Cached lengths grow in steps of this many tokens above the minimum; null when not documented. */
	readonly incrementTokens: Tokens | null;
	readonly prefixOrder: readonly (PromptRole | "messages")[];
	readonly maximumBreakpoints: number | null;
	readonly lookbackBlocks: number | null;
	readonly lifetimes: CacheLifetimes;
	/** Price of writing a prefix by lifetime, as a multiple of the input price. */
	readonly writeMultipliers: Readonly<Record<string, number>>;
	readonly noCacheModels: readonly string[];
	readonly noCacheExactModels: readonly string[];
	readonly needsCacheKey: boolean;
	readonly requestsPerMinutePerKey: number | null;
	/** Request options that, when they change, lose what is cached of a section and of all behind it. */
	readonly invalidatedBy: Readonly<Partial<Record<CacheSection, readonly string[]>>>;
	/** Whose requests share entries: "workspace", "organisation", "subscription"; null where it is not documented. */
	readonly isolation: string | null;
	readonly grade: "F" | "E" | "S" | "I" | "U";
	readonly source: string;
}

/** Parts of a request in which providers match their caches; each provider has its own order of them. */
export type CacheSection = "tools" | "system" | "messages";

/** How long an entry lives after its last use: `5m`, `24h`; `unknown` when it is not documented. */
export interface CacheLifetimes {
	readonly default: string;
	readonly options: readonly string[];
	readonly byModel: readonly { readonly models: readonly string[]; readonly lifetime: string }[];
}

export interface MinimumTokens {
	readonly default: Tokens | null;
	readonly byModel: readonly { readonly models: readonly string[]; readonly tokens: Tokens }[];
}

export interface CacheRules {
	readonly checkedOn: string;
	readonly rules: readonly CacheRule[];
	/** Entries of the file that could not be read, for whoever edits it. */
	readonly problems: readonly string[];
}

/** Reads the rules; an entry that does not fit the schema is left out and named among the problems. */
export function parseCacheRules(yaml: string): CacheRules {
	let raw: unknown;
	try {
		raw = parse(yaml);
	} catch (error) {
		return { checkedOn: "", rules: [], problems: [error instanceof Error ? error.message : "not YAML"] };
	}
	return readCacheRules(raw);
}

export interface FoundCacheRule {
	readonly rule: CacheRule;
	/** The request goes through a router, so the rule is that of the provider behind it. */
	readonly throughRouter: boolean;
}

/** The rule for a model at a provider; null when nothing is known of that provider's cache. */
export function findCacheRule(rules: CacheRules, model: ModelIdentity): FoundCacheRule | null {
	const provider = model.provider ?? vendorOfModel(model.name);
	if (provider === null) return null;
	const rule = matchingRule(rules, provider, model.name);
	if (rule?.mode !== "passes-through") return rule ? { rule, throughRouter: false } : null;
	const vendor = vendorOfModel(model.name);
	const behind = vendor === null ? undefined : matchingRule(rules, vendor, model.name);
	return { rule: behind ?? rule, throughRouter: true };
}

/** The least number of prefix tokens the cache takes for this model; null when it is not published. */
export function minimumTokensOf(rule: CacheRule, modelName: string | null): Tokens | null {
	const bare = bareModelName(modelName ?? "");
	if (rule.unknownMinimumModels.some((pattern) => bare.startsWith(pattern))) return null;
	const special = rule.minimumTokens.byModel.find((entry) => entry.models.some((pattern) => bare.startsWith(pattern)));
	return special?.tokens ?? rule.minimumTokens.default;
}

/** How long this model's entries live when the request does not say. */
export function lifetimeOf({ lifetimes }: CacheRule, modelName: string | null): string {
	const bare = bareModelName(modelName ?? "");
	const special = lifetimes.byModel.find(({ models }) => models.some((pattern) => bare.startsWith(pattern)));
	return special?.lifetime ?? lifetimes.default;
}

/** Milliseconds of a lifetime such as `5m` or `24h`; null for one that is not documented. */
export function lifetimeMilliseconds(lifetime: string): Milliseconds | null {
	const match = /^(\d+)([mh])$/.exec(lifetime);
	return match ? Number(match[1]) * (match[2] === "h" ? 3_600_000 : 60_000) : null;
}

/** True for models that came before their provider's prompt cache. */
export function predatesCache(rule: CacheRule, modelName: string | null): boolean {
	const bare = bareModelName(modelName ?? "");
	return rule.noCacheExactModels.includes(bare) || rule.noCacheModels.some((pattern) => bare.startsWith(pattern));
}

const vendorByModelPrefix: readonly (readonly [prefix: string, vendor: string])[] = [
	["claude", "anthropic"],
	["gpt-oss", "unknown-host"],
	["gpt-", "openai"],
	["chatgpt-", "openai"],
	["o1", "openai"],
	["o3", "openai"],
	["o4", "openai"],
	["gemini", "google"],
	["deepseek", "deepseek"],
	["grok", "x-ai"],
	["mistral", "mistral"],
];

function vendorOfModel(name: string | null): string | null {
	if (name === null) return null;
	const bare = bareModelName(name);
	return vendorByModelPrefix.find(([prefix]) => bare.startsWith(prefix))?.[1] ?? null;
}

function matchingRule(rules: CacheRules, provider: string, name: string | null): CacheRule | undefined {
	const bare = bareModelName(name ?? "");
	return rules.rules.find(
		(rule) =>
			rule.providers.includes(provider) &&
			rule.models.some((pattern) => pattern === "*" || bare.startsWith(pattern) || bare.includes(`.${pattern}`)),
	);
}

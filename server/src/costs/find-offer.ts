/** Looks up the price of a model at a provider on a day: the right entry, the right date, the right tier. */
import type { NoCost, PriceSource, TokenPrices } from "../model/cost.ts";
import type { IsoDate, Tokens } from "../model/units.ts";
import { looseKey, modelIdentity, type NameCandidate, readModelName } from "./model-names.ts";
import { type ModelRetirement, retirementOf } from "./model-retirements.ts";
import type { DatedPrice, ModelKind, PriceBook, PricedModel, PricedProvider } from "./price-book.ts";
import { indexOf, matchPattern } from "./price-index.ts";
import { isLocalProvider, isRouter, providerKey } from "./provider-names.ts";
import { type PriceRegion, regionPremiumOf } from "./region-premiums.ts";

export interface OfferQuery {
	/** Any spelling; null when the code does not tell. */
	readonly provider: string | null;
	readonly model: string;
	readonly asOf: IsoDate;
	/** Decides the price tier of long requests. */
	readonly inputTokens: Tokens;
	/** Where this request must stay; without it, what holds for the whole provider. */
	readonly region?: PriceRegion | null;
}

export interface Offer {
	/** Who is paid. */
	readonly provider: string;
	readonly providerName: string;
	/** Id in the price book. */
	readonly model: string;
	readonly kind: ModelKind;
	readonly prices: TokenPrices;
	readonly price: PriceSource;
	/** Anything a person should know before trusting the price. */
	readonly notes: readonly string[];
	readonly retired: boolean;
	/** Set when the request falls into a dearer tier. */
	readonly aboveInputTokens: Tokens | null;
	readonly contextTokens: Tokens | null;
}

export type OfferResult =
	| { readonly offer: Offer; readonly none: null }
	| { readonly offer: null; readonly none: NoCost };

/** `llama3.1:8b`, `deepseek-r1:latest`: nobody else writes sizes and `latest` after a colon. */
const ollamaTag = /^[\w.-]+:(?:latest|[\d.]+[bm](?:-[\w.-]+)?)$/i;

/** Vendors that sell models of their own; a well-known name is theirs when the code does not name a provider. */
const modelVendors = [
	"openai",
	"anthropic",
	"google",
	"mistral",
	"deepseek",
	"xai",
	"cohere",
	"perplexity",
	"moonshot",
	"voyage",
	"zhipu",
	"minimax",
];

/** Whether the model runs on hardware of one's own: it is said to, or its name is a tag such as Ollama's `llama3.2:1b` or a file. */
export function runsOnOwnHardware({ provider, model }: Pick<OfferQuery, "provider" | "model">): boolean {
	const asked = provider === null ? readModelName(model).provider : providerKey(provider);
	if (/\.gguf$/i.test(model)) return true;
	return asked === null || asked === "openai" ? ollamaTag.test(model) : isLocalProvider(asked);
}

export function findOffer(book: PriceBook, query: OfferQuery): OfferResult {
	const name = readModelName(query.model);
	const asked = query.provider === null ? null : providerKey(query.provider);
	const own = asked !== null && isRouter(asked) ? null : asked;
	const provider = own ?? name.provider;
	if (provider !== null && isLocalProvider(provider)) {
		return none(`the model runs on your own hardware (${provider}): no price for a token`);
	}
	if ((own === null || own === "openai") && ollamaTag.test(query.model)) {
		return none("the name is an Ollama tag, so the model runs on your own hardware: no price for a token");
	}
	const found =
		(provider === null ? null : findAt(book, provider, name.candidates)) ??
		(name.provider === null ? null : findAt(book, name.provider, name.candidates)) ??
		findElsewhere(book, own ?? sellerNamed(name.provider), name.candidates);
	if (!found) return none(notFound(book, provider, query.model));
	return priced(book, found, query);
}

/** `mistralai/x` names who made the model, not who sells it; `groq/x` names the seller. */
function sellerNamed(prefix: string | null): string | null {
	return prefix !== null && modelVendors.includes(prefix) ? null : prefix;
}

/** A model of a provider by its id in the price book. */
export function offerOf(
	book: PriceBook,
	{ provider, model, asOf, inputTokens, region = null }: OfferQuery & { readonly provider: string },
): Offer | null {
	const seller = indexOf(book).get(provider);
	const entry = seller?.names.get(model.toLowerCase());
	if (!seller || entry?.id !== model) return null;
	const found = { provider: seller.provider, model: entry, notes: [] };
	return priced(book, found, { model, asOf, inputTokens, provider, region }).offer;
}

interface Found {
	readonly provider: PricedProvider;
	readonly model: PricedModel;
	readonly notes: readonly string[];
}

function findAt(book: PriceBook, provider: string, candidates: readonly NameCandidate[]): Found | null {
	const direct = findIn(book, provider, candidates);
	if (direct) return direct;
	const seller = indexOf(book).get(provider)?.provider;
	for (const fallback of seller?.fallback ?? []) {
		const found = findIn(book, fallback, candidates);
		if (found && seller) {
			const note = `list price of ${found.provider.name}, which also holds at ${seller.name}`;
			return { provider: seller, model: found.model, notes: [...found.notes, note] };
		}
	}
	return provider === "azure" ? findByDeploymentName(book, candidates) : null;
}

function findIn(book: PriceBook, provider: string, candidates: readonly NameCandidate[]): Found | null {
	const index = indexOf(book).get(provider);
	if (!index) return null;
	for (const { name, note } of candidates) {
		const model =
			index.names.get(name.toLowerCase()) ?? matchPattern(index, name) ?? index.looseNames.get(looseKey(name));
		if (model) return { provider: index.provider, model, notes: note ? [note] : [] };
	}
	const model = index.identities.get(modelIdentity(candidates[0]?.name ?? ""));
	return model ? { provider: index.provider, model, notes: [`taken for ${model.id}`] } : null;
}

/** A provider that lists the name as it is written. */
function findExactly(book: PriceBook, provider: string, candidates: readonly NameCandidate[]): Found | null {
	const index = indexOf(book).get(provider);
	const model = index?.names.get(candidates[0]?.name.toLowerCase() ?? "");
	return index && model ? { provider: index.provider, model, notes: [] } : null;
}

/**
 * Providers that may turn out to be another seller: SDKs that people point at any compatible address, and clouds that
 * sell vendors' models at the vendors' list price. A host's own price is never guessed from somebody else's.
 */
const mayBeAnother = new Set(["openai", "anthropic", "google", "vertex", "azure", "bedrock"]);

/**
 * Another seller, when the named one does not list the model or none is named: the vendor whose model it is, the one
 * host that lists this very name, or OpenRouter for its `vendor/model` names. A name that several hosts list is not
 * priced by a guess.
 */
function findElsewhere(book: PriceBook, provider: string | null, candidates: readonly NameCandidate[]): Found | null {
	if (provider !== null && !mayBeAnother.has(provider)) return null;
	const exactHosts = book.providers
		.filter(({ id }) => id !== provider && id !== "openrouter" && !modelVendors.includes(id))
		.flatMap(({ id }) => findExactly(book, id, candidates) ?? []);
	const found =
		firstOf(modelVendors, (vendor) => (vendor === provider ? null : findExactly(book, vendor, candidates))) ??
		(exactHosts.length === 1 ? exactHosts[0] : null) ??
		(exactHosts.length > 1
			? null
			: firstOf(modelVendors, (vendor) => (vendor === provider ? null : findIn(book, vendor, candidates)))) ??
		(provider === null || provider === "openai" ? findExactly(book, "openrouter", candidates) : null);
	if (!found) return null;
	const note =
		provider === null
			? `provider not known: price of ${found.provider.name}`
			: `not listed for ${providerName(book, provider)}: price of ${found.provider.name}`;
	return { ...found, notes: [...found.notes, note] };
}

function firstOf<Item>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
	for (const item of items) {
		const found = find(item);
		if (found) return found;
	}
	return null;
}

/** Azure names deployments freely; most people put the model's name in it. The longest one it contains is taken. */
function findByDeploymentName(book: PriceBook, candidates: readonly NameCandidate[]): Found | null {
	const azure = indexOf(book).get("azure")?.provider;
	const models = indexOf(book).get("openai")?.provider.models ?? [];
	const deployment = looseKey(candidates[0]?.name ?? "")
		.replace("gpt35", "gpt-35")
		.replace("gpt-35", "gpt-3-5")
		.replace(/gpt(?=\d)/, "gpt-");
	const model = models
		.filter(({ id, kind }) => (kind === "chat" || kind === "embedding") && containsName(deployment, looseKey(id)))
		.sort((a, b) => b.id.length - a.id.length)[0];
	if (!azure || !model) return null;
	return { provider: azure, model, notes: [`the deployment's name suggests ${model.id}`] };
}

function containsName(text: string, name: string): boolean {
	const at = text.indexOf(name);
	return at >= 0 && !/[a-z0-9]/.test(text[at - 1] ?? "") && !/[0-9]/.test(text[at + name.length] ?? "");
}

function priced(book: PriceBook, { provider, model, notes }: Found, query: OfferQuery): OfferResult {
	const entry = priceOn(model.prices, query.asOf);
	if (!entry) {
		if (model.unit !== null) return none(`${model.id} is priced per ${model.unit}, not per token`, "other-unit");
		return none(`${provider.name} publishes no token price for ${model.id}`);
	}
	const isOwnPrice = entry.price.confidence === "user";
	const factor = isOwnPrice ? undefined : provider.priceFactor;
	const place = { provider: provider.id, model: model.id, region: query.region ?? provider.region ?? null };
	const premium = isOwnPrice ? null : regionPremiumOf(book.regionPremiums, place);
	const scale = factor === undefined && !premium ? undefined : (factor ?? 1) * (premium?.factor ?? 1);
	const retirement = retirementBy(book, { provider: provider.id, model: model.id }, query);
	const tier = entry.tiers.findLast(({ aboveInputTokens }) => query.inputTokens > aboveInputTokens);
	return {
		none: null,
		offer: {
			provider: provider.id,
			providerName: provider.name,
			model: model.id,
			kind: model.kind,
			prices: scaledPrices(tier?.prices ?? entry.prices, scale),
			// A team's own price without a date is what it pays on the day it is asked for.
			price: entry.price.asOf === "given" ? { ...entry.price, asOf: query.asOf } : entry.price,
			notes: [
				...notes,
				...(entry.note ? [entry.note] : []),
				...(factor === undefined
					? []
					: [
							`list price x ${Number(factor.toPrecision(6))} by contract${provider.priceFactorFrom ? ` (${provider.priceFactorFrom})` : ""}`,
						]),
				...(premium ? [`${premium.note} (${premium.price.source}, ${premium.price.asOf})`] : []),
				...(tier ? [`price of requests above ${tier.aboveInputTokens} input tokens`] : []),
				...(retirement ? [`retired on ${retirement.retiredOn}: its last price`] : []),
				...(model.retired && !retirement ? ["retired: its last price"] : []),
			],
			retired: model.retired || retirement !== null,
			aboveInputTokens: tier?.aboveInputTokens ?? null,
			contextTokens: model.contextTokens,
		},
	};
}

/** The name as written decides before the model it is a name of: one snapshot may be switched off and not the next. */
export function retirementBy(
	book: PriceBook,
	{ provider, model }: { readonly provider: string; readonly model: string },
	{ model: written, asOf }: Pick<OfferQuery, "model" | "asOf">,
): ModelRetirement | null {
	const found = retirementOf(book.retirements, provider, written) ?? retirementOf(book.retirements, provider, model);
	return found && found.retiredOn <= asOf ? found : null;
}

function scaledPrices(prices: TokenPrices, factor: number | undefined): TokenPrices {
	if (factor === undefined) return prices;
	// 3 x 1.1 is 3.3, and not 3.3000000000000003.
	const scaled = (price: number) => Number((price * factor).toPrecision(12));
	const times = (price: number | null) => (price === null ? null : scaled(price));
	return {
		input: scaled(prices.input),
		output: times(prices.output),
		cacheRead: times(prices.cacheRead),
		cacheWrite5m: times(prices.cacheWrite5m),
		cacheWrite1h: times(prices.cacheWrite1h),
		batchInput: times(prices.batchInput),
		batchOutput: times(prices.batchOutput),
	};
}

/** The newest price that has begun; before the first one begins, the first one. */
function priceOn(prices: readonly DatedPrice[], asOf: IsoDate): DatedPrice | undefined {
	return prices.findLast(({ from }) => from === null || from <= asOf) ?? prices[0];
}

function notFound(book: PriceBook, provider: string | null, model: string): string {
	if (provider === null) return `no price for "${model}" in the price book of ${book.asOf}`;
	const name = providerName(book, provider);
	if (!indexOf(book).has(provider)) return `no prices for ${name} in the price book of ${book.asOf}`;
	return `no price for "${model}" at ${name} in the price book of ${book.asOf}`;
}

function providerName(book: PriceBook, provider: string): string {
	return indexOf(book).get(provider)?.provider.name ?? provider;
}

function none(because: string, kind: NoCost["kind"] = "no-price"): OfferResult {
	return { offer: null, none: { because, kind } };
}

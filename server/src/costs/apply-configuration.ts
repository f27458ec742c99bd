/** Puts a team's own prices and workloads in the place of the bundled ones. */
import { unpriced } from "../model/cost.ts";
import type { LlmCall } from "../model/llm-call.ts";
import {
	type CostConfiguration,
	emptyProfile,
	type MatchedProfile,
	mergeProfiles,
	type OwnModelPrice,
	type WorkloadProfile,
} from "./configuration.ts";
import { findOffer } from "./find-offer.ts";
import {
	type DatedPrice,
	mergeProviders,
	type PriceBook,
	type PricedModel,
	type PricedProvider,
} from "./price-book.ts";
import type { Workload } from "./workload.ts";
import { withValues } from "./workload.ts";
import { applyChosenPreset } from "./workload-presets.ts";

/** The price book with contract factors, own models and own GPUs in it. Own absolute prices are not discounted again. */
export function configuredPriceBook(book: PriceBook, configuration: CostConfiguration): PriceBook {
	const { priceFactors, priceFactorSources, regions, models, gpus, throughputs } = configuration;
	if (
		priceFactors.size === 0 &&
		regions.size === 0 &&
		models.length === 0 &&
		gpus.length === 0 &&
		throughputs.length === 0
	)
		return book;
	const factored = book.providers.map((provider) => {
		const priceFactor = priceFactors.get(provider.id);
		const source = priceFactorSources.get(provider.id);
		const region = regions.get(provider.id);
		return {
			...provider,
			...(priceFactor === undefined ? {} : { priceFactor }),
			...(source === undefined ? {} : { priceFactorFrom: source }),
			...(region === undefined ? {} : { region }),
		};
	});
	const providers = models.reduce(
		(merged, own) => mergeProviders(merged, [ownProvider({ ...book, providers: merged }, own)]),
		factored as readonly PricedProvider[],
	);
	return {
		...book,
		providers,
		gpuOffers: [...book.gpuOffers.filter((offer) => !gpus.some(({ id }) => id === offer.id)), ...gpus],
		throughputs: [...book.throughputs, ...throughputs],
	};
}

/** How a path pattern is compared with a file: the layer above knows globs. */
export type PathMatcher = (pattern: string, file: string) => boolean;

/** What is configured for a call: the general workload, then every matching one, each field from the last that sets it. */
export function profileOf(
	call: LlmCall,
	configuration: CostConfiguration,
	{ matchesPath, line }: { readonly matchesPath: PathMatcher; readonly line: number | null },
): WorkloadProfile {
	const general: WorkloadProfile = configuration.workload ?? emptyProfile;
	return configuration.workloads
		.filter((profile) => matches(call, profile, { matchesPath, line }))
		.reduce((merged, profile) => mergeProfiles(merged, profile), general);
}

/** A workload with a profile's preset and values over it. */
export function configuredWorkload(base: Workload, profile: WorkloadProfile): Workload {
	const valued = withValues(base, profile.values);
	return profile.preset === null ? valued : applyChosenPreset(valued, profile.preset);
}

function matches(
	call: LlmCall,
	profile: MatchedProfile,
	{ matchesPath, line }: { readonly matchesPath: PathMatcher; readonly line: number | null },
): boolean {
	const { files, functions, calls, models } = profile;
	const { file } = call.place;
	const name = call.functionName;
	return (
		(files.length === 0 || files.some((pattern) => matchesPath(pattern, file))) &&
		(functions.length === 0 || (name !== null && functions.some((pattern) => isName(pattern, name)))) &&
		(calls.length === 0 || calls.includes(call.id) || (line !== null && calls.includes(`${file}:${line}`))) &&
		(models.length === 0 || (call.model.name !== null && models.includes(call.model.name)))
	);
}

/** `answer` is also `Bot.answer`; `Bot.*` is every method of Bot. */
function isName(pattern: string, name: string): boolean {
	if (pattern.endsWith("*")) return name.startsWith(pattern.slice(0, -1));
	return name === pattern || name.endsWith(`.${pattern}`);
}

/** The listed model with the team's fields over it, or a new model. Tiers of the list price do not outlive an own price. */
function ownProvider(book: PriceBook, own: OwnModelPrice): PricedProvider {
	const listed = listedModel(book, own);
	const before = listed?.prices.at(-1)?.prices ?? unpriced;
	// Without an input price there is nothing to go by: an empty list of prices is "no price", a 0 would be a lie.
	const isPriced = listed !== null || own.prices.input !== undefined;
	const entry: DatedPrice = {
		from: own.from,
		prices: { ...before, ...own.prices },
		tiers: [],
		note: null,
		price: { source: own.source, asOf: own.asOf ?? own.from ?? "given", confidence: "user" },
	};
	const earlier = own.from === null ? [] : (listed?.prices ?? []);
	const model: PricedModel = {
		id: listed?.id ?? own.model,
		kind: listed?.kind ?? (own.prices.output === undefined ? "embedding" : "chat"),
		match: listed ? [...listed.match, own.model] : [],
		aliases: listed?.aliases ?? [],
		contextTokens: listed?.contextTokens ?? null,
		retired: false,
		unit: null,
		prices: isPriced ? [...earlier, entry] : [],
	};
	return { id: own.provider, name: own.provider, fallback: [], models: [model] };
}

function listedModel(book: PriceBook, own: OwnModelPrice): PricedModel | null {
	const { offer } = findOffer(book, { provider: own.provider, model: own.model, asOf: "9999-12-31", inputTokens: 0 });
	if (!offer || offer.provider !== own.provider) return null;
	return book.providers.find(({ id }) => id === own.provider)?.models.find(({ id }) => id === offer.model) ?? null;
}

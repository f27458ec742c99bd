/**
 * The price book: every price we know, where it comes from and since when. Plain data, so that a build can store it as
 * JSON; `find-offer.ts` looks things up in it.
 */
import { parse } from "yaml";
import type { PriceSource, TokenPrices } from "../model/cost.ts";
import type { IsoDate, Share, Tokens } from "../model/units.ts";
import { type ComparableOffer, readComparables } from "./comparable-offers.ts";
import { type GpuOffer, type ModelThroughput, readGpuOffers, readThroughputs } from "./gpu-offers.ts";
import { type ModelRetirement, readModelRetirements } from "./model-retirements.ts";
import { readPricedProvider } from "./read-prices.ts";
import { type PriceRegion, type RegionPremium, readRegionPremiums } from "./region-premiums.ts";
import { readVendors, type Vendor } from "./vendors.ts";

export type ModelKind = "chat" | "embedding" | "image" | "audio" | "rerank" | "moderation" | "other";

export interface PriceBook {
	/** Version of the price book, for example `2026.11.21`. */
	readonly snapshot: string;
	/** The day its generated prices were published. */
	readonly asOf: IsoDate;
	readonly providers: readonly PricedProvider[];
	readonly vendors: readonly Vendor[];
	readonly gpuOffers: readonly GpuOffer[];
	readonly throughputs: readonly ModelThroughput[];
	readonly comparables: readonly ComparableOffer[];
	readonly regionPremiums: readonly RegionPremium[];
	readonly retirements: readonly ModelRetirement[];
}

export interface PricedProvider {
	readonly id: string;
	readonly name: string;
	/** Providers whose list prices also hold here. */
	readonly fallback: readonly string[];
	readonly models: readonly PricedModel[];
	/** Share of the list price that a contract leaves to pay; absent without a contract. */
	readonly priceFactor?: Share;
	/** For a person: "lcpr.yaml line 12". */
	readonly priceFactorFrom?: string;
	/** Where all requests to this provider must stay; absent when nobody says so. */
	readonly region?: PriceRegion;
}

export interface PricedModel {
	readonly id: string;
	readonly kind: ModelKind;
	/** Other names and patterns: `name`, `prefix*`, `*suffix`, `*part*`. */
	readonly match: readonly string[];
	readonly aliases: readonly DatedAlias[];
	readonly contextTokens: Tokens | null;
	readonly retired: boolean;
	/** What is paid for when it is not tokens: "hour of audio". */
	readonly unit: string | null;
	/** Oldest first. */
	readonly prices: readonly DatedPrice[];
}

/** A name that points to this model since a day: aliases move, and their price with them. */
export interface DatedAlias {
	readonly name: string;
	readonly from: IsoDate;
}

export interface DatedPrice {
	/** First day on which it holds; null for always. */
	readonly from: IsoDate | null;
	readonly prices: TokenPrices;
	readonly tiers: readonly PriceTier[];
	readonly note: string | null;
	readonly price: PriceSource;
}

/** Prices of the whole request, output included, when it has more input tokens than this. */
export interface PriceTier {
	readonly aboveInputTokens: Tokens;
	readonly prices: TokenPrices;
}

export interface PriceProblem {
	readonly file: string;
	readonly message: string;
}

/**
 * Reads the YAML files of `pricing/`, in any order. A model in a file with `providers:` (overrides.yaml) replaces the
 * model of the same provider and id; everything else is added.
 */
export function buildPriceBook(files: readonly { readonly name: string; readonly text: string }[]): {
	readonly book: PriceBook;
	readonly problems: readonly PriceProblem[];
} {
	const problems: PriceProblem[] = [];
	const generated: PricedProvider[] = [];
	const overrides: PricedProvider[] = [];
	const vendors: Vendor[] = [];
	const gpuOffers: GpuOffer[] = [];
	const throughputs: ModelThroughput[] = [];
	const comparables: ComparableOffer[] = [];
	const regionPremiums: RegionPremium[] = [];
	const retirements: ModelRetirement[] = [];
	let snapshot = "unknown";
	let asOf: IsoDate = "1970-01-01";
	for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
		const report = (message: string) => problems.push({ file: file.name, message });
		const data = readYaml(file.text, report);
		if (data === null) continue;
		if (typeof data.provider === "string") generated.push(...readPricedProvider(data, report));
		if (Array.isArray(data.providers)) {
			for (const entry of data.providers) if (isObject(entry)) overrides.push(...readPricedProvider(entry, report));
		}
		vendors.push(...readVendors(data.vendors));
		gpuOffers.push(...readGpuOffers(data.gpuOffers, report));
		throughputs.push(...readThroughputs(data.throughputs));
		comparables.push(...readComparables(data.comparables));
		regionPremiums.push(...readRegionPremiums(data.regionPremiums, report));
		retirements.push(...readModelRetirements(data.retirements, report));
		if (typeof data.snapshot === "string") snapshot = data.snapshot;
		if (typeof data.published === "string") asOf = data.published;
	}
	const providers = mergeProviders(generated, overrides);
	return {
		book: { snapshot, asOf, providers, vendors, gpuOffers, throughputs, comparables, regionPremiums, retirements },
		problems,
	};
}

/** Adds models to a book, replacing those of the same provider and id. Used for overrides and for a user's own prices. */
export function mergeProviders(
	providers: readonly PricedProvider[],
	overrides: readonly PricedProvider[],
): readonly PricedProvider[] {
	const merged = new Map(providers.map((provider) => [provider.id, provider]));
	for (const override of overrides) {
		const provider = merged.get(override.id);
		if (!provider) {
			merged.set(override.id, override);
			continue;
		}
		const replaced = new Set(override.models.map((model) => model.id));
		const models = [...override.models, ...provider.models.filter((model) => !replaced.has(model.id))];
		merged.set(override.id, { ...provider, models, fallback: [...provider.fallback, ...override.fallback] });
	}
	return [...merged.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function readYaml(text: string, report: (message: string) => void): Record<string, unknown> | null {
	try {
		const data: unknown = parse(text, { maxAliasCount: 100 });
		if (isObject(data)) return data;
		report("the file is not a YAML mapping");
	} catch (error) {
		report(error instanceof Error ? error.message : "the file is not YAML");
	}
	return null;
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

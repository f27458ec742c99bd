/** Every price we know for a model: all sellers, dates and tiers, with sources. */
import type { PriceSource, TokenPrices } from "../model/cost.ts";
import type { IsoDate, Tokens } from "../model/units.ts";
import { findOffer, retirementBy } from "./find-offer.ts";
import type { PriceBook } from "./price-book.ts";
import { priceRegions, regionPremiumOf } from "./region-premiums.ts";
import { sellersOf } from "./same-model.ts";

export interface ListedPrice {
	readonly provider: string;
	readonly providerName: string;
	readonly model: string;
	readonly prices: TokenPrices;
	/** Set on the price of long requests. */
	readonly aboveInputTokens: Tokens | null;
	/** First day on which it holds; null for always. */
	readonly from: IsoDate | null;
	/** True for the price that holds on the day asked for. */
	readonly isCurrent: boolean;
	readonly retired: boolean;
	readonly notes: readonly string[];
	readonly price: PriceSource;
}

export interface ModelPrices {
	readonly model: string;
	readonly snapshot: string;
	readonly offers: readonly ListedPrice[];
	/** Why there is none. */
	readonly because: readonly string[];
}

export interface ModelQuery {
	readonly model: string;
	/** Only this seller; null for all. */
	readonly provider: string | null;
	readonly asOf: IsoDate;
}

export function pricesOfModel(book: PriceBook, { model, provider, asOf }: ModelQuery): ModelPrices {
	const { offer, none } = findOffer(book, { provider, model, asOf, inputTokens: 0 });
	if (!offer) return { model, snapshot: book.snapshot, offers: [], because: [none.because] };
	const sellers = new Set(
		sellersOf(book, offer)
			.filter((seller) => provider === null || seller.provider === offer.provider)
			.map((seller) => `${seller.provider} ${seller.model}`),
	);
	sellers.add(`${offer.provider} ${offer.model}`);
	const isOwn = (listed: ListedPrice) => listed.provider === offer.provider && listed.model === offer.model;
	const offers = book.providers
		.flatMap((seller) =>
			seller.models
				.filter((candidate) => sellers.has(`${seller.id} ${candidate.id}`))
				.flatMap((candidate) => {
					const retirement = retirementBy(book, { provider: seller.id, model: candidate.id }, { model, asOf });
					const current = candidate.prices.findLast(({ from }) => from === null || from <= asOf) ?? candidate.prices[0];
					return candidate.prices.flatMap((entry) => {
						const listed = {
							provider: seller.id,
							providerName: seller.name,
							model: candidate.id,
							from: entry.from,
							isCurrent: entry === current,
							retired: candidate.retired || retirement !== null,
							notes: [
								...(retirement ? [`since ${retirement.retiredOn} (${retirement.source})`] : []),
								...(entry.note ? [entry.note] : []),
								...regionNotes(book, seller.id, candidate.id),
							],
							price: entry.price,
						};
						const tiers = entry.tiers.map((tier) => ({ ...listed, ...tier }));
						return [{ ...listed, prices: entry.prices, aboveInputTokens: null }, ...tiers];
					});
				}),
		)
		.sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)));
	if (offers.some(isOwn)) return { model: offer.model, snapshot: book.snapshot, offers, because: [] };
	// A list price that is borrowed from another provider (Azure from OpenAI) has no entry of its own.
	const borrowed: ListedPrice = { ...offer, from: null, isCurrent: true };
	return { model: offer.model, snapshot: book.snapshot, offers: [borrowed, ...offers], because: [] };
}

/** What the seller adds where requests must stay in a region. */
function regionNotes(book: PriceBook, provider: string, model: string): readonly string[] {
	return priceRegions.flatMap((region) => {
		const premium = regionPremiumOf(book.regionPremiums, { provider, model, region });
		return premium ? [`${premium.note}; ${premium.price.source}, ${premium.price.asOf}`] : [];
	});
}

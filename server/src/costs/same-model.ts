/** Who sells the same weights: entries of the price book grouped by what model they are. */
import { modelIdentity } from "./model-names.ts";
import type { PriceBook } from "./price-book.ts";

export interface Seller {
	readonly provider: string;
	/** Id in the price book. */
	readonly model: string;
}

/** All sellers of an offer's model, itself included, in the price book's order. */
export function sellersOf(book: PriceBook, offer: { readonly model: string }): readonly Seller[] {
	return groupsOf(book).get(modelIdentity(offer.model)) ?? [];
}

const groups = new WeakMap<PriceBook, ReadonlyMap<string, readonly Seller[]>>();

/** Made once for a book: comparing a thousand names for every call would be felt. */
function groupsOf(book: PriceBook): ReadonlyMap<string, readonly Seller[]> {
	const known = groups.get(book);
	if (known) return known;
	const found = new Map<string, Seller[]>();
	for (const provider of book.providers) {
		for (const model of provider.models) {
			const identity = modelIdentity(model.id);
			const seller = { provider: provider.id, model: model.id };
			const group = found.get(identity);
			if (group) group.push(seller);
			else found.set(identity, [seller]);
		}
	}
	groups.set(book, found);
	return found;
}

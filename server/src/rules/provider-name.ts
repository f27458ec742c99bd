/** A provider's name as people write it. */
import type { PriceBook } from "../costs/price-book.ts";
import { providerKey } from "../costs/provider-names.ts";

/** Null when the provider is not known. */
export function providerName(provider: string | null, book: PriceBook): string | null {
	if (provider === null) return null;
	const key = providerKey(provider);
	return book.providers.find((candidate) => candidate.id === key)?.name ?? provider;
}

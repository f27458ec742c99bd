/** Open models that may stand in for a closed one, and what to check before they do. */

export interface ComparableOffer {
	/** The model for a person: "DeepSeek V3.1". */
	readonly name: string;
	/** Offers that serve it, each `provider/model` of the price book; the cheapest for the request is shown. */
	readonly offers: readonly string[];
	/** Model class for GPU offers; null when it is only compared per token. */
	readonly gpuModel: string | null;
	readonly caveat: string;
}

export function readComparables(data: unknown): readonly ComparableOffer[] {
	if (!Array.isArray(data)) return [];
	return data.flatMap((entry: Record<string, unknown>) =>
		typeof entry?.name === "string"
			? [
					{
						name: entry.name,
						offers: Array.isArray(entry.offers) ? entry.offers.filter((offer) => typeof offer === "string") : [],
						gpuModel: typeof entry.gpuModel === "string" ? entry.gpuModel : null,
						caveat: typeof entry.caveat === "string" ? entry.caveat : "another model: check its quality first",
					},
				]
			: [],
	);
}

/** The archetype comparison of a whole workspace: the same calls at each way of buying inference. */

import { archetypeLabels } from "../../model/archetype-labels.ts";
import type { Archetype } from "../../model/cost.ts";
import { comparedWith } from "../../model/figures.ts";
import type { CallEntry, OfferEntry } from "./scan-document.ts";

export interface ArchetypeTotal {
	readonly archetype: Archetype;
	readonly label: string;
	/** Names of the cheapest offers; another model is marked `*`. */
	readonly offers: readonly string[];
	/** Calls the archetype has an offer for. */
	readonly calls: number;
	/** One request of each of those calls. */
	readonly usdPerRequest: number;
	readonly loadedUsdPerRequest: number;
	/** What the same calls cost loaded where they run now. */
	readonly loadedNowUsd: number;
	/** `2.4x less`. */
	readonly comparison: string;
}

export function archetypeTotals(calls: readonly CallEntry[]): ArchetypeTotal[] {
	const order = Object.keys(archetypeLabels) as Archetype[];
	return order.flatMap((archetype) => {
		const total = totalFor(archetype, calls);
		return total ? [total] : [];
	});
}

function totalFor(archetype: Archetype, calls: readonly CallEntry[]): ArchetypeTotal | null {
	const offers = new Set<string>();
	let [count, usdPerRequest, loadedUsdPerRequest, loadedNowUsd] = [0, 0, 0, 0];
	for (const { cost } of calls) {
		const best = cost?.byArchetype
			.filter((offer) => offer.archetype === archetype)
			.reduce<OfferEntry | null>(cheaper, null);
		if (!cost || !best) continue;
		count++;
		usdPerRequest += best.usdPerRequest;
		loadedUsdPerRequest += best.loadedUsdPerRequest;
		loadedNowUsd += cost.loadedUsdPerRequest;
		offers.add(`${best.offer}${best.sameModel ? "" : " *"}`);
	}
	if (count === 0) return null;
	return {
		archetype,
		label: archetypeLabels[archetype],
		offers: [...offers].sort(),
		calls: count,
		usdPerRequest,
		loadedUsdPerRequest,
		loadedNowUsd,
		comparison: comparedWith(loadedUsdPerRequest, loadedNowUsd),
	};
}

function cheaper(best: OfferEntry | null, offer: OfferEntry): OfferEntry {
	return best && best.loadedUsdPerRequest <= offer.loadedUsdPerRequest ? best : offer;
}

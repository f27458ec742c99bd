/** What we know of a vendor besides its prices: archetype, lane, caching, compliance, lock-in; each fact with its quote. */
import type { Archetype, Lane } from "../model/cost.ts";

/** A fact in our words, and the sentence it rests on. */
export interface VendorFact {
	readonly text: string;
	readonly quote: string | null;
	readonly source: string | null;
}

export interface Vendor {
	readonly id: string;
	readonly name: string;
	/** Key of the price book's provider; null when we have no prices for it. */
	readonly provider: string | null;
	readonly archetype: Archetype | null;
	readonly lane: Lane | null;
	/** Rules it is published to keep by default; to be checked in its contract. */
	readonly keeps: readonly DataRule[];
	readonly caching: VendorFact | null;
	readonly lora: VendorFact | null;
	readonly retention: VendorFact | null;
	readonly compliance: VendorFact | null;
	readonly euResidency: VendorFact | null;
	readonly lockIn: VendorFact | null;
}

/** What a team may demand of whoever handles its data. */
export const dataRules = ["eu-residency", "zero-retention", "soc2", "hipaa", "fedramp"] as const;
export type DataRule = (typeof dataRules)[number];

/** Archetypes in the order they are shown. */
export const archetypeOrder: readonly Archetype[] = [
	"direct-model-vendor",
	"hyperscaler-native",
	"inference-api-platform",
	"serverless-gpu",
	"specialised-silicon",
	"managed-dedicated",
	"bare-metal-dedicated",
];

const lanes: readonly Lane[] = [
	"optimised-oss-hosts",
	"serverless-gpu",
	"aggregators-routers",
	"distributed-frameworks",
	"hyperscaler-managed",
];

export function readVendors(data: unknown): readonly Vendor[] {
	if (!Array.isArray(data)) return [];
	return data.flatMap((entry: Record<string, unknown>) => {
		if (typeof entry?.id !== "string") return [];
		return [
			{
				id: entry.id,
				name: typeof entry.name === "string" ? entry.name : entry.id,
				provider: typeof entry.provider === "string" ? entry.provider : null,
				archetype: archetypeOrder.find((archetype) => archetype === entry.archetype) ?? null,
				lane: lanes.find((lane) => lane === entry.lane) ?? null,
				keeps: dataRules.filter((rule) => Array.isArray(entry.keeps) && entry.keeps.includes(rule)),
				caching: readFact(entry.caching),
				lora: readFact(entry.lora),
				retention: readFact(entry.retention),
				compliance: readFact(entry.compliance),
				euResidency: readFact(entry.euResidency),
				lockIn: readFact(entry.lockIn),
			},
		];
	});
}

function readFact(data: unknown): VendorFact | null {
	if (typeof data !== "object" || data === null || !("text" in data) || typeof data.text !== "string") return null;
	return {
		text: data.text,
		quote: "quote" in data && typeof data.quote === "string" ? data.quote : null,
		source: "source" in data && typeof data.source === "string" ? data.source : null,
	};
}

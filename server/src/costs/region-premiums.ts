/** What a provider adds to the list price when a request must stay in a region. */
import type { PriceSource } from "../model/cost.ts";
import { modelIdentity } from "./model-names.ts";

/** Regions that somebody prices differently: Anthropic's US-only inference, regional endpoints of a cloud. */
export const priceRegions = ["us", "regional"] as const;

export type PriceRegion = (typeof priceRegions)[number];

export interface RegionPremium {
	readonly provider: string;
	readonly region: PriceRegion;
	/** Of every price of a token: 1.1 is ten per cent more. */
	readonly factor: number;
	/** Model names; one that ends in `*` stands for all that begin like it. */
	readonly models: readonly string[];
	/** For a person. */
	readonly note: string;
	readonly price: PriceSource;
}

export interface RegionQuery {
	readonly provider: string;
	readonly model: string;
	readonly region: PriceRegion | null;
}

/** Null where the region costs what every other place costs. */
export function regionPremiumOf(
	premiums: readonly RegionPremium[],
	{ provider, model, region }: RegionQuery,
): RegionPremium | null {
	if (region === null) return null;
	const name = modelIdentity(model);
	const isMeant = (pattern: string) =>
		pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
	return premiums.find((one) => one.provider === provider && one.region === region && one.models.some(isMeant)) ?? null;
}

export function readRegionPremiums(data: unknown, report: (message: string) => void): readonly RegionPremium[] {
	if (!Array.isArray(data)) return [];
	return data.flatMap((entry: Record<string, unknown>): readonly RegionPremium[] => {
		const region = priceRegions.find((one) => one === entry?.region);
		const { provider, factor, models, note, source, asOf } = entry ?? {};
		if (typeof provider !== "string" || !region || typeof factor !== "number" || !(factor > 0)) {
			report("a region premium needs `provider`, `region` and a `factor` above 0");
			return [];
		}
		if (typeof source !== "string" || typeof asOf !== "string") {
			report(`the region premium of ${provider} needs \`source\` and \`asOf\``);
			return [];
		}
		const confidence = entry.confidence === "corroborated" ? "corroborated" : "single-source";
		const names = Array.isArray(models) ? models.filter((model) => typeof model === "string") : [];
		const said = typeof note === "string" ? note : `region ${region}: ${factor} times the list price`;
		return [{ provider, region, factor, models: names, note: said, price: { source, asOf, confidence } }];
	});
}

/** GPUs for rent, and how many tokens a second a model makes on one. */
import type { Archetype, Lane, PriceSource } from "../model/cost.ts";
import type { UsDollars } from "../model/units.ts";
import { archetypeOrder } from "./vendors.ts";

export interface GpuOffer {
	/** `lambda/h100`. */
	readonly id: string;
	readonly vendor: string;
	readonly name: string;
	readonly gpu: string;
	readonly archetype: Archetype;
	readonly lane: Lane | null;
	readonly usdPerGpuHour: UsDollars;
	/** True when idle time is free and a model must be loaded after it. */
	readonly scaleToZero: boolean;
	readonly price: PriceSource;
}

/** Output tokens a second of a class of models on one GPU, decoding in a large batch. */
export interface ModelThroughput {
	readonly model: string;
	readonly gpu: string;
	readonly tokensPerSecond: number;
	readonly source: string;
}

export function readGpuOffers(data: unknown, report: (message: string) => void): readonly GpuOffer[] {
	if (!Array.isArray(data)) return [];
	return data.flatMap((entry: Record<string, unknown>) => {
		const archetype = archetypeOrder.find((known) => known === entry?.archetype);
		if (typeof entry?.id !== "string" || typeof entry.usdPerGpuHour !== "number" || !archetype) {
			report("a GPU offer needs `id`, `archetype` and `usdPerGpuHour`");
			return [];
		}
		return [
			{
				id: entry.id,
				vendor: text(entry.vendor, entry.id),
				name: text(entry.name, entry.id),
				gpu: text(entry.gpu, "GPU"),
				archetype,
				lane: entry.lane === "serverless-gpu" || entry.lane === "optimised-oss-hosts" ? entry.lane : null,
				usdPerGpuHour: entry.usdPerGpuHour,
				scaleToZero: entry.scaleToZero === true,
				price: {
					source: text(entry.source, "unknown"),
					asOf: text(entry.asOf, "unknown"),
					confidence: entry.confidence === "user" ? "user" : "seed",
				},
			},
		];
	});
}

export function readThroughputs(data: unknown): readonly ModelThroughput[] {
	if (!Array.isArray(data)) return [];
	return data.flatMap((entry: Record<string, unknown>) =>
		typeof entry?.model === "string" && typeof entry.tokensPerSecond === "number"
			? [
					{
						model: entry.model,
						gpu: text(entry.gpu, "GPU"),
						tokensPerSecond: entry.tokensPerSecond,
						source: text(entry.source, "unknown"),
					},
				]
			: [],
	);
}

function text(value: unknown, otherwise: string): string {
	return typeof value === "string" ? value : otherwise;
}

/** Reads one provider of a price file. What cannot be read is reported and left out; nothing is guessed. */
import type { PriceSource, TokenPrices } from "../model/cost.ts";
import type { DatedAlias, DatedPrice, ModelKind, PricedModel, PricedProvider, PriceTier } from "./price-book.ts";

type Report = (message: string) => void;
type Fields = Readonly<Record<string, unknown>>;

const kinds: readonly ModelKind[] = ["chat", "embedding", "image", "audio", "rerank", "moderation", "other"];
const confidences: readonly PriceSource["confidence"][] = ["corroborated", "single-source", "seed", "user", "disputed"];

/** One provider, or none when it has no id. */
export function readPricedProvider(data: Fields, report: Report): readonly PricedProvider[] {
	if (typeof data.provider !== "string") {
		report("a provider needs `provider`");
		return [];
	}
	const models = list(data.models).flatMap((entry) => readModel(entry, report));
	const name = typeof data.name === "string" ? data.name : data.provider;
	return [{ id: data.provider, name, fallback: strings(data.fallback), models }];
}

function readModel(data: Fields, report: Report): readonly PricedModel[] {
	const id = data.id;
	if (typeof id !== "string") {
		report("a model needs `id`");
		return [];
	}
	const prices = list(data.prices).flatMap((entry) => readPrice(entry, (message) => report(`${id}: ${message}`)));
	return [
		{
			id,
			kind: kinds.find((kind) => kind === data.kind) ?? "chat",
			match: strings(data.match),
			aliases: list(data.aliases).flatMap(readAlias),
			contextTokens: typeof data.contextTokens === "number" ? data.contextTokens : null,
			retired: data.retired === true,
			unit: typeof data.unit === "string" ? data.unit : null,
			prices: [...prices].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1)),
		},
	];
}

function readAlias(data: Fields): readonly DatedAlias[] {
	return typeof data.name === "string" && typeof data.from === "string" ? [{ name: data.name, from: data.from }] : [];
}

function readPrice(data: Fields, report: Report): readonly DatedPrice[] {
	const input = usd(data.input);
	if (input === null) {
		report("a price needs `input`, a number of at least 0");
		return [];
	}
	const prices: TokenPrices = {
		input,
		output: usd(data.output),
		cacheRead: usd(data.cacheRead),
		cacheWrite5m: usd(data.cacheWrite5m),
		cacheWrite1h: usd(data.cacheWrite1h),
		batchInput: usd(data.batchInput),
		batchOutput: usd(data.batchOutput),
	};
	const price: PriceSource = {
		source: typeof data.source === "string" ? data.source : "unknown",
		asOf: typeof data.asOf === "string" ? data.asOf : "unknown",
		confidence: confidences.find((confidence) => confidence === data.confidence) ?? "single-source",
	};
	return [
		{
			from: typeof data.from === "string" ? data.from : null,
			prices,
			tiers: list(data.tiers)
				.flatMap((tier) => readTier(tier, prices))
				.sort((a, b) => a.aboveInputTokens - b.aboveInputTokens),
			note: typeof data.note === "string" ? data.note : null,
			price,
		},
	];
}

/**
 * A tier reprices the request. Batch prices are not carried over from the base price: where a tier names none, the
 * provider publishes none for it.
 */
function readTier(data: Fields, base: TokenPrices): readonly PriceTier[] {
	if (typeof data.aboveInputTokens !== "number") return [];
	const prices: TokenPrices = {
		input: usd(data.input) ?? base.input,
		output: usd(data.output) ?? base.output,
		cacheRead: usd(data.cacheRead) ?? base.cacheRead,
		cacheWrite5m: usd(data.cacheWrite5m) ?? base.cacheWrite5m,
		cacheWrite1h: usd(data.cacheWrite1h) ?? base.cacheWrite1h,
		batchInput: usd(data.batchInput),
		batchOutput: usd(data.batchOutput),
	};
	return [{ aboveInputTokens: data.aboveInputTokens, prices }];
}

function usd(value: unknown): number | null {
	return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

function strings(value: unknown): readonly string[] {
	return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function list(value: unknown): readonly Fields[] {
	return Array.isArray(value) ? value.filter((item) => typeof item === "object" && item !== null) : [];
}

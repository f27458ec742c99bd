/** The same request across the deployment archetypes: the same model elsewhere, and open models that may stand in. */
import type { OfferEstimate } from "../model/cost.ts";
import type { IsoDate } from "../model/units.ts";
import type { ComparableOffer } from "./comparable-offers.ts";
import { findOffer, type Offer, offerOf } from "./find-offer.ts";
import { gpuCost } from "./gpu-cost.ts";
import type { GpuOffer } from "./gpu-offers.ts";
import { latencyCaveat } from "./latency.ts";
import { loadTokenCost } from "./loaded-cost.ts";
import { displayModelName, modelIdentity } from "./model-names.ts";
import type { PriceBook } from "./price-book.ts";
import { sellersOf } from "./same-model.ts";
import { lacksOutputPrice, type TokenUse, tokenCost } from "./token-cost.ts";
import { archetypeOrder, type DataRule, type Vendor } from "./vendors.ts";
import { operationsOf, type Workload } from "./workload.ts";

export interface RequestToPlace {
	readonly book: PriceBook;
	/** Where the request goes now. */
	readonly offer: Offer;
	readonly use: TokenUse;
	readonly workload: Workload;
	readonly asOf: IsoDate;
	/** Only chat has stand-ins: vectors of another embedding model mean a new index. */
	readonly isChat: boolean;
	/** Other offers must keep these; a vendor of which it is not known does not. */
	readonly dataRules?: readonly DataRule[];
	/** Offers that cannot keep it are marked, not left out. */
	readonly latencyTargetMilliseconds?: number | null;
}

/** An offer, and how capable its model is among the stand-ins: 0 is the most capable. */
interface Candidate {
	readonly estimate: OfferEstimate;
	readonly rank: number;
}

/**
 * In the order of archetypes, in each the present offer first and at most two others: where the same model is cheapest,
 * and the most capable stand-in that costs less than now.
 */
export function offersByArchetype(request: RequestToPlace): readonly OfferEstimate[] {
	const present = tokenOffer(request, request.offer, { sameModel: true, name: null, caveat: null });
	const isAllowed = keepsRules(request);
	const same = sameModelOffers(request).filter(isAllowed);
	const others = (request.isChat ? standIns(request) : []).filter(({ estimate }) => isAllowed(estimate));
	const limit = present?.loadedUsdPerRequest ?? Number.POSITIVE_INFINITY;
	return archetypeOrder.flatMap((archetype) => {
		const own = present?.archetype === archetype ? [present] : [];
		const sameHere = same.filter((offer) => offer.archetype === archetype).sort(compareOffers);
		const othersHere = pickStandIns(
			others.filter(({ estimate }) => estimate.archetype === archetype),
			limit,
		);
		if (sameHere.length === 0) return [...own, ...othersHere];
		return [...own, ...sameHere.slice(0, othersHere.length > 0 ? 1 : 2), ...othersHere.slice(0, 1)];
	});
}

/** Whether an offer's vendor is known to keep the rules for the request's data. */
export function keepsRules({
	book,
	dataRules = [],
}: Pick<RequestToPlace, "book" | "dataRules">): (offer: { readonly provider: string }) => boolean {
	if (dataRules.length === 0) return () => true;
	return ({ provider }) => {
		if (provider === "own") return true;
		const vendor = book.vendors.find((one) => one.provider === provider || one.id === provider);
		return dataRules.every((rule) => vendor?.keeps.includes(rule) ?? false);
	};
}

/** The most capable one below the limit (or the cheapest when none is), then the cheapest of another model. */
function pickStandIns(candidates: readonly Candidate[], limit: number): readonly OfferEstimate[] {
	const byCost = [...candidates].sort((a, b) => compareOffers(a.estimate, b.estimate));
	const cheapest = byCost[0];
	if (!cheapest) return [];
	const worthwhile = byCost.filter(({ estimate }) => estimate.loadedUsdPerRequest < limit);
	const best = worthwhile.reduce((most, one) => (one.rank < most.rank ? one : most), worthwhile[0] ?? cheapest);
	return best.rank === cheapest.rank ? [best.estimate] : [best.estimate, cheapest.estimate];
}

function compareOffers(a: OfferEstimate, b: OfferEstimate): number {
	return a.loadedUsdPerRequest - b.loadedUsdPerRequest || (a.offer < b.offer ? -1 : a.offer > b.offer ? 1 : 0);
}

/** One offer a provider: regional and global entries of one model are not two places. */
export function sameModelOffers(request: RequestToPlace): readonly OfferEstimate[] {
	const { book, offer, use, asOf } = request;
	const cheapest = new Map<string, OfferEstimate>();
	for (const { provider, model } of sellersOf(book, offer)) {
		if (provider === offer.provider) continue;
		const found = offerOf(book, { provider, model, asOf, inputTokens: use.inputTokens });
		if (!found || found.retired) continue;
		const estimate = tokenOffer(request, found, { sameModel: true, name: null, caveat: null });
		const known = cheapest.get(provider);
		if (estimate && (!known || compareOffers(estimate, known) < 0)) cheapest.set(provider, estimate);
	}
	for (const provider of book.providers) {
		if (provider.id === offer.provider || cheapest.has(provider.id) || !provider.fallback.includes(offer.provider))
			continue;
		const query = { provider: provider.id, model: offer.model, asOf, inputTokens: use.inputTokens };
		const mirrored = findOffer(book, query).offer;
		// A price of the team's own holds where it was agreed on, not wherever the list price would.
		if (mirrored?.provider !== provider.id || mirrored.price.confidence === "user") continue;
		const estimate = tokenOffer(request, mirrored, { sameModel: true, name: null, caveat: null });
		if (estimate) cheapest.set(provider.id, estimate);
	}
	return [...cheapest.values()];
}

function standIns(request: RequestToPlace): readonly Candidate[] {
	const identity = modelIdentity(request.offer.model);
	return request.book.comparables.flatMap((comparable, rank) => {
		const sameModel = comparable.offers.some((offer) => modelIdentity(offer) === identity);
		const label: Label = { sameModel, name: comparable.name, caveat: sameModel ? null : comparable.caveat };
		const perToken = sameModel ? [] : tokenStandIns(request, comparable, label);
		const estimates = [...perToken, ...gpuStandIns(request, comparable, label)];
		return cheapestInEach(estimates).map((estimate) => ({ estimate, rank: sameModel ? -1 : rank }));
	});
}

/** The cheapest estimate in each archetype. */
function cheapestInEach(estimates: readonly OfferEstimate[]): readonly OfferEstimate[] {
	const found = new Map<string, OfferEstimate>();
	for (const estimate of estimates) {
		const known = found.get(estimate.archetype);
		if (!known || compareOffers(estimate, known) < 0) found.set(estimate.archetype, estimate);
	}
	return [...found.values()];
}

export interface Label {
	readonly sameModel: boolean;
	/** For a person; null for the model's own name. */
	readonly name: string | null;
	readonly caveat: string | null;
}

function tokenStandIns(request: RequestToPlace, comparable: ComparableOffer, label: Label): readonly OfferEstimate[] {
	const { book, use, asOf } = request;
	return comparable.offers.flatMap((key) => {
		const slash = key.indexOf("/");
		const model = key.slice(slash + 1);
		const offer = offerOf(book, { provider: key.slice(0, slash), model, asOf, inputTokens: use.inputTokens });
		const estimate = offer ? tokenOffer(request, offer, label) : null;
		return estimate ? [estimate] : [];
	});
}

/** What a request costs at an offer; null when the offer has no place among the archetypes or no output price. */
export function tokenOffer(request: RequestToPlace, offer: Offer, label: Label): OfferEstimate | null {
	const vendor = vendorOfProvider(request.book, offer.provider);
	if (lacksOutputPrice(offer.prices, request.use.outputTokens)) return null;
	const isPresent = offer === request.offer;
	if (!vendor?.archetype && !isPresent) return null;
	// How much a stand-in's own prompt cache would hold of this prompt is not known, so nothing is counted on.
	const use = label.sameModel ? request.use : { ...request.use, cachedInputTokens: 0, cacheWriteTokens: 0 };
	const cost = loadTokenCost(tokenCost(offer.prices, use).usdPerRequest, operationsOf(request.workload));
	return {
		// A seller that only the team knows is most likely a gateway or a host of open models.
		archetype: vendor?.archetype ?? "inference-api-platform",
		lane: vendor?.lane ?? null,
		offer: `${vendor?.name ?? offer.providerName} · ${label.name ?? displayModelName(offer.model)}`,
		provider: offer.provider,
		model: offer.model,
		usdPerRequest: cost.usdPerRequest,
		loadedUsdPerRequest: cost.loadedUsdPerRequest,
		sameModel: label.sameModel,
		qualityCaveat: label.caveat,
		gpus: null,
		latencyCaveat: latencyCaveat({
			targetMilliseconds: request.latencyTargetMilliseconds ?? null,
			scaleToZero: false,
			batchShare: offer.prices.batchInput === null ? 0 : use.batchShare,
		}),
		price: offer.price,
	};
}

function gpuStandIns(request: RequestToPlace, comparable: ComparableOffer, label: Label): readonly OfferEstimate[] {
	if (request.use.outputTokens <= 0) return [];
	const throughputs = request.book.throughputs.filter(({ model }) => model === comparable.gpuModel);
	return throughputs.flatMap(({ gpu, tokensPerSecond }) =>
		request.book.gpuOffers
			.filter((offer) => offer.gpu === gpu)
			.map((offer) => gpuOffer(request, offer, { label, model: comparable.name, tokensPerSecond })),
	);
}

interface GpuModel {
	readonly label: Label;
	readonly model: string;
	readonly tokensPerSecond: number;
}

function gpuOffer(
	request: RequestToPlace,
	offer: GpuOffer,
	{ label, model, tokensPerSecond }: GpuModel,
): OfferEstimate {
	const { use, workload } = request;
	const { cost, gpus } = gpuCost(offer, { use, workload, tokensPerSecond });
	return {
		archetype: offer.archetype,
		lane: offer.lane,
		offer: `${offer.name} · ${model}`,
		provider: offer.vendor,
		model,
		usdPerRequest: cost.usdPerRequest,
		loadedUsdPerRequest: cost.loadedUsdPerRequest,
		sameModel: label.sameModel,
		qualityCaveat: label.caveat,
		gpus,
		latencyCaveat: latencyCaveat({
			targetMilliseconds: request.latencyTargetMilliseconds ?? null,
			scaleToZero: offer.scaleToZero,
			batchShare: 0,
		}),
		price: offer.price.asOf === "given" ? { ...offer.price, asOf: request.asOf } : offer.price,
	};
}

const vendorsByProvider = new WeakMap<PriceBook, ReadonlyMap<string, Vendor>>();

/** Who sells under a provider's key; looked up for every offer of every call. */
export function vendorOfProvider(book: PriceBook, provider: string): Vendor | undefined {
	const known = vendorsByProvider.get(book);
	if (known) return known.get(provider);
	const vendors = new Map(
		book.vendors.flatMap((vendor) => (vendor.provider ? [[vendor.provider, vendor] as const] : [])),
	);
	vendorsByProvider.set(book, vendors);
	return vendors.get(provider);
}

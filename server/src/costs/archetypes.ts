/** The same request across the deployment archetypes: the same model elsewhere, and open models that may stand in. */
import type { Archetype, Lane, OfferEstimate } from "../model/cost.ts";
import type { IsoDate } from "../model/units.ts";
import type { ComparableOffer } from "./comparable-offers.ts";
import { type Offer, offerOf } from "./find-offer.ts";
import {
	type ColdStarts,
	dedicatedUsdPerMonth,
	type GpuRate,
	gpusNeeded,
	scaleToZeroUsdPerMonth,
} from "./gpu-capacity.ts";
import type { GpuOffer } from "./gpu-offers.ts";
import { type LoadedCost, loadCapacityCost, loadTokenCost } from "./loaded-cost.ts";
import { modelIdentity } from "./model-names.ts";
import type { PriceBook } from "./price-book.ts";
import { lacksOutputPrice, type TokenUse, tokenCost } from "./token-cost.ts";
import { archetypeOrder, type Vendor } from "./vendors.ts";
import { operationsOf, type Workload } from "./workload.ts";

export interface RequestToPlace {
	readonly book: PriceBook;
	/** Where the request goes now; its cost comes first in the result's own archetype. */
	readonly offer: Offer;
	readonly use: TokenUse;
	readonly workload: Workload;
	readonly asOf: IsoDate;
	/** Only chat has stand-ins: vectors of another embedding model mean a new index. */
	readonly isChat: boolean;
}

/** A model's start on a fresh GPU takes tens of seconds; one start an hour is assumed for scale-to-zero. */
export const assumedColdStarts: ColdStarts = { perMonth: 720, secondsEach: 30 };

/**
 * In the order of archetypes: the present offer, then the cheapest place for the same model, then the cheapest stand-in.
 * At most two beside the present one in any archetype.
 */
export function offersByArchetype(request: RequestToPlace): readonly OfferEstimate[] {
	const present = tokenOffer(request, request.offer, { sameModel: true, name: request.offer.model, caveat: null });
	const elsewhere = [...sameModelOffers(request), ...(request.isChat ? standIns(request) : [])];
	return archetypeOrder.flatMap((archetype) => {
		const own = present?.archetype === archetype ? [present] : [];
		return [...own, ...bestTwo(elsewhere.filter((offer) => offer.archetype === archetype))];
	});
}

/** The cheapest of the same model and the cheapest stand-in; two places for the same model when there is no stand-in. */
function bestTwo(offers: readonly OfferEstimate[]): readonly OfferEstimate[] {
	const sorted = [...offers].sort(compareOffers);
	const same = sorted.filter((offer) => offer.sameModel);
	const others = sorted.filter((offer) => !offer.sameModel);
	if (same.length === 0) return others.slice(0, 2);
	return [...same.slice(0, others.length > 0 ? 1 : 2), ...others.slice(0, 1)];
}

function compareOffers(a: OfferEstimate, b: OfferEstimate): number {
	return a.loadedUsdPerRequest - b.loadedUsdPerRequest || (a.offer < b.offer ? -1 : a.offer > b.offer ? 1 : 0);
}

function sameModelOffers(request: RequestToPlace): readonly OfferEstimate[] {
	const { book, offer, use, asOf } = request;
	const identity = modelIdentity(offer.model);
	const found: OfferEstimate[] = [];
	for (const provider of book.providers) {
		if (provider.id === offer.provider) continue;
		const ids = [...identitiesOf(book, provider.id)].filter(([, key]) => key === identity).map(([id]) => id);
		const viaFallback = ids.length === 0 && provider.fallback.includes(offer.provider);
		const elsewhere = ids
			.map((model) => offerOf(book, { provider: provider.id, model, asOf, inputTokens: use.inputTokens }))
			.filter((candidate) => candidate !== null && !candidate.retired);
		if (viaFallback) elsewhere.push({ ...offer, provider: provider.id, providerName: provider.name });
		const estimates = elsewhere.flatMap((candidate) => {
			const estimate = candidate
				? tokenOffer(request, candidate, { sameModel: true, name: candidate.model, caveat: null })
				: null;
			return estimate ? [estimate] : [];
		});
		// One price a provider: regional and global entries of the same model are not two offers.
		found.push(...estimates.sort(compareOffers).slice(0, 1));
	}
	return found;
}

function standIns(request: RequestToPlace): readonly OfferEstimate[] {
	const identity = modelIdentity(request.offer.model);
	return request.book.comparables
		.filter((comparable) => !comparable.offers.some((offer) => modelIdentity(offer) === identity))
		.flatMap((comparable) => [...tokenStandIns(request, comparable), ...gpuStandIns(request, comparable)]);
}

/** The cheapest offer of a stand-in in each archetype. */
function tokenStandIns(request: RequestToPlace, comparable: ComparableOffer): readonly OfferEstimate[] {
	const { book, use, asOf } = request;
	return comparable.offers.flatMap((key) => {
		const slash = key.indexOf("/");
		const provider = key.slice(0, slash);
		const offer = offerOf(book, { provider, model: key.slice(slash + 1), asOf, inputTokens: use.inputTokens });
		if (!offer) return [];
		const estimate = tokenOffer(request, offer, { sameModel: false, name: comparable.name, caveat: comparable.caveat });
		return estimate ? [estimate] : [];
	});
}

interface Label {
	readonly sameModel: boolean;
	readonly name: string;
	readonly caveat: string | null;
}

function tokenOffer(request: RequestToPlace, offer: Offer, label: Label): OfferEstimate | null {
	const vendor = vendorOf(request.book, offer.provider);
	if (!vendor?.archetype || lacksOutputPrice(offer.prices, request.use.outputTokens)) return null;
	// Another model, or another host, has another cache: what is read from it is only known at the present one.
	const isPresent = offer.provider === request.offer.provider && offer.model === request.offer.model;
	const use =
		isPresent || label.sameModel ? request.use : { ...request.use, cachedInputTokens: 0, cacheWriteTokens: 0 };
	const cost = loadTokenCost(tokenCost(offer.prices, use).usdPerRequest, operationsOf(request.workload));
	return {
		archetype: vendor.archetype,
		lane: vendor.lane,
		offer: `${vendor.name} · ${label.name}`,
		provider: offer.provider,
		model: offer.model,
		usdPerRequest: cost.usdPerRequest,
		loadedUsdPerRequest: cost.loadedUsdPerRequest,
		sameModel: label.sameModel,
		qualityCaveat: label.caveat,
		gpus: null,
		price: offer.price,
	};
}

function gpuStandIns(request: RequestToPlace, comparable: ComparableOffer): readonly OfferEstimate[] {
	const throughputs = request.book.throughputs.filter(({ model }) => model === comparable.gpuModel);
	if (request.use.outputTokens <= 0) return [];
	return throughputs.flatMap(({ gpu, tokensPerSecond }) =>
		request.book.gpuOffers
			.filter((offer) => offer.gpu === gpu)
			.map((offer) => gpuOffer(request, offer, { comparable, tokensPerSecond })),
	);
}

interface GpuModel {
	readonly comparable: ComparableOffer;
	readonly tokensPerSecond: number;
}

function gpuOffer(request: RequestToPlace, offer: GpuOffer, { comparable, tokensPerSecond }: GpuModel): OfferEstimate {
	const { cost, gpus } = gpuCost(offer, {
		use: request.use,
		workload: request.workload,
		tokensPerSecond,
	});
	return {
		archetype: offer.archetype,
		lane: offer.lane,
		offer: `${offer.name} · ${comparable.name}`,
		provider: offer.vendor,
		model: comparable.name,
		usdPerRequest: cost.usdPerRequest,
		loadedUsdPerRequest: cost.loadedUsdPerRequest,
		sameModel: false,
		qualityCaveat: comparable.caveat,
		gpus,
		price: offer.price,
	};
}

export interface GpuUse {
	readonly use: Pick<TokenUse, "inputTokens" | "outputTokens">;
	readonly workload: Workload;
	readonly tokensPerSecond: number;
}

/** A month of requests on rented GPUs: whole ones, or seconds where the platform scales to zero. */
export function gpuCost(
	offer: Pick<GpuOffer, "usdPerGpuHour" | "scaleToZero">,
	{ use, workload, tokensPerSecond }: GpuUse,
): { readonly cost: LoadedCost; readonly gpus: number | null } {
	const operations = operationsOf(workload);
	const rate: GpuRate = {
		usdPerGpuHour: offer.usdPerGpuHour,
		tokensPerSecond,
		utilization: workload.gpuUtilization.value,
	};
	const demand = {
		requestsPerMonth: operations.requestsPerMonth,
		retryRate: operations.retryRate,
		inputTokens: use.inputTokens,
		outputTokens: use.outputTokens,
	};
	if (offer.scaleToZero) {
		const usd = scaleToZeroUsdPerMonth(demand, rate, assumedColdStarts);
		return { cost: loadCapacityCost(usd, operations), gpus: null };
	}
	const gpus = gpusNeeded(demand, rate);
	return { cost: loadCapacityCost(dedicatedUsdPerMonth(gpus, rate.usdPerGpuHour), operations), gpus };
}

export interface Placement {
	readonly archetype: Archetype;
	readonly lane: Lane | null;
}

function vendorOf(book: PriceBook, provider: string): Vendor | undefined {
	return book.vendors.find((vendor) => vendor.provider === provider);
}

const identities = new WeakMap<PriceBook, Map<string, ReadonlyMap<string, string>>>();

/** Identity of every model of a provider, by id; computed once for a book. */
function identitiesOf(book: PriceBook, provider: string): ReadonlyMap<string, string> {
	const known = identities.get(book) ?? new Map<string, ReadonlyMap<string, string>>();
	identities.set(book, known);
	const found = known.get(provider);
	if (found) return found;
	const models = book.providers.find(({ id }) => id === provider)?.models ?? [];
	const keys = new Map(models.map((model) => [model.id, modelIdentity(model.id)]));
	known.set(provider, keys);
	return keys;
}

/** Ranks offers for a workload by loaded cost: the model's own, the same model elsewhere, stand-ins, own GPUs. */
import type { Assumption, OfferEstimate } from "../model/cost.ts";
import type { IsoDate, UsDollars } from "../model/units.ts";
import { offersByArchetype, sameModelOffers, tokenOffer } from "./archetypes.ts";
import type { CostInputs } from "./cost-inputs.ts";
import { gpuRateFrom, type PricingContext, regionFrom, tokenUseFrom, workloadFrom } from "./described-request.ts";
import { findOffer, type Offer } from "./find-offer.ts";
import { gpuCost } from "./gpu-cost.ts";
import { modelIdentity } from "./model-names.ts";
import type { TokenUse } from "./token-cost.ts";
import { assumptionsOf, type Workload } from "./workload.ts";

export interface ComparedOffer extends OfferEstimate {
	readonly rank: number;
	readonly monthlyUsd: UsDollars;
	readonly overheadRatio: number | null;
	/** Loaded cost divided by that of the model asked for; null when none was. */
	readonly againstPresent: number | null;
}

export interface Comparison {
	/** Cheapest loaded cost first. */
	readonly offers: readonly ComparedOffer[];
	readonly assumptions: readonly Assumption[];
}

export type ComparisonResult =
	| { readonly comparison: Comparison; readonly problems: readonly [] }
	| { readonly comparison: null; readonly problems: readonly string[] };

/** Models compared when none is named: those of the method's worked examples. */
const referenceModels = ["openai/gpt-5.5", "anthropic/claude-sonnet-4-6", "google/gemini-2.5-pro"] as const;

/** `named` are further offers as `provider/model`. */
export function compareOffers(
	inputs: CostInputs,
	{ context, named }: { readonly context: PricingContext; readonly named: readonly string[] },
): ComparisonResult {
	const { book, asOf } = context;
	const workload = workloadFrom(inputs);
	if (typeof workload === "string") return { comparison: null, problems: [workload] };
	if (!book) return { comparison: null, problems: ["the price book is not at hand"] };
	const { region, problem } = regionFrom(inputs);
	if (problem !== null) return { comparison: null, problems: [problem] };
	const use = tokenUseFrom(inputs, workload);
	const lookUp = (provider: string | null, model: string) =>
		findOffer(book, { provider, model, asOf, inputTokens: use.inputTokens, region });
	const problems: string[] = [];
	const offers: Offer[] = [];
	const wanted: readonly (readonly [string | null, string])[] = [
		...(inputs.model === undefined ? [] : [[inputs.provider ?? null, inputs.model] as const]),
		...(inputs.model === undefined && named.length === 0 ? referenceModels : named).map(splitOffer),
	];
	for (const [provider, model] of wanted) {
		const { offer, none } = lookUp(provider, model);
		if (offer) offers.push(offer);
		else problems.push(`${model}: ${none.because}`);
	}
	const [present] = offers;
	if (problems.length > 0 || !present) return { comparison: null, problems };
	const request = {
		book,
		workload,
		asOf,
		use,
		offer: present,
		isChat: use.outputTokens > 0 && present.kind === "chat",
		latencyTargetMilliseconds: inputs.latencyTargetMilliseconds ?? null,
	};
	const found = [
		...offersByArchetype(request),
		...(inputs.model === undefined ? [] : sameModelOffers(request)),
		...offers.slice(1).flatMap((offer) => {
			const sameModel = modelIdentity(offer.model) === modelIdentity(present.model);
			const caveat = sameModel ? null : "another model: run your own evaluation first";
			const estimate = tokenOffer(request, offer, { sameModel, name: null, caveat });
			return estimate ? [estimate] : [];
		}),
		...ownGpu(inputs, { use, workload, asOf }),
	];
	return {
		problems: [],
		comparison: {
			offers: rank(found, { workload, present: inputs.model === undefined ? null : present }),
			assumptions: tokensAndWorkload(workload),
		},
	};
}

/** The GPU described by the flags, as an offer of its own. */
function ownGpu(
	inputs: CostInputs,
	{ use, workload, asOf }: { readonly use: TokenUse; readonly workload: Workload; readonly asOf: IsoDate },
): readonly OfferEstimate[] {
	if (inputs.gpuHourlyPrice === undefined) return [];
	const { tokensPerSecond } = gpuRateFrom(inputs, inputs.gpuHourlyPrice, workload);
	const { cost, gpus } = gpuCost(
		{ usdPerGpuHour: inputs.gpuHourlyPrice, scaleToZero: false },
		{ use, workload, tokensPerSecond },
	);
	return [
		{
			archetype: "bare-metal-dedicated",
			lane: null,
			offer: "Your GPU",
			provider: "own",
			model: "own",
			usdPerRequest: cost.usdPerRequest,
			loadedUsdPerRequest: cost.loadedUsdPerRequest,
			sameModel: false,
			qualityCaveat: "the model that you run on it",
			gpus,
			latencyCaveat: null,
			price: { source: "given", asOf, confidence: "user" },
		},
	];
}

interface Ranking {
	readonly workload: Workload;
	readonly present: Offer | null;
}

function rank(offers: readonly OfferEstimate[], { workload, present }: Ranking): readonly ComparedOffer[] {
	const unique = new Map(offers.map((offer) => [`${offer.provider} ${offer.model} ${offer.offer}`, offer]));
	const sorted = [...unique.values()].sort(
		(a, b) => a.loadedUsdPerRequest - b.loadedUsdPerRequest || (a.offer < b.offer ? -1 : a.offer > b.offer ? 1 : 0),
	);
	const now = present && sorted.find(({ provider, model }) => provider === present.provider && model === present.model);
	const passing = workload.requestsPerMonth.value * workload.qualityGatePassRate.value;
	return sorted.map((offer, index) => ({
		rank: index + 1,
		...offer,
		monthlyUsd: offer.loadedUsdPerRequest * passing,
		overheadRatio: offer.usdPerRequest > 0 ? offer.loadedUsdPerRequest / offer.usdPerRequest : null,
		againstPresent: now ? offer.loadedUsdPerRequest / now.loadedUsdPerRequest : null,
	}));
}

function tokensAndWorkload(workload: Workload): readonly Assumption[] {
	const tokens = (["inputTokens", "outputTokens"] as const).flatMap((name): readonly Assumption[] => {
		const value = workload[name];
		return value ? [{ name, value: value.value, confidence: value.confidence, from: value.from }] : [];
	});
	return [...tokens, ...assumptionsOf(workload)];
}

function splitOffer(offer: string): readonly [string | null, string] {
	const slash = offer.indexOf("/");
	return slash < 0 ? [null, offer] : [offer.slice(0, slash), offer.slice(slash + 1)];
}

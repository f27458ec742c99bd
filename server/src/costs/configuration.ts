/**
 * What a team says about its own costs, in `lcpr.yaml` or in settings: workloads, contract prices, own models, own GPUs.
 * Reading it never fails: a wrong value is a problem at its place and everything else stands.
 */
import type { TokenPrices } from "../model/cost.ts";
import type { IsoDate, Share } from "../model/units.ts";
import type { GpuOffer, ModelThroughput } from "./gpu-offers.ts";
import type { PriceRegion } from "./region-premiums.ts";
import type { DataRule } from "./vendors.ts";
import type { Workload } from "./workload.ts";
import type { PresetName } from "./workload-presets.ts";

export interface CostConfiguration {
	/** For every call; null when nothing is said. */
	readonly workload: WorkloadProfile | null;
	/** For some calls, in the order of the file: a later one that matches wins field by field. */
	readonly workloads: readonly MatchedProfile[];
	/** Share of the list price that is paid, by provider: 0.85 for a discount of 15 %. */
	readonly priceFactors: ReadonlyMap<string, Share>;
	/** Where each of them is said, for a person. */
	readonly priceFactorSources: ReadonlyMap<string, string>;
	/** Where all requests to a provider must stay, where that costs more. */
	readonly regions: ReadonlyMap<string, PriceRegion>;
	readonly models: readonly OwnModelPrice[];
	readonly gpus: readonly GpuOffer[];
	readonly throughputs: readonly ModelThroughput[];
}

export interface WorkloadProfile {
	readonly preset: PresetName | null;
	/** Where the preset is said, for a person. */
	readonly presetFrom: string | null;
	readonly values: Partial<Workload>;
	readonly latencyTargetMilliseconds: number | null;
	readonly dataRules: readonly DataRule[];
}

export interface MatchedProfile extends WorkloadProfile {
	readonly name: string;
	/** Globs of files; empty for all. */
	readonly files: readonly string[];
	/** Function names, `Class.method` or `Class.*`; empty for all. */
	readonly functions: readonly string[];
	/** Call places `file:line`, or call ids; empty for all. */
	readonly calls: readonly string[];
	readonly models: readonly string[];
}

/** A price of the team's own: for a listed model field by field, for an unlisted one from nothing. */
export interface OwnModelPrice {
	readonly provider: string;
	readonly model: string;
	readonly prices: Partial<TokenPrices>;
	readonly from: IsoDate | null;
	readonly asOf: IsoDate | null;
	/** For a person: "lcpr.yaml line 12". */
	readonly source: string;
}

export const emptyProfile: WorkloadProfile = {
	preset: null,
	presetFrom: null,
	values: {},
	latencyTargetMilliseconds: null,
	dataRules: [],
};

export const noConfiguration: CostConfiguration = {
	workload: null,
	workloads: [],
	priceFactors: new Map(),
	priceFactorSources: new Map(),
	regions: new Map(),
	models: [],
	gpus: [],
	throughputs: [],
};

/** `stronger` wins field by field: a user's setting over the workspace's file. */
export function mergeConfigurations(weaker: CostConfiguration, stronger: CostConfiguration): CostConfiguration {
	const { workload } = stronger;
	return {
		workload: weaker.workload && workload ? mergeProfiles(weaker.workload, workload) : (workload ?? weaker.workload),
		workloads: [...weaker.workloads, ...stronger.workloads],
		priceFactors: new Map([...weaker.priceFactors, ...stronger.priceFactors]),
		priceFactorSources: new Map([...weaker.priceFactorSources, ...stronger.priceFactorSources]),
		regions: new Map([...weaker.regions, ...stronger.regions]),
		models: [...weaker.models, ...stronger.models],
		gpus: [...weaker.gpus.filter((gpu) => !stronger.gpus.some(({ id }) => id === gpu.id)), ...stronger.gpus],
		throughputs: [...weaker.throughputs, ...stronger.throughputs],
	};
}

export function mergeProfiles(weaker: WorkloadProfile, stronger: WorkloadProfile): WorkloadProfile {
	return {
		preset: stronger.preset ?? weaker.preset,
		presetFrom: stronger.preset === null ? weaker.presetFrom : stronger.presetFrom,
		values: { ...weaker.values, ...stronger.values },
		latencyTargetMilliseconds: stronger.latencyTargetMilliseconds ?? weaker.latencyTargetMilliseconds,
		dataRules: [...new Set([...weaker.dataRules, ...stronger.dataRules])],
	};
}

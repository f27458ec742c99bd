/** Serving many fine-tuned adapters: all on one base model (multi-LoRA), or one dedicated endpoint for each. */
import type { UsDollars } from "../model/units.ts";
import { dedicatedUsdPerMonth, type GpuDemand, type GpuRate, gpusNeeded } from "./gpu-capacity.ts";

export interface AdapterFleet {
	readonly adapters: number;
	/** Demand of all adapters together. */
	readonly demand: GpuDemand;
	readonly rate: GpuRate;
}

export interface AdapterCosts {
	/** Adapters share GPUs: only total demand counts. */
	readonly sharedUsdPerMonth: UsDollars;
	readonly sharedGpus: number;
	/** Each adapter rents at least one GPU. */
	readonly dedicatedUsdPerMonth: UsDollars;
	readonly dedicatedGpus: number;
	/** Dedicated / shared. */
	readonly multiple: number;
}

export function compareAdapterServing(fleet: AdapterFleet): AdapterCosts {
	const sharedGpus = gpusNeeded(fleet.demand, fleet.rate);
	const perAdapter: GpuDemand = {
		...fleet.demand,
		requestsPerMonth: fleet.demand.requestsPerMonth / fleet.adapters,
	};
	const dedicatedGpus = fleet.adapters * gpusNeeded(perAdapter, fleet.rate);
	const shared = dedicatedUsdPerMonth(sharedGpus, fleet.rate.usdPerGpuHour);
	const dedicated = dedicatedUsdPerMonth(dedicatedGpus, fleet.rate.usdPerGpuHour);
	return {
		sharedUsdPerMonth: shared,
		sharedGpus,
		dedicatedUsdPerMonth: dedicated,
		dedicatedGpus,
		multiple: dedicated / shared,
	};
}

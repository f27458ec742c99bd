/** A month of requests on rented GPUs: whole ones, or seconds where the platform scales to zero. */
import {
	type ColdStarts,
	dedicatedUsdPerMonth,
	type GpuRate,
	gpusNeeded,
	scaleToZeroUsdPerMonth,
} from "./gpu-capacity.ts";
import type { GpuOffer } from "./gpu-offers.ts";
import { type LoadedCost, loadCapacityCost } from "./loaded-cost.ts";
import type { TokenUse } from "./token-cost.ts";
import { operationsOf, type Workload } from "./workload.ts";

/** A model's start on a fresh GPU takes tens of seconds; one start an hour is assumed for scale-to-zero. */
export const assumedColdStarts: ColdStarts = { perMonth: 720, secondsEach: 30 };

export interface GpuUse {
	readonly use: Pick<TokenUse, "inputTokens" | "outputTokens">;
	readonly workload: Workload;
	readonly tokensPerSecond: number;
}

export interface GpuCost {
	readonly cost: LoadedCost;
	/** Whole GPUs rented; null where only seconds in use are paid for. */
	readonly gpus: number | null;
}

export function gpuCost(
	offer: Pick<GpuOffer, "usdPerGpuHour" | "scaleToZero">,
	{ use, workload, tokensPerSecond }: GpuUse,
): GpuCost {
	const operations = operationsOf(workload);
	const { usdPerGpuHour } = offer;
	const rate: GpuRate = { usdPerGpuHour, tokensPerSecond, utilization: workload.gpuUtilization.value };
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
	return { cost: loadCapacityCost(dedicatedUsdPerMonth(gpus, usdPerGpuHour), operations), gpus };
}

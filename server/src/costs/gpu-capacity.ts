/** Rented GPUs: a step function of demand, and the volumes at which renting beats paying per token. */
import type { RequestsPerMonth, Share, Tokens, UsDollars, UsdPerMillionTokens } from "../model/units.ts";

export const hoursPerMonth = 720;
export const daysPerMonth = 30;
export const secondsPerMonth = hoursPerMonth * 3_600;
const secondsPerDay = 86_400;
const minutesPerDay = 1_440;

/** What one GPU delivers and costs. */
export interface GpuRate {
	readonly usdPerGpuHour: UsDollars;
	/** Output tokens a second at full load, decoding in a large batch. */
	readonly tokensPerSecond: number;
	/** Share of that which real traffic reaches; above 0. */
	readonly utilization: Share;
	/** Input tokens a second for the prefill phase; left out, prefill is taken to hide behind decoding. */
	readonly prefillTokensPerSecond?: number;
}

export interface GpuDemand {
	readonly requestsPerMonth: RequestsPerMonth;
	readonly retryRate: number;
	readonly inputTokens: Tokens;
	readonly outputTokens: Tokens;
}

/** Seconds of one GPU that a month's requests need, at the utilisation real traffic reaches. */
export function busyGpuSeconds(demand: GpuDemand, rate: GpuRate): number {
	const attempts = demand.requestsPerMonth * (1 + demand.retryRate);
	const decode = demand.outputTokens / (rate.tokensPerSecond * rate.utilization);
	const prefill = rate.prefillTokensPerSecond
		? demand.inputTokens / (rate.prefillTokensPerSecond * rate.utilization)
		: 0;
	return attempts * (decode + prefill);
}

/** Whole GPUs to rent: max(1, ceil(requests × (1 + retry) × output / (tokens per second × utilisation × seconds a month))). */
export function gpusNeeded(demand: GpuDemand, rate: GpuRate): number {
	return Math.max(1, ceilUnlessRounding(busyGpuSeconds(demand, rate) / secondsPerMonth));
}

/** Rent of dedicated GPUs for a month, used or not. */
export function dedicatedUsdPerMonth(gpus: number, usdPerGpuHour: UsDollars): UsDollars {
	return gpus * usdPerGpuHour * hoursPerMonth;
}

export interface ColdStarts {
	readonly perMonth: number;
	readonly secondsEach: number;
}

/** Scale-to-zero: seconds in use and seconds spent loading the model, nothing while idle. */
export function scaleToZeroUsdPerMonth(demand: GpuDemand, rate: GpuRate, coldStarts: ColdStarts): UsDollars {
	const seconds = busyGpuSeconds(demand, rate) + coldStarts.perMonth * coldStarts.secondsEach;
	return (seconds / 3_600) * rate.usdPerGpuHour;
}

export interface BreakEven {
	/** Output tokens a day at which rent and the per-token bill are equal. */
	readonly tokensPerDay: Tokens;
	readonly tokensPerMinute: Tokens;
	/** What one GPU can produce in a day at full load. */
	readonly gpuCapacityPerDay: Tokens;
	/** Whole GPUs that volume takes: above 1 the break-even is a multi-GPU volume, and the true one lies higher. */
	readonly gpusAtThatVolume: number;
}

/** Output tokens a day above which the GPU is cheaper than an output price; the seed's form divides by the utilisation. */
export function breakEven(rate: GpuRate, outputPrice: UsdPerMillionTokens): BreakEven {
	const full = ((rate.usdPerGpuHour * 24) / outputPrice) * 1_000_000;
	const tokensPerDay = full / rate.utilization;
	const gpuCapacityPerDay = rate.tokensPerSecond * secondsPerDay;
	return {
		tokensPerDay,
		tokensPerMinute: tokensPerDay / minutesPerDay,
		gpuCapacityPerDay,
		gpusAtThatVolume: Math.max(1, ceilUnlessRounding(tokensPerDay / gpuCapacityPerDay)),
	};
}

/**
 * The lowest monthly volume at which whole rented GPUs cost no more than paying per token, counting the step for
 * every GPU; null when one request on a full GPU already costs more than per token.
 */
export function rentCrossover(
	demand: Omit<GpuDemand, "requestsPerMonth">,
	rate: GpuRate,
	usdPerAttempt: UsDollars,
): RequestsPerMonth | null {
	const oneRequest: GpuDemand = { ...demand, requestsPerMonth: 1 };
	const gpuMonthUsd = dedicatedUsdPerMonth(1, rate.usdPerGpuHour);
	const requestsPerGpu = secondsPerMonth / busyGpuSeconds(oneRequest, rate);
	const perRequestUsd = usdPerAttempt * (1 + demand.retryRate);
	if (!(perRequestUsd > 0) || perRequestUsd * requestsPerGpu < gpuMonthUsd) return null;
	return gpuMonthUsd / perRequestUsd;
}

/** Floating-point noise just above a whole number must not rent another GPU. */
function ceilUnlessRounding(value: number): number {
	const nearest = Math.round(value);
	return Math.abs(value - nearest) < 1e-9 * Math.max(1, nearest) ? nearest : Math.ceil(value);
}

/**
 * The loaded cost per request (LCPR): what one request that passes the quality gate really costs.
 * LCPR = (usage + repair + engineering) / successful requests, per month of 30 days.
 */
import type { CostComponents } from "../model/cost.ts";
import type { RequestsPerMonth, Share, UsDollars } from "../model/units.ts";

/** What operating a request costs besides its tokens or GPUs. */
export interface Operations {
	readonly requestsPerMonth: RequestsPerMonth;
	/** Extra attempts per request; every retry is a whole request. It may exceed 1. */
	readonly retryRate: number;
	/** Share of requests that pass the quality gate; above 0. */
	readonly qualityGatePassRate: Share;
	readonly repairUsdPerFailure: UsDollars;
	readonly engineeringHoursPerMonth: number;
	readonly engineeringUsdPerHour: UsDollars;
}

export interface LoadedCost {
	/** Tokens (or the GPU's share) of one request, one attempt. */
	readonly usdPerRequest: UsDollars;
	/** Tokens of all attempts in a month, or the month's GPU rent. */
	readonly tokenCostUsd: UsDollars;
	readonly repairCostUsd: UsDollars;
	readonly engineeringCostUsd: UsDollars;
	readonly monthlyUsd: UsDollars;
	readonly successfulRequests: RequestsPerMonth;
	readonly loadedUsdPerRequest: UsDollars;
	/** `loadedUsdPerRequest` / `usdPerRequest`; null when the request itself is free. */
	readonly overheadRatio: number | null;
	readonly components: CostComponents;
}

/** Loaded cost when every attempt is paid for by its tokens. */
export function loadTokenCost(usdPerRequest: UsDollars, operations: Operations): LoadedCost {
	return load({ usdPerRequest, retryUsdPerRequest: usdPerRequest * operations.retryRate }, operations);
}

/** Loaded cost when capacity is rented for the month: retries use the capacity and are not paid for again. */
export function loadCapacityCost(usdPerMonth: UsDollars, operations: Operations): LoadedCost {
	return load({ usdPerRequest: usdPerMonth / operations.requestsPerMonth, retryUsdPerRequest: 0 }, operations);
}

interface Usage {
	readonly usdPerRequest: UsDollars;
	readonly retryUsdPerRequest: UsDollars;
}

function load(usage: Usage, operations: Operations): LoadedCost {
	const requests = operations.requestsPerMonth;
	const tokenCostUsd = requests * (usage.usdPerRequest + usage.retryUsdPerRequest);
	const repairCostUsd = requests * (1 - operations.qualityGatePassRate) * operations.repairUsdPerFailure;
	const engineeringCostUsd = operations.engineeringHoursPerMonth * operations.engineeringUsdPerHour;
	const monthlyUsd = tokenCostUsd + repairCostUsd + engineeringCostUsd;
	const successfulRequests = requests * operations.qualityGatePassRate;
	const loadedUsdPerRequest = monthlyUsd / successfulRequests;
	return {
		usdPerRequest: usage.usdPerRequest,
		tokenCostUsd,
		repairCostUsd,
		engineeringCostUsd,
		monthlyUsd,
		successfulRequests,
		loadedUsdPerRequest,
		overheadRatio: usage.usdPerRequest > 0 ? loadedUsdPerRequest / usage.usdPerRequest : null,
		components: {
			tokenUsd: usage.usdPerRequest,
			retryUsd: usage.retryUsdPerRequest,
			repairUsd: repairCostUsd / requests,
			engineeringUsd: engineeringCostUsd / requests,
			failedRequestsUsd: loadedUsdPerRequest - monthlyUsd / requests,
		},
	};
}

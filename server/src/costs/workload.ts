/**
 * A workload: how a call is used and what operating it costs. Every value says how sure it is and where it comes from,
 * because a loaded cost built on six assumptions is a hypothesis and one built on six measurements is a budget.
 */
import type { Assumption } from "../model/cost.ts";
import type { Confidence } from "../model/units.ts";
import type { Operations } from "./loaded-cost.ts";

export interface WorkloadValue {
	readonly value: number;
	readonly confidence: Confidence;
	/** For a person: "default", "preset rag-extraction", "lcpr.yaml line 12". */
	readonly from: string;
}

export interface Workload {
	readonly requestsPerMonth: WorkloadValue;
	readonly retryRate: WorkloadValue;
	readonly qualityGatePassRate: WorkloadValue;
	readonly repairUsdPerFailure: WorkloadValue;
	readonly engineeringHoursPerMonth: WorkloadValue;
	readonly engineeringUsdPerHour: WorkloadValue;
	/** Share of input tokens read from the provider's prompt cache. 0 unless somebody measured or set it. */
	readonly cacheHitRate: WorkloadValue;
	/** Share of requests sent through a batch API. */
	readonly batchShare: WorkloadValue;
	/** Share of a rented GPU's throughput that real traffic reaches. */
	readonly gpuUtilization: WorkloadValue;
	/** Requests that one agent workflow makes; 1 for anything else. */
	readonly requestsPerWorkflow: WorkloadValue;
	/** Replace the tokens that were counted or estimated; null when they should stand. */
	readonly inputTokens: WorkloadValue | null;
	readonly outputTokens: WorkloadValue | null;
}

export type WorkloadField = keyof Workload;

/** Marks values nobody chose: a preset may replace them. */
export const defaultSource = "default";

export const seedDefaults: Workload = {
	requestsPerMonth: assumed(500_000),
	retryRate: assumed(0.03),
	qualityGatePassRate: assumed(0.95),
	repairUsdPerFailure: assumed(0.002),
	engineeringHoursPerMonth: { value: 8, confidence: "estimated", from: defaultSource },
	engineeringUsdPerHour: assumed(100),
	cacheHitRate: assumed(0),
	batchShare: assumed(0),
	gpuUtilization: { value: 0.4, confidence: "estimated", from: defaultSource },
	requestsPerWorkflow: assumed(1),
	inputTokens: null,
	outputTokens: null,
};

/** Values put over a workload, field by field. */
export function withValues(workload: Workload, values: Partial<Workload>): Workload {
	return { ...workload, ...values };
}

export function operationsOf(workload: Workload): Operations {
	return {
		requestsPerMonth: workload.requestsPerMonth.value,
		retryRate: workload.retryRate.value,
		qualityGatePassRate: workload.qualityGatePassRate.value,
		repairUsdPerFailure: workload.repairUsdPerFailure.value,
		engineeringHoursPerMonth: workload.engineeringHoursPerMonth.value,
		engineeringUsdPerHour: workload.engineeringUsdPerHour.value,
	};
}

/** The inputs of the formula as a person should see them. */
export function assumptionsOf(workload: Workload): readonly Assumption[] {
	const shown: readonly WorkloadField[] = [
		"requestsPerMonth",
		"retryRate",
		"qualityGatePassRate",
		"repairUsdPerFailure",
		"engineeringHoursPerMonth",
		"engineeringUsdPerHour",
		"cacheHitRate",
		"batchShare",
		"gpuUtilization",
	];
	return shown.flatMap((name) => {
		const value = workload[name];
		return value ? [{ name, value: value.value, confidence: value.confidence, from: value.from }] : [];
	});
}

function assumed(value: number): WorkloadValue {
	return { value, confidence: "assumed", from: defaultSource };
}

/** Puts the workload numbers of the settings over the seed's defaults. A number somebody set counts as measured. */
import { seedDefaults, type Workload, type WorkloadField, type WorkloadValue, withValues } from "../costs/workload.ts";
import { declarations } from "./declarations.ts";
import type { DeclaredSettings, Settings } from "./settings.ts";

const fields = [
	"requestsPerMonth",
	"retryRate",
	"qualityGatePassRate",
	"repairUsdPerFailure",
	"engineeringHoursPerMonth",
	"engineeringUsdPerHour",
] as const satisfies readonly (WorkloadField & keyof DeclaredSettings)[];

export function workloadOf(settings: Settings, base: Workload = seedDefaults): Workload {
	const values: Partial<Record<WorkloadField, WorkloadValue>> = {};
	for (const field of fields) {
		const value = settings[field];
		if (value === null) continue;
		values[field] = { value, confidence: "measured", from: `setting lcpr.${declarations[field].key}` };
	}
	return withValues(base, values);
}

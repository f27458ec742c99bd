/** Every assumption behind a report's figures, once, with how many calls it carries. */
import { countText, shareText, usdText } from "../../model/figures.ts";
import type { AssumptionEntry, CallEntry } from "./scan-document.ts";

export interface AssumptionRow {
	readonly label: string;
	readonly value: string;
	readonly confidence: AssumptionEntry["confidence"];
	readonly from: string;
	readonly calls: number;
}

/** Token counts differ from call to call and stand in the table of calls. */
const perCall = new Set(["inputTokens", "outputTokens", "cachedInputTokens"]);

export function assumptionRows(calls: readonly CallEntry[]): AssumptionRow[] {
	const rows = new Map<string, AssumptionRow>();
	for (const { assumptions } of calls) {
		for (const assumption of assumptions) {
			if (perCall.has(assumption.name)) continue;
			const row = rowOf(assumption);
			const key = [row.label, row.value, row.confidence, row.from].join("\u0000");
			rows.set(key, { ...row, calls: (rows.get(key)?.calls ?? 0) + 1 });
		}
	}
	return [...rows.values()].sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : b.calls - a.calls));
}

function rowOf({ name, value, confidence, from }: AssumptionEntry): AssumptionRow {
	return { label: labelOf(name), value: valueText(name, value), confidence, from: from ?? "", calls: 0 };
}

/** `qualityGatePassRate` as `quality gate pass rate`. */
export function labelOf(name: string): string {
	return name.replace(/([a-z])([A-Z0-9])/g, "$1 $2").toLowerCase();
}

function valueText(name: string, value: number | string): string {
	if (typeof value === "string") return value;
	if (/rate$|share$|utili[sz]ation$/i.test(name) && value <= 1) return shareText(value);
	if (/usd/i.test(name)) return usdText(value);
	return Number.isInteger(value) ? countText(value) : String(Math.round(value * 1000) / 1000);
}

/** The dozen characters that stand behind a call. Detail is the hover's business. */
import type { AnalyzedCall, ProgramAnalysis } from "../analysis/program-analysis.ts";
import { countOf, usdText } from "../model/figures.ts";

/** `≈ $0.0191`; `≈ $?` when there is no price; `7 callers` when the prompt is composed elsewhere. */
export function inlineCost(analyzed: AnalyzedCall, suppliers: readonly AnalyzedCall[]): string {
	if (suppliers.length > 0) return countOf(suppliers.length, "caller");
	const { cost } = analyzed.cost;
	return cost ? `≈ ${usdText(cost.loadedUsdPerRequest)}` : "≈ $?";
}

/** `7 callers ($0.0020 to $0.0410)`. */
export function callersText(suppliers: readonly AnalyzedCall[]): string {
	const prices = suppliers.flatMap(({ cost }) => (cost.cost ? [cost.cost.loadedUsdPerRequest] : []));
	const count = countOf(suppliers.length, "caller");
	if (prices.length === 0) return `${count} (no price)`;
	const low = usdText(Math.min(...prices));
	const high = usdText(Math.max(...prices));
	return `${count} (${low === high ? low : `${low} to ${high}`})`;
}

/** Everything that stands inline, as one text: a client is asked to draw its hints anew only when this changes. */
export function inlayLabels({ calls }: ProgramAnalysis): string {
	return calls.map((analyzed) => `${analyzed.call.id} ${inlineCost(analyzed, [])}`).join("\n");
}

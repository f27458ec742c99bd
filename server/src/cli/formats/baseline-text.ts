/** What a baseline file keeps out of a report, and which of its entries have outlived their findings. */
import { countOf } from "../../model/figures.ts";
import type { BaselineSummary } from "./scan-document.ts";

export function baselineText({ file, accepted, stale }: BaselineSummary): string {
	const known = `${countOf(accepted, "finding")} accepted in ${file}: show with --no-baseline`;
	if (stale.length === 0) return known;
	const gone = stale.reduce((sum, { count }) => sum + count, 0);
	const named = stale.slice(0, 3).map((entry) => `${entry.rule} in ${entry.file}`);
	const more = stale.length > named.length ? `, and ${stale.length - named.length} more` : "";
	return `${known}\n${countOf(gone, "accepted finding")} no longer found (${named.join("; ")}${more}): run lcpr baseline again`;
}

/** What `lcpr lock --check` found, as data for `--format json` and as text. */
import type { LockCheck, PrefixChange } from "../../analysis/lock/check-lock.ts";
import { countOf, countText, usdText } from "../../model/figures.ts";
import type { FileSummary } from "../../model/file-summary.ts";
import { lineColumnAt } from "../../model/source-file.ts";
import type { TerminalStyle } from "./terminal-style.ts";

/** A contract: fields may be added, never renamed. Amounts are US dollars. */
export interface LockCheckDocument {
	readonly schemaVersion: 1;
	readonly lock: string;
	readonly same: boolean;
	readonly unchanged: number;
	readonly rewriteUsd: number | null;
	readonly changes: readonly (Omit<PrefixChange, "offset"> & { readonly line: number | null })[];
}

export function lockCheckDocument(
	{ changes, unchanged, rewriteUsd }: LockCheck,
	{ lock, summaries }: { readonly lock: string; readonly summaries: ReadonlyMap<string, FileSummary> },
): LockCheckDocument {
	return {
		schemaVersion: 1,
		lock,
		same: changes.length === 0,
		unchanged,
		rewriteUsd,
		changes: changes.map(({ offset, ...change }) => {
			const summary = change.file === null ? undefined : summaries.get(change.file);
			const line = summary && offset !== null ? lineColumnAt(offset, summary.lineStarts, summary.cells).line : null;
			return { ...change, line };
		}),
	};
}

export function lockCheckText(document: LockCheckDocument, style: TerminalStyle): string {
	if (document.same) return `${style.good("No cached prefix changed")} (${countOf(document.unchanged, "call")}).\n`;
	const changes = document.changes.flatMap((change) => [
		`${style.heading(change.id)}${change.line === null ? "" : `  line ${change.line}`}`,
		`  ${kinds[change.kind]}: ${change.because}`,
		`  cacheable ${countText(change.cacheableTokensBefore)} -> ${countText(change.cacheableTokensAfter)} tokens${rewriteText(change)}`,
	]);
	const once = document.rewriteUsd === null ? "" : `, ${usdText(document.rewriteUsd)} to write them anew once`;
	return `${[
		...changes,
		"",
		`${countOf(document.changes.length, "cached prefix").replace(/prefixs$/, "prefixes")} changed${once}. Run \`lcpr lock\` when this is what you want.`,
	].join("\n")}\n`;
}

const kinds = { changed: "changed", new: "new", gone: "gone" } as const;

function rewriteText({ rewriteTokens, rewriteUsd }: PrefixChange | LockCheckDocument["changes"][number]): string {
	if (rewriteTokens === 0) return "";
	return `; one cold rewrite of ${countText(rewriteTokens)}${rewriteUsd === null ? "" : ` costs ${usdText(rewriteUsd)}`}`;
}

/** Totals for a status bar: what one document's requests cost, and what the folder holds. */
import type { AnalyzedCall } from "../../analysis/program-analysis.ts";
import { countOf, usdText } from "../../model/figures.ts";
import type { StatusParams, StatusResult } from "../custom-messages.ts";
import { fileInFolder } from "../open-folder.ts";
import type { LanguageSession } from "../session.ts";

export async function status({ uri }: StatusParams, session: LanguageSession): Promise<StatusResult> {
	const folder = session.folderOf(uri);
	// The newest analysis will do: a status bar must never make anybody wait.
	const analysis = folder?.session.latest;
	if (!folder || !analysis) return { text: "", tooltip: "", findings: 0, isLoading: folder?.isLoading ?? false };
	const file = uri === null ? null : fileInFolder(uri, folder.uri);
	const calls = analysis.calls.filter(({ call }) => call.place.file === file);
	const findings = analysis.findings.filter(({ place, isQuiet }) => place.file === file && !isQuiet);
	const allFindings = analysis.findings.filter(({ isQuiet }) => !isQuiet);
	const lines = [
		...(file && calls.length > 0 ? [`This file: ${inWords(calls, findings.length)}`] : []),
		`${folder.name || "Workspace"}: ${inWords(analysis.calls, allFindings.length)}`,
		...(folder.isLoading ? ["Still reading the workspace: totals will grow."] : []),
		"Loaded cost of one request through each call. Click for the report.",
	];
	return {
		text: calls.length > 0 ? [totalText(calls), countOf(calls.length, "call")].join(" · ") : "",
		tooltip: lines.join("\n\n"),
		findings: findings.length,
		isLoading: folder.isLoading,
	};
}

function inWords(calls: readonly AnalyzedCall[], findings: number): string {
	const unpriced = requests(calls).filter(({ cost }) => !cost.cost).length;
	const parts = [countOf(calls.length, "call"), totalText(calls), countOf(findings, "finding")];
	if (unpriced > 0) parts.push(`${unpriced} without a price`);
	return parts.join(", ");
}

/** Calls that really go out once each: a direct call that wrappers supply is already counted with them. */
function requests(calls: readonly AnalyzedCall[]): readonly AnalyzedCall[] {
	return calls.filter(({ call }) => call.suppliedBy.length === 0);
}

function totalText(calls: readonly AnalyzedCall[]): string {
	const priced = requests(calls).flatMap(({ cost }) => (cost.cost ? [cost.cost.loadedUsdPerRequest] : []));
	return priced.length === 0 ? "no price" : `≈ ${usdText(priced.reduce((sum, usd) => sum + usd, 0))}`;
}

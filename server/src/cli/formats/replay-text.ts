/** A replay as text: by call site what was read and what it cost, then where consecutive requests first differ. */
import type { DifferenceReport, ReplayReport, ReplayTotals, SiteReport } from "../../analysis/replay/replay-report.ts";
import { countOf, countText, shareText, usdText } from "../../model/figures.ts";
import type { MissReason } from "../../prompts/cache/simulate.ts";
import type { TerminalStyle } from "./terminal-style.ts";

/** Differences shown for a site; the JSON has all of them. */
const shownDifferences = 3;

export function replayText(report: ReplayReport, style: TerminalStyle): string {
	const { totals } = report;
	const lines = [...report.sites.flatMap((site) => siteLines(site, style)), totalLine(totals)];
	if (totals.reported) {
		const { requests, hitRate } = totals.reported;
		lines.push(`The providers reported a hit rate of ${shareText(hitRate)} for ${countOf(requests, "request")}.`);
	}
	if (totals.unpriced > 0) lines.push(`${countOf(totals.unpriced, "request")} not priced, left out of the amounts.`);
	for (const { line, because } of report.problems) lines.push(style.warning(`line ${line} left out: ${because}`));
	lines.push(`Prices of ${report.pricing.pricedOn}. Input only where no usage is recorded.`);
	if (report.assumptions.length > 0)
		lines.push(...report.assumptions.map((sentence) => style.faint(`Assumed: ${sentence}`)));
	return `${lines.join("\n")}\n`;
}

function siteLines(site: SiteReport, style: TerminalStyle): string[] {
	const where = [site.models.join(", "), site.providers.join(", ")].filter((text) => text !== "").join(" · ");
	const price =
		site.usdPerRequest === null ? `no price: ${site.noPriceBecause}` : `${usdText(site.usdPerRequest)} a request`;
	const lines = [
		style.heading(site.site),
		`  ${where}`,
		`  ${countOf(site.requests, "request")}, ${countText(site.inputTokens / site.requests)} tokens each, hit rate ${shareText(site.hitRate)}, ${price}`,
	];
	if (site.lostTokens > 0) {
		const usd = site.lostUsd === null ? "" : `${usdText(site.lostUsd)}, `;
		lines.push(
			style.warning(
				`  lost ${usd}${countOf(site.lostTokens, "token")} that an earlier request had too were paid in full`,
			),
		);
	}
	const missed = Object.entries(site.missed).filter(([reason]) => reason !== "nothing-shared");
	for (const [reason, count] of missed) lines.push(`  ${countOf(count, "request")} ${missWords[reason as MissReason]}`);
	const dear = site.differences.filter(({ lostTokens }) => lostTokens > 0);
	for (const difference of (dear.length > 0 ? dear : site.differences).slice(
		0,
		dear.length > 0 ? shownDifferences : 1,
	)) {
		lines.push(...differenceLines(difference));
	}
	return [...lines, ""];
}

function differenceLines(difference: DifferenceReport): string[] {
	const { path, byteInBlock, tokensBefore, pairs, lostUsd, lostTokens, earlierLine, laterLine, before, was, is } =
		difference;
	const cost =
		lostTokens === 0 ? "costs nothing" : lostUsd === null ? `${countText(lostTokens)} tokens` : usdText(lostUsd);
	return [
		`  first differs in ${path} at byte ${countText(byteInBlock)}, after ${countOf(tokensBefore, "token")}: ${countOf(pairs, "time")}, ${cost}`,
		`    line ${earlierLine}  ${quoted(before, was)}`,
		`    line ${laterLine}  ${quoted(before, is)}`,
	];
}

/** The place between what is the same and what differs is marked by a bar. */
function quoted(before: string, after: string): string {
	return `"${before}│${after}"`;
}

function totalLine(totals: ReplayTotals): string {
	const parts = [
		`${countOf(totals.requests, "request")}, hit rate ${shareText(totals.hitRate)} (${countText(totals.readTokens)} of ${countText(totals.inputTokens)} input tokens)`,
	];
	if (totals.usd !== null && totals.usdWithoutCache !== null) {
		parts.push(`${usdText(totals.usd)}, without a cache ${usdText(totals.usdWithoutCache)}`);
	}
	if (totals.lostUsd !== null && totals.lostUsd > 0) parts.push(`${usdText(totals.lostUsd)} lost`);
	return parts.join(" · ");
}

const missWords: Readonly<Record<MissReason, string>> = {
	expired: "came after the cached prefix had expired",
	"not-readable-yet": "came before the first response had begun, when nothing could be read yet",
	"nothing-shared": "shared nothing with an earlier one",
	"below-minimum": "shorter than the provider's cache takes",
	"differs-too-early": "differed before the provider's minimum",
	"no-breakpoint": "had no cache marker, which this provider needs",
	"not-at-breakpoint": "shared text that no cache marker had closed",
	"no-cache-key": "had no prompt_cache_key, which this provider needs",
	"other-machine": "reached a machine that did not have the prefix",
	"no-cache": "went to a model without a prompt cache",
	"unknown-provider": "went to a provider whose cache is not known",
};

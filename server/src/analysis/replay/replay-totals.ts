/** Sums replayed requests, all of them and by call site. */
import type { UsDollars } from "../../model/units.ts";
import type { MissReason } from "../../prompts/cache/simulate.ts";
import type { ReportedUsage } from "./read-request-log.ts";
import type { DifferenceReport, ReplayTotals, RequestReport, SiteReport } from "./replay-report.ts";

export interface ReplayedRequest {
	readonly report: RequestReport;
	readonly isGivenSite: boolean;
	readonly usage: ReportedUsage | null;
	readonly usdWithoutCache: UsDollars | null;
	readonly noPriceBecause: string | null;
}

export function totalsOf(replayed: readonly ReplayedRequest[]): ReplayTotals {
	const sum = (value: (request: ReplayedRequest) => number) =>
		replayed.reduce((total, request) => total + value(request), 0);
	const inputTokens = sum(({ report }) => report.inputTokens);
	const readTokens = sum(({ report }) => report.readTokens);
	const priced = replayed.filter(({ report }) => report.usd !== null);
	const reading = replayed.filter(({ report }) => report.readTokens > 0).length;
	const outputs = replayed.flatMap(({ usage }) => usage?.outputTokens ?? []);
	const losses = replayed.flatMap(({ report }) => report.lostUsd ?? []);
	return {
		requests: replayed.length,
		inputTokens,
		readTokens,
		writtenTokens: sum(({ report }) => Object.values(report.writtenTokens).reduce((a, b) => a + b, 0)),
		hitRate: inputTokens > 0 ? readTokens / inputTokens : 0,
		requestHitRate: replayed.length > 0 ? reading / replayed.length : 0,
		outputTokens: outputs.length > 0 ? outputs.reduce((a, b) => a + b, 0) : null,
		usd: priced.length > 0 ? sum(({ report }) => report.usd ?? 0) : null,
		usdWithoutCache: priced.length > 0 ? sum((request) => request.usdWithoutCache ?? 0) : null,
		lostTokens: sum(({ report }) => report.lostTokens),
		lostUsd: losses.length > 0 ? losses.reduce((a, b) => a + b, 0) : null,
		unpriced: replayed.length - priced.length,
		reported: reportedOf(replayed),
	};
}

export function siteReports(replayed: readonly ReplayedRequest[]): readonly SiteReport[] {
	const sites = new Map<string, ReplayedRequest[]>();
	for (const request of replayed) {
		const { site } = request.report;
		const requests = sites.get(site);
		if (requests) requests.push(request);
		else sites.set(site, [request]);
	}
	return [...sites]
		.map(([site, requests]) => siteReport(site, requests))
		.sort((a, b) => (b.lostUsd ?? 0) - (a.lostUsd ?? 0) || b.lostTokens - a.lostTokens || (a.site < b.site ? -1 : 1));
}

function siteReport(site: string, requests: readonly ReplayedRequest[]): SiteReport {
	const totals = totalsOf(requests);
	const missed: Partial<Record<MissReason, number>> = {};
	for (const { report } of requests) if (report.missed) missed[report.missed] = (missed[report.missed] ?? 0) + 1;
	const priced = totals.requests - totals.unpriced;
	return {
		site,
		siteIsGiven: requests.every(({ isGivenSite }) => isGivenSite),
		providers: distinct(requests.flatMap(({ report }) => report.provider ?? [])),
		models: distinct(requests.flatMap(({ report }) => report.model ?? [])),
		...totals,
		usdPerRequest: totals.usd === null ? null : totals.usd / priced,
		noPriceBecause: requests.find(({ noPriceBecause }) => noPriceBecause !== null)?.noPriceBecause ?? null,
		missed,
		differences: differencesOf(requests.map(({ report }) => report)),
	};
}

const causedByDifference: ReadonlySet<MissReason> = new Set([
	"differs-too-early",
	"not-at-breakpoint",
	"nothing-shared",
]);

function differencesOf(reports: readonly RequestReport[]): readonly DifferenceReport[] {
	const places = new Map<string, DifferenceReport>();
	for (const { firstDifference: place, line, missed, ...lost } of reports) {
		if (place === null) continue;
		// What had expired or was sent elsewhere would not have been read for being the same.
		const isCause = missed === null || causedByDifference.has(missed);
		const { lostTokens, lostUsd } = isCause ? lost : { lostTokens: 0, lostUsd: 0 };
		const key = `${place.path}|${place.before}`;
		const known = places.get(key);
		places.set(
			key,
			known
				? {
						...known,
						pairs: known.pairs + 1,
						lostTokens: known.lostTokens + lostTokens,
						lostUsd: lostUsd === null ? known.lostUsd : (known.lostUsd ?? 0) + lostUsd,
					}
				: { ...place, pairs: 1, lostTokens, lostUsd, laterLine: line },
		);
	}
	return [...places.values()].sort(
		(a, b) =>
			(b.lostUsd ?? 0) - (a.lostUsd ?? 0) ||
			b.lostTokens - a.lostTokens ||
			b.pairs - a.pairs ||
			a.laterLine - b.laterLine,
	);
}

function reportedOf(replayed: readonly ReplayedRequest[]): ReplayTotals["reported"] {
	const usages = replayed.flatMap(({ usage }) => usage ?? []);
	if (usages.length === 0) return null;
	const inputTokens = usages.reduce((sum, usage) => sum + usage.inputTokens, 0);
	const cachedTokens = usages.reduce((sum, usage) => sum + usage.cachedTokens, 0);
	return {
		requests: usages.length,
		inputTokens,
		cachedTokens,
		hitRate: inputTokens > 0 ? cachedTokens / inputTokens : 0,
	};
}

function distinct(values: readonly string[]): readonly string[] {
	return [...new Set(values)].sort();
}

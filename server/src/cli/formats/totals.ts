/** Sums a report needs, over the calls of a scan. Calls without a price stay out of every sum and are counted. */
import type { CallEntry, FindingEntry, ScanDocument } from "./scan-document.ts";

export interface Total {
	readonly name: string;
	readonly calls: number;
	readonly priced: number;
	/** One request of each priced call. */
	readonly usdPerRequest: number;
	readonly loadedUsdPerRequest: number;
	/** At each call's assumed volume. */
	readonly monthlyUsd: number;
}

/**
 * Calls whose requests are counted in sums: a wrapper's own request is sent for one of its callers and stands with them.
 */
export function countedCalls(calls: readonly CallEntry[]): CallEntry[] {
	return calls.filter(({ suppliedBy }) => suppliedBy.length === 0);
}

export function totalOf(name: string, calls: readonly CallEntry[]): Total {
	let [priced, usdPerRequest, loadedUsdPerRequest, monthlyUsd] = [0, 0, 0, 0];
	for (const { cost } of calls) {
		if (!cost) continue;
		priced++;
		usdPerRequest += cost.usdPerRequest;
		loadedUsdPerRequest += cost.loadedUsdPerRequest;
		monthlyUsd += cost.monthlyUsd;
	}
	return { name, calls: calls.length, priced, usdPerRequest, loadedUsdPerRequest, monthlyUsd };
}

/** One total for each group, the dearest month first. */
export function totalsBy(calls: readonly CallEntry[], groupOf: (call: CallEntry) => string): Total[] {
	const groups = new Map<string, CallEntry[]>();
	for (const call of calls) {
		const name = groupOf(call);
		const group = groups.get(name);
		if (group) group.push(call);
		else groups.set(name, [call]);
	}
	return [...groups]
		.map(([name, group]) => totalOf(name, group))
		.sort((a, b) => b.monthlyUsd - a.monthlyUsd || byName(a, b));
}

export interface NotPriced {
	readonly because: string;
	readonly calls: readonly CallEntry[];
}

/** Calls without a price by reason, the commonest first. */
export function notPriced(calls: readonly CallEntry[]): NotPriced[] {
	const reasons = new Map<string, CallEntry[]>();
	for (const call of calls) {
		if (call.cost) continue;
		const because = call.noCostBecause ?? "reason not known";
		reasons.set(because, [...(reasons.get(because) ?? []), call]);
	}
	return [...reasons]
		.map(([because, group]) => ({ because, calls: group }))
		.sort((a, b) => b.calls.length - a.calls.length || (a.because < b.because ? -1 : 1));
}

/** Calls without a price by the kind of reason, in a few words each. */
export function notPricedKinds(calls: readonly CallEntry[]): { readonly name: string; readonly calls: number }[] {
	const counts = new Map<string, number>();
	for (const { cost, noCostKind } of calls) {
		if (cost) continue;
		const name = noCostKind === null ? "reason not known" : noCostNames[noCostKind];
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	return [...counts]
		.map(([name, count]) => ({ name, calls: count }))
		.sort((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1));
}

const noCostNames: Readonly<Record<NonNullable<CallEntry["noCostKind"]>, string>> = {
	"no-model": "model not known",
	"no-price": "no price known",
	"no-tokens": "prompt not visible",
	"other-unit": "not paid by the token",
};

/** What a call is for, as far as its shape tells. */
export function useCaseOf({ useCase }: CallEntry): string {
	return useCaseNames[useCase];
}

const useCaseNames: Readonly<Record<CallEntry["useCase"], string>> = {
	chat: "chat",
	"rag-extraction": "answers from documents",
	"code-generation": "code generation",
	"agent-workflow": "agent steps",
	"batch-embeddings": "embeddings and batches",
};

/** Static text behind the first change, enough of it to be worth a mark; whether moving it pays is the rule's to say. */
export function isCacheHostile({ staticTokensAfterFirstChange }: CallEntry["prompt"]): boolean {
	return staticTokensAfterFirstChange >= 50;
}

/** "Prices of 2026-11-21, from price book 2026.11.21 of 2026-09-23." */
export function pricesText({ pricing }: ScanDocument): string {
	return `Prices that hold on ${pricing.pricedOn}, as the price book knew them on ${pricing.asOf}.`;
}

/** Findings by what they save a request, then by place: the order in which they are worth doing. */
export function findingsBySavings(findings: readonly FindingEntry[]): FindingEntry[] {
	const severities = ["error", "warning", "information", "hint"];
	return [...findings].sort(
		(a, b) =>
			(b.savings?.usdPerRequest ?? 0) - (a.savings?.usdPerRequest ?? 0) ||
			severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
			(a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line),
	);
}

/** Dollars saved a request by doing everything that is shown. */
export function savingsOf(findings: readonly FindingEntry[]): number {
	return findings.reduce((sum, { savings }) => sum + (savings?.usdPerRequest ?? 0), 0);
}

export function loudFindings(document: ScanDocument): FindingEntry[] {
	return document.findings.filter(({ quiet }) => !quiet);
}

function byName(a: Total, b: Total): number {
	return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

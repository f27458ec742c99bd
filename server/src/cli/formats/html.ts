/**
 * The workspace cost report as one page: no script, no network, nothing beside it. The first screen says what a request
 * costs, where the money goes and what would be saved; the tables below say how that came about.
 */
import { countOf, countText, usdText } from "../../model/figures.ts";
import {
	archetypeSection,
	assumptionSection,
	callSection,
	findingSection,
	notPricedSection,
	skippedSection,
	totalsSection,
} from "./html-sections.ts";
import { reportStyles } from "./html-styles.ts";
import { barChart, escapeHtml, type Html, placeLink } from "./html-text.ts";
import type { CallEntry, ScanDocument } from "./scan-document.ts";
import {
	countedCalls,
	findingsBySavings,
	loudFindings,
	pricesText,
	savingsOf,
	totalOf,
	totalsBy,
	useCaseOf,
} from "./totals.ts";
import { noCallsText, unreadText } from "./unread-text.ts";

export interface HtmlOptions {
	/** The stylesheet of charts.css. */
	readonly chartStyles: string;
	/** Put at the end of the head: a host's own policy and script. Without it the page forbids every script and request. */
	readonly head?: Html;
}

export function toHtml(document: ScanDocument, { chartStyles, head }: HtmlOptions): string {
	const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`;
	return [
		"<!DOCTYPE html>",
		'<html lang="en">',
		`<head><meta charset="utf-8">${head ?? policy}`,
		'<meta name="viewport" content="width=device-width, initial-scale=1">',
		"<title>Inference cost report</title>",
		`<style>${chartStyles}\n${reportStyles}</style></head>`,
		"<body>",
		`<header><h1>Inference cost report</h1>${introduction(document)}</header>`,
		"<main>",
		document.calls.length > 0 ? body(document) : "",
		skippedSection(document),
		"</main>",
		`<footer class="faint"><p>${footer(document)}</p></footer>`,
		"</body></html>\n",
	].join("\n");
}

function introduction(document: ScanDocument): Html {
	const { calls, files } = document;
	const unread = unreadText(document);
	const notCovered = unread === "" ? "" : `<p>${escapeHtml(unread)}</p>`;
	if (calls.length === 0) {
		return `<p>${escapeHtml(noCallsText(document))}</p>${notCovered}`;
	}
	const { priced } = totalOf("all", calls);
	const inFiles = countText(new Set(calls.map(({ file }) => file)).size);
	return (
		`<p>${countOf(calls.length, "call")} in ${inFiles} of ${countOf(files.seen, "file")}; ${countText(priced)} priced. ` +
		"“Loaded” is LCPR, the loaded cost of a request that succeeds: tokens, retries, repairs and engineering.</p>" +
		(countedCalls(calls).length < calls.length
			? '<p class="faint">A wrapper’s own request is counted with the callers it is sent for.</p>'
			: "") +
		notCovered
	);
}

function body(document: ScanDocument): Html {
	const { calls } = document;
	const counted = countedCalls(calls);
	return [
		`<div class="first">${requestPanel(counted)}${moneyPanel(counted)}${savingsPanel(document)}</div>`,
		findingSection(document.findings),
		archetypeSection(counted),
		totalsSection(
			"By model",
			"Model",
			totalsBy(counted, ({ model }) => model ?? "unknown model"),
		),
		totalsSection("By use case", "Use case", totalsBy(counted, useCaseOf)),
		totalsSection(
			"By file",
			"File",
			totalsBy(counted, ({ file }) => file),
			(file) => placeLink({ file, line: 1 }, escapeHtml(file)),
		),
		callSection(calls),
		notPricedSection(calls),
		assumptionSection(calls),
	].join("\n");
}

/** What does a request cost us, by use case? The mean over its calls, since one request is one of them. */
function requestPanel(calls: readonly CallEntry[]): Html {
	const bars = totalsBy(calls, useCaseOf)
		.filter(({ priced }) => priced > 0)
		.map(({ name, loadedUsdPerRequest, priced }) => ({
			label: escapeHtml(name),
			value: loadedUsdPerRequest / priced,
			text: usdText(loadedUsdPerRequest / priced),
		}));
	const total = totalOf("all", calls);
	const figure = total.priced > 0 ? usdText(total.loadedUsdPerRequest / total.priced) : "not known";
	return panel(
		"What a request costs",
		figure,
		"loaded, on average over the calls",
		barChart("Loaded cost of a request by use case", bars),
	);
}

function moneyPanel(calls: readonly CallEntry[]): Html {
	const total = totalOf("all", calls);
	const bars = calls
		.flatMap((call) => (call.cost ? [{ call, monthly: call.cost.monthlyUsd }] : []))
		.sort((a, b) => b.monthly - a.monthly)
		.slice(0, 6)
		.map(({ call, monthly }) => ({
			label: placeLink(call, escapeHtml(shortPlace(call))),
			value: monthly,
			text: usdText(monthly),
		}));
	const figure = total.priced > 0 ? usdText(total.monthlyUsd) : "not known";
	return panel(
		"Where the money goes",
		figure,
		`a month, ${volumeText(calls)}`,
		barChart("Cost of a month by call", bars),
	);
}

/** A month's figure is as good as its volume, so it never stands without it. */
function volumeText(calls: readonly CallEntry[]): string {
	const volumes = calls.flatMap(({ cost, assumptions }) => {
		const volume = cost && assumptions.find(({ name }) => name === "requestsPerMonth");
		return cost && volume ? [{ requests: cost.requestsPerMonth, confidence: volume.confidence }] : [];
	});
	const [first] = volumes;
	if (!first) return "at the volumes below";
	const isAssumed = volumes.every(({ confidence }) => confidence === "assumed");
	if (volumes.every(({ requests }) => requests === first.requests)) {
		return `at ${countText(first.requests)} requests a call${isAssumed ? " (assumed)" : ""}`;
	}
	return isAssumed ? "at assumed volumes" : "at the volumes of lcpr.yaml, and assumed ones elsewhere";
}

function savingsPanel(document: ScanDocument): Html {
	const findings = findingsBySavings(loudFindings(document));
	const worth = savingsOf(findings);
	const bars = findings
		.filter(({ savings }) => (savings?.usdPerRequest ?? 0) > 0)
		.slice(0, 6)
		.map((finding) => ({
			label: placeLink(finding, escapeHtml(shortPlace(finding))),
			value: finding.savings?.usdPerRequest ?? 0,
			text: usdText(finding.savings?.usdPerRequest ?? 0),
		}));
	const note = findings.length === 0 ? "no findings" : `a request, by ${countOf(findings.length, "finding")}`;
	return panel(
		"What can be saved",
		worth > 0 ? usdText(worth) : "–",
		note,
		bars.length > 0 ? barChart("Saved on a request by finding", bars) : "",
	);
}

function panel(heading: string, figure: string, note: string, chart: Html): Html {
	return (
		`<section><h2>${escapeHtml(heading)}</h2><div><span class="figure">${escapeHtml(figure)}</span> ` +
		`<span class="faint">${escapeHtml(note)}</span></div>${chart}</section>`
	);
}

/** File name and line: a bar's label has little room, its title has the whole path. */
function shortPlace({ file, line }: { file: string; line: number }): string {
	return `${file.slice(file.lastIndexOf("/") + 1)}:${line}`;
}

function footer(document: ScanDocument): Html {
	return escapeHtml(`${pricesText(document)} lcpr ${document.tool.version}`);
}

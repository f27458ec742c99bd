/** The sections of the HTML report below its first screen. */
import { countOf, countText, usdText } from "../../model/figures.ts";
import { archetypeTotals } from "./archetype-totals.ts";
import { assumptionRows } from "./assumption-rows.ts";
import { cacheableText } from "./cacheable-text.ts";
import { barChart, escapeHtml, type Html, htmlTable, placeLink } from "./html-text.ts";
import type { CallEntry, FindingEntry, ScanDocument } from "./scan-document.ts";
import { sensitivityRows } from "./sensitivity-rows.ts";
import { inputTokensText, outputTokensText } from "./tokens-text.ts";
import { findingsBySavings, isCacheHostile, notPriced, type Total } from "./totals.ts";

export function findingSection(findings: readonly FindingEntry[]): Html {
	const loud = findingsBySavings(findings.filter(({ quiet }) => !quiet));
	const quiet = findingsBySavings(findings.filter((finding) => finding.quiet));
	const list = (items: readonly FindingEntry[]) => `<ul class="findings">${items.map(findingItem).join("\n")}</ul>`;
	const more =
		quiet.length > 0
			? `<details><summary>${countText(quiet.length)} more in tests, examples or about uncertain calls</summary>${list(quiet)}</details>`
			: "";
	return section("Findings, by what they save", (loud.length > 0 ? list(loud) : "<p>No findings.</p>") + more);
}

function findingItem(finding: FindingEntry): Html {
	const saved = finding.savings?.usdPerRequest;
	const facts = [
		placeLink(finding),
		`<strong>${escapeHtml(finding.rule)}</strong>`,
		escapeHtml(finding.severity),
		saved ? `<span class="saves">saves ${usdText(saved)} a request</span>` : "",
		finding.fix
			? "fix available"
			: finding.fixNotOfferedBecause
				? `no fix: ${escapeHtml(finding.fixNotOfferedBecause)}`
				: "",
	];
	const text = `${inlineCode(finding.message)} ${inlineCode(finding.why)}`;
	return `<li class="${finding.severity}">${facts.filter((fact) => fact !== "").join(" · ")}<br>${text}</li>`;
}

export function archetypeSection(calls: readonly CallEntry[]): Html {
	const totals = archetypeTotals(calls);
	if (totals.length === 0) return section("The same work elsewhere", "<p>No call has an offer to compare.</p>");
	const chart = barChart(
		"Loaded cost of a request, on average over the calls each archetype can serve",
		totals.map((total) => ({
			label: escapeHtml(total.label),
			value: total.loadedUsdPerRequest / total.calls,
			text: `${usdText(total.loadedUsdPerRequest / total.calls)}${total.comparison ? `, ${total.comparison}` : ""}`,
		})),
	);
	const rows = totals.map((total) => [
		escapeHtml(total.label),
		total.offers.map(escapeHtml).join("<br>"),
		countText(total.calls),
		usdText(total.usdPerRequest),
		usdText(total.loadedUsdPerRequest),
		usdText(total.loadedNowUsd),
		escapeHtml(total.comparison),
	]);
	const columns = [
		{ heading: "Archetype" },
		{ heading: "Cheapest offers" },
		{ heading: "Calls", isNumber: true },
		{ heading: "Tokens only", isNumber: true },
		{ heading: "Loaded", isNumber: true },
		{ heading: "Loaded now", isNumber: true },
		{ heading: "Against now" },
	];
	const note = '<p class="faint">* another model: check its quality on this task first.</p>';
	return section("The same work elsewhere", chart + htmlTable("One request of each call", columns, rows) + note);
}

export function totalsSection(
	heading: string,
	noun: string,
	totals: readonly Total[],
	label: (name: string) => Html = escapeHtml,
): Html {
	const columns = [
		{ heading: noun },
		{ heading: "Calls", isNumber: true },
		{ heading: "Not priced", isNumber: true },
		{ heading: "Tokens only", isNumber: true },
		{ heading: "Loaded", isNumber: true },
		{ heading: "A month, assumed volume", isNumber: true },
	];
	const rows = totals.map((total) => [
		label(total.name),
		countText(total.calls),
		total.priced < total.calls ? countText(total.calls - total.priced) : "",
		...[total.usdPerRequest, total.loadedUsdPerRequest, total.monthlyUsd].map((usd) =>
			total.priced > 0 ? usdText(usd) : "–",
		),
	]);
	return section(heading, htmlTable("One request of each call", columns, rows));
}

export function callSection(calls: readonly CallEntry[]): Html {
	const columns = [
		{ heading: "Call" },
		{ heading: "Request" },
		{ heading: "Model" },
		{ heading: "In", isNumber: true },
		{ heading: "Out", isNumber: true },
		{ heading: "Cacheable", isNumber: true },
		{ heading: "Tokens only", isNumber: true },
		{ heading: "Loaded", isNumber: true },
		{ heading: "P10 to P90", isNumber: true },
		{ heading: "Note" },
	];
	const rows = calls.map((call) => [
		placeLink(call),
		escapeHtml(`${call.sdk} ${call.api}${call.kind === "wrapper" ? " wrapper" : ""}`),
		call.model === null ? "unknown" : `<code>${escapeHtml(call.model)}</code>`,
		inputTokensText(call),
		outputTokensText(call),
		cacheableText(call),
		call.cost ? usdText(call.cost.usdPerRequest) : "–",
		call.cost ? usdText(call.cost.loadedUsdPerRequest) : "–",
		call.cost?.range ? `${usdText(call.cost.range.p10)} to ${usdText(call.cost.range.p90)}` : "–",
		notes(call),
	]);
	return section("Every call", htmlTable("Tokens and cost of one request", columns, rows));
}

function notes(call: CallEntry): Html {
	const { firstChange, staticTokensAfterFirstChange } = call.prompt;
	const texts = [
		call.confidence === "likely" ? `likely${call.likelyBecause ? `: ${escapeHtml(call.likelyBecause)}` : ""}` : "",
		call.suppliedBy.length > 0 ? `prompt from ${countOf(call.suppliedBy.length, "caller")}` : "",
		call.noCostBecause ? escapeHtml(call.noCostBecause) : "",
		firstChange && isCacheHostile(call.prompt)
			? `${countText(staticTokensAfterFirstChange)} static tokens after ${placeLink(firstChange, escapeHtml(firstChange.label))}`
			: "",
	];
	return texts.filter((text) => text !== "").join("; ");
}

export function notPricedSection(calls: readonly CallEntry[]): Html {
	const reasons = notPriced(calls);
	if (reasons.length === 0) return section("Calls without a price", "<p>Every call is priced.</p>");
	const items = reasons.map(
		({ because, calls: group }) =>
			`<li>${escapeHtml(because)} (${countText(group.length)}): ${group.map((call) => placeLink(call)).join(", ")}</li>`,
	);
	return section("Calls without a price", `<p>They are in no total above.</p><ul>${items.join("")}</ul>`);
}

export function assumptionSection(calls: readonly CallEntry[]): Html {
	const columns = [
		{ heading: "Assumption" },
		{ heading: "Value" },
		{ heading: "Confidence" },
		{ heading: "From" },
		{ heading: "Calls", isNumber: true },
	];
	const rows = assumptionRows(calls).map((row) => [
		...[row.label, row.value, row.confidence, row.from].map(escapeHtml),
		countText(row.calls),
	]);
	return section(
		"What the figures rest on",
		htmlTable("Set your own in lcpr.yaml", columns, rows) + sensitivityTable(calls) + rangeNote(calls),
	);
}

/** Where a measurement pays: what a figure hangs on most. */
function sensitivityTable(calls: readonly CallEntry[]): Html {
	const rows = sensitivityRows(calls).map(({ label, change }) => [escapeHtml(label), signedShare(change)]);
	if (rows.length === 0) return "";
	const columns = [{ heading: "Input" }, { heading: "Change of the loaded cost", isNumber: true }];
	return htmlTable("When an input is ten per cent larger; measure the first ones first", columns, rows);
}

function rangeNote(calls: readonly CallEntry[]): Html {
	if (!calls.some(({ cost }) => cost?.range)) return "";
	return (
		'<p class="faint">P10 to P90: eight of ten outcomes lie between them when what is not measured varies as far as is ' +
		"usual. The table of calls has them.</p>"
	);
}

function signedShare(change: number): string {
	return `${change < 0 ? "−" : "+"}${(Math.abs(change) * 100).toFixed(1)} %`;
}

export function skippedSection({ skipped }: ScanDocument): Html {
	if (skipped.length === 0) return "";
	const items = skipped.map(({ file, because }) => `<li><code>${escapeHtml(file)}</code>: ${escapeHtml(because)}</li>`);
	return section("Left out", `<ul>${items.join("")}</ul>`);
}

function section(heading: string, content: Html): Html {
	return `<section><h2>${escapeHtml(heading)}</h2>${content}</section>`;
}

/** Messages mark code with backticks. */
function inlineCode(text: string): Html {
	return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}

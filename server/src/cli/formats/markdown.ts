/** The workspace cost report as Markdown: for a pull request, a wiki or a file kept beside the code. */
import { countOf, countText, shareText, usdText } from "../../model/figures.ts";
import { archetypeTotals } from "./archetype-totals.ts";
import { assumptionRows } from "./assumption-rows.ts";
import { baselineText } from "./baseline-text.ts";
import { cacheableText } from "./cacheable-text.ts";
import { placeText } from "./place-text.ts";
import type { CallEntry, FindingEntry, ScanDocument } from "./scan-document.ts";
import { inputTokensText, outputTokensText } from "./tokens-text.ts";
import {
	countedCalls,
	findingsBySavings,
	notPriced,
	pricesText,
	savingsOf,
	type Total,
	totalOf,
	totalsBy,
	useCaseOf,
} from "./totals.ts";
import { noCallsText, unreadText } from "./unread-text.ts";

export function toMarkdown(document: ScanDocument): string {
	const { calls } = document;
	const counted = countedCalls(calls);
	const sections = [
		"# Inference cost report",
		overview(document),
		...(calls.length === 0
			? []
			: [
					`## What a request costs\n\n${totalsTable("Use case", totalsBy(counted, useCaseOf))}`,
					`## Where the money goes\n\n${dearestCalls(counted)}`,
					`## What can be saved\n\n${findingsText(document.findings)}`,
					`## The same work elsewhere\n\n${archetypesText(counted)}`,
					`## By model\n\n${totalsTable("Model", totalsBy(counted, modelOf))}`,
					`## By file\n\n${totalsTable(
						"File",
						totalsBy(counted, ({ file }) => code(file)),
					)}`,
					`## Every call\n\n${callTable(calls)}`,
					`## Calls without a price\n\n${notPricedText(calls)}`,
					`## What the figures rest on\n\n${assumptionsText(document)}`,
				]),
		document.baseline ? baselineText(document.baseline).replace("\n", "  \n") : "",
		skippedText(document),
	];
	return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function overview(document: ScanDocument): string {
	const { calls, files, findings } = document;
	if (calls.length === 0) return [noCallsText(document), unreadText(document)].filter(Boolean).join("  \n");
	const counted = countedCalls(calls);
	const total = totalOf("all", counted);
	const { priced } = totalOf("all", calls);
	const worth = savingsOf(findings.filter(({ quiet }) => !quiet));
	return [
		`${countOf(calls.length, "call")} in ${countText(new Set(calls.map(({ file }) => file)).size)} of ${countOf(files.seen, "file")}; ` +
			`${countText(priced)} priced.`,
		`One request of each: **${usdText(total.usdPerRequest)}** in tokens, **${usdText(total.loadedUsdPerRequest)}** loaded ` +
			"(LCPR, loaded cost per request: tokens, retries, repairs and engineering).",
		counted.length < calls.length ? "A wrapper's own request is counted with the callers it is sent for." : "",
		worth > 0 ? `What is found below is worth **${usdText(worth)}** a request.` : "",
		pricesText(document),
		unreadText(document),
	]
		.filter((line) => line !== "")
		.join("  \n");
}

function totalsTable(heading: string, totals: readonly Total[]): string {
	const rows = totals.map((total) => [
		total.name,
		countText(total.calls),
		total.priced < total.calls ? `${countText(total.calls - total.priced)}` : "",
		total.priced > 0 ? usdText(total.usdPerRequest) : "–",
		total.priced > 0 ? usdText(total.loadedUsdPerRequest) : "–",
		total.priced > 0 ? usdText(total.monthlyUsd) : "–",
	]);
	return (
		table([heading, "Calls", "Not priced", "Tokens only", "Loaded", "A month *"], "lrrrrr", rows) +
		"\n\n\\* at the assumed volume of each call"
	);
}

function dearestCalls(calls: readonly CallEntry[]): string {
	const priced = calls.filter(({ cost }) => cost !== null);
	const sorted = [...priced].sort((a, b) => (b.cost?.monthlyUsd ?? 0) - (a.cost?.monthlyUsd ?? 0)).slice(0, 10);
	if (sorted.length === 0) return "No call could be priced.";
	const whole = totalOf("all", priced).monthlyUsd;
	const rows = sorted.map((call) => [
		placeLink(call),
		modelOf(call),
		usdText(call.cost?.usdPerRequest ?? 0),
		usdText(call.cost?.loadedUsdPerRequest ?? 0),
		whole > 0 ? shareText((call.cost?.monthlyUsd ?? 0) / whole) : "–",
	]);
	return table(["Call", "Model", "Tokens only", "Loaded", "Of the month"], "llrrr", rows);
}

function findingsText(findings: readonly FindingEntry[]): string {
	const loud = findingsBySavings(findings.filter(({ quiet }) => !quiet));
	const quiet = findingsBySavings(findings.filter((finding) => finding.quiet));
	const parts = [loud.length === 0 ? "No findings." : loud.map(findingText).join("\n")];
	if (quiet.length > 0) {
		parts.push(
			`In tests, examples or about uncertain calls (${countText(quiet.length)}):\n\n${quiet.map(findingText).join("\n")}`,
		);
	}
	return parts.join("\n\n");
}

function findingText(finding: FindingEntry): string {
	const saved = finding.savings?.usdPerRequest
		? ` · saves **${usdText(finding.savings.usdPerRequest)}** a request`
		: "";
	const fix = finding.fix ? " · fix available" : "";
	const noFix = finding.fixNotOfferedBecause ? ` No automatic fix: ${finding.fixNotOfferedBecause}.` : "";
	return `- ${placeLink(finding)} **${finding.rule}**${saved}${fix}  \n  ${finding.message} ${finding.why}${noFix}`;
}

function archetypesText(calls: readonly CallEntry[]): string {
	const rows = archetypeTotals(calls).map((row) => [
		row.label,
		row.offers.join(", "),
		`${countText(row.calls)}`,
		usdText(row.usdPerRequest),
		usdText(row.loadedUsdPerRequest),
		row.comparison,
	]);
	if (rows.length === 0) return "No call has an offer to compare.";
	const heading = ["Archetype", "Cheapest offers", "Calls", "Tokens only", "Loaded", "Against now"];
	return `${table(heading, "llrrrl", rows)}\n\nOne request of each call the archetype can serve. \\* another model: check quality first.`;
}

function callTable(calls: readonly CallEntry[]): string {
	const rows = calls.map((call) => [
		placeLink(call),
		`${call.sdk} ${call.api}${call.kind === "wrapper" ? " (wrapper)" : ""}${call.confidence === "likely" ? " (likely)" : ""}`,
		modelOf(call),
		inputTokensText(call),
		outputTokensText(call),
		cacheableText(call),
		call.cost ? usdText(call.cost.usdPerRequest) : "–",
		call.cost ? usdText(call.cost.loadedUsdPerRequest) : "–",
	]);
	return table(["Call", "Request", "Model", "In", "Out", "Cacheable", "Tokens only", "Loaded"], "lllrrrrr", rows);
}

function notPricedText(calls: readonly CallEntry[]): string {
	const reasons = notPriced(calls);
	if (reasons.length === 0) return "Every call is priced.";
	return reasons.map(({ because, calls: group }) => `- ${because}: ${group.map(placeLink).join(", ")}`).join("\n");
}

function assumptionsText(document: ScanDocument): string {
	const rows = assumptionRows(document.calls).map((row) => [
		row.label,
		row.value,
		row.confidence,
		row.from,
		countText(row.calls),
	]);
	return table(["Assumption", "Value", "Confidence", "From", "Calls"], "llllr", rows);
}

function skippedText({ skipped }: ScanDocument): string {
	if (skipped.length === 0) return "";
	return `## Left out\n\n${skipped.map(({ file, because }) => `- ${code(file)}: ${because}`).join("\n")}`;
}

function modelOf(call: CallEntry): string {
	return call.model === null ? "unknown model" : code(call.model);
}

/** A relative link that code hosts and editors open at the line. */
function placeLink(place: { file: string; line: number; cell: number | null }): string {
	const target = encodeURI(place.file).replaceAll("(", "%28").replaceAll(")", "%29");
	return `[${placeText(place).replace(/[[\]_*]/g, "\\$&")}](${target}${place.cell === null ? `#L${place.line}` : ""})`;
}

function code(text: string): string {
	return `\`${text.replaceAll("`", "'")}\``;
}

function table(heading: readonly string[], alignment: string, rows: readonly (readonly string[])[]): string {
	const rule = heading.map((_, index) => (alignment[index] === "r" ? "--:" : ":--"));
	return [heading, rule, ...rows]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`)
		.join("\n");
}

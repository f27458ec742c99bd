/** The report for a terminal: every call with its price, then the totals, then the findings. */
import { countOf, countText, usdText } from "../../model/figures.ts";
import { alignRows, type Column, wrapText } from "./aligned.ts";
import { baselineText } from "./baseline-text.ts";
import { placeText } from "./place-text.ts";
import type { CallEntry, FindingEntry, ScanDocument } from "./scan-document.ts";
import type { TerminalStyle } from "./terminal-style.ts";
import { inputTokensText, outputTokensText } from "./tokens-text.ts";
import { findingsBySavings, isCacheHostile, notPricedKinds, pricesText, savingsOf } from "./totals.ts";
import { noCallsText, unreadText } from "./unread-text.ts";

export interface TextOptions {
	/** Cells in a line; infinite when nothing has to fit, as in a pipe. */
	readonly width: number;
	readonly style: TerminalStyle;
	/** Also the findings of tests, examples and uncertain calls. */
	readonly all: boolean;
	/** Put before each file so that a terminal can open it: "" or "some/folder/". */
	readonly pathPrefix: string;
}

export function toText(document: ScanDocument, options: TextOptions): string {
	const blocks = [callBlocks(document, options), summary(document, options), skippedBlock(document, options)];
	return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function callBlocks({ calls }: ScanDocument, options: TextOptions): string {
	const requests = alignRows(calls.map(requestCells), requestColumns(options), "keep-width");
	const prices = alignRows(calls.map(priceCells), priceColumns(options));
	const out: string[] = [];
	let file: string | null = null;
	for (const [index, call] of calls.entries()) {
		if (call.file !== file) {
			file = call.file;
			out.push(options.style.heading(options.pathPrefix + file));
		}
		const request = `  ${requests[index] ?? ""}`;
		const parts = call.cost
			? [prices[index] ?? ""]
			: hostileMark(call) === ""
				? []
				: [options.style.warning(hostileMark(call))];
		const note = noteText(call);
		if (note !== "") parts.push(options.style.faint(note));
		out.push([request, ...parts].join("  ").trimEnd());
	}
	return out.join("\n");
}

function requestColumns({ width, style }: TextOptions): Column[] {
	const isNarrow = width < 110;
	return [
		{ align: "right", style: style.faint },
		{ align: "left", most: isNarrow ? 16 : 27 },
		{ align: "left", most: isNarrow ? 20 : 30 },
		{ align: "right" },
		{ align: "right" },
	];
}

function requestCells(call: CallEntry): string[] {
	const place = call.cell === null ? `${call.line}` : `cell ${call.cell}:${call.line}`;
	const kind = call.kind === "wrapper" ? `${call.sdk} ${call.api} wrapper` : `${call.sdk} ${call.api}`;
	return [
		place,
		call.confidence === "likely" ? `${kind}?` : kind,
		call.model ?? "model unknown",
		inputText(call),
		outputText(call),
	];
}

function priceColumns({ style }: TextOptions): Column[] {
	return [{ align: "right" }, { align: "right" }, { align: "left", style: style.warning }];
}

function priceCells(call: CallEntry): string[] {
	const { cost } = call;
	return cost ? [usdText(cost.usdPerRequest), `loaded ${usdText(cost.loadedUsdPerRequest)}`, hostileMark(call)] : [];
}

function hostileMark({ prompt }: CallEntry): string {
	return isCacheHostile(prompt) ? "▲ cache-hostile" : "";
}

function inputText(call: CallEntry): string {
	if (call.prompt.resolved === "none" && call.suppliedBy.length > 0) return "";
	return `${inputTokensText(call)} in`;
}

function outputText(call: CallEntry): string {
	const text = outputTokensText(call);
	return text === "" ? "" : `${text} out`;
}

function noteText({ cost, noCostBecause, suppliedBy }: CallEntry): string {
	const notes: string[] = [];
	if (suppliedBy.length > 0) notes.push(`prompt from ${countOf(suppliedBy.length, "caller")}`);
	if (!cost) notes.push(noPriceText(noCostBecause ?? "reason not known"));
	return notes.join("; ");
}

function noPriceText(because: string): string {
	return because.startsWith("no price") ? because : `no price: ${because}`;
}

function summary(document: ScanDocument, options: TextOptions): string {
	const { calls, files, findings } = document;
	const shown = findingsBySavings(findings.filter(({ quiet }) => options.all || !quiet));
	const quiet = findings.length - shown.length;
	const callFiles = new Set(calls.map(({ file }) => file)).size;
	const lines = [
		calls.length === 0
			? noCallsText(document)
			: `${countOf(calls.length, "call")} in ${countText(callFiles)} of ${countOf(files.seen, "file")} · ${pricedText(calls)}`,
	];
	if (shown.length > 0) {
		const worth = savingsOf(shown);
		const together = shown.length > 1 ? " if all are fixed" : "";
		const worthText = worth > 0 ? `, worth ${usdText(worth)} a request${together}` : "";
		lines.push(`${countOf(shown.length, "finding")}${worthText}`);
		lines.push(...shown.flatMap((finding) => findingLines(finding, options)));
		lines.push("");
	} else if (calls.length > 0) lines.push("No findings.");
	const unmarked = hostileWithoutFinding(document);
	if (unmarked > 0) lines.push(options.style.faint(hostileText(unmarked)));
	if (quiet > 0) {
		lines.push(
			options.style.faint(`${countOf(quiet, "more finding")} in tests, examples or uncertain calls: show with --all`),
		);
	}
	if (document.baseline) lines.push(options.style.faint(baselineText(document.baseline)));
	if (calls.length > 0) {
		const assumed = assumedText(calls);
		lines.push(options.style.faint(`${pricesText(document)}${assumed}`));
		lines.push(options.style.faint(legendText(calls)));
	}
	const unread = unreadText(document);
	if (unread !== "") lines.push(unread);
	return lines.join("\n");
}

/** Calls with the mark that no finding speaks of, shown or quiet. */
function hostileWithoutFinding({ calls, findings, baseline }: ScanDocument): number {
	// What a baseline accepts is not listed, so nothing is known of the reason.
	if (baseline) return 0;
	const reported = new Set(findings.map(({ callId }) => callId));
	return calls.filter((call) => isCacheHostile(call.prompt) && !reported.has(call.id)).length;
}

function hostileText(calls: number): string {
	const rest = calls === 1 ? "has" : "have";
	return `${countOf(calls, "call")} marked ▲ ${rest} static text behind what changes, but moving it would save too little to report`;
}

/** Explains only the marks that are in the table. */
function legendText(calls: readonly CallEntry[]): string {
	const marks = [
		"in, out: tokens a request",
		calls.some((call) => inputText(call).startsWith("~") || outputText(call).startsWith("~")) ? "~ estimated" : "",
		calls.some((call) => outputText(call).startsWith("≤")) ? "≤ limit in the code" : "",
		calls.some(({ confidence }) => confidence === "likely") ? "? probably an LLM call" : "",
		calls.some(({ cost }) => cost) ? "loaded: with retries, repairs and engineering" : "",
	];
	return marks.filter((mark) => mark !== "").join(" · ");
}

const loadInputs: readonly (readonly [name: string, label: string])[] = [
	["requestsPerMonth", "volume"],
	["retryRate", "retries"],
	["qualityGatePassRate", "pass rate"],
];

/** Says which of the inputs that matter most nobody has set for at least one call. */
function assumedText(calls: readonly CallEntry[]): string {
	const isAssumed = (name: string) =>
		calls.some(({ assumptions }) => assumptions.some((one) => one.name === name && one.confidence === "assumed"));
	const labels = loadInputs.flatMap(([name, label]) => (isAssumed(name) ? [label] : []));
	if (labels.length === 0) return "";
	const listed = labels.length === 1 ? labels.join("") : `${labels.slice(0, -1).join(", ")} and ${labels.at(-1)}`;
	const isOne = labels.length === 1 && listed !== "retries";
	const verb = isOne ? "is assumed: set it" : "are assumed: set them";
	return ` ${listed[0]?.toUpperCase()}${listed.slice(1)} ${verb} in lcpr.yaml.`;
}

function pricedText(calls: readonly CallEntry[]): string {
	const kinds = notPricedKinds(calls);
	const unpriced = kinds.reduce((sum, kind) => sum + kind.calls, 0);
	if (unpriced === 0) return "all priced";
	const named = kinds.map(({ name, calls: count }) => `${name}: ${countText(count)}`);
	return `${countText(calls.length - unpriced)} priced · ${countText(unpriced)} not priced (${named.join(", ")})`;
}

function findingLines(finding: FindingEntry, { style, pathPrefix, width }: TextOptions): string[] {
	const mark =
		finding.severity === "error" ? style.error : finding.severity === "warning" ? style.warning : style.faint;
	const saved = finding.savings?.usdPerRequest ? `saves ${usdText(finding.savings.usdPerRequest)} a request` : "";
	const fix = finding.fix ? "fix available" : "";
	const noFix = finding.fixNotOfferedBecause ? ` No automatic fix: ${finding.fixNotOfferedBecause}.` : "";
	const facts = [mark(finding.severity), finding.rule, style.good(saved), fix].filter((text) => text !== "");
	const heading = `  ${pathPrefix}${placeText(finding)}  ${facts.join("  ")}`;
	return [
		"",
		heading,
		...wrapText(`${finding.message} ${finding.why}${noFix}`, Math.max(40, Math.min(width, 110) - 6)).map(
			(line) => `      ${line}`,
		),
	];
}

function skippedBlock({ skipped }: ScanDocument, { style }: TextOptions): string {
	if (skipped.length === 0) return "";
	const most = 10;
	const lines = skipped.slice(0, most).map(({ file, because }) => `  ${file}: ${because}`);
	if (skipped.length > most)
		lines.push(`  … and ${countText(skipped.length - most)} more; --format json names them all`);
	return style.faint(["Left out:", ...lines].join("\n"));
}

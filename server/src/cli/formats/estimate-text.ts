/** The answers of `estimate`, `compare`, `breakeven` and `pricing` as text: few numbers, aligned, each with its unit. */
import type { BreakEvenReport } from "../../costs/break-even-report.ts";
import type { ComparedOffer, Comparison } from "../../costs/compare-offers.ts";
import type { RequestEstimate } from "../../costs/cost-request.ts";
import type { ModelPrices } from "../../costs/model-prices.ts";
import type { Sensitivity } from "../../costs/uncertainty.ts";
import { archetypeLabels } from "../../model/archetype-labels.ts";
import type { Assumption, TokenPrices } from "../../model/cost.ts";
import { comparedWith, countText, shareText, usdText } from "../../model/figures.ts";
import { alignRows } from "./aligned.ts";

export function formatEstimate(estimate: RequestEstimate): string {
	const { components: c, offer, gpus, workflow } = estimate;
	const rows: [string, string, string][] = [
		[gpus === null ? "Tokens" : "GPU share", usdText(estimate.usdPerRequest), "a request, one attempt"],
		["+ retries", usdText(c.retryUsd), gpus === null ? "" : "included in the rented capacity"],
		["+ repair", usdText(c.repairUsd), ""],
		["+ engineering", usdText(c.engineeringUsd), ""],
		["+ failed requests", usdText(c.failedRequestsUsd), "spread over those that pass"],
		["LCPR", usdText(estimate.loadedUsdPerRequest), overhead(estimate.overheadRatio)],
		["Month", usdText(estimate.monthlyUsd), volumeText(estimate)],
	];
	const { p10, p50, p90 } = estimate.range;
	const middle = `median ${usdText(p50)}, from what is not measured`;
	rows.push(["Range", usdText(p10), `to ${usdText(p90)} in 8 of 10 cases (P10 to P90), ${middle}`]);
	if (gpus !== null) rows.push(["GPUs", count(gpus), "rented for the whole month"]);
	if (workflow) {
		rows.push([
			"Workflow",
			usdText(workflow.usdPerRun),
			`${count(workflow.requests)} requests, ${shareText(workflow.failureRate)} of runs fail`,
		]);
		if (workflow.usdPerSuccessfulRun !== null)
			rows.push(["  that succeeds", usdText(workflow.usdPerSuccessfulRun), ""]);
	}
	const price = offer
		? [
				`\nPrice of ${offer.model} at ${offer.provider}: ${pricesText(offer.prices)} for a million tokens`,
				`  ${offer.price.source}, ${offer.price.asOf}, ${offer.price.confidence}`,
				...offer.notes.map((note) => `  ${note}`),
			]
		: [];
	return lines([
		"LCPR (loaded cost per request)\n",
		...aligned(rows, ["left", "right", "left"]),
		...price,
		...movesMost(estimate.sensitivity),
		"",
		...assumptionLines(estimate.assumptions),
	]);
}

export function formatComparison(comparison: Comparison): string {
	const caveats = distinct(comparison.offers.map(({ qualityCaveat }) => qualityCaveat));
	const rows = comparison.offers.map((offer): string[] => [
		archetypeLabels[offer.archetype],
		`${offer.offer}${offer.sameModel ? "" : noteMark(offer.qualityCaveat, caveats)}${offer.latencyCaveat ? " !" : ""}`,
		usdText(offer.usdPerRequest),
		usdText(offer.loadedUsdPerRequest),
		usdText(offer.monthlyUsd),
		relativeText(offer),
	]);
	const isCompared = comparison.offers.some(({ againstPresent }) => againstPresent !== null);
	const head = ["Archetype", "Offer", "tokens only", "loaded", "a month", isCompared ? "against now" : ""];
	const volume = comparison.assumptions.find(({ name }) => name === "requestsPerMonth");
	return lines([
		...aligned([head, ...rows], ["left", "left", "right", "right", "right", "right"]),
		...(volume && typeof volume.value === "number" ? ["", `A month: at ${requestsText(volume.value, volume)}`] : []),
		...(caveats.length > 0 ? ["", ...caveats.map((caveat) => `${noteMark(caveat, caveats).trim()} ${caveat}`)] : []),
		...distinct(comparison.offers.map(({ latencyCaveat }) => latencyCaveat)).map((caveat) => `! ${caveat}`),
		"",
		...assumptionLines(comparison.assumptions),
	]);
}

export function formatBreakEven(report: BreakEvenReport): string {
	const rows: string[][] = [
		["GPU", `${usdText(report.gpuUsdPerMonth)} a month`, `${usdText(report.gpuHourlyPrice)} an hour, 720 hours`],
		[
			"Full load",
			`${millions(report.gpuCapacityTokensPerDay)} tokens/day`,
			`${count(report.tokensPerSecond)} tokens a second`,
		],
		[
			"Break-even",
			`${millions(report.tokensPerDay)} tokens/day`,
			`at ${shareText(report.utilization)} utilisation, against ${usdText(report.outputPrice)} for a million output tokens`,
		],
		["", `${count(report.tokensPerMinute)} tokens/minute`, "sustained"],
		["At full load", `${millions(report.tokensPerDayAtFullUtilization)} tokens/day`, ""],
		[
			"GPUs then",
			count(report.gpusAtBreakEven),
			report.gpusAtBreakEven > 1 ? "more than one GPU makes: a multi-GPU volume" : "",
		],
	];
	if (report.requestsPerMonth !== null) {
		rows.push(["Requests", `${count(report.requestsPerMonth)} a month`, "input tokens counted too, whole GPUs"]);
	} else rows.push(["Requests", "never", "one GPU at this utilisation costs more than paying for its tokens"]);
	if (report.adapterServing) {
		const { sharedUsdPerMonth, sharedGpus, dedicatedUsdPerMonth, dedicatedGpus } = report.adapterServing;
		rows.push([
			"Adapters",
			`${usdText(sharedUsdPerMonth)} a month`,
			`on ${countText(sharedGpus)} shared GPUs (multi-LoRA)`,
		]);
		rows.push(["", `${usdText(dedicatedUsdPerMonth)} a month`, `on ${countText(dedicatedGpus)}, an endpoint each`]);
	}
	if (report.paybackMonths !== null)
		rows.push([
			"Payback",
			`${report.paybackMonths.toFixed(1)} months`,
			`saving ${usdText(report.monthlySavingUsd ?? 0)} a month`,
		]);
	return lines([...aligned(rows, ["left", "right", "left"]), "", ...assumptionLines(report.assumptions)]);
}

export function formatModelPrices(prices: ModelPrices): string {
	if (prices.offers.length === 0)
		return lines([`No price for ${prices.model}.`, ...prices.because.map((reason) => `  ${reason}`)]);
	const rows = prices.offers.map((offer): string[] => [
		offer.providerName,
		offer.model,
		offer.prices.input.toString(),
		(offer.prices.output ?? "–").toString(),
		(offer.prices.cacheRead ?? "–").toString(),
		[offer.prices.cacheWrite5m, offer.prices.cacheWrite1h].map((price) => price ?? "–").join(" / "),
		[offer.prices.batchInput, offer.prices.batchOutput].map((price) => price ?? "–").join(" / "),
		offer.aboveInputTokens === null ? "" : `> ${count(offer.aboveInputTokens)}`,
		offer.from ?? "",
		offer.price.asOf,
		offer.price.confidence,
		offer.price.source,
		[offer.retired ? "retired" : "", ...offer.notes].filter(Boolean).join("; "),
	]);
	const head = [
		"Provider",
		"Model",
		"in",
		"out",
		"cached",
		"write 5m / 1h",
		"batch in / out",
		"input",
		"since",
		"as of",
		"confidence",
		"source",
		"notes",
	];
	const shown = head.map((name, column) => (rows.some((row) => row[column] !== "") ? name : ""));
	return lines([
		`${prices.model}: USD for a million tokens, price book ${prices.snapshot}\n`,
		...aligned(
			[shown, ...rows],
			["left", "left", "right", "right", "right", "right", "right", "right", "left", "left", "left", "left", "left"],
		),
	]);
}

/** Says when nobody told the volume: a month's figure is as good as that. */
function volumeText({ assumptions, successfulRequests }: RequestEstimate): string {
	const volume = assumptions.find(({ name }) => name === "requestsPerMonth");
	const passing = `${count(successfulRequests)} of them pass`;
	return volume && typeof volume.value === "number" ? `at ${requestsText(volume.value, volume)}; ${passing}` : passing;
}

function requestsText(requests: number, { confidence }: Assumption): string {
	return `${count(requests)} requests a month${confidence === "measured" ? "" : ` (${confidence})`}`;
}

/** ` *`, or ` *2` where several notes have to be told apart. */
function noteMark(note: string | null, notes: readonly string[]): string {
	return note !== null && notes.length > 1 ? ` *${notes.indexOf(note) + 1}` : " *";
}

function distinct(texts: readonly (string | null)[]): readonly string[] {
	return [...new Set(texts.flatMap((text) => (text ? [text] : [])))];
}

function relativeText({ againstPresent }: ComparedOffer): string {
	return againstPresent === null ? "" : comparedWith(againstPresent, 1);
}

function assumptionLines(assumptions: readonly Assumption[]): readonly string[] {
	const rows = assumptions.map(({ name, value, confidence, from }) => [
		name,
		typeof value === "number" ? count(value) : value,
		confidence,
		from ?? "",
	]);
	return ["Rests on", ...aligned(rows, ["left", "right", "left", "left"]).map((line) => `  ${line}`)];
}

function aligned(rows: readonly (readonly string[])[], alignments: readonly ("left" | "right")[]): readonly string[] {
	return alignRows(
		rows,
		alignments.map((align) => ({ align })),
	);
}

/** The three inputs that matter most. */
function movesMost(sensitivity: readonly Sensitivity[]): readonly string[] {
	const strongest = sensitivity.slice(0, 3).map(({ name, changeForTenPercentMore }) => {
		const change = changeForTenPercentMore * 100;
		return `${name} ${change < 0 ? "" : "+"}${change.toFixed(1)} %`;
	});
	return strongest.length > 0 ? ["", `Ten per cent more of each moves it by: ${strongest.join(", ")}`] : [];
}

function pricesText({ input, output, cacheRead }: TokenPrices): string {
	const cached = cacheRead === null ? "" : `, $${cacheRead} cached`;
	return `$${input} in${cached}${output === null ? "" : `, $${output} out`}`;
}

function overhead(ratio: number | null): string {
	return ratio === null ? "" : `${ratio.toFixed(2)}x the tokens`;
}

/** Whole numbers in full, others to four digits. */
function count(value: number): string {
	return Number.isInteger(value) || value >= 1_000 ? countText(value) : String(Number(value.toPrecision(4)));
}

function millions(value: number): string {
	return `${(value / 1e6).toFixed(1)}M`;
}

function lines(all: readonly string[]): string {
	return `${all.join("\n")}\n`;
}

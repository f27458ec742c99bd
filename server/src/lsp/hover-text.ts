/**
 * The hover over a call: one table of prices, then what the figures rest on. Markdown, never more than a screen.
 * A pure function of the analysis, so that its tone can be tested without an editor.
 */
import type { AnalyzedCall } from "../analysis/program-analysis.ts";
import { archetypeLabels } from "../model/archetype-labels.ts";
import type { Archetype, Assumption, CostEstimate, OfferEstimate } from "../model/cost.ts";
import { comparedWith, countText, shareText, usdText } from "../model/figures.ts";
import type { Prompt, Segment } from "../model/prompt.ts";
import type { Settings } from "../settings/settings.ts";
import { callersText } from "./inline-cost.ts";

export interface HoverInput {
	readonly analyzed: AnalyzedCall;
	/** The calls that compose this call's prompt, when it is a parameter. */
	readonly suppliers: readonly AnalyzedCall[];
	readonly settings: Settings;
	/** "line 12", or "prompts.py line 12" when the place is in another file. */
	readonly placeText: (segment: Segment) => string;
	/** Markdown link that opens the settings; null where the editor has no such command. */
	readonly settingsLink: string | null;
}

export function hoverText(input: HoverInput): string {
	const { analyzed } = input;
	const { cost, none } = analyzed.cost;
	const paragraphs = [
		heading(analyzed),
		cost ? offerTable(cost, input.settings.archetypes) : noCostText(none?.because ?? "nothing is known of it"),
		[...promptLines(input), ...(cost ? outputLines(analyzed, cost) : [])].join("  \n"),
		cost ? restsOn(cost, input.settingsLink) : "",
	];
	return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

function heading({ call, cost }: AnalyzedCall): string {
	const model = call.model.name ? code(call.model.name) : "model not known";
	const provider = call.provider ?? cost.cost?.provider ?? null;
	const parts = ["**LCPR** (loaded cost per request)", model, ...(provider ? [escaped(provider)] : [])];
	const notes: string[] = [];
	if (call.confidence === "likely") {
		notes.push(`Likely a request${call.likelyBecause ? `: ${escaped(call.likelyBecause)}` : ""}.`);
	}
	if (call.model.alternatives.length > 0) {
		notes.push(`The model may also be ${call.model.alternatives.slice(0, 3).map(code).join(", ")}.`);
	}
	return [parts.join(" · "), ...notes].join("  \n");
}

function offerTable(cost: CostEstimate, archetypes: readonly Archetype[]): string {
	const own = cost.byArchetype.find((offer) => offer.sameModel && offer.provider === cost.provider) ?? null;
	const others = archetypes.flatMap((archetype) => cheapest(cost.byArchetype, archetype, own) ?? []);
	const best = Math.min(cost.loadedUsdPerRequest, ...others.map((offer) => offer.loadedUsdPerRequest));
	const ownLabel = own ? offerLabel(own) : escaped(`${cost.provider} · ${cost.model}`);
	const rows = [
		row([ownLabel, usdText(cost.usdPerRequest), marked(cost.loadedUsdPerRequest, best), "now"]),
		...others.map((offer) =>
			row([
				offerLabel(offer),
				usdText(offer.usdPerRequest),
				marked(offer.loadedUsdPerRequest, best),
				comparedWith(offer.loadedUsdPerRequest, cost.loadedUsdPerRequest),
			]),
		),
	];
	const table = ["| | tokens only | loaded | against now |", "|:--|--:|--:|--:|", ...rows].join("\n");
	return others.some((offer) => !offer.sameModel) ? `${table}\n\n\\* another model: check quality first` : table;
}

function cheapest(
	offers: readonly OfferEstimate[],
	archetype: Archetype,
	own: OfferEstimate | null,
): OfferEstimate | null {
	const candidates = offers.filter((offer) => offer.archetype === archetype && offer !== own);
	// The same model somewhere else is an answer; another model only a hint, so it comes second.
	const pool = candidates.some((offer) => offer.sameModel) ? candidates.filter((o) => o.sameModel) : candidates;
	return pool.reduce<OfferEstimate | null>(
		(best, offer) => (best && best.loadedUsdPerRequest <= offer.loadedUsdPerRequest ? best : offer),
		null,
	);
}

function offerLabel(offer: OfferEstimate): string {
	return `${archetypeLabels[offer.archetype]} · ${escaped(offer.offer)}${offer.sameModel ? "" : " \\*"}`;
}

function marked(usd: number, best: number): string {
	return usd === best ? `**${usdText(usd)}**` : usdText(usd);
}

function row(cells: readonly string[]): string {
	return `| ${cells.join(" | ")} |`;
}

function noCostText(because: string): string {
	return `No price: ${escaped(because)}.`;
}

function promptLines({ analyzed, suppliers, placeText }: HoverInput): string[] {
	const { prompt } = analyzed;
	if (suppliers.length > 0) return [`Prompt comes from ${callersText(suppliers)}`];
	if (prompt.segments.length === 0) return ["Prompt not visible from here"];
	const { tokens, basis } = prompt.inputTokens;
	const about = basis === "exact" ? "" : "~";
	const detail = [`${countText(prompt.staticTokens)} static`, cacheText(prompt, placeText)];
	const unseen = prompt.resolved === "whole" ? "" : "; parts of it are not visible";
	return [`Prompt ${about}${countText(tokens)} tokens (${detail.filter(Boolean).join(", ")}${unseen})`];
}

function cacheText(prompt: Prompt, placeText: (segment: Segment) => string): string {
	if (prompt.cachePlan.mode === "none" || prompt.cachePlan.mode === "unknown") return "";
	const cacheable = `${countText(prompt.cacheablePrefixTokens)} cacheable`;
	const { firstChange } = prompt;
	if (firstChange && prompt.staticTokensAfterFirstChange > 0) {
		return `${cacheable}: ${code(firstChange.label)} on ${placeText(firstChange)} comes first`;
	}
	const because = prompt.cachePlan.notCachedBecause;
	return because ? `${cacheable}: ${escaped(because)}` : cacheable;
}

function outputLines({ call, prompt }: AnalyzedCall, cost: CostEstimate): string[] {
	if (cost.outputTokens === 0) return [];
	const limit = call.maxOutputTokens.tokens;
	const size = limit === null ? `~${countText(cost.outputTokens)}` : `≤ ${countText(limit)}`;
	const because = limit === null ? ` (${escaped(prompt.expectedOutput.because)})` : "";
	return [`Output ${size} tokens${because} = ${shareText(cost.outputShare)} of the price`];
}

function restsOn(cost: CostEstimate, settingsLink: string | null): string {
	const lines: string[] = [];
	for (const [confidence, title] of [
		["measured", "Measured"],
		["assumed", "Assumed"],
	] as const) {
		const texts = cost.assumptions.filter((item) => item.confidence === confidence).flatMap(assumptionText);
		if (texts.length === 0) continue;
		const link = confidence === "assumed" && settingsLink ? ` ${settingsLink}` : "";
		lines.push(`${title}: ${texts.join(", ")}${link}`);
	}
	lines.push(`Prices as of ${cost.price.asOf} · ${escaped(cost.price.source)}`);
	return lines.join("  \n");
}

function assumptionText({ name, value }: Assumption): string[] {
	if (typeof value !== "number") return [];
	switch (name) {
		case "requestsPerMonth":
			return [`${countText(value)} requests a month`];
		case "retryRate":
			return [`${shareText(value)} retries`];
		case "qualityGatePassRate":
			return [`${shareText(value)} pass`];
		case "repairUsdPerFailure":
			return [`${usdText(value)} a repair`];
		case "engineeringHoursPerMonth":
			return [`${countText(value)} h engineering a month`];
		default:
			return [];
	}
}

function code(text: string): string {
	const oneLine = text.replace(/\s+/g, " ").trim();
	return oneLine.includes("`") ? `\`\` ${oneLine} \`\`` : `\`${oneLine}\``;
}

/** Text from code or data may hold Markdown's own signs, and a table's bar. */
function escaped(text: string): string {
	return text.replace(/\s+/g, " ").replace(/[\\*_[\]<>|#]/g, "\\$&");
}

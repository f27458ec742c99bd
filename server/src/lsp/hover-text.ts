/**
 * The hover over a call: one table of prices, then what the figures rest on. Markdown, never more than a screen.
 * A pure function of the analysis, so that its tone can be tested without an editor.
 */
import type { CacheEconomics } from "../analysis/cache-economics.ts";
import type { AnalyzedCall } from "../analysis/program-analysis.ts";
import { archetypeLabels } from "../model/archetype-labels.ts";
import type { Archetype, Assumption, CostEstimate, OfferEstimate } from "../model/cost.ts";
import { comparedWith, countText, shareText, usdText } from "../model/figures.ts";
import type { Segment } from "../model/prompt.ts";
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
	// What can be changed in the code stands first: an editor cuts a hover after about ten lines.
	const paragraphs = [
		[...heading(analyzed), ...promptLines(input), ...(cost ? outputLines(analyzed, cost) : [])].join("  \n"),
		cost ? offerTable(cost, input.settings.archetypes) : noCostText(none?.because ?? "nothing is known of it"),
		cost ? restsOn(cost, input.settingsLink) : "",
	];
	return paragraphs.filter((paragraph) => paragraph !== "").join("\n\n");
}

function heading({ call, cost: { cost } }: AnalyzedCall): readonly string[] {
	const model = call.model.name ? code(call.model.name) : "model not known";
	const own = cost ? ownOffer(cost) : null;
	const provider = own ? providerOf(own) : (call.provider ?? cost?.provider ?? null);
	const parts = ["**LCPR** (loaded cost per request)", model, ...(provider ? [escaped(provider)] : [])];
	const notes: string[] = [];
	if (call.confidence === "likely") {
		notes.push(`Likely a request${call.likelyBecause ? `: ${escaped(call.likelyBecause)}` : ""}.`);
	}
	if (call.model.alternatives.length > 0) {
		notes.push(`The model may also be ${call.model.alternatives.slice(0, 3).map(code).join(", ")}.`);
	}
	return [parts.join(" · "), ...notes];
}

/**
 * The present offer first, then where the same model costs something else, then other models that would cost less. What
 * costs the same shares a row, and other models that cost more only a footnote: a hover shows about ten lines.
 */
function offerTable(cost: CostEstimate, archetypes: readonly Archetype[]): string {
	const own = ownOffer(cost);
	const others = archetypes.flatMap((archetype) => cheapest(cost.byArchetype, archetype, own) ?? []);
	const now = cost.loadedUsdPerRequest;
	const compared = (offer: OfferEstimate) => comparedWith(offer.loadedUsdPerRequest, now);
	const same = others.filter((offer) => offer.sameModel && compared(offer) === "same");
	const dearer = others.filter((offer) => !offer.sameModel && offer.loadedUsdPerRequest >= now);
	const different = others.filter((offer) => !same.includes(offer) && !dearer.includes(offer));
	const best = Math.min(now, ...others.map((offer) => offer.loadedUsdPerRequest));
	const [firstSame] = same;
	const rows = [
		row([own ? offerLabel(own) : escaped(`${cost.provider} · ${cost.model}`), ...amounts(cost, best), "now"]),
		...(firstSame ? [row([same.map(offerLabel).join(", "), ...amounts(firstSame, best), "same"])] : []),
		...different.map((offer) => row([offerLabel(offer), ...amounts(offer, best), fixedWidth(compared(offer))])),
	];
	const table = [
		`| | ${fixedWidth("tokens only")} | loaded | ${fixedWidth("against now")} |`,
		"|:--|--:|--:|--:|",
		...rows,
	];
	const notes = [
		...(different.some((offer) => !offer.sameModel) ? ["\\* another model: check quality first"] : []),
		...[
			...new Set(others.flatMap(({ latencyCaveat, offer }) => (latencyCaveat ? [`${offer} ${latencyCaveat}`] : []))),
		].map(escaped),
		...(dearer.length > 0 ? [`more than now: ${dearer.map(offerLabel).join(", ")}`] : []),
	];
	return [table.join("\n"), ...(notes.length > 0 ? [notes.join("  \n")] : [])].join("\n\n");
}

function ownOffer(cost: CostEstimate): OfferEstimate | null {
	return cost.byArchetype.find((offer) => offer.sameModel && offer.provider === cost.provider) ?? null;
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

/** `Hyperscaler · Azure`; the model is named only where it is another one. */
function offerLabel(offer: OfferEstimate): string {
	const name = offer.sameModel ? providerOf(offer) : offer.offer;
	return `${archetypeLabels[offer.archetype]} · ${escaped(name)}${offer.sameModel ? "" : " \\*"}`;
}

function providerOf({ offer }: OfferEstimate): string {
	const model = offer.lastIndexOf(" · ");
	return model < 0 ? offer : offer.slice(0, model);
}

function amounts(
	{ usdPerRequest, loadedUsdPerRequest }: Pick<OfferEstimate, "usdPerRequest" | "loadedUsdPerRequest">,
	best: number,
): readonly string[] {
	const loaded = usdText(loadedUsdPerRequest);
	return [usdText(usdPerRequest), loadedUsdPerRequest === best ? `**${loaded}**` : loaded];
}

/** Words of a narrow column that must not wrap. */
function fixedWidth(text: string): string {
	return text.replaceAll(" ", "\u00a0");
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
	const detail = [`${countText(prompt.staticTokens)} static`, cacheText(analyzed, placeText)];
	const unseen = prompt.resolved === "whole" ? "" : "; parts of it are not visible";
	return [`Prompt ${about}${countText(tokens)} tokens (${detail.filter(Boolean).join(", ")}${unseen})`];
}

function cacheText({ prompt, caching }: AnalyzedCall, placeText: (segment: Segment) => string): string {
	if (prompt.cachePlan.mode === "none" || prompt.cachePlan.mode === "unknown") return "";
	const cacheable = `${countText(prompt.cacheablePrefixTokens)} cacheable`;
	const { firstChange } = prompt;
	if (firstChange && prompt.staticTokensAfterFirstChange > 0) {
		return `${cacheable}: ${code(firstChange.label)} on ${placeText(firstChange)} comes first`;
	}
	const because = prompt.cachePlan.notCachedBecause;
	if (because) return `${cacheable}: ${escaped(because)}`;
	return caching && prompt.cacheablePrefixTokens > 0 ? `${cacheable}${worthText(caching)}` : cacheable;
}

/** What the cache would do at this rate of requests; a rate too low for it to pay is said as well. */
function worthText({ expectedHitRate, breakEvenHitRate, ...usd }: CacheEconomics): string {
	const saved = usd.usdPerRequestWithoutCache - usd.usdPerRequestWithCache;
	const read = `: ${shareText(expectedHitRate)} of the requests would read them`;
	if (breakEvenHitRate === null) return "";
	if (saved > 0) return `${read}, ${usdText(saved)} less a request`;
	return `${read}, too few to pay, which begins at ${shareText(breakEvenHitRate)}`;
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

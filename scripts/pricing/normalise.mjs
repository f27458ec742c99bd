// Turns one upstream model into an entry of the price book: USD for a million tokens, explicit prices, plain match rules.
import { batchPrices } from "./batch-discounts.mjs";

const priceKeys = [
	["input", "input_mtok"],
	["output", "output_mtok"],
	["cacheRead", "cache_read_mtok"],
	["cacheWrite5m", "cache_write_mtok"],
	["cacheWrite1h", "cache_write_1h_mtok"],
];

/** Units other than tokens, in the words a person reads. */
const otherUnits = [
	["audio_hours", "hour of audio"],
	["input_audio_hours", "hour of audio"],
	["input_audio_mtok", "audio token"],
	["input_document_kpages", "page"],
	["requests_kcount", "request"],
	["input_text_messages_kcount", "message"],
];

/** Null when upstream has nothing we can price or explain. */
export function normaliseModel(model, { provider, provenance }) {
	const kind = kindOf(model.id, provider);
	const dated = datedPrices(model.prices);
	const prices = dated
		.filter(({ prices }) => typeof base(prices.input_mtok) === "number")
		.map((entry) => priceEntry(entry, { kind, provider, id: model.id, provenance }));
	const unit = prices.length === 0 ? unitOf(dated.at(-1)?.prices ?? {}, kind) : null;
	if (prices.length === 0 && unit === null) return null;
	const match = matchRules(model.match).filter((rule) => rule !== model.id);
	return {
		id: model.id,
		kind,
		...(match.length > 0 ? { match } : {}),
		...(model.context_window ? { contextTokens: model.context_window } : {}),
		...(model.deprecated ? { retired: true } : {}),
		...(unit ? { unit } : {}),
		prices,
	};
}

/**
 * Prices by start date. Of prices by time of day the highest is kept (an upper bound) and the others are noted.
 */
function datedPrices(prices) {
	if (!Array.isArray(prices)) return [{ from: null, prices, note: null }];
	const byDate = prices.filter((entry) => entry.constraint?.type !== "time_of_date");
	const byHour = prices.filter((entry) => entry.constraint?.type === "time_of_date");
	const result = byDate.map((entry) => ({
		from: entry.constraint?.start_date ?? null,
		prices: entry.prices,
		note: null,
	}));
	const peak = byHour.sort((a, b) => base(b.prices.input_mtok) - base(a.prices.input_mtok))[0];
	const last = result.at(-1);
	if (peak && last && base(peak.prices.input_mtok) > base(last.prices.input_mtok)) {
		const off = `${base(last.prices.input_mtok)}/${base(last.prices.output_mtok)}`;
		const hours = byHour
			.map(({ constraint: c }) => `${c.start_time.slice(0, 5)}-${c.end_time.slice(0, 5)}`)
			.join(" and ");
		result[result.length - 1] = {
			...last,
			prices: peak.prices,
			note: `price from ${hours} UTC; ${off} at other times`,
		};
	}
	return result;
}

function priceEntry({ from, prices, note }, { kind, provider, id, provenance }) {
	const entry = from ? { from } : {};
	for (const [ours, theirs] of priceKeys) {
		if (ours === "output" && kind === "embedding") continue;
		const value = base(prices[theirs]);
		if (typeof value === "number") entry[ours] = value;
	}
	Object.assign(entry, batchPrices(provider, { id, kind }, entry));
	const tiers = tierEntries(prices, kind);
	if (tiers.length > 0) entry.tiers = tiers;
	if (note) entry.note = note;
	return { ...entry, ...provenance };
}

function tierEntries(prices, kind) {
	const starts = new Map();
	for (const [ours, theirs] of priceKeys) {
		if (ours === "output" && kind === "embedding") continue;
		for (const tier of prices[theirs]?.tiers ?? []) {
			// Upstream writes "above 272,000" both as 271,999 and as 272,000.
			const above = tier.start % 1000 === 999 ? tier.start + 1 : tier.start;
			starts.set(above, { ...starts.get(above), [ours]: tier.price });
		}
	}
	return [...starts].sort(([a], [b]) => a - b).map(([aboveInputTokens, tier]) => ({ aboveInputTokens, ...tier }));
}

function base(price) {
	return price !== null && typeof price === "object" ? price.base : price;
}

function unitOf(prices, kind) {
	const found = otherUnits.find(([key]) => prices[key] !== undefined);
	if (found) return found[1];
	return kind === "moderation" ? "request, free of charge" : null;
}

/**
 * Names and patterns (`prefix*`, `*suffix`, `*part*`). Patterns for dated ids are dropped: the price book takes a
 * date off the end of any name. A rule that fits none of these shapes stops the refresh.
 */
export function matchRules(match) {
	if ("or" in match) return match.or.flatMap(matchRules);
	if ("equals" in match) return [match.equals];
	if ("starts_with" in match) return [`${match.starts_with}*`];
	if ("ends_with" in match) return [`*${match.ends_with}`];
	if ("contains" in match) return [`*${match.contains}*`];
	if ("regex" in match) {
		if (/^\^[\w.\\/-]*(-\\d\{8\}|-\\d\{4\}-\\d\{2\}-\\d\{2\}|-\\d)\$?$/.test(match.regex)) return [];
		throw new Error(`match rule needs a decision: ${match.regex}`);
	}
	if ("and" in match) {
		// "starts with x, but no -tts": the longer names have entries of their own, which win.
		const exclusion = match.and.find((rule) => rule.regex?.startsWith("^(?!"));
		const rest = match.and.filter((rule) => rule !== exclusion);
		if (exclusion && rest.length === 1) return matchRules(rest[0]);
	}
	throw new Error(`match rule needs a decision: ${JSON.stringify(match)}`);
}

export function kindOf(id, provider) {
	const name = id.toLowerCase();
	if (/rerank/.test(name)) return "rerank";
	if (provider === "voyage" || /embed|(^|\/)bge-|(^|\/)gte-/.test(name)) return "embedding";
	if (/moderation|guard/.test(name)) return "moderation";
	if (/ocr/.test(name)) return "other";
	if (/gpt-image|dall-e|-image(-|$)|imagen|flux/.test(name)) return "image";
	if (
		/whisper|transcribe|-tts|realtime|gpt-audio|audio-preview|sonic|grok-voice|voxtral-mini|-live-|native-audio/.test(
			name,
		)
	) {
		return "audio";
	}
	return "chat";
}

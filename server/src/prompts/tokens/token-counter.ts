/** Counts a text in a model's tokens: exactly where the vocabulary is public, calibrated with its error where it is not. */
import type { TokenEstimate } from "../../model/prompt.ts";
import { type Calibration, calibrations } from "./calibration-table.ts";
import type { Encoders } from "./encoders.ts";
import { type ModelIdentity, tokenFamilyOf } from "./families.ts";
import { featuresOf, scriptOf } from "./text-features.ts";

export interface TokenCounter {
	count(text: string, model: ModelIdentity): TokenEstimate;
	/**
	 * The numbers of the text's tokens in the model's own vocabulary where it is public, otherwise in o200k: equal
	 * beginnings of two texts have equal beginnings here. Their count is the provider's only for the former.
	 */
	tokenIds(text: string, model: ModelIdentity): readonly number[];
}

/** Texts remembered per vocabulary; an editor session asks for the same prompts after every keystroke. */
const rememberedTexts = 20_000;

export function createTokenCounter(encoders: Encoders): TokenCounter {
	const o200k = remembering(encoders.o200k);
	const cl100k = remembering(encoders.cl100k);
	return {
		count(text, model) {
			if (text === "") return { tokens: 0, basis: "exact", relativeError: 0 };
			const family = tokenFamilyOf(model);
			if (family.kind === "exact") {
				const tokens = family.vocabulary === "o200k" ? o200k(text) : cl100k(text);
				return { tokens, basis: "exact", relativeError: 0 };
			}
			if (family.kind === "uncalibrated") {
				return { tokens: o200k(text), basis: "calibrated", relativeError: family.relativeError };
			}
			const calibration = calibrations[family.vocabulary];
			const tokens = convert(text, o200k(text), calibration) * family.factor;
			return {
				tokens: Math.max(1, Math.round(tokens)),
				basis: "calibrated",
				relativeError: family.relativeError ?? calibration.relativeError,
			};
		},
		tokenIds(text, model) {
			const family = tokenFamilyOf(model);
			return encoders.tokenIds(text, family.kind === "exact" ? family.vocabulary : "o200k");
		},
	};
}

/** o200k tokens of a text turned into another vocabulary's. */
export function convert(text: string, o200kTokens: number, calibration: Calibration): number {
	const script = scriptOf(text);
	if (script !== "latin" && script !== "accentedLatin") return o200kTokens * calibration.byScript[script];
	const features = featuresOf(text, o200kTokens);
	const { medianFactor, weights } = calibration.latin;
	let tokens = medianFactor * o200kTokens;
	for (const name of Object.keys(weights) as (keyof typeof weights)[]) tokens += weights[name] * features[name];
	// The ridge was fitted on texts of 150 characters and more; outside its range the plain factor bounds it.
	const byFactor = o200kTokens * calibration.byScript[script];
	return Math.min(Math.max(tokens, byFactor * 0.7), byFactor * 1.5);
}

function remembering(count: (text: string) => number): (text: string) => number {
	const known = new Map<string, number>();
	return (text) => {
		const before = known.get(text);
		if (before !== undefined) return before;
		if (known.size >= rememberedTexts) known.clear();
		const tokens = count(text);
		known.set(text, tokens);
		return tokens;
	};
}

/** What an image weighs. Its size is rarely in the code, so these are the providers' formulas for a 1024 x 1024 image. */
import type { Tokens } from "../../model/units.ts";
import { bareModelName } from "./families.ts";

export interface ImageUse {
	readonly provider: string | null;
	readonly model: string | null;
	/** `low`, `high` or `auto` where the API has it. */
	readonly detail: string | null;
}

const assumedSidePixels = 1_024;

export function imageTokens({ provider, model, detail }: ImageUse): Tokens {
	const bare = bareModelName(model ?? "");
	if (bare.startsWith("claude") || provider === "anthropic")
		return anthropicImageTokens(assumedSidePixels, assumedSidePixels);
	if (bare.startsWith("gemini") || provider === "google") return geminiImageTokens(bare, assumedSidePixels);
	const size = { widthPixels: assumedSidePixels, heightPixels: assumedSidePixels };
	return openAiImageTokens(size, detail, openAiImageWeight(bare));
}

/** About one token for a patch of 28 x 28 pixels (platform.claude.com/docs/en/build-with-claude/vision). */
export function anthropicImageTokens(widthPixels: number, heightPixels: number): Tokens {
	return Math.ceil(widthPixels / 28) * Math.ceil(heightPixels / 28);
}

/**
 * Since Gemini 3 an image has a fixed budget, 1,120 where the request sets no media resolution
 * (ai.google.dev/gemini-api/docs/media-resolution). Before: 258 for up to 384 pixels a side, and 258 for each tile of a
 * larger one, tiles being two thirds of the short side (ai.google.dev/gemini-api/docs/image-understanding).
 */
export function geminiImageTokens(bareModel: string, sidePixels: number): Tokens {
	if (/^gemini-[3-9]/.test(bareModel)) return 1_120;
	if (sidePixels <= 384) return 258;
	return 258 * Math.ceil(sidePixels / Math.floor(sidePixels / 1.5)) ** 2;
}

/** How OpenAI weighs an image: by tiles of 512 pixels, or by patches of 32. */
export type OpenAiImageWeight =
	| { readonly by: "tiles"; readonly base: Tokens; readonly perTile: Tokens }
	| { readonly by: "patches"; readonly tokensPerPatch: number; readonly mostPatches: number };

/**
 * In order; the first pattern that matches decides. Tiles: developers.openai.com/api/docs/guides/images-vision.
 * Patches of GPT-5 models are what the API bills, as several people measured; the guide's 1.62 and 2.46 for
 * gpt-5-mini and gpt-5-nano are not billed (community.openai.com/t/1377015). Later models are taken to go on like 5.4.
 */
const openAiWeights: readonly { readonly models: RegExp; readonly weight: OpenAiImageWeight }[] = [
	{ models: /^gpt-4o-mini/, weight: { by: "tiles", base: 2_833, perTile: 5_667 } },
	{ models: /^gpt-4\.1-mini/, weight: patches(1.62) },
	{ models: /^gpt-4\.1-nano/, weight: patches(2.46) },
	{ models: /^(o4-mini|codex-mini)/, weight: patches(1.72) },
	{ models: /^o[13](-|$)/, weight: { by: "tiles", base: 75, perTile: 150 } },
	{ models: /^computer-use/, weight: { by: "tiles", base: 65, perTile: 129 } },
	{ models: /^gpt-5-nano/, weight: patches(1.5) },
	{ models: /^gpt-5(\.\d)?-(mini|nano)/, weight: patches(1.2) },
	{ models: /^gpt-5(\.1)?(-(?!\d\.)|$)/, weight: { by: "tiles", base: 70, perTile: 140 } },
	{ models: /^gpt-(5\.\d|[6-9])/, weight: patches(1.2, 2_500) },
];

/** GPT-4o, GPT-4.1 and every model without a figure of its own. */
const usualWeight: OpenAiImageWeight = { by: "tiles", base: 85, perTile: 170 };

export function openAiImageWeight(bareModel: string): OpenAiImageWeight {
	return openAiWeights.find(({ models }) => models.test(bareModel))?.weight ?? usualWeight;
}

export interface ImageSize {
	readonly widthPixels: number;
	readonly heightPixels: number;
}

/** `low` detail pays the base of a model that weighs by tiles; it changes nothing where patches are counted. */
export function openAiImageTokens(
	{ widthPixels, heightPixels }: ImageSize,
	detail: string | null,
	weight: OpenAiImageWeight,
): Tokens {
	if (weight.by === "patches") {
		const patchCount = Math.ceil(widthPixels / 32) * Math.ceil(heightPixels / 32);
		return Math.round(Math.min(patchCount, weight.mostPatches) * weight.tokensPerPatch);
	}
	if (detail === "low") return weight.base;
	// The image is fitted into 2,048 pixels, then its short side is scaled to 768.
	const fit = Math.min(1, 2_048 / Math.max(widthPixels, heightPixels));
	const [width, height] = [widthPixels * fit, heightPixels * fit];
	const scale = Math.min(1, 768 / Math.min(width, height));
	return weight.base + weight.perTile * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
}

function patches(tokensPerPatch: number, mostPatches = 1_536): OpenAiImageWeight {
	return { by: "patches", tokensPerPatch, mostPatches };
}

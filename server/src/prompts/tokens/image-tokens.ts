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
	if (bare.startsWith("gemini") || provider === "google") return geminiTokensPerTile;
	return openAiImageTokens(assumedSidePixels, assumedSidePixels, detail);
}

/** About one token for a patch of 28 x 28 pixels (platform.claude.com/docs/en/build-with-claude/vision). */
export function anthropicImageTokens(widthPixels: number, heightPixels: number): Tokens {
	return Math.ceil(widthPixels / 28) * Math.ceil(heightPixels / 28);
}

/** One tile; larger images are cut into tiles of 768 pixels (ai.google.dev/gemini-api/docs/tokens). */
const geminiTokensPerTile: Tokens = 258;

/**
 * 85 tokens for the whole image and 170 for each 512-pixel tile once the short side is scaled to 768
 * (developers.openai.com/api/docs/guides/images-vision); 85 in all at low detail.
 */
export function openAiImageTokens(widthPixels: number, heightPixels: number, detail: string | null): Tokens {
	if (detail === "low") return 85;
	const fit = Math.min(1, 2_048 / Math.max(widthPixels, heightPixels));
	const [width, height] = [widthPixels * fit, heightPixels * fit];
	const scale = Math.min(1, 768 / Math.min(width, height));
	return 85 + 170 * Math.ceil((width * scale) / 512) * Math.ceil((height * scale) / 512);
}

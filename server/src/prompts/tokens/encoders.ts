/**
 * OpenAI's two vocabularies, loaded on first use because they take a quarter of a second and 25 MB.
 * Text such as `<|endoftext|>` in a prompt is ordinary text to the API, so no special token is recognised or refused.
 */
import { countWithLongRunsCut } from "./long-runs.ts";

/** Exact counts by vocabulary; linear in the length of the text. */
export interface Encoders {
	readonly o200k: (text: string) => number;
	readonly cl100k: (text: string) => number;
	/** The tokens themselves, by their numbers, for comparing two texts token by token. */
	readonly tokenIds: (text: string, vocabulary: "o200k" | "cl100k") => readonly number[];
}

let loaded: Promise<Encoders> | null = null;

export function loadEncoders(): Promise<Encoders> {
	loaded ??= load();
	return loaded;
}

async function load(): Promise<Encoders> {
	const [o200k, cl100k] = await Promise.all([
		import("gpt-tokenizer/encoding/o200k_base"),
		import("gpt-tokenizer/encoding/cl100k_base"),
	]);
	const plain = { disallowedSpecial: new Set<string>() };
	return {
		o200k: (text) => countWithLongRunsCut(text, (piece) => o200k.countTokens(piece, plain)),
		cl100k: (text) => countWithLongRunsCut(text, (piece) => cl100k.countTokens(piece, plain)),
		tokenIds(text, vocabulary) {
			const encode = vocabulary === "o200k" ? o200k.encode : cl100k.encode;
			const ids: number[] = [];
			countWithLongRunsCut(text, (piece) => {
				const encoded = encode(piece, plain);
				for (const id of encoded) ids.push(id);
				return encoded.length;
			});
			return ids;
		},
	};
}

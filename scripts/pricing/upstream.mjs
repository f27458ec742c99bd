// Reads the price data of the npm package that the price book is generated from.
import { readFileSync } from "node:fs";
import { findProvider } from "@pydantic/genai-prices";
import { normaliseModel } from "./normalise.mjs";

/**
 * Providers we publish, each with its key upstream. The package cannot list its providers, so the list is explicit:
 * a provider that vanishes upstream stops the refresh instead of silently emptying a file.
 * `fallback` names providers whose list price holds here too, by the vendors' own statements.
 */
export const providers = [
	{ id: "openai", upstream: "openai", name: "OpenAI", skip: /^gpt-oss|^(ada|babbage|curie|davinci)$/ },
	{ id: "anthropic", upstream: "anthropic", name: "Anthropic" },
	{ id: "google", upstream: "google", name: "Google Gemini API", skip: /^claude/, fallback: ["vertex"] },
	{ id: "vertex", upstream: "google", name: "Google Vertex AI", skip: /^gemma/, fallback: ["anthropic"] },
	{
		id: "azure",
		upstream: "azure",
		name: "Azure OpenAI",
		skip: /^(ada|babbage|curie|davinci)$/,
		fallback: ["openai", "anthropic", "xai"],
	},
	{ id: "bedrock", upstream: "aws", name: "AWS Bedrock" },
	{ id: "mistral", upstream: "mistral", name: "Mistral" },
	{ id: "cohere", upstream: "cohere", name: "Cohere" },
	{ id: "deepseek", upstream: "deepseek", name: "DeepSeek" },
	{ id: "xai", upstream: "x-ai", name: "xAI" },
	{ id: "groq", upstream: "groq", name: "Groq" },
	{ id: "together", upstream: "together", name: "Together AI" },
	{ id: "fireworks", upstream: "fireworks", name: "Fireworks AI" },
	{ id: "cerebras", upstream: "cerebras", name: "Cerebras" },
	{ id: "baseten", upstream: "baseten", name: "Baseten" },
	{ id: "novita", upstream: "novita", name: "Novita AI" },
	{ id: "sambanova", upstream: "huggingface_sambanova", name: "SambaNova (through Hugging Face)" },
	{ id: "nebius", upstream: "huggingface_nebius", name: "Nebius (through Hugging Face)" },
	{ id: "hyperbolic", upstream: "huggingface_hyperbolic", name: "Hyperbolic (through Hugging Face)" },
	{ id: "ovh", upstream: "ovhcloud", name: "OVHcloud AI Endpoints" },
	{ id: "perplexity", upstream: "perplexity", name: "Perplexity" },
	{ id: "moonshot", upstream: "moonshotai", name: "Moonshot AI" },
	{ id: "zhipu", upstream: "zhipuai", name: "Zhipu AI" },
	{ id: "minimax", upstream: "minimax", name: "MiniMax" },
	{ id: "voyage", upstream: "voyageai", name: "Voyage AI" },
	{ id: "openrouter", upstream: "openrouter", name: "OpenRouter", keep: /^[^/]+\/.+/, skip: /:free$/ },
];

/** Version and licence of the installed package; its publication date is kept in pricing/upstream.yaml. */
export function upstreamPackage() {
	const url = new URL("../../node_modules/@pydantic/genai-prices/package.json", import.meta.url);
	const { name, version, license } = JSON.parse(readFileSync(url, "utf8"));
	return { name, version, licence: license };
}

/** One provider's models, normalised. Throws when upstream no longer has the provider or its models. */
export function readProvider(entry, provenance) {
	const found = findProvider({ providerId: entry.upstream });
	if (!found || found.models.length === 0) {
		throw new Error(`upstream has no provider "${entry.upstream}" any more; decide what becomes of ${entry.id}`);
	}
	const models = found.models
		.filter((model) => !entry.skip?.test(model.id) && (entry.keep?.test(model.id) ?? true))
		.map((model) => normaliseModel(model, { provider: entry.id, provenance }))
		.filter((model) => model !== null);
	return {
		schema: "pricing/1",
		provider: entry.id,
		name: entry.name,
		pages: found.pricing_urls ?? [],
		...(entry.fallback ? { fallback: entry.fallback } : {}),
		models,
	};
}

/** One name for each provider: SDKs, gateways and people write them in many ways. */

/** Spellings by the price book's key. The key itself need not be listed. */
const spellings: Readonly<Record<string, readonly string[]>> = {
	openai: ["openai-chat", "openai-responses", "text-completion-openai", "azure-openai-compatible"],
	anthropic: ["claude"],
	google: ["gemini", "google-genai", "google-gemini", "google-gla", "google-ai", "google-ai-studio", "googleai"],
	vertex: [
		"vertex-ai",
		"google-vertex",
		"google-vertexai",
		"vertexai",
		"gcp-vertex",
		"vertex-ai-beta",
		"google-anthropic-vertex",
	],
	azure: ["azure-openai", "azure-ai", "azureai", "azure-ai-inference", "azure-text"],
	bedrock: [
		"aws",
		"aws-bedrock",
		"amazon-bedrock",
		"bedrock-converse",
		"bedrock-runtime",
		"bedrock-anthropic",
		"anthropic-bedrock",
		"amazon",
	],
	mistral: ["mistralai", "mistral-ai", "codestral"],
	cohere: ["cohere-chat"],
	xai: ["x-ai", "grok"],
	groq: [],
	together: ["together-ai", "togetherai"],
	fireworks: ["fireworks-ai"],
	deepseek: [],
	deepinfra: ["deep-infra"],
	cerebras: [],
	perplexity: ["pplx"],
	moonshot: ["moonshotai", "kimi"],
	zhipu: ["zhipuai", "zai", "z-ai", "glm"],
	voyage: ["voyageai"],
	openrouter: ["open-router"],
	ovh: ["ovhcloud"],
};

/** Runs on the user's own machine: there is no price per token. */
const local = new Set([
	"ollama",
	"ollama-chat",
	"vllm",
	"hosted-vllm",
	"llamacpp",
	"llama-cpp",
	"lmstudio",
	"lm-studio",
	"llamafile",
	"local",
	"transformers",
	"mlx",
	"gpt4all",
	"xinference",
]);

/** Passes a request on to a vendor that its model name tells. */
const routers = new Set([
	"litellm",
	"vercel",
	"vercel-ai",
	"gateway",
	"vercel-ai-gateway",
	"ai-gateway",
	"aisuite",
	"portkey",
	"helicone",
	"langchain",
	"cloudflare",
	"llm-gateway",
]);

const byName = new Map<string, string>();
for (const [id, names] of Object.entries(spellings)) for (const name of [id, ...names]) byName.set(name, id);

/** The price book's key for any spelling; the spelling itself, in lower case, when it is none of those we know. */
export function providerKey(name: string): string {
	const spelt = name
		.trim()
		.toLowerCase()
		.replaceAll(/[_.\s]+/g, "-");
	return byName.get(spelt) ?? spelt;
}

/** The key when the word names a provider we know, null otherwise: for taking prefixes off model names. */
export function knownProvider(word: string): string | null {
	const key = providerKey(word);
	return byName.has(key) || routers.has(key) || local.has(key) ? key : null;
}

export function isLocalProvider(provider: string): boolean {
	return local.has(provider);
}

export function isRouter(provider: string): boolean {
	return routers.has(provider);
}

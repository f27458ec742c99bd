import { describe, expect, it } from "vitest";
import { findOffer, type Offer } from "../../server/src/costs/find-offer.ts";
import { displayModelName, modelIdentity } from "../../server/src/costs/model-names.ts";
import { buildPriceBook } from "../../server/src/costs/price-book.ts";
import { providerKey } from "../../server/src/costs/provider-names.ts";
import { book } from "./bundled-price-book.ts";

const asOf = "2026-11-21";

function offer(provider: string | null, model: string, inputTokens = 1_000): Offer {
	const found = findOffer(book, { provider, model, asOf, inputTokens });
	if (!found.offer) throw new Error(found.none.because);
	return found.offer;
}

function refusal(provider: string | null, model: string) {
	return findOffer(book, { provider, model, asOf, inputTokens: 1_000 }).none;
}

describe("names as code writes them", () => {
	it.each([
		["openai", "gpt-5.5-2026-04-23", "openai", "gpt-5.5"],
		["openai", "gpt-4o-2024-11-20", "openai", "gpt-4o"],
		["openai", "gpt-4-0613", "openai", "gpt-4"],
		["anthropic", "claude-3-5-sonnet-latest", "anthropic", "claude-3-5-sonnet"],
		["anthropic", "claude-sonnet-4-20250514", "anthropic", "claude-sonnet-4-0"],
		["google", "models/gemini-1.5-pro", "google", "gemini-1.5-pro"],
		["google", "gemini-2.0-flash-001", "google", "gemini-2.0-flash"],
		["vertex", "claude-sonnet-4@20250514", "vertex", "claude-4-sonnet"],
		["openrouter", "anthropic/claude-3.5-sonnet", "openrouter", "anthropic/claude-3.5-sonnet"],
		[null, "openai/gpt-4o", "openai", "gpt-4o"],
		[null, "openai:gpt-4o", "openai", "gpt-4o"],
		["litellm", "groq/llama-3.3-70b-versatile", "groq", "llama-3.3-70b-versatile"],
		["litellm", "openrouter/deepseek/deepseek-chat", "openrouter", "deepseek/deepseek-chat"],
		["vercel", "anthropic/claude-sonnet-4.5", "anthropic", "claude-sonnet-4-5"],
		["fireworks", "accounts/fireworks/models/deepseek-v3p1", "fireworks", "deepseek-v3p1"],
		["xai", "grok-2-latest", "xai", "grok-2-1212"],
		["mistral", "mistral-large-latest", "mistral", "mistral-large-2512"],
	])("%s %s", (provider, model, seller, id) => {
		expect(offer(provider, model)).toMatchObject({ provider: seller, model: id });
	});

	it("Bedrock: region prefixes, versions and ARNs; a regional profile costs more than a global one", () => {
		const regional = offer("bedrock", "us.anthropic.claude-sonnet-4-5-20250929-v1:0");
		const global = offer("bedrock", "global.anthropic.claude-sonnet-4-5-20250929-v1:0");
		expect(regional.prices.input).toBeCloseTo(3.3, 9);
		expect(global.prices.input).toBe(3);
		const arn = "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0";
		expect(offer("bedrock", arn).prices).toMatchObject({ input: 0.25, output: 1.25 });
	});

	it("Bedrock ids tell their provider even when the code does not", () => {
		expect(offer(null, "anthropic.claude-3-sonnet-20240229-v1:0").provider).toBe("bedrock");
		expect(offer(null, "amazon.titan-embed-text-v2:0").prices.input).toBe(0.02);
	});

	it("a short name of a listed model is taken for it, marked; an exact name elsewhere wins over a pattern", () => {
		expect(offer("google", "gemini-3-flash")).toMatchObject({ model: "gemini-3-flash-preview" });
		expect(offer("google", "gemini-3-flash").notes).toEqual(["taken for gemini-3-flash-preview"]);
		expect(
			findOffer(book, { provider: null, model: "deepseek-r1-distill-llama-70b", asOf, inputTokens: 1 }).offer?.provider,
		).not.toBe("deepseek");
	});

	it("a vendor's path that only OpenRouter lists is priced there, marked", () => {
		expect(offer(null, "qwen/qwen3-32b").provider).not.toBe("openai");
		expect(offer("openai", "qwen/qwen-2.5-72b-instruct").notes[0]).toContain("price of");
	});

	it("does not take a mini for its big sibling", () => {
		expect(offer("openai", "gpt-4o-mini-2024-07-18").prices.input).toBe(0.15);
		expect(offer("anthropic", "claude-sonnet-5-5").model).toBe("claude-sonnet-5-5");
		expect(offer("google", "gemini-2.5-flash-lite").prices.input).toBe(0.1);
	});

	it("reads the model out of an Azure deployment's name, and says that it did", () => {
		const found = offer("azure", "prod-gpt-4o-mini-eu");
		expect(found).toMatchObject({ provider: "azure", model: "gpt-4o-mini" });
		expect(found.notes).toEqual(["the deployment's name suggests gpt-4o-mini"]);
		expect(refusal("azure", "chat-production")?.kind).toBe("no-price");
	});

	it("prices a fine-tuned model by its own entry, else by its base, marked", () => {
		expect(offer("openai", "ft:gpt-4o-mini-2024-07-18:org::id")).toMatchObject({ model: "ft:gpt-4o-mini", notes: [] });
		expect(offer("openai", "ft:gpt-4.1-2025-04-14:org::id").notes[0]).toContain("base model");
	});
});

describe("providers", () => {
	it.each([
		["google_genai", "google"],
		["vertex_ai", "vertex"],
		["Azure-OpenAI", "azure"],
		["amazon-bedrock", "bedrock"],
		["together_ai", "together"],
		["x-ai", "xai"],
		["mistralai", "mistral"],
	])("%s is %s", (name, key) => {
		expect(providerKey(name)).toBe(key);
	});

	it("an unknown provider with a well-known model is priced by the model's vendor, marked", () => {
		expect(offer(null, "gpt-4o").notes[0]).toContain("provider not known");
	});

	it("a model of another vendor behind the OpenAI SDK is priced there, marked", () => {
		const found = offer("openai", "deepseek-chat");
		expect(found.provider).toBe("deepseek");
		expect(found.notes[0]).toContain("not listed for OpenAI");
	});

	it("a host's price is not guessed from another's, nor that of a provider without prices", () => {
		expect(refusal("groq", "gpt-4o")?.because).toContain('no price for "gpt-4o" at Groq');
		expect(refusal("databricks", "gpt-4o")?.because).toContain("no prices for databricks");
	});

	it("a model on the user's own machine has no price for a token", () => {
		expect(refusal("ollama", "llama3")?.because).toContain("own hardware");
	});

	it("an Ollama tag is such a model, whatever SDK sends it; a fine-tuned id is not one", () => {
		for (const tag of ["llama3.1:8b", "deepseek-r1:latest", "qwen2.5-coder:7b-instruct-q4_K_M"]) {
			expect(refusal("openai", tag)?.because).toContain("Ollama tag");
		}
		expect(offer("openai", "ft:gpt-4o-mini-2024-07-18:org::id").model).toBe("ft:gpt-4o-mini");
		expect(offer("bedrock", "amazon.nova-lite-v1:0").model).toBe("amazon.nova-lite-v1:0");
	});

	it("a model that nobody lists says so, with the day", () => {
		expect(refusal("openai", "gpt-99")?.because).toBe(
			'no price for "gpt-99" at OpenAI in the price book of 2026-09-23',
		);
	});

	it("an open model sold by several hosts is not priced by a guess", () => {
		expect(refusal("openai", "meta-llama/Llama-3.3-70B-Instruct-Turbo")?.kind).toBe("no-price");
	});

	it("a model that is not paid by the token says what it is paid by", () => {
		expect(refusal("openai", "whisper-1")).toEqual({
			kind: "other-unit",
			because: "whisper-1 is priced per hour of audio, not per token",
		});
	});
});

describe("dates and tiers", () => {
	it("takes the price that holds on the day", () => {
		const before = findOffer(book, { provider: "openai", model: "o3", asOf: "2025-06-09", inputTokens: 1 });
		const after = findOffer(book, { provider: "openai", model: "o3", asOf: "2025-06-10", inputTokens: 1 });
		expect(before.offer?.prices).toMatchObject({ input: 10, output: 40 });
		expect(after.offer?.prices).toMatchObject({ input: 2, output: 8 });
	});

	it("reprices the whole request above the tier's limit, not at it", () => {
		expect(offer("google", "gemini-2.5-pro", 200_000).prices).toMatchObject({ input: 1.25, output: 10 });
		const long = offer("google", "gemini-2.5-pro", 200_001);
		expect(long.prices).toMatchObject({ input: 2.5, output: 15, cacheRead: 0.25 });
		expect(long.aboveInputTokens).toBe(200_000);
	});

	it("gives a retired model its last price and says so", () => {
		expect(offer("mistral", "mistral-tiny").notes).toContain("retired: its last price");
	});
});

describe("one model under many names", () => {
	it.each([
		["us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5"],
		["anthropic/claude-sonnet-4.5", "claude-sonnet-4-5"],
		["claude-3-5-sonnet-20241022", "claude-sonnet-3-5"],
		["meta-llama/Llama-3.3-70B-Instruct-Turbo", "llama-3-3-70b"],
		["llama-3.3-70b-versatile", "llama-3-3-70b"],
		["meta.llama3-3-70b-instruct-v1:0", "llama-3-3-70b"],
		["accounts/fireworks/models/deepseek-v3p1", "deepseek-v3-1"],
		["deepseek-ai/DeepSeek-V3.1", "deepseek-v3-1"],
		["gpt-4o", "gpt-4o"],
		["gpt-4o-mini", "gpt-4o-mini"],
		["gpt-4-turbo", "gpt-4-turbo"],
	])("%s is %s", (name, identity) => {
		expect(modelIdentity(name)).toBe(identity);
	});

	it("is shown without region and version", () => {
		expect(displayModelName("regional.anthropic.claude-sonnet-5-v1:0")).toBe("claude-sonnet-5");
	});
});

describe("price files", () => {
	it("an override replaces one model and leaves the others", () => {
		const price = "source: a, asOf: 2026-01-01, confidence: seed";
		const { book: small, problems } = buildPriceBook([
			{
				name: "providers/x.yaml",
				text: `provider: x\nmodels:\n - {id: a, prices: [{input: 1, ${price}}]}\n - {id: b, prices: [{input: 2, ${price}}]}`,
			},
			{
				name: "overrides.yaml",
				text: `providers:\n - provider: x\n   models: [{id: a, prices: [{input: 9, ${price}}]}]`,
			},
		]);
		expect(problems).toEqual([]);
		const input = (model: string) =>
			findOffer(small, { provider: "x", model, asOf, inputTokens: 1 }).offer?.prices.input;
		expect([input("a"), input("b")]).toEqual([9, 2]);
	});

	it("broken files are reported, and the rest is read", () => {
		const { book: small, problems } = buildPriceBook([
			{ name: "bad.yaml", text: "provider: [" },
			{ name: "odd.yaml", text: "provider: y\nmodels: [{id: m, prices: [{input: -1}]}]" },
		]);
		expect(problems.map((problem) => problem.file)).toEqual(["bad.yaml", "odd.yaml"]);
		expect(small.providers[0]?.models[0]?.prices).toEqual([]);
	});
});

describe("a model that its vendor has switched off", () => {
	const at = (asOf: string, provider = "openai") =>
		findOffer(book, { provider, model: "o3-mini", asOf, inputTokens: 0 }).offer;

	it("keeps its last price and is marked from that day on", () => {
		expect(at("2026-10-22")?.retired).toBe(false);
		expect(at("2026-10-23")).toMatchObject({ retired: true, prices: { input: 1.1 } });
		expect(at("2026-10-23")?.notes).toContain("retired on 2026-10-23: its last price");
	});

	it("is still sold by others", () => {
		expect(at("2026-11-21", "azure")?.retired).toBe(false);
	});
});

/** The hover, as a person reads it. */
import { describe, expect, it } from "vitest";
import type { AnalyzedCall } from "../../server/src/analysis/program-analysis.ts";
import { hoverText } from "../../server/src/lsp/hover-text.ts";
import { inlineCost } from "../../server/src/lsp/inline-cost.ts";
import { defaultSettings } from "../../server/src/settings/settings.ts";
import { analyzedCall, costOf, offer, segment } from "./analyzed-call.ts";

describe("hover", () => {
	it("shows one table, the present offer first, the cheapest loaded figure marked, and what the figures rest on", () => {
		expect(textOf(analyzedCall())).toMatchInlineSnapshot(`
			"**LCPR** (loaded cost per request) · \`gpt-5.5\` · OpenAI  
			Prompt 800 tokens (612 static, 0 cacheable: \`datetime.now()\` on line 12 comes first)  
			Output ≤ 400 tokens = 75 % of the price

			| | tokens only | loaded | against now |
			|:--|--:|--:|--:|
			| Vendor API · OpenAI | $0.0160 | $0.0191 | now |
			| Hyperscaler · Azure OpenAI | $0.0160 | $0.0191 | same |
			| Inference API · Together · DeepSeek V3.1 \\* | $0.0012 | **$0.0030** | 6.4x less |

			\\* another model: check quality first

			Assumed: 500,000 requests a month, 3 % retries, 95 % pass, 8 h engineering a month [Set these…](command:lcpr.openSettings)  
			Prices as of 2026-09-23 · genai-prices 0.1.8"
		`);
	});

	it("says how often a cached prefix would be read, and what that is worth", () => {
		const plain = analyzedCall();
		const { prompt } = plain;
		const caching = {
			lifetime: "5m",
			lifetimeIsAssumed: false,
			expectedHitRate: 0.9,
			breakEvenHitRate: 0.22,
			writeMultiplier: 1.25,
			readMultiplier: 0.1,
			usdPerRequestWithoutCache: 0.016,
			usdPerRequestWithCache: 0.013,
			requestsPerMinutePerKey: null,
			machines: 1,
			isolation: null,
		};
		const cached: AnalyzedCall = {
			...plain,
			prompt: {
				...prompt,
				cacheablePrefixTokens: 1_024,
				staticTokensAfterFirstChange: 0,
				cachePlan: { ...prompt.cachePlan, cacheableTokens: 1_024, notCachedBecause: null },
			},
			caching,
		};
		expect(textOf(cached)).toContain("1,024 cacheable: 90 % of the requests would read them, $0.0030 less a request");
		const rare = { ...cached, caching: { ...caching, expectedHitRate: 0.1, usdPerRequestWithCache: 0.017 } };
		expect(textOf(rare)).toContain("10 % of the requests would read them, too few to pay, which begins at 22 %");
	});

	it("says why there is no price, and still counts the prompt", () => {
		const call = analyzedCall({
			cost: { cost: null, none: { kind: "no-model", because: "the model is a parameter" } },
		});
		expect(textOf(call)).toContain("No price: the model is a parameter.");
		expect(textOf(call)).toContain("Prompt 800 tokens");
		expect(textOf(call)).not.toContain("Prices as of");
	});

	it("points to the callers when the prompt is composed there", () => {
		const suppliers = [analyzedCall(), analyzedCall({ cost: costOf({ loadedUsdPerRequest: 0.041 }) })];
		expect(textOf(analyzedCall(), suppliers)).toContain("Prompt comes from 2 callers ($0.0191 to $0.0410)");
	});

	it("prefers the same model elsewhere to a cheaper other one", () => {
		const offers = [
			offer({
				archetype: "inference-api-platform",
				offer: "Cheap · Llama",
				sameModel: false,
				loadedUsdPerRequest: 0.001,
			}),
			offer({
				archetype: "inference-api-platform",
				offer: "Router · gpt-5.5",
				sameModel: true,
				loadedUsdPerRequest: 0.018,
			}),
		];
		const text = textOf(analyzedCall({ cost: costOf({ byArchetype: offers }) }));
		expect(text).toContain("Router");
		expect(text).not.toContain("Cheap");
	});

	it("gives one row to all who ask the same, and a footnote to other models that cost more", () => {
		const offers = [
			offer({ provider: "openai", offer: "OpenAI · gpt-5.5" }),
			offer({ archetype: "hyperscaler-native", offer: "Azure · gpt-5.5", provider: "azure" }),
			offer({ archetype: "inference-api-platform", offer: "OpenRouter · gpt-5.5", provider: "openrouter" }),
			offer({
				archetype: "bare-metal-dedicated",
				offer: "Lambda H100 · Llama 3.3 70B",
				sameModel: false,
				loadedUsdPerRequest: 0.03,
			}),
		];
		const text = textOf(analyzedCall({ cost: costOf({ byArchetype: offers }) }));
		expect(text).toContain("| Hyperscaler · Azure, Inference API · OpenRouter | $0.0160 | **$0.0191** | same |");
		expect(text).toContain("more than now: Dedicated GPUs · Lambda H100 · Llama 3.3 70B");
	});

	it("shows only the archetypes the settings ask for", () => {
		const settings = { ...defaultSettings, archetypes: ["hyperscaler-native"] as const };
		const text = hoverText({ ...inputOf(analyzedCall()), settings });
		expect(text).toContain("Azure");
		expect(text).not.toContain("Together");
	});

	it("marks a count that is not exact, and names a limit that is missing", () => {
		const call = analyzedCall({
			prompt: { inputTokens: { tokens: 4800, basis: "calibrated", relativeError: 0.05 } },
			call: { maxOutputTokens: { tokens: null, place: null, argumentName: "max_tokens", isDynamic: false } },
		});
		expect(textOf(call)).toContain("Prompt ~4,800 tokens");
		expect(textOf(call)).toContain("Output ~400 tokens (default for chat)");
	});

	it("keeps Markdown that comes from code out of its own", () => {
		const firstChange = segment({ label: "f`|x|`" });
		expect(textOf(analyzedCall({ prompt: { firstChange } }))).toContain("`` f`|x|` ``");
	});
});

describe("inline price", () => {
	it.each([
		[0.0191, "≈ $0.0191"],
		[0.0000012, "≈ $0.0000012"],
		[123456, "≈ $123,456"],
	])("%d US dollars take at most twelve characters", (loadedUsdPerRequest, text) => {
		expect(inlineCost(analyzedCall({ cost: costOf({ loadedUsdPerRequest }) }), [])).toBe(text);
		expect(text.length).toBeLessThanOrEqual(12);
	});

	it("never shows $0 for what is not known", () => {
		const call = analyzedCall({ cost: { cost: null, none: { kind: "no-price", because: "no price for gpt-9" } } });
		expect(inlineCost(call, [])).toBe("≈ $?");
	});

	it("counts callers when the prompt is theirs", () => {
		expect(inlineCost(analyzedCall(), [analyzedCall()])).toBe("1 caller");
	});
});

function inputOf(analyzed: AnalyzedCall, suppliers: readonly AnalyzedCall[] = []) {
	return {
		analyzed,
		suppliers,
		settings: defaultSettings,
		placeText: () => "line 12",
		settingsLink: "[Set these…](command:lcpr.openSettings)",
	};
}

function textOf(analyzed: AnalyzedCall, suppliers: readonly AnalyzedCall[] = []): string {
	return hoverText(inputOf(analyzed, suppliers));
}

// Which providers document a batch price, and where. The price book stores the resulting prices, never the factor.

const documented = {
	openai: {
		factor: 0.5,
		kinds: ["chat", "embedding"],
		except: /search|deep-research|chat-latest|^chatgpt|^ft:|codex|computer-use|:extended/,
	},
	anthropic: { factor: 0.5, kinds: ["chat"], except: /^claude-(2|v1)/ },
	google: { factor: 0.5, kinds: ["chat", "embedding"], except: /^gemini-(1|pro|flash-1)|live|omni|gemma/ },
	vertex: { factor: 0.5, kinds: ["chat"], except: /^gemini-(1|pro|flash-1)|live|omni/ },
	mistral: { factor: 0.5, kinds: ["chat", "embedding"], except: /:free$/ },
	groq: { factor: 0.5, kinds: ["chat"], except: /preview$/ },
};

/** Pages on which the providers state their batch discount. */
export const batchPages = {
	openai: "https://platform.openai.com/docs/guides/batch",
	anthropic: "https://docs.anthropic.com/en/docs/build-with-claude/batch-processing",
	google: "https://ai.google.dev/gemini-api/docs/batch-api",
	vertex: "https://cloud.google.com/vertex-ai/generative-ai/pricing",
	mistral: "https://docs.mistral.ai/capabilities/batch/",
	groq: "https://console.groq.com/docs/batch",
};

export function batchPrices(provider, { id, kind }, prices) {
	const rule = documented[provider];
	if (!rule?.kinds.includes(kind) || rule.except.test(id)) return {};
	return {
		batchInput: round(prices.input * rule.factor),
		...(prices.output === undefined ? {} : { batchOutput: round(prices.output * rule.factor) }),
	};
}

function round(price) {
	return Number(price.toPrecision(12));
}

/** A call and its prompt with just what pricing looks at; tests change the part they are about. */
import type { LlmCall } from "../../server/src/model/llm-call.ts";
import type { Prompt } from "../../server/src/model/prompt.ts";

const place = { file: "app.py", start: 0, end: 10 };

export function aCall(changes: Partial<LlmCall> & { modelName?: string | null } = {}): LlmCall {
	const { modelName = "gpt-5.5", ...rest } = changes;
	return {
		id: "app.py:1:1",
		place,
		nameSpan: place,
		closeBracket: 9,
		kind: "direct",
		confidence: "certain",
		likelyBecause: null,
		language: "python",
		sdk: "openai",
		method: "chat.completions",
		api: "chat",
		provider: "openai",
		model: { name: modelName, from: "literal", alternatives: [], unknownBecause: null, place },
		maxOutputTokens: { tokens: 400, place, argumentName: "max_tokens", isDynamic: false },
		prompt: [],
		options: {},
		functionName: null,
		control: [],
		reaches: [],
		suppliedBy: [],
		...rest,
	};
}

export function aPrompt(changes: Partial<Prompt> = {}): Prompt {
	return {
		callId: "app.py:1:1",
		resolved: "whole",
		segments: [],
		staticTokens: 800,
		staticPrefixTokens: 800,
		cacheablePrefixTokens: 0,
		firstChange: null,
		staticTokensAfterFirstChange: 0,
		assumedTokens: 0,
		inputTokens: { tokens: 800, basis: "exact", relativeError: 0 },
		cachePlan: {
			mode: "automatic",
			minimumTokens: 1_024,
			cacheableTokens: 0,
			notCachedBecause: "shorter than the minimum",
			certainty: "certain",
			source: null,
		},
		expectedOutput: { tokens: 400, low: 100, high: 400, confidence: "estimated", because: "limit of 400 tokens" },
		...changes,
	};
}

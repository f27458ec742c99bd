/** What holds for every prompt, whatever linking found: checked on generated calls. */
import fc from "fast-check";
import "../harness/property-seed.ts";
import { describe, expect, it } from "vitest";
import type { Origin, TextPart } from "../../server/src/model/linked-value.ts";
import type { PromptPart, PromptRole } from "../../server/src/model/llm-call.ts";
import { assemblePrompt } from "../../server/src/prompts/assemble-prompt.ts";
import {
	call,
	choice,
	constant,
	externalCall,
	hole,
	literal,
	message,
	opaque,
	origin,
	parameter,
	repeat,
	text,
} from "./builders.ts";
import { promptKnowledge } from "./knowledge.ts";

const knowledge = await promptKnowledge();

const origins: fc.Arbitrary<Origin> = fc.constantFrom(
	constant,
	parameter("question"),
	parameter("chat_history"),
	parameter("user"),
	externalCall("datetime.datetime.now()", "datetime.now()"),
	origin("helper()", { kind: "local-call", name: "helper" }),
	origin("?", { kind: "unknown", because: "too deep" }),
	origin("os.getenv('X')", { kind: "environment", variable: "X", fallback: null }),
);
const texts = fc.constantFrom(
	"",
	"Question: ",
	"\n\n## Context\n",
	"Answer briefly and cite your sources.\n",
	"</doc>\n",
	"問い",
	"x".repeat(400),
);

const parts: fc.Arbitrary<TextPart> = fc.letrec<{ part: TextPart }>((tie) => ({
	part: fc.oneof(
		{ depthSize: "small", withCrossShrink: true },
		texts.map((value) => literal(value)),
		origins.map(hole),
		fc.array(fc.array(tie("part"), { maxLength: 2 }), { maxLength: 3 }).map((options) => choice(options, "flag")),
		fc.tuple(fc.array(tie("part"), { maxLength: 2 }), origins).map(([inner, over]) => repeat(inner, over)),
	),
})).part;

const roles = fc.constantFrom<PromptRole>("system", "user", "assistant", "unknown");
const promptParts: fc.Arbitrary<PromptPart> = fc.oneof(
	fc.tuple(roles, fc.array(parts, { maxLength: 5 })).map(([role, content]) => message(role, text(...content))),
	fc.tuple(roles, origins).map(([role, from]) => opaque(role, from)),
);
const models = fc.constantFrom(
	{ provider: "openai", modelName: "gpt-4o" },
	{ provider: "anthropic", modelName: "claude-sonnet-4-5" },
	{ provider: "openai", modelName: "gpt-5.6-sol" },
	{ provider: null, modelName: null },
);
const prompts = fc
	.tuple(fc.array(promptParts, { maxLength: 5 }), models)
	.map(([content, model]) => assemblePrompt(call(content, model), knowledge));

describe("every prompt", () => {
	it("has figures that fit together", () => {
		fc.assert(
			fc.property(prompts, (prompt) => {
				const sum = prompt.segments.reduce((tokens, segment) => tokens + segment.tokens.tokens, 0);
				expect(prompt.staticPrefixTokens).toBeLessThanOrEqual(prompt.staticTokens);
				expect(prompt.cacheablePrefixTokens).toBeLessThanOrEqual(prompt.staticPrefixTokens);
				expect(prompt.inputTokens.tokens).toBeGreaterThanOrEqual(sum);
				expect(prompt.expectedOutput.low).toBeLessThanOrEqual(prompt.expectedOutput.high);
				if (prompt.firstChange === null) expect(prompt.staticTokensAfterFirstChange).toBe(0);
				if (prompt.cachePlan.cacheableTokens === 0 && prompt.staticPrefixTokens > 0)
					expect(prompt.cachePlan.notCachedBecause).not.toBeNull();
			}),
			{ numRuns: 300 },
		);
	});

	it("gives every segment a reason, whole tokens and text only where it is fixed", () => {
		fc.assert(
			fc.property(prompts, ({ segments }) => {
				for (const segment of segments) {
					expect(segment.because).not.toBe("");
					expect(Number.isInteger(segment.tokens.tokens)).toBe(true);
					if (segment.kind !== "static") expect(segment.text).toBeNull();
				}
			}),
			{ numRuns: 300 },
		);
	});
});

/** What a provider adds to a request: framing, tool instructions, images. */
import { describe, expect, it } from "vitest";
import type { LinkedValue } from "../../server/src/model/linked-value.ts";
import { serializeValue } from "../../server/src/prompts/segments/serialize-value.ts";
import {
	anthropicImageTokens,
	geminiImageTokens,
	imageTokens,
	openAiImageTokens,
	openAiImageWeight,
} from "../../server/src/prompts/tokens/image-tokens.ts";
import { countMessages, requestOverhead } from "../../server/src/prompts/tokens/message-framing.ts";
import { call, constant, hole, list, message, origin, parameter, place, record, text, tools } from "./builders.ts";

describe("images", () => {
	const square = (model: string, detail: string | null = null, provider = "openai") =>
		imageTokens({ provider, model, detail });

	it("weigh what the providers' formulas say", () => {
		const tiles = openAiImageWeight("gpt-4o");
		expect(openAiImageTokens({ widthPixels: 1_024, heightPixels: 1_024 }, "high", tiles)).toBe(765);
		expect(openAiImageTokens({ widthPixels: 2_048, heightPixels: 4_096 }, "high", tiles)).toBe(1_105);
		expect(openAiImageTokens({ widthPixels: 4_096, heightPixels: 8_192 }, "low", tiles)).toBe(85);
		expect(anthropicImageTokens(1_280, 720)).toBe(46 * 26);
	});

	it("weigh differently by model", () => {
		expect(square("gpt-4o-mini")).toBe(2_833 + 4 * 5_667);
		expect(square("gpt-4o-mini", "low")).toBe(2_833);
		expect(square("o3")).toBe(75 + 4 * 150);
		expect(square("gpt-5")).toBe(70 + 4 * 140);
		expect(square("gpt-4.1")).toBe(765);
	});

	it("are counted by patches on small and late models, whatever the detail", () => {
		expect(square("gpt-4.1-mini")).toBe(Math.round(1_024 * 1.62));
		expect(square("gpt-5-mini", "low")).toBe(1_229);
		expect(square("gpt-5.5")).toBe(1_229);
		const huge = { widthPixels: 4_000, heightPixels: 4_000 };
		expect(openAiImageTokens(huge, null, openAiImageWeight("o4-mini"))).toBe(Math.round(1_536 * 1.72));
	});

	it("have a fixed budget since Gemini 3", () => {
		expect(square("gemini-3-pro-preview", null, "google")).toBe(1_120);
		expect(square("gemini-2.5-flash", null, "google")).toBe(4 * 258);
		expect(geminiImageTokens("gemini-2.5-flash", 384)).toBe(258);
	});
});

describe("framing", () => {
	it("counts blocks of one message once", () => {
		const prompt = call([message("user", text("a"), { index: 0 }), message("user", text("b"), { index: 0 })]);
		expect(countMessages(prompt)).toBe(1);
		expect(requestOverhead(prompt, 1)).toEqual({ framing: 7, toolUse: 0 });
	});

	it("adds Claude's tool instructions by tool choice", () => {
		const parts = [tools(list()), message("user", text("a"))];
		const claude = { provider: "anthropic", modelName: "claude-sonnet-4-5" } as const;
		expect(requestOverhead(call(parts, claude), 1).toolUse).toBe(346);
		const forced = { toolChoice: { value: record({ type: text("any") }), place } };
		expect(requestOverhead(call(parts, { ...claude, options: forced }), 1).toolUse).toBe(313);
		expect(requestOverhead(call([message("user", text("a"))], claude), 1).toolUse).toBe(0);
	});

	it("adds nothing to an embedding", () => {
		expect(requestOverhead(call([message("user", text("a"))], { api: "embedding" }), 1).framing).toBe(0);
	});
});

describe("serialised schemas", () => {
	it("are compact JSON", () => {
		const value = list(record({ name: text("search"), strict: { ...place, kind: "boolean", value: true } }));
		expect(serializeValue(value)).toEqual({ text: '[{"name":"search","strict":true}]', stability: null });
	});

	it("change with the values inside them", () => {
		const value = list(record({ name: text("search"), description: text("For ", hole(parameter("user_name"))) }));
		expect(serializeValue(value).stability?.changes).toBe("user");
	});

	it("send every element of a fixed list together", () => {
		const element = origin("tool", { kind: "element", name: "tool" }, [constant]);
		expect(serializeValue(list({ ...place, kind: "hole", origin: element })).stability).toBeNull();
	});

	it("do not change with what a tool is made with, nor hold what runs behind it", () => {
		const made = origin("createDocument(…)", { kind: "local-call", name: "createDocument" }, [parameter("session")]);
		expect(serializeValue(list({ ...place, kind: "hole", origin: made })).stability?.changes).toBe("unknown");
		const execute: LinkedValue = { ...place, kind: "function", name: "run", parameters: [] };
		expect(serializeValue(record({ name: text("a"), execute })).text).toBe('{"name":"a"}');
	});

	it("of functions hold name, documentation and parameters", () => {
		const value = list({ ...place, kind: "function", name: "add", documentation: "Adds.", parameters: ["self", "a"] });
		expect(JSON.parse(serializeValue(value).text)[0].function).toMatchObject({
			name: "add",
			description: "Adds.",
			parameters: { required: ["a"] },
		});
	});
});

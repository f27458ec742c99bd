import { describe, expect, it } from "vitest";
import type { LlmCall } from "../../server/src/model/llm-call.ts";
import type { ExampleCall } from "../../server/src/sdks/descriptor.ts";
import { linkFiles, parsedDescriptors } from "../linking/link-files.ts";

const endings = {
	python: "py",
	typescript: "ts",
	javascript: "js",
	go: "go",
	java: "java",
	kotlin: "kt",
	csharp: "cs",
	rust: "rs",
	ruby: "rb",
	php: "php",
} as const;

describe.each(parsedDescriptors)("$name", ({ name, descriptor, problems }) => {
	it("is well formed", () => {
		expect(problems).toEqual([]);
		expect(descriptor?.sdk).toBe(name.replace(/\.yaml$/, ""));
	});

	it("has an example for each language it speaks of", () => {
		const languages = new Set(descriptor?.clients.map((client) => client.language));
		const shown = new Set(
			descriptor?.examples.map(({ language }) =>
				language === "typescript" ? "javascript" : language === "kotlin" ? "java" : language,
			),
		);
		expect([...languages].filter((language) => !shown.has(language))).toEqual([]);
		expect(descriptor?.examples.length).toBeGreaterThan(0);
	});

	for (const example of descriptor?.examples ?? [])
		it(`finds the calls of the example at line ${example.line}`, async () => {
			const { calls } = await linkFiles({ [`example.${endings[example.language]}`]: example.code, ...example.files });
			expect(calls.map((call, index) => shownAs(call, example.calls[index]))).toEqual(example.calls);
			expect(new Set(calls.map((call) => call.sdk))).toEqual(
				new Set(example.calls.length > 0 ? [descriptor?.sdk] : []),
			);
		});
});

/** The fields of a call that the example speaks of. */
function shownAs(call: LlmCall, expected: ExampleCall | undefined): ExampleCall {
	return {
		method: call.method,
		...(expected && "model" in expected ? { model: call.model.name } : {}),
		...(expected && "provider" in expected ? { provider: call.provider } : {}),
		...(expected?.maxOutputTokens === undefined ? {} : { maxOutputTokens: call.maxOutputTokens.tokens ?? -1 }),
		...(expected?.roles === undefined ? {} : { roles: call.prompt.map((part) => part.role).join(" ") }),
		...(expected?.confidence === undefined ? {} : { confidence: call.confidence }),
	};
}

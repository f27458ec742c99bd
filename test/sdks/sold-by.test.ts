/** Which model names a provider can answer to; a name that no provider here has is never shown for certain. */
import { expect, it } from "vitest";
import { isSoldBy } from "../../server/src/sdks/choose-model.ts";

it("has none of OpenAI's closed models at Vertex AI, and its open ones, Claude and Gemini", () => {
	for (const name of ["gpt-4o-2024-05-13", "o1-mini", "text-embedding-3-small"])
		expect(isSoldBy(name, "vertex"), name).toBe(false);
	for (const name of ["gpt-oss-120b-maas", "claude-sonnet-4-5", "gemini-2.5-flash", "grok-4.1", "llama-3.3-70b"])
		expect(isSoldBy(name, "vertex"), name).toBe(true);
});

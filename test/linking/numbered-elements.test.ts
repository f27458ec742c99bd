/** Loops over elements that come with a number, a key or a partner. */
import { describe, expect, it } from "vitest";
import { describeCalls, linkFiles } from "./link-files.ts";

const calls = async (loop: string) =>
	describeCalls(
		(
			await linkFiles({
				"a.py": `from openai import OpenAI
MODELS = [("small", OpenAI(), "gpt-4o-mini")]
TABLE = {"small": "gpt-4o-mini"}
CLIENTS = [OpenAI()]
NAMES = ["gpt-4o-mini"]
def ask(q):
    ${loop}
        client.chat.completions.create(model=model, messages=[{"role": "user", "content": q}])
`,
			})
		).calls,
	);

describe("the elements of a loop", () => {
	it.each([
		"for index, (name, client, model) in enumerate(MODELS):",
		"for client, model in zip(CLIENTS, NAMES):",
		"client = CLIENTS[0]\n    for name, model in TABLE.items():",
	])("are followed through %s", async (loop) => {
		const found = await calls(loop);
		expect(found.map((line) => line.split(" ").slice(1).join(" "))).toEqual([
			"chat.completions openai gpt-4o-mini [user: ‹q›]",
		]);
	});
	it("stay unknown when another function numbers them", async () => {
		expect((await calls("for index, (name, client, model) in shuffle(MODELS):"))[0]).toContain(" likely ");
	});
});

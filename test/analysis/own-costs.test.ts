/** A team's own workloads and prices reach the calls they are about. */
import { expect, test } from "vitest";
import { analyzeText } from "../harness/analyze-text.ts";

const call = (model: string) =>
	`from openai import OpenAI\n\nreply = OpenAI().chat.completions.create(model="${model}", messages=[{"role": "user", "content": "Hello"}])\n`;

test("a workload counts for the files it names and for no others", async () => {
	const { analysis } = await analyzeText(
		{ "jobs/nightly.py": call("gpt-5.5"), "app/chat.py": call("gpt-5.5") },
		{ settings: { workloads: [{ name: "nightly", match: { files: ["jobs/**"] }, requestsPerMonth: 10 }] } },
	);
	const requests = analysis.calls.map(({ call: { place }, cost }) => [place.file, cost.cost?.requestsPerMonth]);
	expect(Object.fromEntries(requests)).toEqual({ "jobs/nightly.py": 10, "app/chat.py": 500_000 });
});

test("a model of one's own has the price that is given for it", async () => {
	const own = { provider: "openai", model: "our-own-model-7b", input: 1, output: 2 };
	const { analysis } = await analyzeText(
		{ "app.py": call("our-own-model-7b") },
		{ settings: { preset: "standard", pricing: { models: [own] } } },
	);
	expect(analysis.calls[0]?.cost.cost?.prices).toMatchObject({ input: 1, output: 2 });
	expect(analysis.findings).toEqual([]);
});

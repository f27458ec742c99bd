// Compares the price book with a second list: our own YAML, or LiteLLM's model_prices_and_context_window.json.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const tolerance = 0.05;

/** LiteLLM's provider names where they differ from ours. */
const liteLlmProviders = {
	gemini: "google",
	vertex_ai: "vertex",
	bedrock_converse: "bedrock",
	together_ai: "together",
	fireworks_ai: "fireworks",
	azure_ai: "azure",
};

/** Prices by "provider/model", with where they come from and the file's SHA-256. */
export function readSecondSource(path) {
	const text = readFileSync(path, "utf8");
	const sha256 = createHash("sha256").update(text).digest("hex");
	const data = path.endsWith(".json") ? JSON.parse(text) : parse(text);
	if (data.prices) return { source: data.source, sha256, prices: new Map(Object.entries(data.prices)) };
	return { source: "LiteLLM price list", sha256, prices: new Map(liteLlmPrices(data)) };
}

function liteLlmPrices(data) {
	return Object.entries(data)
		.filter(([, entry]) => typeof entry.input_cost_per_token === "number")
		.map(([name, entry]) => {
			const theirs = String(entry.litellm_provider);
			const provider = liteLlmProviders[theirs] ?? theirs.replace(/^vertex_ai.*/, "vertex");
			const model = name.startsWith(`${theirs}/`) ? name.slice(theirs.length + 1) : name;
			const price = { input: perMillion(entry.input_cost_per_token) };
			if (entry.output_cost_per_token) price.output = perMillion(entry.output_cost_per_token);
			return [`${provider}/${model}`, price];
		});
}

/** Marks each model's newest price; returns the disagreements in words. */
export function compareWithSecondSource(providers, second) {
	const disagreements = [];
	for (const { provider, models } of providers) {
		for (const model of models) {
			const other = second.prices.get(`${provider}/${model.id}`);
			const price = model.prices.at(-1);
			if (!other || !price) continue;
			const agrees = ["input", "output"].every(
				(key) => other[key] === undefined || price[key] === undefined || isClose(price[key], other[key]),
			);
			price.confidence = agrees ? "corroborated" : "disputed";
			if (agrees) continue;
			const theirs = `${other.input}/${other.output ?? "-"}`;
			price.note = [price.note, `${second.source} says ${theirs}`].filter(Boolean).join("; ");
			disagreements.push(
				`${provider}/${model.id}: ${price.input}/${price.output ?? "-"}, ${second.source} says ${theirs}`,
			);
		}
	}
	return disagreements;
}

function isClose(a, b) {
	return Math.abs(a - b) <= tolerance * Math.max(a, b);
}

function perMillion(perToken) {
	return Number((perToken * 1_000_000).toPrecision(12));
}

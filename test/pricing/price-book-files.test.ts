import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { offerOf } from "../../server/src/costs/find-offer.ts";
import { book, bundled } from "../costs/bundled-price-book.ts";

const folder = new URL("../../pricing/", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), "utf8");
const providerFiles = readdirSync(new URL("providers/", folder)).map((name) => `providers/${name}`);

const ajv = new Ajv({ allErrors: true, formats: { uri: true } });
const validate = ajv.compile(JSON.parse(text("pricing.schema.json")));

describe("the committed price files", () => {
	it.each([...providerFiles, "overrides.yaml"])("%s matches the schema", (name) => {
		validate(parse(text(name)));
		expect(validate.errors ?? []).toEqual([]);
	});

	it("the schema refuses a price without a source and a negative price", () => {
		const price = { input: 1, source: "a page", asOf: "2026-01-01", confidence: "seed" };
		const file = (changed: object) => ({
			schema: "pricing/1",
			provider: "x",
			models: [{ id: "m", kind: "chat", prices: [{ ...price, ...changed }] }],
		});
		expect(validate(file({}))).toBe(true);
		expect(validate(file({ source: undefined }))).toBe(false);
		expect(validate(file({ input: -1 }))).toBe(false);
		expect(validate(file({ asOf: "last week" }))).toBe(false);
	});

	it("read without problems", () => {
		expect(bundled.problems).toEqual([]);
		expect(book.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
	});

	it("are what the refresh writes from the installed package", () => {
		const script = fileURLToPath(new URL("../../scripts/refresh-pricing.mjs", import.meta.url));
		const output = execFileSync(process.execPath, [script, "--check"], { encoding: "utf8" });
		expect(output).toContain("up to date");
	});

	it("name no model twice under one provider", () => {
		for (const provider of book.providers) {
			const ids = provider.models.map((model) => model.id);
			expect(new Set(ids).size).toBe(ids.length);
		}
	});

	it("never charge more for reading the cache than for sending the tokens", () => {
		for (const provider of book.providers) {
			for (const model of provider.models) {
				for (const { prices } of model.prices) {
					if (prices.cacheRead !== null)
						expect(prices.cacheRead, `${provider.id}/${model.id}`).toBeLessThanOrEqual(prices.input);
				}
			}
		}
	});

	it("an embedding has no output price", () => {
		const embeddings = book.providers.flatMap((provider) =>
			provider.models.filter((model) => model.kind === "embedding"),
		);
		expect(embeddings.length).toBeGreaterThan(30);
		for (const model of embeddings) for (const entry of model.prices) expect(entry.prices.output).toBeNull();
	});
});

describe("vendors, GPUs and stand-ins", () => {
	it("every provider with prices has an archetype", () => {
		for (const provider of book.providers) {
			const vendor = book.vendors.find((candidate) => candidate.provider === provider.id);
			expect(vendor?.archetype, provider.id).toBeTruthy();
		}
	});

	it("every vendor of the published comparisons is there", () => {
		const ids = book.vendors.map((vendor) => vendor.id);
		for (const id of [
			"openai",
			"anthropic",
			"google-gemini",
			"mistral",
			"aws",
			"azure",
			"gcp-vertex",
			"together",
			"fireworks",
			"replicate",
			"anyscale",
			"lepton",
			"deepinfra",
			"baseten",
			"modal",
			"runpod",
			"fal",
			"groq",
			"cerebras",
			"sambanova",
			"etched",
			"coreweave",
			"lambda",
			"crusoe",
			"nebius",
			"scaleway",
			"ovh",
			"openrouter",
			"vercel-ai-gateway",
		])
			expect(ids).toContain(id);
	});

	it("a vendor's facts carry the sentence they rest on", () => {
		for (const vendor of book.vendors) {
			for (const fact of [
				vendor.caching,
				vendor.lora,
				vendor.retention,
				vendor.compliance,
				vendor.euResidency,
				vendor.lockIn,
			]) {
				if (fact) expect(fact.quote, vendor.id).toBeTruthy();
			}
		}
	});

	it("every stand-in's offer is in the price book", () => {
		for (const comparable of book.comparables) {
			for (const key of comparable.offers) {
				const slash = key.indexOf("/");
				const query = {
					provider: key.slice(0, slash),
					model: key.slice(slash + 1),
					asOf: "2026-11-21",
					inputTokens: 1,
				};
				expect(offerOf(book, query), key).not.toBeNull();
			}
		}
	});

	it("the GPU prices are those of the published table", () => {
		const hourly = Object.fromEntries(book.gpuOffers.map((offer) => [offer.id, offer.usdPerGpuHour]));
		expect(hourly).toMatchObject({
			"lambda/h100": 3.99,
			"runpod/h100": 4.41,
			"aws/h200": 4.975,
			"coreweave/h100": 6.16,
			"baseten/h100": 6.5,
		});
	});
});

/** Nothing that costs or expires is taken on trust: each figure names where it was read, and when. */
import { expect, it } from "vitest";
import { book } from "../costs/bundled-price-book.ts";

const { retirements: modelRetirements } = book;
const day = /^20\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

it("every price has a source and a day", () => {
	const prices = [
		...book.providers.flatMap(({ id, models }) =>
			models.flatMap((model) => model.prices.map(({ price }) => ({ what: `${id}/${model.id}`, price }))),
		),
		...book.gpuOffers.map(({ id, price }) => ({ what: id, price })),
		...book.regionPremiums.map(({ provider, region, price }) => ({ what: `${provider} ${region}`, price })),
	];
	expect(prices.length).toBeGreaterThan(700);
	for (const { what, price } of prices) {
		expect(price.source, what).not.toMatch(/^(|unknown|given)$/);
		expect(price.asOf, what).toMatch(day);
	}
});

it("every throughput has a source, and what lists dispute says how", () => {
	for (const { model, source } of book.throughputs) expect(source, model).not.toMatch(/^(|unknown)$/);
	for (const provider of book.providers) {
		for (const model of provider.models) {
			for (const { price, note } of model.prices) {
				if (price.confidence === "disputed") expect(note, `${provider.id}/${model.id}`).toBeTruthy();
			}
		}
	}
});

it("every retirement names the vendor's page, how old its reading is, and each model once", () => {
	const names = modelRetirements.flatMap(({ provider, models }) => models.map((model) => `${provider} ${model}`));
	expect(names.length).toBeGreaterThan(80);
	expect(new Set(names).size).toBe(names.length);
	for (const { models, retiredOn, source, asOf } of modelRetirements) {
		expect(retiredOn, models.join()).toMatch(day);
		expect(asOf, models.join()).toMatch(day);
		expect(source).toMatch(/^https:\/\//);
	}
});

it("no model that is recommended instead is retired itself by then", () => {
	for (const { provider, retiredOn, replacement } of modelRetirements) {
		const next = modelRetirements.find(
			(one) => one.provider === provider && one.models.some((name) => name === replacement),
		);
		if (next) expect(next.retiredOn > retiredOn, `${replacement}`).toBe(true);
	}
});

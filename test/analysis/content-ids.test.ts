import { expect, it } from "vitest";
import { contentIds } from "../../server/src/analysis/content-ids.ts";

it("gives two objects with the same content the same number, and another content another", () => {
	const { idOf } = contentIds();
	expect(idOf({ a: [1, "x"], b: null })).toBe(idOf({ a: [1, "x"], b: null }));
	expect(idOf({ a: [1, "x"], b: null })).not.toBe(idOf({ a: [1, "y"], b: null }));
	expect(idOf(["1"])).not.toBe(idOf([1]));
	expect(idOf([])).not.toBe(idOf({}));
	expect(idOf({ ab: 1 })).not.toBe(idOf({ a: 1 }));
});

it("takes an absent field and an undefined one for the same", () => {
	const { idOf } = contentIds();
	expect(idOf({ a: 1, b: undefined })).toBe(idOf({ a: 1 }));
});

it("looks at a shared part once: 60 doublings would be 10^18 parts written out", () => {
	const { idOf, count } = contentIds();
	let value: unknown = "text";
	for (let depth = 0; depth < 60; depth++) value = { left: value, right: value };
	expect(idOf(value)).not.toBeNull();
	expect(count()).toBe(61);
});

it("has no number for a value that holds itself", () => {
	const { idOf } = contentIds();
	const value: { self?: unknown } = {};
	value.self = value;
	expect(idOf({ value })).toBeNull();
	expect(idOf({ a: 1 })).not.toBeNull();
});

/** Origins of values that hold one another to any depth: the work for one must not grow with the depth. */
import { expect, it } from "vitest";
import { originOf } from "../../server/src/linking/origin.ts";
import type { LinkedValue } from "../../server/src/model/linked-value.ts";

const at = { file: "a.py", start: 0, end: 1 };
const seed: LinkedValue = { kind: "symbol", ...at, path: "other.seed", calls: [] };

function eitherCall(given: LinkedValue): LinkedValue {
	const calls = [{ positional: [given], named: [], unknownSpreads: [] }];
	const options: LinkedValue[] = [
		{ kind: "symbol", ...at, path: "other.f()", calls },
		{ kind: "symbol", ...at, path: "other.g()", calls },
	];
	return { kind: "choice", ...at, options, condition: "depends on the path taken", conditionOrigin: null };
}

function either(given: LinkedValue): LinkedValue {
	return { kind: "choice", ...at, options: [given], condition: "one of several", conditionOrigin: null };
}

function nested(wrap: (value: LinkedValue) => LinkedValue, times: number): LinkedValue {
	let value = seed;
	for (let depth = 0; depth < times; depth++) value = wrap(value);
	return value;
}

it("names a choice by its first call, however deep choices and calls hold one another", () => {
	expect(originOf(nested(eitherCall, 20_000)).label).toBe("other.f()");
});

it("looks through a few choices for a name, then gives the condition", () => {
	expect(originOf(nested(either, 5)).label).toBe("other.seed");
	expect(originOf(nested(either, 20_000)).label).toBe("one of several");
});

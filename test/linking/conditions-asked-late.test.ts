/** What decides between two values is followed when it is asked for, and copies of the value keep it so. */
import { describe, expect, it } from "vitest";
import { choiceBy, choiceLike, laterCondition, withUsual } from "../../server/src/linking/values.ts";
import type { LinkedValue } from "../../server/src/model/linked-value.ts";

const place = { file: "a.py", start: 0, end: 1 };
const text = (words: string, start: number): LinkedValue => ({
	kind: "text",
	file: "a.py",
	start,
	end: start + 1,
	parts: [{ kind: "literal", file: "a.py", start, end: start + 1, text: words, verbatim: true }],
});
const origin = { ...place, label: "user", source: { kind: "constant" }, from: [] } as const;

describe("a condition", () => {
	it("is worked out once, when somebody looks at it", () => {
		let asked = 0;
		const condition = laterCondition("user", () => {
			asked++;
			return origin;
		});
		const choice = choiceBy(place, [text("a", 1), text("b", 3)], condition);
		if (choice.kind !== "choice") throw new Error("no choice");
		const copy = choiceLike(place, withUsual(choice, 0), [text("c", 5), text("d", 7)]);
		expect(asked).toBe(0);
		expect(copy).toMatchObject({ condition: "user", conditionOrigin: origin });
		expect(choice.conditionOrigin).toBe(origin);
		expect(asked).toBe(1);
	});

	it("that depends on itself says nothing", () => {
		const condition = laterCondition("x", () => condition.origin ?? null);
		expect(condition.origin).toBeNull();
	});

	it("is written out with the value", () => {
		const choice = choiceBy(
			place,
			[text("a", 1), text("b", 3)],
			laterCondition("user", () => origin),
		);
		expect(JSON.parse(JSON.stringify(choice)).conditionOrigin.label).toBe("user");
	});
});

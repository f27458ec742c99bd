/** Figures as a person reads them. */
import { describe, expect, it } from "vitest";
import { comparedWith, countText, shareText, usdText } from "../../server/src/model/figures.ts";

describe("figures", () => {
	it.each([
		[0.0191, "$0.0191"],
		[0.016, "$0.0160"],
		[0.00001, "$0.00001"],
		[0.000337, "$0.00034"],
		[0.9999, "$0.9999"],
		[12.5, "$12.50"],
		[9549.6, "$9,550"],
		[0, "$0"],
		[-0.0012, "-$0.0012"],
		[Number.NaN, "$?"],
	])("writes %d US dollars as %s", (usd, text) => {
		expect(usdText(usd)).toBe(text);
	});

	it("groups thousands", () => {
		expect([countText(7), countText(1374), countText(1234567)]).toEqual(["7", "1,374", "1,234,567"]);
	});

	it("writes shares as per cent", () => {
		expect([shareText(0.75), shareText(0.004), shareText(0)]).toEqual(["75 %", "0.4 %", "0 %"]);
	});

	it("says how many times less or more, and `same` when nobody could tell", () => {
		expect(comparedWith(0.003, 0.0191)).toBe("6.4x less");
		expect(comparedWith(0.0191, 0.0191)).toBe("same");
		expect(comparedWith(0.02, 0.0191)).toBe("1.05x more");
		expect(comparedWith(0, 0.0191)).toBe("");
	});
});

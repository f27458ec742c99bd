/** The scoring itself: what counts as found, as a false alarm and as a right answer. */
import { expect, it } from "vitest";
// @ts-expect-error The refresh runs from source without a build, so it is plain JavaScript.
import { findDrops, rates, score } from "../../scripts/accuracy/score.mjs";

const call = (line: number, more: object = {}) => ({
	file: "a.py",
	line,
	cell: null,
	kind: "direct",
	confidence: "certain",
	sdk: "openai",
	model: "gpt-5.5",
	prompt: { staticTokensAfterFirstChange: 0 },
	...more,
});
const label = (line: number, more: object = {}) => ({
	at: `a.py:${line}`,
	file: "a.py",
	line,
	cell: null,
	kind: "direct",
	...more,
});
const rate = (calls: object[], reported: object[], more: object = {}) =>
	rates(score({ complete: "all", calls, silent: [], ...more }, { calls: reported }).score);

it("counts a labelled call that is not reported as missed", () => {
	expect(rate([label(1), label(2)], [call(1)])).toMatchObject({ directRecall: 0.5, precision: 1 });
});

it("counts a reported call without a label as a false alarm", () => {
	expect(rate([label(1)], [call(1), call(9)])).toMatchObject({ directRecall: 1, precision: 0.5 });
});

it("counts no false alarm in a file that was not read from top to bottom", () => {
	expect(rate([label(1)], [call(1), call(9)], { complete: ["b.py"] })).toMatchObject({ precision: 1 });
});

it("tells kinds apart: a wrapper reported as direct is missed and a false alarm", () => {
	expect(rate([label(1, { kind: "wrapper" })], [call(1)])).toMatchObject({ wrapperRecall: 0, precision: 0 });
});

it("counts an alarm on a look-alike", () => {
	expect(rate([], [call(3)], { silent: [label(3), label(4)] })).toMatchObject({ lookAlikesSilent: 0.5 });
});

it("takes no model for an honest answer and another model for a wrong one", () => {
	const calls = [label(1, { model: "gpt-5.5" }), label(2, { model: "gpt-5.5" }), label(3, { model: "unknown" })];
	const reported = [call(1), call(2, { model: null }), call(3, { model: null })];
	expect(rate(calls, reported)).toMatchObject({ modelRight: 0.5, modelNotWrong: 1 });
	expect(rate(calls, [call(1), call(2, { model: "gpt-4" }), call(3)])).toMatchObject({ modelNotWrong: 0.3333 });
});

it("judges a prompt hostile from fifty static tokens after the first change", () => {
	const calls = [label(1, { hostile: true }), label(2, { hostile: false })];
	const tokens = (count: number) => ({ prompt: { staticTokensAfterFirstChange: count } });
	expect(rate(calls, [call(1, tokens(50)), call(2, tokens(49))])).toMatchObject({
		hostilePrecision: 1,
		hostileRecall: 1,
	});
	expect(rate(calls, [call(1, tokens(49)), call(2, tokens(50))])).toMatchObject({
		hostilePrecision: 0,
		hostileRecall: 0,
	});
});

it("names a rate that falls, and none that stays or has no figure", () => {
	const baseline = { corpus: { precision: 0.9, directRecall: 0.8, sdkRight: 1 } };
	expect(findDrops(baseline, { corpus: { precision: 0.85, directRecall: 0.8, sdkRight: null } })).toEqual([
		"dropped: corpus precision 90.0 % -> 85.0 %",
	]);
});

/** Accepted findings: known again when lines move, counted when they are alike, named when they are gone. */
import { describe, expect, it } from "vitest";
import { baselineOf, baselineText, compareWithBaseline, readBaseline } from "../../server/src/analysis/baseline.ts";
import type { Finding } from "../../server/src/model/finding.ts";

const at = (text: string, words: string, rule = "some-rule", file = "app.py"): Finding => ({
	rule,
	severity: "warning",
	message: "",
	why: "",
	callId: `${file}:1:1`,
	place: { file, start: text.indexOf(words), end: text.indexOf(words) + words.length },
	related: [],
	savings: null,
	fix: null,
	isQuiet: false,
});
const textOf = (text: string) => () => text;
const code = "first = ask(1)\nsecond = ask(2)\n";
const accepted = baselineOf([at(code, "ask(1)"), at(code, "ask(2)")], textOf(code));

describe("a baseline", () => {
	it("knows a finding again on another line, with other indentation", () => {
		const moved = `import os\n\nif True:\n    first  =  ask(1)\n${code.split("\n")[1]}\n`;
		const result = compareWithBaseline([at(moved, "ask(1)"), at(moved, "ask(2)")], accepted, textOf(moved));
		expect([result.fresh.length, result.known.length, result.stale]).toEqual([0, 2, []]);
	});

	it("does not know another rule, another file or a changed line", () => {
		const changed = code.replace("ask(1)", "ask(3)");
		const found = [at(code, "ask(2)", "other-rule"), at(code, "ask(2)", "some-rule", "other.py")];
		expect(compareWithBaseline(found, accepted, textOf(code)).fresh).toEqual(found);
		expect(compareWithBaseline([at(changed, "ask(3)")], accepted, textOf(changed)).fresh).toHaveLength(1);
	});

	it("counts findings that are alike: one more is new, one fewer is stale", () => {
		const line = "reply = ask()\n";
		const twice = [at(line, "ask"), at(line, "ask")];
		const entries = baselineOf(twice, textOf(line));
		expect(entries).toEqual([{ rule: "some-rule", file: "app.py", code: "reply = ask()", count: 2 }]);
		expect(compareWithBaseline([...twice, at(line, "ask")], entries, textOf(line)).fresh).toHaveLength(1);
		expect(compareWithBaseline([at(line, "ask")], entries, textOf(line)).stale).toEqual([{ ...entries[0], count: 1 }]);
	});

	it("is written sorted and read back the same", () => {
		expect(readBaseline(baselineText(accepted))).toEqual(accepted);
		expect(baselineText([...accepted])).toBe(
			baselineText(baselineOf([at(code, "ask(2)"), at(code, "ask(1)")], textOf(code))),
		);
	});

	it("says why it cannot be read", () => {
		expect(readBaseline("{")).toEqual({ problem: "it is not JSON" });
		expect(readBaseline("[]")).toEqual({ problem: "it has no list of `findings`" });
		expect(readBaseline('{"findings": [1, {"rule": "a"}]}')).toEqual([]);
	});
});

/** A changing sentence leaves its line, and what it leaves keeps the line's indent and line ends. */
import { expect, test } from "vitest";
import { applyFix, withEdits } from "../../server/src/analysis/apply-fix.ts";
import { FrontEnds } from "../../server/src/languages/front-ends.ts";
import { parseDeadline, readWasm } from "../../server/src/workspace/wasm.ts";

const frontEnds = new FrontEnds(readWasm, parseDeadline);
await frontEnds.load(["python"]);

function moved(text: string): string {
	const source = { file: "a.py", language: "python" as const, text };
	const frontEnd = frontEnds.get("python");
	if (!frontEnd) throw new Error("no front end");
	const expression = { file: "a.py", start: text.indexOf('f"'), end: text.lastIndexOf('"') + 1 };
	const hole = text.indexOf("{now}");
	const changing = [{ start: hole, end: hole + 5 }];
	const result = applyFix({ kind: "move-static-text-first", title: "", expression, changing }, source, frontEnd);
	return result.kind === "edits" ? withEdits(text, result.edits) : result.because;
}

test.each(["\n", "\r\n"])("in an indented text", (eol) => {
	const lines = (...items: string[]) => items.join(eol);
	expect(
		moved(
			lines(
				'x = f"""',
				"    You sell shoes in three countries. Today is {now}. Always quote the number of the order.",
				"    Be polite.",
				'    """',
			),
		),
	).toBe(
		lines(
			'x = f"""',
			"    You sell shoes in three countries.",
			"    Always quote the number of the order.",
			"    Be polite.",
			"    Today is {now}.",
			'    """',
		),
	);
});

test("on one line, where breaks are spelt out", () => {
	expect(moved('x = f"You sell shoes to people. Today is {now}. Always quote the number of the order in full."')).toBe(
		'x = f"You sell shoes to people.\\nAlways quote the number of the order in full.\\nToday is {now}."',
	);
});

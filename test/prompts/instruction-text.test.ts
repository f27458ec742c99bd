/** Which fixed text is an instruction and which only serves the value beside it. */
import { describe, expect, it } from "vitest";
import { instructionTextOf } from "../../server/src/prompts/segments/instruction-text.ts";

const between = { valueBefore: true, valueAfter: true };
const after = { valueBefore: true, valueAfter: false };
const before = { valueBefore: false, valueAfter: true };

describe("text that belongs to a value", () => {
	it.each([
		["\nQuestion: ", between],
		["</context>\n\n<question>\n", between],
		["\n\n## Conversation so far\n\n", between],
		['\n\nHere is the document you have to summarise:\n\n"""\n', between],
		["\n```\n\nJSON:\n```json\n", between],
		[" years old and lives in ", between],
		['"""\n\nAnswer:', after],
		["\n---\n", between],
		[".", after],
		["Text to translate: ", before],
		["\n**Input:** ", between],
	])("%j is no instruction", (text, neighbours) => {
		expect(instructionTextOf(text, neighbours)).toBe("");
	});
});

describe("instructions", () => {
	it("keep their lines and lose the labels around them", () => {
		const text = "\n</doc>\n\n## Rules\n- Cite every source by its number.\n- Never guess.\n\nQuestion: ";
		expect(instructionTextOf(text, between)).toBe("## Rules\n- Cite every source by its number.\n- Never guess.");
	});

	it("count when they share a line with a value but say more than a label", () => {
		const text = " in three sentences, keep every name and number, and do not add an opinion of your own.";
		expect(instructionTextOf(text, after)).toBe(text);
	});

	it("count whole where no value stands beside them", () => {
		const none = { valueBefore: false, valueAfter: false };
		expect(instructionTextOf("Be brief.", none)).toBe("Be brief.");
	});
});

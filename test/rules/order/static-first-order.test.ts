/** Which parts of a prompt move, which stay together, and when nothing may move. */
import fc from "fast-check";
import "../../harness/property-seed.ts";
import { describe, expect, test } from "vitest";
import type { OrderedPiece } from "../../../server/src/prompts/order/lines.ts";
import { orderBySentences } from "../../../server/src/prompts/order/sentences.ts";
import { staticFirstOrder } from "../../../server/src/prompts/static-first-order.ts";

/** `{now}` is a changing hole, `{=tone}` a hole that stays the same; a name that ends in `()` has side effects. */
function cut(text: string): OrderedPiece[] {
	return text.split(/(\{=?[\w.]+(?:\(\))?\})/).flatMap((part): OrderedPiece[] => {
		const hole = /^\{(=?)([\w.]+(?:\(\))?)\}$/.exec(part);
		if (hole) {
			const name = hole[2] ?? "";
			return [{ kind: "hole", text: name, hasSideEffects: name.endsWith("()"), isChanging: hole[1] === "" }];
		}
		const lines = part.match(/[^\n]*\n|[^\n]+/g) ?? [];
		return lines.map((line) => ({ kind: "text", text: line, hasSideEffects: false, isChanging: false }));
	});
}

function render(pieces: readonly OrderedPiece[]): string {
	return pieces
		.map((piece) => (piece.kind === "text" ? piece.text : `{${piece.isChanging ? "" : "="}${piece.text}}`))
		.join("");
}

function reorder(text: string): string {
	const pieces = cut(text);
	const result = staticFirstOrder(pieces);
	if (result.kind === "order") return render(result.order.flatMap((i) => pieces[i] ?? []));
	return result.kind === "not-safe" ? `not safe: ${result.because}` : "already first";
}

/** The order with sentences parted where that gives more. */
function parted(text: string): string {
	const found = orderBySentences(cut(text));
	return found ? render(found.found.order.flatMap((i) => found.pieces[i] ?? [])) : "whole lines";
}

describe("what moves", () => {
	test("a line with a changing value goes behind the static lines", () => {
		expect(reorder("Today is {now}.\nYou are a support agent.\nBe polite.\n")).toBe(
			"You are a support agent.\nBe polite.\nToday is {now}.\n",
		);
	});

	test("paragraphs keep their gaps", () => {
		expect(reorder("Today is {now}.\n\nYou are a support agent.\n\nBe polite.\n")).toBe(
			"You are a support agent.\n\nBe polite.\n\nToday is {now}.\n",
		);
	});

	test("changing lines keep their order, and so do static ones", () => {
		expect(reorder("User: {user}\nOne.\nDate: {date}\nTwo.\n")).toBe("One.\nTwo.\nUser: {user}\nDate: {date}\n");
	});

	test("a hole that is the same in every request counts as static", () => {
		expect(reorder("Date: {now}\nYour name is {=bot}.\n")).toBe("Your name is {=bot}.\nDate: {now}\n");
	});

	test("nothing moves when the static text stands first", () => {
		expect(reorder("You are a support agent.\nToday is {now}.\n")).toBe("already first");
	});

	test("a wrapping tag stays around the text", () => {
		expect(reorder("<prompt>\nDate: {now}\nBe polite.\n</prompt>\n")).toBe(
			"<prompt>\nBe polite.\nDate: {now}\n</prompt>\n",
		);
	});
});

describe("who and where", () => {
	test("who the model is stays first before mere instructions", () => {
		expect(reorder("You are the {role} of a team.\n\nWrite short answers.\n")).toBe(
			'not safe: the text would no longer open with "You are the … of"',
		);
		expect(reorder("{persona}\nWrite short answers.\n")).toBe("not safe: `persona` says who the model is");
	});

	test("a section does not come to stand under another heading", () => {
		expect(reorder("## Ticket\n{ticket}\n\n# Ways\n\n## First\nLook.\n")).toBe(
			"not safe: a section would come to stand under another heading",
		);
	});
});

describe("sentences", () => {
	test("a changing sentence leaves its line", () => {
		expect(
			parted("You sell shoes in three countries of Europe. Today is {now}. Be polite to whoever asks you something.\n"),
		).toBe("You sell shoes in three countries of Europe.\nBe polite to whoever asks you something.\nToday is {now}.\n");
	});

	test("one that stands last lets the paragraphs behind it come first", () => {
		expect(
			parted(
				"You sell shoes in three countries of Europe. Today is {now}.\n\nBe polite to whoever asks you something about our shoes.\n",
			),
		).toBe(
			"You sell shoes in three countries of Europe.\nBe polite to whoever asks you something about our shoes.\n\nToday is {now}.\n",
		);
	});

	test("a sentence that leans on the changing one stays with it", () => {
		expect(parted("The ticket is {now}. Answer it as politely as you can, and never mention our rivals.\n")).toBe(
			"whole lines",
		);
		expect(parted("Ask {now}. They know the stock, the prices and the days on which shoes come.\n")).toBe(
			"whole lines",
		);
	});

	test("an abbreviation or a quotation ends no sentence", () => {
		expect(parted("Write to Dr. {now} and to Prof. Miller about the shoes that we have sold in Europe.\n")).toBe(
			"whole lines",
		);
		expect(parted('Say "Hello {now}. Our shoes are the best that can be bought." to all who come in.\n')).toBe(
			"whole lines",
		);
	});

	test("a number or a word or two in front name a sentence, and are none", () => {
		expect(
			parted(
				"Rules.\nPhase 8. Review: compare all that you have written with the base commit {base} of the project.\n",
			),
		).toBe("whole lines");
		expect(parted("Important! The customer is {now}, who has bought a hundred pairs of shoes in one year.\n")).toBe(
			"whole lines",
		);
	});

	test("items of a list, tags and code stay whole", () => {
		expect(parted("- Name: {now}. Be polite to whoever asks you something about our shoes.\n")).toBe("whole lines");
		expect(parted("<a>{now}. Be polite to whoever asks you something about our shoes.</a>\n")).toBe("whole lines");
	});
});

describe("what stays together", () => {
	test("an item of a list that follows a value on its line", () => {
		expect(reorder("Date: {now}\n\n{hint}- One.\n- Two.\n\nBe polite.\n")).toBe(
			"Be polite.\n\nDate: {now}\n\n{hint}- One.\n- Two.\n",
		);
	});

	test("items counted within an item, and all that is indented under a line", () => {
		expect(
			reorder("Date: {now}\nPhase 8. Check {base}:\n   8.1 Look.\n   8.2 Test:\n     8.2.1 All.\n\nBe polite.\n"),
		).toBe("Be polite.\n\nDate: {now}\nPhase 8. Check {base}:\n   8.1 Look.\n   8.2 Test:\n     8.2.1 All.\n");
	});

	test("a last line that ends in a colon introduces what the model goes on with", () => {
		expect(reorder("Query: {query}\n\nRelevant clauses or sections of the text (with their numbers):")).toBe(
			"already first",
		);
	});

	test("a tagged section and its value", () => {
		expect(reorder("<ticket>\n{ticket}\n</ticket>\n\nAnswer in one sentence.\n")).toBe(
			"Answer in one sentence.\n\n<ticket>\n{ticket}\n</ticket>\n",
		);
	});

	test("a label on the line before its value", () => {
		expect(reorder("Ticket:\n{ticket}\nAnswer in one sentence.\n")).toBe(
			"Answer in one sentence.\nTicket:\n{ticket}\n",
		);
	});

	test("a section under its heading", () => {
		expect(reorder("## Customer\n{name}\n\n## Rules\nBe polite.\n")).toBe(
			"## Rules\nBe polite.\n\n## Customer\n{name}\n",
		);
	});

	test("a numbered list is not cut", () => {
		expect(reorder("1. Greet {name}.\n2. Be polite.\n")).toBe("already first");
	});

	test("a sentence that runs over two lines", () => {
		expect(reorder("The customer {name} wrote to us and\nwaits for an answer.\nBe polite.\n")).toBe(
			"Be polite.\nThe customer {name} wrote to us and\nwaits for an answer.\n",
		);
	});

	test("a sentence that announces what stands behind it", () => {
		expect(reorder("Rule one.\nHere is a new example.\n```\n{example}\n```\nBe polite.\n")).toBe(
			"Rule one.\nBe polite.\nHere is a new example.\n```\n{example}\n```\n",
		);
	});

	test("the words after which the model goes on", () => {
		expect(reorder("Question: {question}\nBe polite.\nAnswer:")).toBe("Be polite.\nQuestion: {question}\nAnswer:");
	});

	test("an example of JSON", () => {
		expect(reorder('Date: {now}\nAnswer with:\n{{\n  "a": 1\n}}\n')).toBe(
			'Answer with:\n{{\n  "a": 1\n}}\nDate: {now}\n',
		);
	});
});

describe("what is not safe", () => {
	test("text that points back over the value", () => {
		expect(reorder("Order: {order}\nUse the order above to answer.\n")).toBe(
			'not safe: the text says "the order above"',
		);
	});

	test("text that leans on the value before it", () => {
		expect(reorder("The ticket is {ticket}.\nThen write an answer.\n")).toBe('not safe: the text says "Then"');
		expect(reorder("Agents: {a}, {b}\n\nJudge these agents by their sources.\n")).toBe(
			'not safe: the text says "these agents"',
		);
	});

	test("what stands behind text that has to stay, so that static text keeps its order", () => {
		expect(reorder("Be kind.\nOrder: {order}\nBe brief.\nUse the order above.\nBe polite.\n")).toBe(
			"Be kind.\nBe brief.\nOrder: {order}\nUse the order above.\nBe polite.\n",
		);
	});

	test("rules that a colon introduces lean on nothing", () => {
		expect(reorder("Order: {order}\nFollow these rules:\n- be kind\n- be brief\n")).toBe(
			"Follow these rules:\n- be kind\n- be brief\nOrder: {order}\n",
		);
	});

	test("a thing that was thought previously points at nothing", () => {
		expect(reorder("Order: {order}\nSeas rise faster than previously thought.\n")).toBe(
			"Seas rise faster than previously thought.\nOrder: {order}\n",
		);
	});

	test("a reference at the end of its line, before a number", () => {
		expect(reorder("Customer: {name}\n\n1. Weigh the preferences above\n2. Be brief.\n")).toBe(
			'not safe: the text says "the preferences above"',
		);
	});

	test("a question that a colon does not introduce", () => {
		expect(reorder("Example: {example}\n\nGrade this new question as one of:\nA: right\nB: wrong\n")).toBe(
			'not safe: the text says "this new question"',
		);
	});

	test("an opening that says what to do or who the model is", () => {
		expect(reorder("Review the following draft:\n\n{draft}\n\nBe strict.\n")).toMatch(
			/^not safe: the text would no longer open with "Review/,
		);
		expect(reorder("You are an agent of {firm}.\n\nBe polite.\n")).toMatch(/^not safe: the text would no longer open/);
	});

	test("an opening that another one of its kind can stand in for", () => {
		expect(reorder("You are talking to {name}.\n\nYou are a support agent.\n")).toBe(
			"You are a support agent.\n\nYou are talking to {name}.\n",
		);
	});

	test("a whole text that this one only goes on with", () => {
		const pieces: OrderedPiece[] = [
			{ kind: "hole", text: "PROMPT.format(a=a)", hasSideEffects: true, isChanging: true },
			{ kind: "text", text: "\n", hasSideEffects: false, isChanging: false },
			{ kind: "text", text: "Be brief.\n", hasSideEffects: false, isChanging: false },
		];
		expect(staticFirstOrder(pieces)).toMatchObject({
			because: "`PROMPT.format(a=a)` is the text that this one goes on with",
		});
	});

	test("a price above a limit points at nothing", () => {
		expect(reorder("Order: {order}\nRefuse refunds above $100.\n")).toBe(
			"Refuse refunds above $100.\nOrder: {order}\n",
		);
	});

	test("changing text that points forward", () => {
		expect(reorder("Dear {name}, obey the rules below.\n\nBe polite.\n")).toBe(
			'not safe: the text says "the rules below"',
		);
	});

	test("a call that would run before another", () => {
		expect(reorder("{now()}\nTone: {=tone()}\n")).toBe("not safe: `tone()` would run before `now()`");
	});

	test("template control blocks", () => {
		expect(reorder("{% if x %}\n{now}\n{% endif %}\nBe polite.\n")).toBe(
			"not safe: the text holds template control blocks ({% if)",
		);
	});

	test("a tag that is closed elsewhere", () => {
		expect(reorder("<doc>\n{doc}\nBe polite.\n")).toBe("not safe: the tag <doc> is opened but not closed in this text");
	});
});

describe("properties", () => {
	const line = fc.constantFrom(
		"Be polite.",
		"Date: {now}",
		"",
		"Name: {user}",
		"- one",
		"- two {x}",
		"1. first",
		"2. second",
		"## Rules",
		"<a>",
		"</a>",
		"Ticket:",
		"---",
		"```",
		"see above",
		"Then stop",
		"  deeper",
		"and so on",
		"Your name is {=bot}",
	);
	const text = fc.array(line, { maxLength: 14 }).map((lines) => lines.map((item) => `${item}\n`).join(""));

	test("the order is a permutation, its static part holds nothing that changes, and a second run moves nothing", () => {
		fc.assert(
			fc.property(text, (prompt) => {
				const pieces = cut(prompt);
				const result = staticFirstOrder(pieces);
				if (result.kind !== "order") return;
				expect([...result.order].sort((a, b) => a - b)).toEqual(pieces.map((_, i) => i));
				const moved = result.order.flatMap((i) => pieces[i] ?? []);
				expect(moved.slice(0, result.staticCount).some((piece) => piece.isChanging)).toBe(false);
				expect(moved.filter((p) => p.isChanging)).toEqual(pieces.filter((p) => p.isChanging));
				expect(staticFirstOrder(moved).kind).not.toBe("order");
			}),
			{ numRuns: 3000 },
		);
	});
});

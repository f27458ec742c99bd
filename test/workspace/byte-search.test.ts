import fc from "fast-check";
import "../harness/property-seed.ts";
import { expect, it } from "vitest";
import { createByteSearch } from "../../server/src/workspace/byte-search.ts";

const encode = (text: string) => new TextEncoder().encode(text);
const contains = (words: string[], text: string) => createByteSearch(words).contains(encode(text), encode(text).length);
const findIdentifier = (words: string[], text: string) =>
	createByteSearch(words).findIdentifier(encode(text), encode(text).length);

it("finds a word anywhere in the bytes", () => {
	expect(contains(["openai", "anthropic"], "import anthropic\n")).toBe(true);
	expect(contains(["openai", "anthropic"], "import antropic\n")).toBe(false);
});

it("finds a word that begins inside another that breaks off", () => {
	expect(contains(["ananas", "nab"], "anab")).toBe(true);
});

it("finds a word that ends inside a longer one", () => {
	expect(contains(["she", "he"], "the")).toBe(true);
});

it("finds words beyond ASCII", () => {
	expect(contains(["größe"], "die größe")).toBe(true);
});

it("looks at no byte after the given length", () => {
	expect(createByteSearch(["openai"]).contains(encode("import openai"), 9)).toBe(false);
});

it("finds nothing when there are no words", () => {
	expect(contains([], "anything")).toBe(false);
});

it("tells an identifier from a part of a longer one", () => {
	expect(findIdentifier(["ask", "tell"], "reply = ask(question)")).toBe("ask");
	expect(findIdentifier(["ask"], "task = mask(ask_all)")).toBeNull();
	expect(findIdentifier(["ask"], "ask")).toBe("ask");
});

it("looks for the end of an identifier only where the word has one", () => {
	expect(findIdentifier([".messages"], "client.messages.create()")).toBe(".messages");
	expect(findIdentifier([".messages"], "state.messages_seen")).toBeNull();
	expect(findIdentifier([".kickoff("], "crew.kickoff(inputs)")).toBe(".kickoff(");
});

it("agrees with a plain search on every input", () => {
	const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 1, maxLength: 5 });
	const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "d"), maxLength: 30 });
	fc.assert(
		fc.property(fc.array(word, { maxLength: 6 }), text, (words, haystack) => {
			expect(contains(words, haystack)).toBe(words.some((candidate) => haystack.includes(candidate)));
		}),
	);
});

it("finds every word that stands whole, also inside a longer one", () => {
	const text = encode("from llm import model\nmodels = llm_model(model)");
	const found = createByteSearch(["model", "llm import", "import model", "llm", "models(", "llm_model("]);
	expect([...found.findIdentifiers(text, text.length)]).toEqual([
		"llm",
		"llm import",
		"import model",
		"model",
		"llm_model(",
	]);
	expect([...found.findIdentifiers(text, 9)]).toEqual(["llm"]);
});

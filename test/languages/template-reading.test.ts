/** Reading templates and settings: half-typed and hostile text ends quickly, aliases are followed, raw text stays raw. */
import { expect, it } from "vitest";
import { readData } from "../../server/src/languages/templates/data-values.ts";
import { readPromptFile } from "../../server/src/languages/templates/read-prompt-file.ts";
import { entryOf, textIn } from "../../server/src/languages/templates/setting-at.ts";
import { readTemplate } from "../../server/src/languages/templates/template-nodes.ts";

const kinds = (text: string) => readTemplate(text).map((node) => node.kind);

it("reads half-typed tags as text", () => {
	expect(kinds("Hello {{ name")).toEqual(["text"]);
	expect(kinds("{% if x %}yes")).toEqual(["block"]);
	expect(kinds("{% endif %}a{{/each}}")).toEqual(["text"]);
});

it("passes over comments and what raw holds", () => {
	expect(kinds("{# it's {{ x }} #}a{{!-- {{y}} --}}")).toEqual(["statement", "text", "statement"]);
	expect(readTemplate("{% raw %}{{ x }}{% endraw %}")).toMatchObject([
		{ kind: "block", arms: [{ nodes: [{ kind: "text" }] }] },
	]);
});

it.each([
	"{{",
	'{{"',
	"{{ '",
	"{#",
	"{% ",
	"{%'",
	"{{#if x}}",
	"{% if x %}",
	"{{!--",
	" ",
	"\n",
	"system:\n",
	"{# a #} ",
])("ends for a text full of %j", (piece) => {
	const text = piece.repeat(20_000);
	expect(readTemplate(text).length).toBeGreaterThan(0);
	expect(() => readPromptFile("prompts/a.j2", text)).not.toThrow();
	expect(() => readData(text, "toml")).not.toThrow();
});

it("follows aliases in YAML, and stops where they multiply", () => {
	const data = readData("base: &b\n  role: kind\nask:\n  <<: *b\n  text: *b\n", "yaml");
	const ask = data && entryOf(data, "ask");
	expect(ask && textIn(ask, "role")).toBe("kind");
	const doubling = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join("\n");
	expect(readData(`a0: &a0 x\n${doubling}\n`, "yaml")?.kind).toBe("record");
});

it("reads texts of TOML with their places", () => {
	const text = '[a]\nx = """\nLine one\nLine two"""\nlist = ["p", \'q\'] # note\n[[b]]\ny = "c\\n"\n';
	const data = readData(text, "toml");
	const a = data && entryOf(data, "a");
	const x = a && entryOf(a, "x");
	expect(a && textIn(a, "x")).toBe("Line one\nLine two");
	expect(x?.kind === "concat" && text.slice(x.parts[0]?.start, x.parts[0]?.end)).toBe("Line one\nLine two");
	expect(a && entryOf(a, "list")).toMatchObject({ kind: "list", items: [{}, {}] });
});

import { expect, it } from "vitest";
import { toMarkdown } from "../../server/src/cli/formats/markdown.ts";
import { callEntry, documentWith, findingEntry } from "./sample-document.ts";

it("answers what a request costs, where the money goes and what can be saved, in that order", () => {
	const headings = [...toMarkdown(documentWith()).matchAll(/^## (.*)$/gm)].map((match) => match[1]);
	expect(headings.slice(0, 4)).toEqual([
		"What a request costs",
		"Where the money goes",
		"What can be saved",
		"The same work elsewhere",
	]);
});

it("links every call to its line, whatever its path is made of", () => {
	const out = toMarkdown(documentWith({ calls: [callEntry({ file: "app/(shop)/[id]/a b.ts", line: 7 })] }));
	expect(out).toContain("[app/(shop)/\\[id\\]/a b.ts:7](app/%28shop%29/%5Bid%5D/a%20b.ts#L7)");
});

it("keeps a bar in a cell from becoming a column", () => {
	const out = toMarkdown(documentWith({ calls: [callEntry({ model: "a|b" })] }));
	expect(out).toContain("`a\\|b`");
});

it("keeps calls without a price out of the totals and names the reason", () => {
	const out = toMarkdown(documentWith());
	expect(out).toContain("| chat | 2 | 1 | $0.0219 | $0.0254 | $12,065 |");
	expect(out).toContain("- the model comes from configuration: [web/\\[id\\]/route.ts:23]");
});

it("orders findings by what they save", () => {
	const small = findingEntry({ line: 1, savings: { tokensPerRequest: 10, usdPerRequest: 0.0001 } });
	const out = toMarkdown(documentWith({ findings: [small, findingEntry()] }));
	expect(out.indexOf("answer.py:12]")).toBeLessThan(out.indexOf("answer.py:1]"));
});

it("says when nothing was found", () => {
	expect(toMarkdown(documentWith({ calls: [], findings: [], skipped: [] }))).toBe(
		"# Inference cost report\n\nNo LLM calls in 2,310 files.\n",
	);
});

it("counts a wrapper's own request once, with its callers", () => {
	const outer = callEntry({ id: "outer", kind: "wrapper", reaches: ["inner"] });
	const inner = callEntry({ id: "inner", line: 90, suppliedBy: ["outer"] });
	const out = toMarkdown(documentWith({ calls: [outer, inner], findings: [] }));
	expect(out).toContain("$12,065");
	expect(out).not.toContain("$24,130");
	expect(out).toContain("own request is counted with the callers it is sent for");
});

/** Moves in prompt files, over many made-up prompts: nothing is lost, no block is torn, and a second move changes nothing. */
import fc from "fast-check";
import "../harness/property-seed.ts";
import { expect, it } from "vitest";
import { applyFix, withEdits } from "../../server/src/analysis/apply-fix.ts";
import { createTemplateFrontEnd } from "../../server/src/languages/templates/template-front-end.ts";
import { readTemplate } from "../../server/src/languages/templates/template-nodes.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";

const frontEnd = createTemplateFrontEnd();

const sentence = fc.constantFrom("Be kind.", "Keep to the facts.", "Größe: 10 µm.", "Use \tone word.", '{"a": [1, 2]}');
const hole = fc.constantFrom("{{ question }}", "{{user.name}}", "{{{raw}}}", "{{ now | upper }}");
const paragraph = fc.oneof(
	sentence,
	hole.map((place) => `The value is ${place}.`),
	fc.tuple(sentence, hole).map(([text, place]) => `{% if x %}\n${text} ${place}\n{% else %}\n${text}\n{% endif %}`),
	fc.tuple(sentence, hole).map(([text, place]) => `{{#each xs}}\n- ${text} ${place}\n{{/each}}`),
	fc.array(sentence, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n")),
);
const prompts = fc
	.tuple(fc.array(paragraph, { minLength: 1, maxLength: 8 }), fc.constantFrom("\n", "\r\n"), fc.boolean())
	.map(([paragraphs, newline, ends]) => `${paragraphs.join("\n\n")}${ends ? "\n" : ""}`.replaceAll("\n", newline));

function moved(text: string): string | null {
	const source: SourceFile = { file: "prompts/a.j2", language: "template", text };
	const changing = readTemplate(text).filter((node) => node.kind !== "text");
	const expression = { file: source.file, start: 0, end: text.length };
	const result = applyFix(
		{ kind: "move-static-text-first", title: "", variant: "end-of-prompt", expression, changing },
		source,
		frontEnd,
	);
	return result.kind === "edits" ? withEdits(text, result.edits) : null;
}

const lines = (text: string) =>
	text
		.split(/\r?\n/)
		.filter((line) => line.trim() !== "")
		.sort();
const blocks = (text: string) =>
	readTemplate(text)
		.filter((node) => node.kind !== "text")
		.map((node) => text.slice(node.start, node.end));

it("keeps every line, every block whole, and their order", () => {
	let moves = 0;
	fc.assert(
		fc.property(prompts, (text) => {
			const after = moved(text);
			if (after === null) return;
			moves++;
			expect(lines(after)).toEqual(lines(text));
			expect(blocks(after)).toEqual(blocks(text));
			expect(moved(after)).toBeNull();
			expect(/\r/.test(after)).toBe(/\r/.test(text));
		}),
		{ numRuns: 1_000 },
	);
	expect(moves).toBeGreaterThan(100);
});

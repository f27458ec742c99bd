/**
 * The reorder fix on generated prompts in every way to build a text: the file parses, it renders the same lines in
 * another order, nothing of them is lost, and a second application changes nothing.
 */
import fc from "fast-check";
import "../harness/property-seed.ts";
import { describe, expect, test } from "vitest";
import { applyFix, withEdits } from "../../server/src/analysis/apply-fix.ts";
import { FrontEnds } from "../../server/src/languages/front-ends.ts";
import type { MoveStaticTextFirst } from "../../server/src/model/finding.ts";
import type { LanguageId, SourceFile } from "../../server/src/model/source-file.ts";
import { parseDeadline, readWasm } from "../../server/src/workspace/wasm.ts";

const frontEnds = new FrontEnds(readWasm, parseDeadline);
await frontEnds.load(["python", "typescript"]);

/** Prompts per way of writing; a long run is asked for with LCPR_RUNS. */
const runs = Number(process.env.LCPR_RUNS ?? 300);

/** `{name}` is a hole; names of changing ones begin with a c, of static ones with an s. */
const line = fc.constantFrom(
	"Be polite.",
	"Date: {c1}",
	"",
	"Name: {c2}. Be kind.",
	"- one",
	"- two {c3}",
	"1. first",
	"2. second {c1}",
	"## Rules",
	"<doc>",
	"</doc>",
	"Ticket:",
	"{c2}",
	"You are {s1}.",
	"Use the order above.",
	"Then stop.",
	"  deeper",
	'Say "hi" and it\'s fine.',
	"Émile 中文 🙂.",
	"tab\there.",
	"back\\slash.",
);
const prompt = fc
	.tuple(fc.array(line, { minLength: 1, maxLength: 10 }), fc.boolean())
	.map(([lines, endsWithBreak]) => lines.join("\n") + (endsWithBreak ? "\n" : ""));

interface Way {
	readonly name: string;
	readonly language: LanguageId;
	/** Source of the expression for a prompt, or null when this way cannot hold it. */
	readonly write: (prompt: string, eol: string) => string | null;
}

const ways: readonly Way[] = [
	{
		name: "template literal",
		language: "typescript",
		write: (text, eol) =>
			`\`${withHoles(
				text,
				(t) => t.replaceAll("\\", "\\\\").replaceAll("`", "\\`").replaceAll("\n", eol),
				(n) => `\${${n}}`,
			)}\``,
	},
	{
		name: "sum of literals",
		language: "typescript",
		write: (text, eol) => sum(text, eol, (t) => JSON.stringify(t)),
	},
	{
		name: "f-string over several lines",
		language: "python",
		write: (text, eol) => {
			if (text.endsWith('"') || text.startsWith('"')) return null;
			return `f"""${withHoles(
				text,
				(t) => t.replaceAll("\\", "\\\\").replaceAll("\n", eol),
				(n) => `{${n}}`,
			)}"""`;
		},
	},
	{
		name: "f-string on one line",
		language: "python",
		write: (text) =>
			`f"${withHoles(
				text,
				(t) => JSON.stringify(t).slice(1, -1),
				(n) => `{${n}}`,
			)}"`,
	},
	{
		name: "literals side by side",
		language: "python",
		write: (text, eol) => {
			const literals = text.match(/[^\n]*\n|[^\n]+/g) ?? [];
			const written = literals.map(
				(t) =>
					`    f"${withHoles(
						t,
						(u) => JSON.stringify(u).slice(1, -1),
						(n) => `{${n}}`,
					)}"`,
			);
			return written.length === 0 ? null : `(${eol}${written.join(eol)}${eol})`;
		},
	},
];

function withHoles(text: string, literal: (text: string) => string, hole: (name: string) => string): string {
	return text
		.split(/(\{[cs]\d\})/)
		.map((part) => (/^\{[cs]\d\}$/.test(part) ? hole(part.slice(1, -1)) : literal(part)))
		.join("");
}

function sum(text: string, eol: string, literal: (text: string) => string): string | null {
	const operands = text
		.split(/(\{[cs]\d\})|(?<=\n)/)
		.filter((part): part is string => part !== undefined && part !== "")
		.map((part) => (/^\{[cs]\d\}$/.test(part) ? part.slice(1, -1) : literal(part)));
	return operands.length < 2 || !operands[0]?.startsWith('"') ? null : operands.join(` +${eol}\t`);
}

function apply(source: SourceFile, expression: string): ReturnType<typeof applyFix> {
	const frontEnd = frontEnds.get(source.language);
	if (!frontEnd) throw new Error("no front end");
	const start = source.text.indexOf("= ") + 2;
	const end = start + expression.length;
	const inside = source.text.slice(start, end);
	const changing = [...inside.matchAll(/(?<!\w)c\d(?!\w)/g)].map(({ index }) => ({
		start: start + index,
		end: start + index + 2,
	}));
	const fix: MoveStaticTextFirst = {
		kind: "move-static-text-first",
		title: "Move",
		expression: { file: source.file, start, end },
		changing,
	};
	return applyFix(fix, source, frontEnd);
}

/** The text with its holes as `{name}`, by running the JavaScript or by reading the Python pieces. */
function rendered(source: SourceFile, expression: string): string {
	const start = source.text.indexOf("= ") + 2;
	const frontEnd = frontEnds.get(source.language);
	if (source.language === "typescript") {
		const names = ["c1", "c2", "c3", "s1"];
		return String(new Function(...names, `return ${expression}`)(...names.map((name) => `{${name}}`)));
	}
	const text = frontEnd?.readText(source, { start, end: start + expression.length });
	if (!text || "notEditable" in text) throw new Error("not readable");
	return text.pieces.map((piece) => (piece.kind === "hole" ? `{${piece.text}}` : piece.text)).join("");
}

/** Blank lines left out: a break that is a literal of its own stays behind when its line moves up. */
function sortedLines(text: string): readonly string[] {
	return text
		.split(/\r?\n/)
		.map((item) => item.trimEnd())
		.filter((item) => item !== "")
		.sort();
}

describe.each(ways)("$name", ({ language, write }) => {
	test.each([
		["\n", "\n"],
		["\\r\\n", "\r\n"],
	])("with line ends %s", (_, eol) => {
		let offered = 0;
		fc.assert(
			fc.property(prompt, (text) => {
				const expression = write(text, eol);
				if (expression === null) return;
				const head = language === "python" ? "x " : "const x ";
				const tail = `${eol}# end${eol}`.replace("#", language === "python" ? "#" : "//");
				const source: SourceFile = { file: "a", language, text: `${head}= ${expression}${tail}` };
				const result = apply(source, expression);
				if (result.kind !== "edits") return;
				offered++;
				const after: SourceFile = { ...source, text: withEdits(source.text, result.edits) };
				expect(after.text.startsWith(`${head}= `)).toBe(true);
				expect(after.text.endsWith(tail)).toBe(true);
				expect(frontEnds.get(language)?.parses(after)).toBe(true);
				const moved = after.text.slice(head.length + 2, after.text.length - tail.length);
				expect(sortedLines(rendered(after, moved))).toEqual(sortedLines(rendered(source, expression)));
				expect(apply(after, moved).kind).toBe("not-offered");
			}),
			{ numRuns: runs },
		);
		expect(offered).toBeGreaterThan(0);
	});
});

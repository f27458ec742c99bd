/** Runs a Markdown specification: compares findings, their rendering and the fixed file; rewrites the last two when asked. */
import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import type { Finding, FixVariant } from "../../server/src/model/finding.ts";
import { lineColumnAt, lineStartsOf } from "../../server/src/model/source-file.ts";
import { analyzeText, type TextAnalysis } from "./analyze-text.ts";
import { collapseTokens, type Fence, readSpec, type SpecCase } from "./markdown-spec.ts";

/** Set to rewrite `rendered` and `fixed` blocks with what the product gives. */
const isUpdating = process.env.LCPR_UPDATE === "1";

interface Rewrite {
	readonly fence: Fence;
	readonly text: string;
}

export function runSpec(path: string, title: string): void {
	const spec = readSpec(readFileSync(path, "utf8"));
	const rewrites: Rewrite[] = [];
	const markdown = spec.lines.join("\n");
	describe(title, () => {
		for (const specCase of spec.cases) {
			test(specCase.name, async () => {
				const result = await analyzeText(specCase.files, { settings: specCase.settings });
				expect(result.analysis.calls, "a case without a call shows nothing").not.toEqual([]);
				expect(describeFindings(result.analysis.findings, result)).toEqual(describeExpected(specCase));
				expectSays(specCase, result);
				compare(
					specCase.rendered,
					render(result, (text) => collapseTokens(text, markdown)),
					rewrites,
				);
				for (const { variant, fence } of specCase.fixed) {
					const fixed = await fixedFile(specCase, result, variant ?? undefined);
					compare(fence, collapseTokens(fixed, markdown), rewrites);
				}
			});
		}
		afterAll(() => {
			if (rewrites.length > 0) writeFileSync(path, rewritten(spec.lines, rewrites));
		});
	});
}

function describeFindings(findings: readonly Finding[], { sources }: TextAnalysis): readonly string[] {
	return findings
		.map((finding) => {
			const starts = lineStartsOf(sources.get(finding.place.file)?.text ?? "");
			const { line } = lineColumnAt(finding.place.start, starts);
			return `${finding.place.file}:${line} ${finding.isQuiet ? "quiet " : ""}${finding.rule}`;
		})
		.sort();
}

function describeExpected({ expected }: SpecCase): readonly string[] {
	return expected.map(({ file, line, rule, isQuiet }) => `${file}:${line} ${isQuiet ? "quiet " : ""}${rule}`).sort();
}

function expectSays({ expected }: SpecCase, { analysis }: TextAnalysis): void {
	for (const { rule, says } of expected) {
		const texts = analysis.findings.filter((finding) => finding.rule === rule).map((f) => `${f.message} ${f.why}`);
		for (const text of says) expect(texts.join("\n")).toContain(text);
	}
}

/** Message, reason, the marked source and the fix of every finding. */
function render(result: TextAnalysis, collapse: (text: string) => string): string {
	return result.analysis.findings.map((finding) => renderFinding(finding, result, collapse)).join("\n");
}

function renderFinding(finding: Finding, result: TextAnalysis, collapse: (text: string) => string): string {
	const text = result.sources.get(finding.place.file)?.text ?? "";
	const starts = lineStartsOf(text);
	const { line, column } = lineColumnAt(finding.place.start, starts);
	const source = (text.slice(starts[line - 1], starts[line]) ?? "").replace(/\r?\n$/, "");
	const before = collapse(source.slice(0, column - 1));
	const width = Math.min(finding.place.end - finding.place.start, source.length - column + 1);
	return [
		`${finding.severity}[${finding.rule}] ${finding.place.file}:${line}`,
		collapse(source),
		before.replace(/[^\t]/g, " ") + "^".repeat(Math.max(1, width)),
		finding.message,
		finding.why,
		...result
			.fixesFor(finding)
			.flatMap(({ result: fix }) => [
				`fix: ${fix.title}`,
				...(fix.kind === "not-offered" ? [`not offered: ${fix.because}`] : []),
			]),
		"",
	].join("\n");
}

/** The first code file after the fix; applying it is checked to be complete and to settle. */
async function fixedFile(specCase: SpecCase, result: TextAnalysis, variant?: FixVariant): Promise<string> {
	const finding = result.analysis.findings.find((candidate) => result.fixed(candidate, variant) !== null);
	const files = finding && result.fixed(finding, variant);
	if (!finding || !files) throw new Error("no finding has a fix that is offered");
	const again = await analyzeText(files, { settings: specCase.settings });
	const left = again.analysis.findings.filter((other) => other.rule === finding.rule && again.fixed(other) !== null);
	expect(left, "the fix leaves nothing to fix").toEqual([]);
	return files[specCase.mainFile] ?? "";
}

function compare(fence: Fence | null, actual: string, rewrites: Rewrite[]): void {
	if (!fence) return;
	if (isUpdating) rewrites.push({ fence, text: actual });
	else expect(actual).toBe(fence.text);
}

function rewritten(lines: readonly string[], rewrites: readonly Rewrite[]): string {
	const result = [...lines];
	for (const { fence, text } of [...rewrites].sort((a, b) => b.fence.from - a.fence.from)) {
		result.splice(fence.from, fence.to - fence.from, ...(text === "" ? [] : text.replace(/\n$/, "").split("\n")));
	}
	return result.join("\n");
}

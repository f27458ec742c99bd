/** Analyses a workspace that exists only in memory, with the product's own grammars, SDK table, prices and tokenizers. */
import { analyzeProgram } from "../../server/src/analysis/analyze-program.ts";
import { applyFix, withEdits } from "../../server/src/analysis/apply-fix.ts";
import type { Knowledge } from "../../server/src/analysis/knowledge.ts";
import type { ProgramAnalysis } from "../../server/src/analysis/program-analysis.ts";
import type { LanguageFrontEnd } from "../../server/src/languages/front-end.ts";
import { FrontEnds, languageOfFile } from "../../server/src/languages/front-ends.ts";
import type { LinkInput } from "../../server/src/linking/program.ts";
import type { FileSummary } from "../../server/src/model/file-summary.ts";
import {
	type Finding,
	type FixIntention,
	type FixResult,
	type FixVariant,
	fileOfFix,
	fixesOf,
} from "../../server/src/model/finding.ts";
import type { SourceFile } from "../../server/src/model/source-file.ts";
import { readSettings, type Settings } from "../../server/src/settings/settings.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { readLayout } from "../../server/src/workspace/layout.ts";
import { parseDeadline, readWasm } from "../../server/src/workspace/wasm.ts";

export interface TextAnalysis {
	readonly analysis: ProgramAnalysis;
	readonly sources: ReadonlyMap<string, SourceFile>;
	readonly settings: Settings;
	readonly frontEndOf: (file: string) => LanguageFrontEnd | undefined;
	/** Every way to fix a finding with its edits, or why it is not offered. */
	readonly fixesFor: (finding: Finding) => readonly { readonly fix: FixIntention; readonly result: FixResult }[];
	/** The files after a finding's fix, the first that works or the variant named; null when none is offered. */
	readonly fixed: (finding: Finding, variant?: FixVariant) => Readonly<Record<string, string>> | null;
}

export interface TextAnalysisOptions {
	/** Settings as a file or an editor gives them. */
	readonly settings?: unknown;
	/** Changes the product's knowledge, for example its prices. */
	readonly knowledge?: (known: Knowledge) => Knowledge;
}

/** The day of all prices in tests. */
export const testDay = "2026-11-21";

const frontEnds = new FrontEnds(readWasm, parseDeadline);

/** `files` maps paths to texts. Code is summarised; everything else can be read by code. */
export async function analyzeText(
	files: Readonly<Record<string, string>>,
	options: TextAnalysisOptions = {},
): Promise<TextAnalysis> {
	const known = await loadKnowledge();
	const knowledge = options.knowledge?.(known) ?? known;
	const { settings } = readSettings(options.settings ?? {});
	const sources = new Map<string, SourceFile>();
	const texts = new Map<string, string>();
	for (const [file, text] of Object.entries(files)) {
		const language = languageOfFile(file);
		if (language === null || language === "template") texts.set(file, text);
		sources.set(file, { file, language: language ?? "template", text });
	}
	await frontEnds.load([...sources.values()].map((source) => source.language));
	const frontEndOf = (file: string) => {
		const source = sources.get(file);
		return source && frontEnds.get(source.language);
	};
	const summaries = new Map<string, FileSummary>();
	for (const [file, source] of sources) {
		const summary = languageOfFile(file) === null ? null : frontEndOf(file)?.summarize(source);
		if (summary) summaries.set(file, summary);
	}
	const layout = readLayout(Object.keys(files), (file) => files[file] ?? null);
	const link: LinkInput = { summaries, layout, texts };
	const analysis = analyzeProgram({ link, knowledge, settings, asOf: settings.asOf ?? testDay });

	const resultOf = (fix: FixIntention): FixResult => {
		const source = sources.get(fileOfFix(fix));
		const frontEnd = source && frontEndOf(source.file);
		if (!source || !frontEnd) return { kind: "not-offered", title: fix.title, because: "the file is not there" };
		return applyFix(fix, source, frontEnd);
	};
	const fixesFor = (finding: Finding) => fixesOf(finding).map((fix) => ({ fix, result: resultOf(fix) }));
	const fixed = (finding: Finding, variant?: FixVariant) => {
		const wanted = fixesFor(finding).filter(({ fix }) => variant === undefined || fix.variant === variant);
		const { fix, result } = wanted.find((way) => way.result.kind === "edits") ?? {};
		const source = fix && sources.get(fileOfFix(fix));
		if (!source || result?.kind !== "edits") return null;
		return { ...files, [source.file]: withEdits(source.text, result.edits) };
	};
	return { analysis, sources, settings, frontEndOf, fixesFor, fixed };
}

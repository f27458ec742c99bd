/** The baseline of a workspace: `lcpr-baseline.json` at its root, or the file a flag names. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type BaselineEntry, type BaselineResult, compareWithBaseline, readBaseline } from "../analysis/baseline.ts";
import type { ProgramAnalysis } from "../analysis/program-analysis.ts";
import { reasonOf } from "./skipped-file.ts";

export const baselineFileName = "lcpr-baseline.json";

export interface BaselineReading {
	readonly entries: readonly BaselineEntry[];
	/** Why the file does not count, for a person; null when it does. */
	readonly problem: string | null;
}

/** Null when there is no baseline. `path` is absolute; without it, the root's own file counts when it is there. */
export function readBaselineFile(root: string, path?: string): BaselineReading | null {
	const file = path ?? join(root, baselineFileName);
	if (path === undefined && !existsSync(file)) return null;
	try {
		const read = readBaseline(readFileSync(file, "utf8"));
		return "problem" in read ? { entries: [], problem: read.problem } : { entries: read, problem: null };
	} catch (error) {
		return { entries: [], problem: reasonOf(error) };
	}
}

/** The analysis as an editor shows it: accepted findings stand in reports only. */
export function quietedByBaseline(
	analysis: ProgramAnalysis,
	root: string,
	textOf: (file: string) => string | null,
): ProgramAnalysis {
	const baseline = readBaselineFile(root);
	if (!baseline || baseline.entries.length === 0) return analysis;
	const { known }: BaselineResult = compareWithBaseline(analysis.findings, baseline.entries, textOf);
	const accepted = new Set(known);
	const findings = analysis.findings.map((finding) =>
		accepted.has(finding) && !finding.isQuiet ? { ...finding, isQuiet: true } : finding,
	);
	return { ...analysis, findings };
}

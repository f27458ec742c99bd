/**
 * Applies the fixes of one rule over a workspace, in memory: an edit moves what stands behind it, so every round
 * analyses the texts as the round before left them, until nothing more can be done. Writing is somebody else's step.
 */
import { withEdits } from "../analysis/apply-fix.ts";
import type { Knowledge } from "../analysis/knowledge.ts";
import type { Finding, FixIntention, FixResult, FixVariant, TextEdit } from "../model/finding.ts";
import { lineColumnAt, lineStartsOf } from "../model/source-file.ts";
import { chooseRoot, isTarget } from "./root.ts";
import { WorkspaceSession } from "./session.ts";
import type { StepOptions } from "./steps.ts";

export interface FixOptions extends StepOptions {
	readonly paths: readonly string[];
	readonly workingFolder: string;
	readonly knowledge: Knowledge;
	readonly rule: string;
	/** As `readSettings` takes them; `lcpr.yaml` is stronger. */
	readonly settings?: unknown;
	/** Only this way to fix; absent takes the first that works. */
	readonly variant?: FixVariant;
	/** Also findings in tests, examples and uncertain calls. */
	readonly all: boolean;
}

export interface FixRun {
	/** Absolute. */
	readonly root: string;
	readonly fixed: readonly FixedFinding[];
	readonly left: readonly LeftFinding[];
	readonly files: readonly FixedFile[];
	/** Sentences about settings that do not count. */
	readonly settingsProblems: readonly string[];
}

/** Where a finding stood when it was dealt with: an earlier fix in its file may have moved it. */
export interface FixedFinding {
	readonly file: string;
	/** 1-based, in the text before any fix for findings of the first round. */
	readonly line: number;
	readonly title: string;
	readonly usdPerRequest: number | null;
}

export interface LeftFinding {
	readonly file: string;
	readonly line: number;
	readonly because: string;
}

export interface FixedFile {
	/** Relative to the root. */
	readonly file: string;
	readonly before: string;
	readonly after: string;
}

/** A fix can bring the next one within reach, but each round must get something done. */
const mostRounds = 20;

export async function fixWorkspace(options: FixOptions): Promise<FixRun> {
	const { root, targets } = chooseRoot(options.paths, options.workingFolder);
	const { rule, knowledge } = options;
	const session = new WorkspaceSession({ root, knowledge, settings: options.settings });
	await session.load(options);

	const originals = new Map<string, string>();
	const fixed: FixedFinding[] = [];
	let left: readonly LeftFinding[] = [];
	for (let round = 0; round < mostRounds; round++) {
		const { findings } = await session.analysis(options.signal);
		const wanted = findings.filter(
			(finding) => finding.rule === rule && isTarget(finding.place.file, targets) && (options.all || !finding.isQuiet),
		);
		const done = applyRound(wanted, { session, originals, variant: options.variant });
		fixed.push(...done.fixed);
		left = done.left;
		if (done.fixed.length === 0) break;
	}
	const files = [...originals].map(([file, before]) => ({ file, before, after: session.source(file)?.text ?? before }));
	return { root, fixed, left, files, settingsProblems: session.settingsReading.problems };
}

interface Round {
	readonly session: WorkspaceSession;
	/** Texts of files before their first fix; filled on the way. */
	readonly originals: Map<string, string>;
	readonly variant: FixVariant | undefined;
}

/** Applies every fix that does not touch the same stretch of a file as one before it. */
function applyRound(
	findings: readonly Finding[],
	{ session, originals, variant }: Round,
): { readonly fixed: readonly FixedFinding[]; readonly left: readonly LeftFinding[] } {
	const edits = new Map<string, TextEdit[]>();
	const fixed: FixedFinding[] = [];
	const left: LeftFinding[] = [];
	for (const finding of findings) {
		const place = { file: finding.place.file, line: lineOf(finding, session) };
		const chosen = chooseFix(finding, session, variant);
		if ("because" in chosen) {
			left.push({ ...place, because: chosen.because });
			continue;
		}
		const planned = [...edits.values()].flat();
		if (chosen.edits.some((edit) => planned.some((other) => touches(edit, other)))) continue;
		for (const edit of chosen.edits) edits.set(edit.file, [...(edits.get(edit.file) ?? []), edit]);
		const usdPerRequest = finding.savings?.usdPerRequest ?? null;
		fixed.push({ ...place, title: chosen.title, usdPerRequest });
	}
	for (const [file, own] of edits) {
		const source = session.source(file);
		if (!source) continue;
		if (!originals.has(file)) originals.set(file, source.text);
		session.setDocument({ ...source, text: withEdits(source.text, own) });
	}
	return { fixed, left };
}

function chooseFix(
	finding: Finding,
	session: WorkspaceSession,
	variant: FixVariant | undefined,
): Extract<FixResult, { kind: "edits" }> | { readonly because: string } {
	const isWanted = (fix: FixIntention) => variant === undefined || fix.variant === variant;
	const ways = session.fixesFor(finding).filter(({ fix }) => isWanted(fix));
	let because: string | null = null;
	for (const { result } of ways) {
		if (result.kind === "not-offered") because ??= result.because;
		else {
			const notebook = result.edits.find(({ file }) => file.endsWith(".ipynb"));
			if (!notebook) return result;
			because ??= "the text stands in a notebook; apply the fix in an editor";
		}
	}
	if (because !== null) return { because };
	if (finding.fix && variant !== undefined) return { because: `there is no ${variant} variant of its fix` };
	return { because: finding.noFixBecause ?? "it has no fix" };
}

function lineOf({ place }: Finding, session: WorkspaceSession): number {
	const text = session.source(place.file)?.text ?? session.text(place.file) ?? "";
	return lineColumnAt(place.start, lineStartsOf(text)).line;
}

function touches(a: TextEdit, b: TextEdit): boolean {
	return a.file === b.file && a.start <= b.end && b.start <= a.end;
}

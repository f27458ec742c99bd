/**
 * A workspace that stays open: what the language server asks. Open documents stand in for their files; a change reads
 * one file again and links anew. The protocol, its URIs and its timing are the server's business.
 */
import { analyzeProgram } from "../analysis/analyze-program.ts";
import { matchesAnyGlob } from "../analysis/glob.ts";
import type { Knowledge } from "../analysis/knowledge.ts";
import type { ProgramAnalysis } from "../analysis/program-analysis.ts";
import { FrontEnds, isPromptFile, languageOfFile } from "../languages/front-ends.ts";
import type { WorkspaceLayout } from "../linking/program.ts";
import { type Finding, type FixIntention, type FixResult, fixesOf } from "../model/finding.ts";
import type { SourceFile } from "../model/source-file.ts";
import { quietedByBaseline } from "./baseline-file.ts";
import { createByteSearch } from "./byte-search.ts";
import { readLayout } from "./layout.ts";
import { readUntilLinked } from "./link-rounds.ts";
import { listFiles } from "./list-files.ts";
import { ProgramFiles } from "./program-files.ts";
import { fixFor, resultOf } from "./scan.ts";
import { isSettingsFile, readWorkspaceSettings, type WorkspaceSettings } from "./settings-file.ts";
import type { SkippedFile } from "./skipped-file.ts";
import { type StepOptions, Steps } from "./steps.ts";
import { today } from "./today.ts";
import { parseDeadline, readWasm } from "./wasm.ts";

export interface SessionOptions {
	/** Absolute folder; for documents without one, any folder that holds nothing to read. */
	readonly root: string;
	readonly knowledge: Knowledge;
	/** The editor's settings, as `readSettings` takes them. */
	readonly settings?: unknown;
}

/** Files a change on disk can reach only by reading the layout again. */
const layoutFile = /(^|\/)(package|[tj]sconfig[\w.-]*)\.json$|(^|\/)\.?env\.|(^|\/)\.gitignore$/;

export class WorkspaceSession {
	private readonly files: ProgramFiles;
	private readonly knowledge: Knowledge;
	private readonly root: string;
	private readonly open = new Set<string>();
	private editorSettings: unknown;
	private workspaceSettings: WorkspaceSettings;
	private layout: WorkspaceLayout = emptyLayout;
	private candidates: readonly string[] = [];
	/** Counts changes; an analysis is current when it was made at the present count. */
	private version = 0;
	private last: { readonly version: number; readonly analysis: ProgramAnalysis } | null = null;
	private running: { readonly version: number; readonly result: Promise<ProgramAnalysis> } | null = null;

	constructor({ root, knowledge, settings }: SessionOptions) {
		this.root = root;
		this.knowledge = knowledge;
		this.editorSettings = settings ?? {};
		this.workspaceSettings = readWorkspaceSettings(root, { editor: this.editorSettings });
		this.files = new ProgramFiles(root, new FrontEnds(readWasm, parseDeadline));
	}

	get settings(): WorkspaceSettings["settings"] {
		return this.workspaceSettings.settings;
	}

	/** The settings with what is wrong in `lcpr.yaml` (as an editor holds it) or in the editor's settings. */
	get settingsReading(): WorkspaceSettings {
		return this.workspaceSettings;
	}

	get skipped(): readonly SkippedFile[] {
		return [...this.files.skipped, ...(this.latest?.internalErrors ?? [])];
	}

	/** Files of the languages we read, whether or not they mention an LLM. */
	get filesSeen(): number {
		return this.candidates.length;
	}

	/** The newest analysis there is, possibly of an earlier state; null before the first. */
	get latest(): ProgramAnalysis | null {
		return this.last?.analysis ?? null;
	}

	/** Reads the whole workspace. Open documents can be analysed before and while this runs. */
	async load(options: StepOptions = {}): Promise<void> {
		const steps = new Steps(options);
		options.onProgress?.({ phase: "listing", done: 0, total: 0 });
		const listed = await listFiles(this.root, options.signal);
		const kept = listed.files.filter((file) => !matchesAnyGlob(file, this.settings.exclude));
		for (const { file, because } of listed.skipped) this.files.skip(file, because);
		this.layout = readLayout(kept, (file) => this.files.readText(file));
		this.candidates = kept.filter((file) => languageOfFile(file) !== null);
		this.version++;
		const words = createByteSearch(this.knowledge.sdks.prefilterWords);
		const hits = await this.files.search(this.candidates, words, steps);
		await this.files.summarize([...hits.keys(), ...this.candidates.filter(isPromptFile)], steps);
		this.version++;
	}

	/** Takes a document's present text, saved or not. `language` follows from the file's name when it is left out. */
	setDocument(document: Pick<SourceFile, "file" | "text" | "cells"> & Partial<Pick<SourceFile, "language">>): void {
		const language = document.language ?? languageOfFile(document.file);
		if (language === null) return;
		this.files.setOverlay({ ...document, language });
		if (isSettingsFile(document.file)) this.setSettings(this.editorSettings);
		// Notes and settings that no code reads change nothing, however often somebody types in them.
		const isFollowed = languageOfFile(document.file) !== null || this.files.isReadByCode(document.file);
		if (language === "template" && !isFollowed) return;
		this.open.add(document.file);
		this.version++;
	}

	/** The document was closed: its file on disk counts again. */
	removeDocument(file: string): void {
		this.open.delete(file);
		this.files.removeOverlay(file);
		if (!this.layout.files.has(file)) this.files.remove(file);
		if (isSettingsFile(file)) this.setSettings(this.editorSettings);
		this.version++;
	}

	/** Files changed, appeared or vanished on disk. True when so much changed that `load` should run again. */
	filesChanged(files: readonly string[]): boolean {
		for (const file of files) if (!this.files.hasOverlay(file)) this.files.changed(file);
		const known = new Set(this.candidates);
		const fresh = files.filter((file) => languageOfFile(file) !== null && !known.has(file));
		if (fresh.length > 0) {
			this.candidates = [...this.candidates, ...fresh].sort();
			this.layout = { ...this.layout, files: new Set([...this.layout.files, ...fresh]) };
		}
		this.reread = [...this.reread, ...files];
		if (files.some(isSettingsFile)) this.setSettings(this.editorSettings);
		this.version++;
		return files.some((file) => layoutFile.test(file));
	}

	setSettings(settings: unknown): void {
		this.editorSettings = settings;
		const openText = (file: string) => (this.files.hasOverlay(file) ? this.files.readText(file) : null);
		const read = readWorkspaceSettings(this.root, { editor: settings }, openText);
		// Half a line of YAML must not change every price on the screen; what is wrong is said at its place.
		const kept = read.isBroken && read.file === this.workspaceSettings.file ? this.workspaceSettings.settings : null;
		this.workspaceSettings = kept ? { ...read, settings: kept } : read;
		this.version++;
	}

	/** The analysis of the present state. Asking twice without a change in between costs nothing. */
	analysis(signal?: AbortSignal): Promise<ProgramAnalysis> {
		if (this.last?.version === this.version) return Promise.resolve(this.last.analysis);
		if (this.running?.version === this.version) return this.running.result;
		const version = this.version;
		const result = this.analyze(version, signal).finally(() => {
			if (this.running?.version === version) this.running = null;
		});
		this.running = { version, result };
		return result;
	}

	source(file: string): SourceFile | undefined {
		return this.files.source(file);
	}

	/** Text of a file that is no code: a prompt kept in a file of its own. */
	text(file: string): string | null {
		return this.files.readText(file);
	}

	/** Edits for a finding's fix, or why there are none; null when the finding has none to offer. */
	fixFor(finding: Finding): FixResult | null {
		return fixFor(finding, this.files);
	}

	/** Every way to fix a finding, with its edits or the reason why it is not safe here. */
	fixesFor(finding: Finding): readonly { readonly fix: FixIntention; readonly result: FixResult }[] {
		return fixesOf(finding).map((fix) => ({ fix, result: resultOf(fix, this.files) }));
	}

	private reread: readonly string[] = [];

	private async analyze(version: number, signal?: AbortSignal): Promise<ProgramAnalysis> {
		const steps = new Steps(signal ? { signal } : {});
		const { files, layout, knowledge, candidates } = this;
		const words = createByteSearch(knowledge.sdks.prefilterWords);
		const present = new Set(candidates);
		const changed = this.reread.filter((file) => present.has(file));
		this.reread = [];
		const hits = await files.search(changed, words, steps);
		await files.summarize([...this.open, ...hits.keys(), ...changed.filter(isPromptFile)], steps);
		const linked = await readUntilLinked({ files, layout, sdks: knowledge.sdks, candidates, steps });
		const asOf = this.settings.asOf ?? today();
		const found = analyzeProgram({ ...linked, knowledge, settings: this.settings, asOf });
		const analysis = quietedByBaseline(found, this.root, (file) => this.source(file)?.text ?? files.readText(file));
		this.last = { version, analysis };
		return analysis;
	}
}

const emptyLayout: WorkspaceLayout = { files: new Set(), pathAliases: [], packages: [], environment: new Map() };

/** Turns a scan into its document: spans become lines and columns, fixes become edits. */
import type { CacheEconomics } from "../../analysis/cache-economics.ts";
import type { AnalyzedCall, ProgramAnalysis } from "../../analysis/program-analysis.ts";
import { sensitivitiesOf } from "../../costs/uncertainty.ts";
import { presetFor } from "../../costs/workload-presets.ts";
import type { CostEstimate } from "../../model/cost.ts";
import type { Finding, FixResult, TextEdit } from "../../model/finding.ts";
import type { LlmCall } from "../../model/llm-call.ts";
import type { Prompt } from "../../model/prompt.ts";
import { type LineColumn, lineColumnAt, lineStartsOf, type NotebookCell, type Place } from "../../model/source-file.ts";
import type {
	BaselineSummary,
	CachePlanEntry,
	CallEntry,
	CostEntry,
	EditEntry,
	FindingEntry,
	PromptEntry,
	ScanDocument,
} from "./scan-document.ts";

export interface DocumentInput {
	readonly version: string;
	/** The root as it is to be shown. */
	readonly root: string;
	readonly analysis: ProgramAnalysis;
	/** Text of a file that is no code: prompts kept in files of their own. */
	readonly textOf: (file: string) => string | null;
	readonly fixFor: (finding: Finding) => FixResult | null;
	readonly skipped: readonly { readonly file: string; readonly because: string }[];
	readonly filesSeen: number;
	readonly filesRead: number;
	readonly unread?: readonly { readonly language: string; readonly files: number }[];
	readonly baseline?: BaselineSummary;
}

export function toScanDocument(input: DocumentInput): ScanDocument {
	const { analysis } = input;
	const lines = new LineTable(input);
	return {
		schemaVersion: 1,
		tool: { name: "lcpr", version: input.version },
		root: input.root,
		pricing: analysis.pricing,
		files: {
			seen: input.filesSeen,
			read: input.filesRead,
			...(input.unread && input.unread.length > 0 ? { unread: input.unread } : {}),
		},
		calls: analysis.calls.map((analyzed) => callEntry(analyzed, lines)),
		findings: analysis.findings.map((finding) => findingEntry(finding, input.fixFor(finding), lines)),
		...(input.baseline ? { baseline: input.baseline } : {}),
		skipped: input.skipped.map(({ file, because }) => ({ file, because })),
	};
}

/** Lines and columns of offsets, by file. */
class LineTable {
	private readonly known = new Map<string, { starts: readonly number[]; cells?: readonly NotebookCell[] }>();

	constructor(private readonly input: DocumentInput) {}

	at(file: string, offset: number): LineColumn {
		const { starts, cells } = this.tableOf(file);
		return lineColumnAt(offset, starts, cells);
	}

	private tableOf(file: string): { starts: readonly number[]; cells?: readonly NotebookCell[] } {
		const before = this.known.get(file);
		if (before) return before;
		const summary = this.input.analysis.summaries.get(file);
		const table = summary
			? { starts: summary.lineStarts, ...(summary.cells ? { cells: summary.cells } : {}) }
			: { starts: lineStartsOf(this.input.textOf(file) ?? "") };
		this.known.set(file, table);
		return table;
	}
}

function callEntry({ call, prompt, cost, caching }: AnalyzedCall, lines: LineTable): CallEntry {
	return {
		id: call.id,
		file: call.place.file,
		...lines.at(call.place.file, call.nameSpan.start),
		kind: call.kind,
		confidence: call.confidence,
		likelyBecause: call.likelyBecause,
		language: languageName(call),
		sdk: call.sdk,
		method: call.method,
		api: call.api,
		provider: call.provider,
		model: call.model.name,
		modelFrom: call.model.from,
		modelAlternatives: call.model.alternatives,
		modelUnknownBecause: call.model.unknownBecause,
		maxOutputTokens: call.maxOutputTokens.tokens,
		functionName: call.functionName,
		useCase: presetFor(call, prompt),
		reaches: call.reaches,
		suppliedBy: call.suppliedBy,
		prompt: { ...promptEntry(prompt, lines), cachePlan: cachePlanEntry(prompt, caching ?? null) },
		cost: cost.cost ? costEntry(cost.cost) : null,
		noCostBecause: cost.none?.because ?? null,
		noCostKind: cost.none?.kind ?? null,
		assumptions: (cost.cost?.assumptions ?? []).map(({ name, value, confidence, from }) => ({
			name,
			value,
			confidence,
			from: from ?? null,
		})),
	};
}

function languageName({ language }: LlmCall): CallEntry["language"] {
	if (language.startsWith("typescript")) return "typescript";
	if (language.startsWith("javascript")) return "javascript";
	switch (language) {
		case "python":
		case "go":
		case "java":
		case "kotlin":
		case "csharp":
		case "rust":
		case "ruby":
		case "php":
			return language;
		default:
			return "template";
	}
}

function cachePlanEntry({ cachePlan }: Prompt, caching: CacheEconomics | null): CachePlanEntry {
	const { mode, minimumTokens, certainty, notCachedBecause, source } = cachePlan;
	return { mode, minimumTokens, certainty, notCachedBecause, source, economics: caching };
}

function promptEntry(prompt: Prompt, lines: LineTable): Omit<PromptEntry, "cachePlan"> {
	const { firstChange } = prompt;
	return {
		resolved: prompt.resolved,
		inputTokens: prompt.inputTokens.tokens,
		inputTokensBasis: prompt.inputTokens.basis,
		staticTokens: prompt.staticTokens,
		staticPrefixTokens: prompt.staticPrefixTokens,
		cacheablePrefixTokens: prompt.cacheablePrefixTokens,
		firstChange: firstChange && {
			...lineOf(firstChange.place, lines),
			changes: firstChange.changes,
			because: firstChange.because,
			label: firstChange.label,
		},
		staticTokensAfterFirstChange: prompt.staticTokensAfterFirstChange,
		expectedOutputTokens: prompt.expectedOutput.tokens,
		expectedOutputLowTokens: prompt.expectedOutput.low,
		expectedOutputHighTokens: prompt.expectedOutput.high,
		expectedOutputBecause: prompt.expectedOutput.because,
		segments: prompt.segments.map((segment) => ({
			role: segment.role,
			kind: segment.kind,
			changes: segment.changes,
			tokens: segment.tokens.tokens,
			...lineOf(segment.place, lines),
			because: segment.because,
		})),
	};
}

function lineOf(place: Place, lines: LineTable): { file: string; line: number; cell: number | null } {
	const { line, cell } = lines.at(place.file, place.start);
	return { file: place.file, line, cell };
}

function costEntry(cost: CostEstimate): CostEntry {
	return {
		provider: cost.provider,
		model: cost.model,
		inputTokens: cost.inputTokens,
		outputTokens: cost.outputTokens,
		usdPerRequest: rounded(cost.usdPerRequest),
		loadedUsdPerRequest: rounded(cost.loadedUsdPerRequest),
		outputShare: rounded(cost.outputShare),
		requestsPerMonth: cost.requestsPerMonth,
		monthlyUsd: rounded(cost.monthlyUsd),
		components: {
			tokenUsd: rounded(cost.components.tokenUsd),
			retryUsd: rounded(cost.components.retryUsd),
			repairUsd: rounded(cost.components.repairUsd),
			engineeringUsd: rounded(cost.components.engineeringUsd),
			failedRequestsUsd: rounded(cost.components.failedRequestsUsd),
		},
		range: cost.range && {
			p10: rounded(cost.range.p10),
			p50: rounded(cost.range.p50),
			p90: rounded(cost.range.p90),
		},
		sensitivity: sensitivitiesOf(cost).map(({ name, changeForTenPercentMore }) => ({
			name,
			changeForTenPercentMore: rounded(changeForTenPercentMore),
		})),
		price: cost.price,
		byArchetype: cost.byArchetype.map((offer) => ({
			archetype: offer.archetype,
			lane: offer.lane,
			offer: offer.offer,
			provider: offer.provider,
			model: offer.model,
			usdPerRequest: rounded(offer.usdPerRequest),
			loadedUsdPerRequest: rounded(offer.loadedUsdPerRequest),
			sameModel: offer.sameModel,
			qualityCaveat: offer.qualityCaveat,
			latencyCaveat: offer.latencyCaveat,
			gpus: offer.gpus,
			price: offer.price,
		})),
	};
}

/** Twelve decimals: beyond any price, and free of the last digits' noise (0.1 + 0.2). */
function rounded(value: number): number {
	return Math.round(value * 1e12) / 1e12;
}

function findingEntry(finding: Finding, fix: FixResult | null, lines: LineTable): FindingEntry {
	const { place } = finding;
	const end = lines.at(place.file, place.end);
	return {
		rule: finding.rule,
		severity: finding.severity,
		quiet: finding.isQuiet,
		message: finding.message,
		why: finding.why,
		callId: finding.callId,
		file: place.file,
		...lines.at(place.file, place.start),
		endLine: end.line,
		endColumn: end.column,
		savings: finding.savings,
		related: finding.related.map(({ file, start, message }) => ({ file, ...lines.at(file, start), message })),
		fix: fix?.kind === "edits" ? { title: fix.title, edits: fix.edits.map((edit) => editEntry(edit, lines)) } : null,
		fixNotOfferedBecause: fix?.kind === "not-offered" ? fix.because : (finding.noFixBecause ?? null),
	};
}

function editEntry(edit: TextEdit, lines: LineTable): EditEntry {
	const start = lines.at(edit.file, edit.start);
	const end = lines.at(edit.file, edit.end);
	return {
		file: edit.file,
		startLine: start.line,
		startColumn: start.column,
		endLine: end.line,
		endColumn: end.column,
		cell: start.cell,
		newText: edit.newText,
	};
}

/**
 * The result of a scan as data: what `--format json` prints and what every other format is made from.
 * Its shape is a contract (scan.schema.json); fields may be added, never renamed.
 */

import type { CacheEconomics } from "../../analysis/cache-economics.ts";
import type { Sensitivity } from "../../costs/uncertainty.ts";
import type { PresetName } from "../../costs/workload-presets.ts";
import type { ChangeRate } from "../../model/change-rate.ts";
import type { Archetype, CostComponents, CostRange, Lane, NoCost } from "../../model/cost.ts";
import type { Severity } from "../../model/finding.ts";
import type { ApiKind, ModelSource, PromptRole } from "../../model/llm-call.ts";
import type { CachePlan, TokenEstimate } from "../../model/prompt.ts";
import type { Confidence, IsoDate } from "../../model/units.ts";

export interface ScanDocument {
	readonly schemaVersion: 1;
	readonly tool: { readonly name: "lcpr"; readonly version: string };
	/** The scanned folder as a person would name it from where they are. */
	readonly root: string;
	/** `asOf` is the day the price list was published, `pricedOn` the day whose prices were taken from it. */
	readonly pricing: { readonly snapshot: string; readonly asOf: IsoDate; readonly pricedOn: IsoDate };
	readonly files: {
		readonly seen: number;
		readonly read: number;
		/** Source files of languages that are not read yet, the commonest first; absent when there are none. */
		readonly unread?: readonly { readonly language: string; readonly files: number }[];
	};
	readonly calls: readonly CallEntry[];
	readonly findings: readonly FindingEntry[];
	/** Findings that a baseline file accepts and that are therefore not listed; absent without such a file. */
	readonly baseline?: BaselineSummary;
	readonly skipped: readonly { readonly file: string; readonly because: string }[];
}

export interface BaselineSummary {
	readonly file: string;
	/** Findings left out because of it. */
	readonly accepted: number;
	/** Entries that no finding answers to any more. */
	readonly stale: readonly {
		readonly rule: string;
		readonly file: string;
		readonly code: string;
		readonly count: number;
	}[];
}

/** Lines and columns are 1-based, columns in UTF-16 units; in a notebook they count within the cell. */
export interface PlaceEntry {
	readonly file: string;
	readonly line: number;
	readonly column: number;
	readonly cell: number | null;
}

export interface CallEntry extends PlaceEntry {
	readonly id: string;
	readonly kind: "direct" | "wrapper";
	readonly confidence: "certain" | "likely";
	readonly likelyBecause: string | null;
	readonly language:
		| "python"
		| "typescript"
		| "javascript"
		| "go"
		| "java"
		| "kotlin"
		| "csharp"
		| "rust"
		| "ruby"
		| "php"
		| "template";
	readonly sdk: string;
	readonly method: string;
	readonly api: ApiKind;
	readonly provider: string | null;
	readonly model: string | null;
	readonly modelFrom: ModelSource;
	readonly modelAlternatives: readonly string[];
	readonly modelUnknownBecause: string | null;
	readonly maxOutputTokens: number | null;
	readonly functionName: string | null;
	/** What kind of work the call's shape points to; it chooses the assumptions nobody set. */
	readonly useCase: PresetName;
	readonly reaches: readonly string[];
	readonly suppliedBy: readonly string[];
	readonly prompt: PromptEntry;
	readonly cost: CostEntry | null;
	readonly noCostBecause: string | null;
	readonly noCostKind: NoCost["kind"] | null;
	readonly assumptions: readonly AssumptionEntry[];
}

export interface PromptEntry {
	readonly resolved: "whole" | "part" | "none";
	readonly inputTokens: number;
	readonly inputTokensBasis: TokenEstimate["basis"];
	readonly staticTokens: number;
	readonly staticPrefixTokens: number;
	readonly cacheablePrefixTokens: number;
	readonly firstChange: FirstChangeEntry | null;
	readonly staticTokensAfterFirstChange: number;
	readonly expectedOutputTokens: number;
	readonly expectedOutputLowTokens: number;
	readonly expectedOutputHighTokens: number;
	readonly expectedOutputBecause: string;
	readonly segments: readonly SegmentEntry[];
	readonly cachePlan: CachePlanEntry;
}

/** What the provider's prompt cache does with the prompt, and what that is worth. */
export interface CachePlanEntry extends Omit<CachePlan, "cacheableTokens"> {
	readonly economics: CacheEconomics | null;
}

export interface FirstChangeEntry {
	readonly file: string;
	readonly line: number;
	readonly cell: number | null;
	readonly changes: ChangeRate;
	readonly because: string;
	readonly label: string;
}

export interface SegmentEntry {
	readonly role: PromptRole;
	readonly kind: "static" | "changing" | "unknown";
	readonly changes: ChangeRate;
	readonly tokens: number;
	readonly file: string;
	readonly line: number;
	readonly cell: number | null;
	readonly because: string;
}

export interface CostEntry {
	readonly provider: string;
	readonly model: string;
	readonly inputTokens: number;
	readonly outputTokens: number;
	readonly usdPerRequest: number;
	readonly loadedUsdPerRequest: number;
	readonly outputShare: number;
	readonly requestsPerMonth: number;
	readonly monthlyUsd: number;
	readonly components: CostComponents;
	/** Of the loaded cost, from what is not measured; null where nothing was drawn. */
	readonly range: CostRange | null;
	/** What moves the loaded cost, strongest first. */
	readonly sensitivity: readonly Sensitivity[];
	readonly price: PriceEntry;
	readonly byArchetype: readonly OfferEntry[];
}

export interface PriceEntry {
	readonly source: string;
	readonly asOf: IsoDate;
	readonly confidence: string;
}

export interface OfferEntry {
	readonly archetype: Archetype;
	readonly lane: Lane | null;
	readonly offer: string;
	readonly provider: string;
	readonly model: string;
	readonly usdPerRequest: number;
	readonly loadedUsdPerRequest: number;
	readonly sameModel: boolean;
	readonly qualityCaveat: string | null;
	readonly latencyCaveat: string | null;
	/** Whole GPUs rented; null for offers that are paid by the token or the second. */
	readonly gpus: number | null;
	readonly price: PriceEntry;
}

export interface AssumptionEntry {
	readonly name: string;
	readonly value: number | string;
	readonly confidence: Confidence;
	readonly from: string | null;
}

export interface FindingEntry extends PlaceEntry {
	readonly rule: string;
	readonly severity: Severity;
	/** In tests, examples or about an uncertain call: not shown in the editor and never a reason to fail. */
	readonly quiet: boolean;
	readonly message: string;
	readonly why: string;
	readonly callId: string;
	readonly endLine: number;
	readonly endColumn: number;
	readonly savings: { readonly tokensPerRequest: number; readonly usdPerRequest: number | null } | null;
	readonly related: readonly (PlaceEntry & { readonly message: string })[];
	readonly fix: { readonly title: string; readonly edits: readonly EditEntry[] } | null;
	readonly fixNotOfferedBecause: string | null;
}

export interface EditEntry {
	readonly file: string;
	readonly startLine: number;
	readonly startColumn: number;
	readonly endLine: number;
	readonly endColumn: number;
	readonly cell: number | null;
	readonly newText: string;
}

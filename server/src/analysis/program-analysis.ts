/** The result of analysing a workspace (or what is known of it): what every face shows. */
import type { WorkloadProfile } from "../costs/configuration.ts";
import type { Workload } from "../costs/workload.ts";
import type { InternalError } from "../linking/internal-errors.ts";
import type { CostResult } from "../model/cost.ts";
import type { FileSummary } from "../model/file-summary.ts";
import type { Finding } from "../model/finding.ts";
import type { LlmCall } from "../model/llm-call.ts";
import type { Prompt } from "../model/prompt.ts";
import type { IsoDate } from "../model/units.ts";
import type { CacheEconomics } from "./cache-economics.ts";

export interface AnalyzedCall {
	readonly call: LlmCall;
	readonly prompt: Prompt;
	readonly cost: CostResult;
	/** What the prompt cache is worth to this call; null where there is none, or no price. */
	readonly caching?: CacheEconomics | null;
	/** How the call is used, with defaults where nobody said. */
	readonly workload?: Workload;
	readonly profile?: WorkloadProfile;
}

export interface PricingDates {
	/** Version of the price book. */
	readonly snapshot: string;
	/** The day its list of prices was published. */
	readonly asOf: IsoDate;
	/** The day whose prices were taken where they change with time: today unless somebody chose another. */
	readonly pricedOn: IsoDate;
}

export interface ProgramAnalysis {
	readonly calls: readonly AnalyzedCall[];
	/** Suppressed findings are left out; sorted by file, place, rule. */
	readonly findings: readonly Finding[];
	readonly summaries: ReadonlyMap<string, FileSummary>;
	readonly pricing: PricingDates;
	/** What linking would like to see; empty when the analysis is complete. */
	readonly wantedFiles: readonly string[];
	readonly wantedTexts: readonly string[];
	readonly wrapperNames: readonly string[];
	/** Files in which something could not be analysed because of a mistake of ours; the rest is complete. */
	readonly internalErrors: readonly InternalError[];
}

/** The facade: from summaries to calls with prompts, prices and findings. Every face of the product starts here. */
import { estimateCall } from "../costs/estimate-call.ts";
import { linkProgram } from "../linking/link.ts";
import type { LinkInput, LinkResult } from "../linking/program.ts";
import type { LlmCall } from "../model/llm-call.ts";
import type { IsoDate } from "../model/units.ts";
import { assemblePrompt } from "../prompts/assemble-prompt.ts";
import type { Settings } from "../settings/settings.ts";
import { workloadOf } from "../settings/workload-settings.ts";
import { checkCalls } from "./check-calls.ts";
import type { Knowledge } from "./knowledge.ts";
import type { AnalyzedCall, ProgramAnalysis } from "./program-analysis.ts";

export interface AnalysisInput {
	readonly link: LinkInput;
	readonly knowledge: Knowledge;
	readonly settings: Settings;
	/** Prices and retirements are looked up as of this day. `settings.asOf` has been taken into account by the caller. */
	readonly asOf: IsoDate;
	/** What linking gave for `link`, when the caller has linked already. */
	readonly linked?: LinkResult;
}

/** The same input gives the same analysis: no clock, no environment, sorted output. */
export function analyzeProgram(input: AnalysisInput): ProgramAnalysis {
	const { link, knowledge, settings, asOf } = input;
	const linked = input.linked ?? linkProgram(link, knowledge.sdks);
	const calls = linked.calls.map((call) => analyzeCall(call, input));
	return {
		calls,
		findings: checkCalls({ calls, summaries: link.summaries, knowledge, settings, asOf }),
		summaries: link.summaries,
		pricing: { snapshot: knowledge.priceBook.snapshot, asOf },
		wantedFiles: linked.wantedFiles,
		wantedTexts: linked.wantedTexts,
		wrapperNames: linked.wrapperNames,
	};
}

function analyzeCall(call: LlmCall, { knowledge, settings, asOf }: AnalysisInput): AnalyzedCall {
	const prompt = assemblePrompt(call, knowledge);
	const cost = estimateCall({ call, prompt, book: knowledge.priceBook, workload: workloadOf(settings), asOf });
	return { call, prompt, cost };
}

/** The only list of rules. A rule that is not here does not run; a test compares this list with the pages and specs. */
import { cacheBreakpointOnChangingBlock } from "./cache-breakpoint-on-changing-block.ts";
import { dynamicTextBeforeStaticPrefix } from "./dynamic-text-before-static-prefix.ts";
import { fullRewriteRequested } from "./full-rewrite-requested.ts";
import { imageAtFullDetail } from "./image-at-full-detail.ts";
import { largeModelForClosedAnswer } from "./large-model-for-closed-answer.ts";
import { missingCacheBreakpoint } from "./missing-cache-breakpoint.ts";
import { missingOutputLimit } from "./missing-output-limit.ts";
import { outputDominatesCost } from "./output-dominates-cost.ts";
import { outputLimitFarAboveNeed } from "./output-limit-far-above-need.ts";
import { oversizedToolList } from "./oversized-tool-list.ts";
import { prefixBelowCacheMinimum } from "./prefix-below-cache-minimum.ts";
import { reasoningEffortAboveTask } from "./reasoning-effort-above-task.ts";
import { retiredModel } from "./retired-model.ts";
import type { Rule } from "./rule.ts";
import { severalCandidatesRequested } from "./several-candidates-requested.ts";
import { tooManyCacheBreakpoints } from "./too-many-cache-breakpoints.ts";
import { unpricedModel } from "./unpriced-model.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { verboseResponseSchema } from "./verbose-response-schema.ts";
import { volatileValueInSystemPrompt } from "./volatile-value-in-system-prompt.ts";

/** Sorted by id. */
export const allRules: readonly Rule[] = [
	cacheBreakpointOnChangingBlock,
	dynamicTextBeforeStaticPrefix,
	fullRewriteRequested,
	imageAtFullDetail,
	largeModelForClosedAnswer,
	missingCacheBreakpoint,
	missingOutputLimit,
	outputDominatesCost,
	outputLimitFarAboveNeed,
	oversizedToolList,
	prefixBelowCacheMinimum,
	reasoningEffortAboveTask,
	retiredModel,
	severalCandidatesRequested,
	tooManyCacheBreakpoints,
	unpricedModel,
	unusedSuppression,
	verboseResponseSchema,
	volatileValueInSystemPrompt,
];

export function ruleById(id: string): Rule | undefined {
	return allRules.find((rule) => rule.id === id);
}

/** The only list of rules. A rule that is not here does not run; a test compares this list with the pages and specs. */
import { cacheBreakpointOnChangingBlock } from "./cache-breakpoint-on-changing-block.ts";
import { contextTierCrossed } from "./context-tier-crossed.ts";
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
import { regionPremium } from "./region-premium.ts";
import { retiredModel } from "./retired-model.ts";
import type { Rule } from "./rule.ts";
import { severalCandidatesRequested } from "./several-candidates-requested.ts";
import { stalePrice } from "./stale-price.ts";
import { tooManyCacheBreakpoints } from "./too-many-cache-breakpoints.ts";
import { unpinnedModelAlias } from "./unpinned-model-alias.ts";
import { unpricedModel } from "./unpriced-model.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { verboseResponseSchema } from "./verbose-response-schema.ts";
import { volatileValueInSystemPrompt } from "./volatile-value-in-system-prompt.ts";
import { wholeFileInPrompt } from "./whole-file-in-prompt.ts";
import { wholeTableInPrompt } from "./whole-table-in-prompt.ts";

/** Sorted by id. */
export const allRules: readonly Rule[] = [
	cacheBreakpointOnChangingBlock,
	contextTierCrossed,
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
	regionPremium,
	retiredModel,
	severalCandidatesRequested,
	stalePrice,
	tooManyCacheBreakpoints,
	unpinnedModelAlias,
	unpricedModel,
	unusedSuppression,
	verboseResponseSchema,
	volatileValueInSystemPrompt,
	wholeFileInPrompt,
	wholeTableInPrompt,
];

export function ruleById(id: string): Rule | undefined {
	return allRules.find((rule) => rule.id === id);
}

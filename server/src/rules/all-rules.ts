/** The only list of rules. A rule that is not here does not run; a test compares this list with the pages and specs. */
import { archetypeDoesNotFit } from "./archetype-does-not-fit.ts";
import { breakpointBeyondLookback } from "./breakpoint-beyond-lookback.ts";
import { cacheBreakpointOnChangingBlock } from "./cache-breakpoint-on-changing-block.ts";
import { cacheWriteNeverRead } from "./cache-write-never-read.ts";
import { callInBatchableLoop } from "./call-in-batchable-loop.ts";
import { changingToolList } from "./changing-tool-list.ts";
import { clientMadeInLoop } from "./client-made-in-loop.ts";
import { coldFanOut } from "./cold-fan-out.ts";
import { conditionalSectionInPrefix } from "./conditional-section-in-prefix.ts";
import { contextTierCrossed } from "./context-tier-crossed.ts";
import { duplicateCallWithoutResponseCache } from "./duplicate-call-without-response-cache.ts";
import { dynamicTextBeforeStaticPrefix } from "./dynamic-text-before-static-prefix.ts";
import { embeddingOneAtATime } from "./embedding-one-at-a-time.ts";
import { fullRewriteRequested } from "./full-rewrite-requested.ts";
import { imageAtFullDetail } from "./image-at-full-detail.ts";
import { largeModelForClosedAnswer } from "./large-model-for-closed-answer.ts";
import { missingCacheBreakpoint } from "./missing-cache-breakpoint.ts";
import { missingCacheKey } from "./missing-cache-key.ts";
import { missingOutputLimit } from "./missing-output-limit.ts";
import { modelSwitchInConversation } from "./model-switch-in-conversation.ts";
import { nestedRetries } from "./nested-retries.ts";
import { oneShotWithoutExplicitBreakpoint } from "./one-shot-without-explicit-breakpoint.ts";
import { outputDominatesCost } from "./output-dominates-cost.ts";
import { outputLimitFarAboveNeed } from "./output-limit-far-above-need.ts";
import { oversizedToolList } from "./oversized-tool-list.ts";
import { perUserTextBeforeSharedPrefix } from "./per-user-text-before-shared-prefix.ts";
import { prefixBelowCacheMinimum } from "./prefix-below-cache-minimum.ts";
import { reasoningEffortAboveTask } from "./reasoning-effort-above-task.ts";
import { regionPremium } from "./region-premium.ts";
import { retiredModel } from "./retired-model.ts";
import { retrievedContextBeforeInstructions } from "./retrieved-context-before-instructions.ts";
import type { Rule } from "./rule.ts";
import { severalCandidatesRequested } from "./several-candidates-requested.ts";
import { stalePrice } from "./stale-price.ts";
import { staticMessageAfterChangingMessage } from "./static-message-after-changing-message.ts";
import { strictVocabularyWithoutNormaliser } from "./strict-vocabulary-without-normaliser.ts";
import { tooManyCacheBreakpoints } from "./too-many-cache-breakpoints.ts";
import { truncatedHistoryBreaksPrefix } from "./truncated-history-breaks-prefix.ts";
import { unboundedAgentLoop } from "./unbounded-agent-loop.ts";
import { unboundedHistory } from "./unbounded-history.ts";
import { unorderedSerializationInPrompt } from "./unordered-serialization-in-prompt.ts";
import { unpinnedModelAlias } from "./unpinned-model-alias.ts";
import { unpricedModel } from "./unpriced-model.ts";
import { unusedSuppression } from "./unused-suppression.ts";
import { varyingRequestOptions } from "./varying-request-options.ts";
import { verboseResponseSchema } from "./verbose-response-schema.ts";
import { volatileValueInSystemPrompt } from "./volatile-value-in-system-prompt.ts";
import { wholeFileInPrompt } from "./whole-file-in-prompt.ts";
import { wholeTableInPrompt } from "./whole-table-in-prompt.ts";

/** Sorted by id. */
export const allRules: readonly Rule[] = [
	archetypeDoesNotFit,
	breakpointBeyondLookback,
	cacheBreakpointOnChangingBlock,
	cacheWriteNeverRead,
	callInBatchableLoop,
	changingToolList,
	clientMadeInLoop,
	coldFanOut,
	conditionalSectionInPrefix,
	contextTierCrossed,
	duplicateCallWithoutResponseCache,
	dynamicTextBeforeStaticPrefix,
	embeddingOneAtATime,
	fullRewriteRequested,
	imageAtFullDetail,
	largeModelForClosedAnswer,
	missingCacheBreakpoint,
	missingCacheKey,
	missingOutputLimit,
	modelSwitchInConversation,
	nestedRetries,
	oneShotWithoutExplicitBreakpoint,
	outputDominatesCost,
	outputLimitFarAboveNeed,
	oversizedToolList,
	perUserTextBeforeSharedPrefix,
	prefixBelowCacheMinimum,
	reasoningEffortAboveTask,
	regionPremium,
	retiredModel,
	retrievedContextBeforeInstructions,
	severalCandidatesRequested,
	stalePrice,
	staticMessageAfterChangingMessage,
	strictVocabularyWithoutNormaliser,
	tooManyCacheBreakpoints,
	truncatedHistoryBreaksPrefix,
	unboundedAgentLoop,
	unboundedHistory,
	unorderedSerializationInPrompt,
	unpinnedModelAlias,
	unpricedModel,
	unusedSuppression,
	varyingRequestOptions,
	verboseResponseSchema,
	volatileValueInSystemPrompt,
	wholeFileInPrompt,
	wholeTableInPrompt,
];

export function ruleById(id: string): Rule | undefined {
	return allRules.find((rule) => rule.id === id);
}

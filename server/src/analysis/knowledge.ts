/** Everything the analysis knows that is not in the scanned code: SDKs, prices, cache rules, tokenizers. */
import type { RuleKnowledge } from "../rules/rule.ts";
import type { SdkTable } from "../sdks/sdk-table.ts";

export interface Knowledge extends RuleKnowledge {
	readonly sdks: SdkTable;
}

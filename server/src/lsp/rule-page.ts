/** The pages of the rules, which a client shows as Markdown. */
import { rulePages } from "../workspace/product-files.ts";

/** The address under which our own client serves a rule's page. */
export function rulePageUri(rule: string): string {
	return `lcpr-rule:/${rule}.md`;
}

export function rulePage(rule: string): string | null {
	return rulePages().get(rule) ?? null;
}

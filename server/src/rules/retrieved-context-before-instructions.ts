/** Finds retrieved documents that stand before the instructions, which are the same for every question. */
import { blockedTextOptions, reportBlockedText } from "./caching/report-blocked-text.ts";
import { defineRule } from "./rule.ts";

const id = "retrieved-context-before-instructions";

export const retrievedContextBeforeInstructions = defineRule({
	id,
	summary: "Retrieved text stands before the instructions, which are therefore never read from the cache.",
	group: "caching",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "changes-prompt",
	fixTitle: "Move static text first",
	since: "0.1.0",
	options: blockedTextOptions,
	check: (context) => reportBlockedText(context, id),
});

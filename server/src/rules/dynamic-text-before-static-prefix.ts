/** Finds text that changes between requests and stands before static text, which keeps the static text out of the prompt cache. */
import { blockedTextOptions, reportBlockedText } from "./caching/report-blocked-text.ts";
import { defineRule } from "./rule.ts";

const id = "dynamic-text-before-static-prefix";

export const dynamicTextBeforeStaticPrefix = defineRule({
	id,
	summary:
		"Text that changes between requests stands before static text, which is therefore never read from the cache.",
	group: "caching",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "changes-prompt",
	fixTitle: "Move static text first",
	since: "0.1.0",
	options: blockedTextOptions,
	check: (context) => reportBlockedText(context, id),
});

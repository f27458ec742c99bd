/** Finds what belongs to one user or conversation and stands before static text, so that users do not share what is cached. */
import { blockedTextOptions, reportBlockedText } from "./caching/report-blocked-text.ts";
import { defineRule } from "./rule.ts";

const id = "per-user-text-before-shared-prefix";

export const perUserTextBeforeSharedPrefix = defineRule({
	id,
	summary: "A user's own text stands before text that all users share, so each user's requests are cached apart.",
	group: "caching",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "changes-prompt",
	fixTitle: "Move static text first",
	since: "0.1.0",
	options: blockedTextOptions,
	check: (context) => reportBlockedText(context, id),
});

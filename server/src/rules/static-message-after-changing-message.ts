/** Finds whole messages that never change and stand behind one that does. */
import { blockedTextOptions, reportBlockedText } from "./caching/report-blocked-text.ts";
import { defineRule } from "./rule.ts";

const id = "static-message-after-changing-message";

export const staticMessageAfterChangingMessage = defineRule({
	id,
	summary:
		"A message that is always the same stands behind one that changes, and is therefore never read from the cache.",
	group: "caching",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "changes-prompt",
	fixTitle: "Move static text first",
	since: "0.1.0",
	options: blockedTextOptions,
	check: (context) => reportBlockedText(context, id),
});

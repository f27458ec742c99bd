/** A suppression comment that suppresses nothing. The engine finds it, because only it knows what was suppressed. */
import { defineRule } from "./rule.ts";

export const unusedSuppression = defineRule({
	id: "unused-suppression",
	summary: "An `lcpr: ignore` comment suppresses no finding.",
	group: "settings",
	defaultSeverity: "hint",
	preset: "quiet",
	fix: "none",
	since: "0.1.0",
	options: {},
});

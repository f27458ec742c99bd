/** Finds text that changes between requests and stands before static text, which keeps the static text out of the prompt cache. */
import { defineRule } from "./rule.ts";

export const dynamicTextBeforeStaticPrefix = defineRule({
	id: "dynamic-text-before-static-prefix",
	summary: "Text that changes between requests stands before static prompt text, so the static text is never cached.",
	group: "caching",
	defaultSeverity: "warning",
	preset: "quiet",
	fix: "changes-prompt",
	since: "0.1.0",
	options: {
		minimumStaticTokens: {
			unit: "tokens",
			default: 50,
			description: "Static tokens that must stand after the change.",
		},
		minimumSavingsUsd: {
			unit: "usd",
			default: 0.00002,
			description: "US dollars a request that moving them must save.",
		},
	},
	check: () => undefined,
});

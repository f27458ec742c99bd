/** What of a prompt can be cached, and how often it would be read, in one cell of a table. */
import { countText, shareText } from "../../model/figures.ts";
import type { CallEntry } from "./scan-document.ts";

/** `1,200, read by 98 %`; the share is left out where it is not known. */
export function cacheableText({ prompt }: CallEntry): string {
	const tokens = countText(prompt.cacheablePrefixTokens);
	const { economics } = prompt.cachePlan;
	if (prompt.cacheablePrefixTokens === 0 || economics === null) return tokens;
	return `${tokens}, read by ${shareText(economics.expectedHitRate)}`;
}

/** A changed file as a unified diff that `git apply` and `patch` take. */
import { formatPatch, structuredPatch } from "diff";

export interface ChangedText {
	/** As it is named in the diff, with forward slashes. */
	readonly path: string;
	readonly before: string;
	readonly after: string;
}

export function toUnifiedDiff({ path, before, after }: ChangedText): string {
	const patch = structuredPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
	const text = formatPatch({ ...patch, oldHeader: undefined, newHeader: undefined });
	// A line of its own above each file is for printing on paper; tools do without.
	return text.replace(/^(?:Index: .*\n)?=+\n/, "");
}

/** Names files whose requests may be missing because their text could not be parsed in full. */
import type { ProgramAnalysis } from "../analysis/program-analysis.ts";
import type { SkippedFile } from "./skipped-file.ts";

/**
 * Of the files that mention an SDK, those with syntax the parser did not understand and no request found. A file that
 * gave requests in spite of its errors is not named: most errors stand where no request does.
 */
export function partlyRead({ calls, summaries }: ProgramAnalysis, mentioning: Iterable<string>): SkippedFile[] {
	const withCalls = new Set(calls.map(({ call }) => call.place.file));
	return [...mentioning]
		.filter((file) => summaries.get(file)?.hasSyntaxErrors && !withCalls.has(file))
		.map((file) => ({
			file,
			because: "it mentions an SDK, and parts of it could not be parsed: requests there would be missing",
		}));
}

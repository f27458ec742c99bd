/** Reads on from what is known until linking asks for nothing more: imported files, prompt files, callers of wrappers. */
import { linkProgram } from "../linking/link.ts";
import type { LinkInput, WorkspaceLayout } from "../linking/program.ts";
import type { SdkTable } from "../sdks/sdk-table.ts";
import { createByteSearch } from "./byte-search.ts";
import type { ProgramFiles } from "./program-files.ts";
import type { Steps } from "./steps.ts";

/** Each round follows imports and wrappers one step further; real programs need three to six. */
const mostRounds = 12;

export interface LinkRounds {
	readonly files: ProgramFiles;
	readonly layout: WorkspaceLayout;
	readonly sdks: SdkTable;
	/** Files in which callers of wrappers are looked for. */
	readonly candidates: readonly string[];
	readonly steps: Steps;
}

export async function readUntilLinked(rounds: LinkRounds): Promise<LinkInput> {
	const { files, layout, sdks, steps } = rounds;
	const input: LinkInput = { summaries: files.summaries, layout, texts: files.texts };
	const searchedNames = new Set<string>();
	for (let round = 0; round < mostRounds; round++) {
		const { wantedFiles, wantedTexts, wrapperNames } = linkProgram(input, sdks);
		const newNames = wrapperNames.filter((name) => !searchedNames.has(name));
		for (const name of newNames) searchedNames.add(name);
		const callers = newNames.length > 0 ? await findCallers(rounds, newNames) : [];
		const added = (await files.summarize([...wantedFiles, ...callers], steps)) + files.readTexts(wantedTexts);
		if (added === 0) break;
	}
	return input;
}

function findCallers({ files, candidates, steps }: LinkRounds, names: readonly string[]): Promise<string[]> {
	const unread = candidates.filter((file) => !files.summaries.has(file));
	return files.searchIdentifiers(unread, createByteSearch(names), steps);
}

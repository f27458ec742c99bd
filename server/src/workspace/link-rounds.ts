/** Reads on from what is known until linking asks for nothing more: imported files, prompt files, callers of wrappers. */
import { linkProgram } from "../linking/link.ts";
import type { LinkInput, LinkResult, WorkspaceLayout } from "../linking/program.ts";
import type { SdkTable } from "../sdks/sdk-table.ts";
import { createByteSearch } from "./byte-search.ts";
import type { ProgramFiles } from "./program-files.ts";
import type { Steps } from "./steps.ts";

/** Each round follows wrappers and texts one step further; real programs need two to four. */
const mostRounds = 12;
const mostCallers = 2_000;

export interface LinkRounds {
	readonly files: ProgramFiles;
	readonly layout: WorkspaceLayout;
	readonly sdks: SdkTable;
	/** Files in which callers of wrappers are looked for. */
	readonly candidates: readonly string[];
	readonly steps: Steps;
}

export interface LinkedProgram {
	readonly link: LinkInput;
	/** What linking gave for `link`. */
	readonly linked: LinkResult;
}

export async function readUntilLinked(rounds: LinkRounds): Promise<LinkedProgram> {
	const { files, layout, sdks, steps } = rounds;
	const link: LinkInput = {
		summaries: files.summaries,
		layout,
		texts: files.texts,
		summaryOf: (file) => files.summaryAtOnce(file),
		textOf: (file) => files.textAtOnce(file),
	};
	const searchedNames = new Set<string>();
	let before = files.summaries.size;
	let linked = linkProgram(link, sdks);
	for (let round = 0; round < mostRounds; round++) {
		const { wantedFiles, wantedTexts, wrapperNames } = linked;
		const newNames = wrapperNames.filter((name) => !searchedNames.has(name) && !isConstructor(name));
		for (const name of newNames) searchedNames.add(name);
		const callers = newNames.length > 0 ? await findCallers(rounds, newNames) : [];
		const metOnTheWay = files.summaries.size - before;
		const added = (await files.summarize([...wantedFiles, ...callers], steps)) + files.readTexts(wantedTexts);
		if (metOnTheWay + added === 0) break;
		before = files.summaries.size;
		linked = linkProgram(link, sdks);
	}
	return { link, linked };
}

/** A constructor is called by its class's name, which whoever imports the class mentions anyway. */
function isConstructor(name: string): boolean {
	return name === "constructor" || /^__\w+__$/.test(name);
}

/** Files that mention a wrapper. A name such as `run` is in half of a large repository; that is said, not followed. */
async function findCallers({ files, candidates, steps }: LinkRounds, names: readonly string[]): Promise<string[]> {
	const unread = candidates.filter((file) => !files.summaries.has(file));
	const byName = new Map<string, string[]>();
	for (const [file, name] of await files.search(unread, createByteSearch(names), steps)) {
		byName.set(name, [...(byName.get(name) ?? []), file]);
	}
	const callers: string[] = [];
	for (const [name, mentions] of [...byName].sort((a, b) => a[1].length - b[1].length || (a[0] < b[0] ? -1 : 1))) {
		if (callers.length + mentions.length <= mostCallers) callers.push(...mentions);
		else files.skip(".", `callers of ${name} were not looked for: ${mentions.length} files mention that name`);
	}
	return callers;
}

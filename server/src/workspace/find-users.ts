/** Files that mention no SDK and yet may make requests: they mention a wrapper, or a client that another file makes. */

import type { Carrier } from "../linking/carriers.ts";
import { isTestFile } from "../model/test-files.ts";
import type { ProgramFiles } from "./program-files.ts";
import type { Steps } from "./steps.ts";

const mostCallers = 2_000;
const mostUsers = 500;

export interface UserSearch {
	readonly files: ProgramFiles;
	/** Files in which users are looked for. */
	readonly candidates: readonly string[];
	readonly steps: Steps;
	readonly wrapperNames: readonly string[];
	readonly carriers: readonly Carrier[];
}

/** A name such as `run` is in half of a large repository; that is said, not followed. */
export async function findUsers(search: UserSearch): Promise<readonly string[]> {
	const { files, candidates, steps, wrapperNames, carriers } = search;
	if (wrapperNames.length + carriers.length === 0) return [];
	const unread = candidates.filter((file) => !files.summaries.has(file));
	const words = [...wrapperNames, ...carriers.flatMap(({ word, importWords }) => [word, ...importWords])];
	const found = await files.searchAll(unread, words, steps);
	const wrappers = new Set(wrapperNames);
	const callers = new Map<string, string[]>();
	const users = new Map<string, string[]>();
	for (const [file, held] of found) {
		const wrapper = [...held].find((word) => wrappers.has(word));
		if (wrapper !== undefined) put(callers, wrapper, file);
		else if (!isTestFile(file))
			for (const carrier of carriers) if (uses(file, held, carrier)) put(users, carrier.word, file);
	}
	return [
		...rarestFirst(callers, mostCallers, (name, mentions) =>
			files.skip(".", `callers of ${name} were not looked for: ${mentions} files mention that name`),
		),
		...rarestFirst(users, mostUsers, (name, mentions) =>
			files.skip(".", `requests on ${name} were not looked for: ${mentions} files may hold some`),
		),
	];
}

function uses(
	file: string,
	held: ReadonlySet<string>,
	{ word, importWords, isPython, file: origin }: Carrier,
): boolean {
	if (!held.has(word) || file === origin || /\.(py|pyw|ipynb)$/.test(file) !== isPython) return false;
	return importWords.some((item) => held.has(item));
}

function rarestFirst(
	byName: ReadonlyMap<string, readonly string[]>,
	most: number,
	passOver: (name: string, mentions: number) => void,
): readonly string[] {
	const taken = new Set<string>();
	for (const [name, mentions] of [...byName].sort((a, b) => a[1].length - b[1].length || (a[0] < b[0] ? -1 : 1))) {
		const fresh = mentions.filter((file) => !taken.has(file));
		if (taken.size + fresh.length <= most) for (const file of fresh) taken.add(file);
		else passOver(name, mentions.length);
	}
	return [...taken];
}

function put(map: Map<string, string[]>, key: string, file: string): void {
	const list = map.get(key);
	if (list) list.push(file);
	else map.set(key, [file]);
}

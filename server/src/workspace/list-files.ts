/** Lists the files of a workspace, in one fixed order, with what could not be listed and why. */
import { lstatSync, realpathSync, statSync } from "node:fs";
import { join, sep } from "node:path";
import { gitFiles, gitSubmodules } from "./git-files.ts";
import { isInIgnoredFolder } from "./ignored-folders.ts";
import { reasonOf, type SkippedFile } from "./skipped-file.ts";
import { walkFolder } from "./walk-folder.ts";

export interface FileList {
	/** Relative to the root, forward slashes, sorted. */
	readonly files: readonly string[];
	readonly skipped: readonly SkippedFile[];
}

export async function listFiles(root: string, signal?: AbortSignal): Promise<FileList> {
	const { files, skipped } = await listFolder(root, 0, signal);
	const kept = [...new Set(files)].filter((file) => !isInIgnoredFolder(file)).sort();
	return { files: kept, skipped: skipped.sort((a, b) => (a.file < b.file ? -1 : 1)) };
}

interface Listing {
	readonly files: string[];
	readonly skipped: SkippedFile[];
}

/** Submodules and repositories inside the folder are listed by their own rules. */
async function listFolder(folder: string, depth: number, signal?: AbortSignal): Promise<Listing> {
	const fromGit = depth > 4 ? null : await gitFiles(folder, signal);
	if (!fromGit) {
		const walked = walkFolder(folder);
		return {
			files: walked.files,
			skipped: [...walked.skipped, ...walked.links.flatMap((l) => explainLink(folder, l))],
		};
	}
	const submodules = fromGit.includes(".gitmodules") ? new Set(await gitSubmodules(folder, signal)) : new Set();
	const files: string[] = [];
	const skipped: SkippedFile[] = [];
	for (const file of fromGit) {
		const isRepository = file.endsWith("/") || submodules.has(file);
		if (isRepository) {
			const name = file.replace(/\/$/, "");
			if (isInIgnoredFolder(`${name}/`)) continue;
			const inner = await listFolder(join(folder, name), depth + 1, signal);
			files.push(...inner.files.map((path) => `${name}/${path}`));
			skipped.push(...inner.skipped.map((item) => ({ ...item, file: `${name}/${item.file}` })));
		} else if (mayBeFolderLink(file) && isLink(join(folder, file))) {
			skipped.push(...explainLink(folder, file));
		} else {
			files.push(file);
		}
	}
	return { files, skipped };
}

/** Git does not say which entries are links. Links to files show when they are opened; this finds links to folders. */
function mayBeFolderLink(file: string): boolean {
	return !file.includes(".", file.lastIndexOf("/") + 2);
}

function isLink(path: string): boolean {
	try {
		return lstatSync(path).isSymbolicLink();
	} catch {
		return false;
	}
}

/** Links are not followed: their target is read where it is, or lies outside. Only those that hide something are named. */
export function explainLink(root: string, file: string): SkippedFile[] {
	const because = linkProblem(root, join(root, file));
	return because === null ? [] : [{ file, because }];
}

function linkProblem(root: string, path: string): string | null {
	let target: string;
	try {
		target = realpathSync(path);
	} catch (error) {
		const reason = reasonOf(error);
		return reason === "no longer there" ? "symbolic link to something that is not there" : reason;
	}
	if (path.startsWith(target + sep)) return "symbolic link to a folder that contains it";
	const isInside = target === root || target.startsWith(root + sep);
	if (isInside) return null;
	const kind = statSync(target).isDirectory() ? "folder" : "file";
	return `symbolic link to a ${kind} outside the scanned folder; scan that ${kind} itself`;
}

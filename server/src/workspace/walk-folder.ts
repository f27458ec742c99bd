/** Lists a folder that git does not know: honours nested `.gitignore` files and never follows a symbolic link. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ignore, { type Ignore } from "ignore";
import { isIgnoredFolder } from "./ignored-folders.ts";
import { reasonOf, type SkippedFile } from "./skipped-file.ts";

export interface FolderListing {
	readonly files: string[];
	readonly skipped: SkippedFile[];
	/** Symbolic links met, to be looked at by the caller. */
	readonly links: string[];
}

interface IgnoreFile {
	/** Folder of the ignore file with a slash at its end; "" for the root. */
	readonly folder: string;
	readonly rules: Ignore;
}

export function walkFolder(root: string): FolderListing {
	const listing: FolderListing = { files: [], skipped: [], links: [] };
	walk(root, "", [], listing);
	return listing;
}

function walk(root: string, folder: string, inherited: readonly IgnoreFile[], listing: FolderListing): void {
	let entries: import("node:fs").Dirent[];
	try {
		entries = readdirSync(join(root, folder), { withFileTypes: true });
	} catch (error) {
		listing.skipped.push({ file: folder.slice(0, -1) || ".", because: reasonOf(error) });
		return;
	}
	const ignoreFiles = entries.some((entry) => entry.name === ".gitignore")
		? [...inherited, readIgnoreFile(root, folder)]
		: inherited;
	const isPackage = entries.some((entry) => /^(package\.json|setup\.py|pyproject\.toml)$/.test(entry.name));
	for (const entry of entries) {
		const path = folder + entry.name;
		if (entry.isDirectory()) {
			if (isIgnoredFolder(entry.name) || isIgnored(`${path}/`, ignoreFiles)) continue;
			if (isPackage && isBuildOutput(join(root, path), entry.name)) continue;
			if (existsSync(join(root, path, "pyvenv.cfg"))) continue;
			walk(root, `${path}/`, ignoreFiles, listing);
		} else if (!isIgnored(path, ignoreFiles)) {
			(entry.isSymbolicLink() ? listing.links : listing.files).push(path);
		}
	}
}

/** `dist` beside a package.json is what that package was built into, unless it is a package of its own. */
function isBuildOutput(folder: string, name: string): boolean {
	return (name === "dist" || name === "build" || name === "out") && !existsSync(join(folder, "package.json"));
}

function readIgnoreFile(root: string, folder: string): IgnoreFile {
	let text = "";
	try {
		text = readFileSync(join(root, folder, ".gitignore"), "utf8");
	} catch {
		// An ignore file that cannot be read ignores nothing.
	}
	return { folder, rules: ignore().add(text) };
}

/** The nearest ignore file that says anything decides, as in git. */
function isIgnored(path: string, ignoreFiles: readonly IgnoreFile[]): boolean {
	for (let i = ignoreFiles.length - 1; i >= 0; i--) {
		const ignoreFile = ignoreFiles[i];
		if (!ignoreFile) continue;
		const verdict = ignoreFile.rules.test(path.slice(ignoreFile.folder.length));
		if (verdict.ignored) return true;
		if (verdict.unignored) return false;
	}
	return false;
}

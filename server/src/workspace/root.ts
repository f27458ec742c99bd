/** Decides which folder a scan is about, from the paths a person gave. */
import { realpathSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { reasonOf } from "./skipped-file.ts";

export interface ScanRoot {
	/** Absolute; every file of the scan is named relative to it. */
	readonly root: string;
	/** What to report on, relative to the root with forward slashes: "" is everything, else a folder or a file. */
	readonly targets: readonly string[];
}

/** A path that cannot be scanned; the message is for the person who typed it. */
export class PathProblem extends Error {}

/** One folder is the root itself; a file's folder; several paths have their nearest common folder. */
export function chooseRoot(paths: readonly string[], workingFolder: string): ScanRoot {
	const places = paths.map((path) => placeOf(path, workingFolder));
	const [first] = places;
	if (!first) throw new PathProblem("No path to scan was given.");
	const root = places.map(({ folder }) => folder).reduce(commonFolder);
	const targets = places.map(({ target }) => toSlashes(relative(root, target)));
	return { root, targets: targets.includes("") ? [""] : [...new Set(targets)].sort() };
}

export function isTarget(file: string, targets: readonly string[]): boolean {
	return targets.some((target) => target === "" || file === target || file.startsWith(`${target}/`));
}

export function toSlashes(path: string): string {
	return sep === "/" ? path : path.replaceAll(sep, "/");
}

interface GivenPlace {
	readonly folder: string;
	readonly target: string;
}

function placeOf(path: string, workingFolder: string): GivenPlace {
	const absolute = resolve(workingFolder, path);
	try {
		const target = realpathSync(absolute);
		const kind = statSync(target);
		if (kind.isDirectory()) return { folder: target, target };
		if (kind.isFile()) return { folder: dirname(target), target };
	} catch (error) {
		const reason = reasonOf(error) === "no longer there" ? "there is no such file or folder" : reasonOf(error);
		throw new PathProblem(`Cannot scan ${path}: ${reason}. Give a folder or a file, for example: lcpr scan .`);
	}
	throw new PathProblem(`Cannot scan ${path}: it is neither a folder nor a file.`);
}

function commonFolder(a: string, b: string): string {
	let common = a;
	while (b !== common && !b.startsWith(common.endsWith(sep) ? common : common + sep)) {
		const above = dirname(common);
		if (above === common) break;
		common = above;
	}
	return common;
}

/** Absolute path of a file of the scan. */
export function absolutePath(root: string, file: string): string {
	return join(root, file);
}

/** Files that were asked for by name and are not read: without a reason the answer would be "no calls in 0 files". */
import { statSync } from "node:fs";
import { languageOfFile } from "../languages/front-ends.ts";
import { absolutePath } from "./root.ts";
import type { SkippedFile } from "./skipped-file.ts";

interface Targets {
	readonly root: string;
	readonly targets: readonly string[];
	/** What the workspace lists, without excluded files. */
	readonly kept: readonly string[];
	readonly candidates: readonly string[];
}

export function unreadTargets({ root, targets, kept, candidates }: Targets): readonly SkippedFile[] {
	const known = new Set(candidates);
	return targets.flatMap((target) => {
		if (target === "" || known.has(target) || !isFile(absolutePath(root, target))) return [];
		const isListed = kept.includes(target);
		const because = isListed || languageOfFile(target) === null ? otherLanguage : leftOut;
		return [{ file: target, because }];
	});
}

const otherLanguage = "not in a language that lcpr reads: Python, TypeScript, JavaScript and notebooks";
const leftOut = "left out by .gitignore, by `exclude` in lcpr.yaml or because its folder holds dependencies or builds";

function isFile(path: string): boolean {
	return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

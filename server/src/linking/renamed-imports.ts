/** What imports and exports call a function of another file, told from syntax alone. */
import type { FileSummary, Import } from "../model/file-summary.ts";
import type { ProgramUnit } from "./program-unit.ts";
import { folderOf, join } from "./resolve-module.ts";

const known = new WeakMap<FileSummary, ReadonlyMap<string, string>>();

/** The name of another file's function by the name it has in this one, where the two differ. */
export function renamedImports(unit: ProgramUnit): ReadonlyMap<string, string> {
	const before = known.get(unit.summary);
	if (before) return before;
	const renamed = new Map<string, string>();
	for (const item of unit.summary.imports) {
		const name = nameOutside(unit, item);
		if (item.local !== null && name !== null && name !== item.local) renamed.set(item.local, name);
	}
	known.set(unit.summary, renamed);
	return renamed;
}

function nameOutside(unit: ProgramUnit, { imported, module, isTypeOnly }: Import): string | null {
	if (imported.startsWith("*") || isTypeOnly) return null;
	return imported === "default" && !unit.isPython ? defaultOfModule(unit, module) : imported;
}

/**
 * Stands for what a module gives to those who import it as a whole, which each of them names as it likes. It is also
 * what they all write: the end of its path, `/call-model`.
 */
export function defaultOfModule({ file }: ProgramUnit, module: string): string {
	return defaultOfFile(module.startsWith(".") ? join(folderOf(file), module) : module);
}

export function defaultOfFile(file: string): string {
	const path = file.replace(/\.[cm]?[jt]sx?$/, "");
	const folders = path.replace(/(^|\/)index$/, "").replace(/(^|\/)(?:src|lib|dist)$/, "");
	return `/${(folders || path).split("/").at(-1)}`;
}

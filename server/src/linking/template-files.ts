/** Finds the template files that code or other templates name. */
import type { LiteralPart } from "../model/linked-value.ts";
import type { Evaluator } from "./evaluator.ts";
import { folderOf, join } from "./resolve-module.ts";

/** The text of a template that another one includes, whole; null when the workspace has none of that name. */
export function includedTemplate(evaluator: Evaluator, name: string, from: string): readonly LiteralPart[] | null {
	const file = templateNamed(evaluator, name, from);
	return file === null ? null : templateText(evaluator, file);
}

/** The content of a template file; null until it has been read. */
export function templateText(evaluator: Evaluator, file: string): readonly LiteralPart[] | null {
	const text = evaluator.textOf(file);
	return text === undefined ? null : [{ kind: "literal", file, start: 0, end: text.length, text, verbatim: true }];
}

/** Names of partials leave their ending and a leading underscore away. */
const spellings: readonly ((name: string) => string)[] = [
	(name) => name,
	(name) => `${name}.prompt`,
	(name) => name.replace(/[^/]*$/, (last) => `_${last}.prompt`),
	(name) => `${name}.hbs`,
	(name) => `${name}.handlebars`,
	(name) => `${name}.mustache`,
	(name) => `partials/${name}.hbs`,
	(name) => `partials/${name}.mustache`,
	(name) => `${name}.j2`,
	(name) => `${name}.jinja`,
];

/**
 * The file a template is loaded by: beside the template that names it, in a folder above it, or the one file of the
 * workspace whose path ends so.
 */
export function templateNamed(evaluator: Evaluator, name: string, from: string): string | null {
	const { files } = evaluator.input.layout;
	for (let folder = folderOf(from); ; folder = folderOf(folder)) {
		for (const spelling of spellings) {
			const file = join(folder, spelling(name));
			if (file !== from && files.has(file)) return file;
		}
		if (folder === "") break;
	}
	return onlyFileEnding(
		files,
		spellings.map((spelling) => `/${spelling(name)}`),
	);
}

/** Null where several files have the name: which one is meant depends on where the program looks. */
function onlyFileEnding(files: ReadonlySet<string>, endings: readonly string[]): string | null {
	let found: string | null = null;
	for (const file of files) {
		if (!endings.some((ending) => file.endsWith(ending))) continue;
		if (found !== null) return null;
		found = file;
	}
	return found;
}

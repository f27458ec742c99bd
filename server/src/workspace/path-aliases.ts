/** Reads `compilerOptions.paths` and `baseUrl`, following `extends` inside the workspace. */
import type { PathAlias } from "../linking/program.ts";
import { entriesOf, parseJsonWithComments, property } from "./json-with-comments.ts";
import type { ReadText } from "./layout.ts";
import { joinPath } from "./workspace-path.ts";

export function readPathAliases(file: string, files: ReadonlySet<string>, readText: ReadText): PathAlias[] {
	const options = compilerOptions(file, files, readText, 0);
	if (!options) return [];
	const directory = folderOf(file);
	const aliases = entriesOf(options.paths?.value).map(([pattern, targets]) => ({
		directory,
		pattern,
		targets: textsIn(targets).map((target) => joinPath(options.baseUrl ?? options.paths?.from ?? directory, target)),
	}));
	// With a base, `lib/x` may also mean `<base>/lib/x`; it comes last because any alias says more.
	if (options.baseUrl !== null) {
		aliases.push({ directory, pattern: "*", targets: [joinPath(options.baseUrl, "*")] });
	}
	return aliases;
}

interface CompilerOptions {
	/** Folder relative to the root. */
	readonly baseUrl: string | null;
	/** `from` is the folder of the file that declares them, which their targets are relative to. */
	readonly paths: { readonly value: unknown; readonly from: string } | null;
}

function compilerOptions(
	file: string,
	files: ReadonlySet<string>,
	readText: ReadText,
	depth: number,
): CompilerOptions | null {
	const text = readText(file);
	const config = text === null ? undefined : parseJsonWithComments(text);
	if (config === undefined || depth > 5) return null;
	const directory = folderOf(file);
	const own = property(config, "compilerOptions");
	const baseUrl = property(own, "baseUrl");
	const paths = property(own, "paths");
	const inherited = textsIn(property(config, "extends"))
		.map((target) => extendedFile(directory, target, files))
		.map((target) => (target === null ? null : compilerOptions(target, files, readText, depth + 1)))
		.findLast((options) => options !== null);
	return {
		baseUrl: typeof baseUrl === "string" ? joinPath(directory, baseUrl) : (inherited?.baseUrl ?? null),
		paths: paths === undefined ? (inherited?.paths ?? null) : { value: paths, from: directory },
	};
}

/** `extends` names a file, with or without its extension; a package's configuration is outside the workspace. */
function extendedFile(directory: string, target: string, files: ReadonlySet<string>): string | null {
	if (!target.startsWith(".")) return null;
	const path = joinPath(directory, target);
	return [path, `${path}.json`, `${path}/tsconfig.json`].find((candidate) => files.has(candidate)) ?? null;
}

function textsIn(value: unknown): string[] {
	if (typeof value === "string") return [value];
	return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
}

function folderOf(file: string): string {
	return file.slice(0, Math.max(0, file.lastIndexOf("/")));
}

/**
 * Finds the source files behind a package's entry points. A package names what it was built into (`dist/index.js`);
 * the prompts are in what it was built from (`src/index.ts`).
 */
import { entriesOf, property } from "./json-with-comments.ts";
import { joinPath } from "./workspace-path.ts";

const sourceExtensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];
/** Conditions of `exports`, the ones nearest to source first. */
const conditions = ["source", "development", "types", "import", "module", "default", "node", "require", "browser"];

export function packageEntries(
	manifest: unknown,
	directory: string,
	files: ReadonlySet<string>,
): Record<string, string> {
	const entries: Record<string, string> = {};
	for (const [subpath, target] of declaredTargets(manifest)) {
		const source = sourceOf(directory, target, files);
		if (source !== null && entries[subpath] === undefined) entries[subpath] = source;
	}
	if (entries["."] === undefined) {
		const usual = ["src/index", "index", "src/main", "lib/index"]
			.map((path) => withExtension(joinPath(directory, path), files))
			.find((path) => path !== null);
		if (usual) entries["."] = usual;
	}
	return entries;
}

function declaredTargets(manifest: unknown): [string, string][] {
	const targets: [string, string][] = [];
	const exports = property(manifest, "exports");
	if (typeof exports === "string") targets.push([".", exports]);
	const subpaths = entriesOf(exports);
	if (subpaths.some(([key]) => key.startsWith("."))) {
		for (const [subpath, value] of subpaths) for (const target of targetsIn(value)) targets.push([subpath, target]);
	} else {
		for (const target of targetsIn(exports)) targets.push([".", target]);
	}
	for (const field of ["source", "types", "typings", "module", "main"]) {
		const value = property(manifest, field);
		if (typeof value === "string") targets.push([".", value]);
	}
	return targets;
}

function targetsIn(value: unknown): string[] {
	if (typeof value === "string") return [value];
	if (Array.isArray(value)) return value.flatMap(targetsIn);
	return conditions.flatMap((condition) => targetsIn(property(value, condition) ?? []));
}

/** The file itself when it is committed, else its likely source: `dist/x.js` from `src/x.ts` or `x.ts`. */
function sourceOf(directory: string, target: string, files: ReadonlySet<string>): string | null {
	if (target.includes("*")) return null;
	const path = joinPath(directory, target);
	const stem = path.replace(/(\.d)?\.[cm]?[jt]sx?$/, "");
	const inPackage = stem.slice(directory === "" ? 0 : directory.length + 1);
	const fromSource = inPackage.replace(/^(dist|build|lib|out|esm|cjs)\/((esm|cjs|types|src)\/)?/, "");
	const candidates =
		fromSource === inPackage
			? [stem]
			: [`src/${fromSource}`, fromSource, `src/${fromSource}/index`].map((name) => joinPath(directory, name));
	for (const candidate of candidates) {
		const source = withExtension(candidate, files);
		if (source !== null) return source;
	}
	return files.has(path) && !path.endsWith(".d.ts") ? path : null;
}

function withExtension(stem: string, files: ReadonlySet<string>): string | null {
	if (files.has(stem) && sourceExtensions.some((extension) => stem.endsWith(extension))) return stem;
	for (const extension of sourceExtensions) if (files.has(stem + extension)) return stem + extension;
	return null;
}

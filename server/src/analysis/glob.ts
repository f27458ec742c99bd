/**
 * Globs over workspace paths with forward slashes: `*` and `?` inside one folder, `**` over folders, `{a,b}`.
 * Written here because the core may not depend on a library that knows the file system.
 */

/** True when one of the globs names the whole path. A glob without a slash matches the file name in any folder. */
export function matchesAnyGlob(path: string, globs: readonly string[]): boolean {
	return globs.some((glob) => compiled(glob).test(path));
}

const cache = new Map<string, RegExp>();

function compiled(glob: string): RegExp {
	let pattern = cache.get(glob);
	if (!pattern) {
		pattern = new RegExp(`^${source(glob.includes("/") ? glob.replace(/^\//, "") : `**/${glob}`)}$`);
		cache.set(glob, pattern);
	}
	return pattern;
}

function source(glob: string): string {
	let out = "";
	let depth = 0;
	for (let i = 0; i < glob.length; i++) {
		const c = glob[i] ?? "";
		if (glob.startsWith("**/", i)) {
			out += "(?:[^/]+/)*";
			i += 2;
		} else if (glob.startsWith("**", i)) {
			out += ".*";
			i += 1;
		} else if (c === "*") out += "[^/]*";
		else if (c === "?") out += "[^/]";
		else if (c === "{" && glob.indexOf("}", i) > 0) {
			out += "(?:";
			depth++;
		} else if (c === "}" && depth > 0) {
			out += ")";
			depth--;
		} else if (c === "," && depth > 0) out += "|";
		else out += c.replace(/[.+^$()|[\]\\{}]/, "\\$&");
	}
	return out + ")".repeat(depth);
}

/** Folders that hold other people's code or a tool's output, whatever the project's ignore files say. */

const never = new Set([
	"node_modules",
	"bower_components",
	"site-packages",
	"__pycache__",
	"__pypackages__",
	".git",
	".hg",
	".svn",
	".venv",
	".tox",
	".nox",
	".mypy_cache",
	".ruff_cache",
	".pytest_cache",
	".ipynb_checkpoints",
	".next",
	".nuxt",
	".svelte-kit",
	".turbo",
	".yarn",
	".pnpm-store",
]);

export function isIgnoredFolder(name: string): boolean {
	return never.has(name);
}

/** True when any folder on the way to `file` is one that is never scanned. */
export function isInIgnoredFolder(file: string): boolean {
	let start = 0;
	for (let slash = file.indexOf("/"); slash !== -1; slash = file.indexOf("/", start)) {
		if (never.has(file.slice(start, slash))) return true;
		start = slash + 1;
	}
	return false;
}

/** Asks git which files belong to a folder: exact ignore rules, and four times faster than reading them ourselves. */
import { spawn } from "node:child_process";

const timeoutMilliseconds = 20_000;

/**
 * Settings of the scanned repository could name programs for git to run (`core.fsmonitor`); nothing of it may run here.
 */
const harmless = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];

/**
 * Tracked and untracked files below `folder` without the ignored ones, relative to it.
 * Null when it is no git work tree, git is missing or refuses; the caller then walks the folder itself.
 */
export async function gitFiles(folder: string, signal?: AbortSignal): Promise<string[] | null> {
	const output = await runGit(folder, ["ls-files", "-z", "-co", "--exclude-standard", "--deduplicate"], signal);
	if (output === null) return null;
	const files = output.split("\0").filter((file) => file !== "");
	return files.length > 0 ? files : null;
}

/** Folders of submodules below `folder`: git lists each as one entry. */
export async function gitSubmodules(folder: string, signal?: AbortSignal): Promise<string[]> {
	const output = await runGit(folder, ["ls-files", "-z", "--stage"], signal);
	if (output === null) return [];
	return output
		.split("\0")
		.filter((line) => line.startsWith("160000 "))
		.map((line) => line.slice(line.indexOf("\t") + 1));
}

function runGit(folder: string, command: readonly string[], signal?: AbortSignal): Promise<string | null> {
	return new Promise((resolve) => {
		const child = spawn("git", [...harmless, "-C", folder, ...command], {
			stdio: ["ignore", "pipe", "ignore"],
			env: environment(),
			timeout: timeoutMilliseconds,
			windowsHide: true,
			...(signal ? { signal } : {}),
		});
		const chunks: Buffer[] = [];
		child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
		child.on("error", () => resolve(null));
		child.on("close", (code) => resolve(code === 0 ? Buffer.concat(chunks).toString("utf8") : null));
	});
}

/** The person's environment without what would point git at another repository or let it ask questions. */
function environment(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/.test(name));
	return { ...Object.fromEntries(kept), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_NO_LAZY_FETCH: "1" };
}

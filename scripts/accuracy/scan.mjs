// Runs the built command line on a folder and gives its JSON: the accuracy figures are those a user would see.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The scan of a folder as the CLI's JSON; null when it takes longer than `timeLimitSeconds`. */
export function scanWithCli(root, directory, flags = [], timeLimitSeconds = undefined) {
	const cli = readdirSync(join(root, "dist")).find((name) => /^cli\.(mjs|cjs)$/.test(name));
	if (!cli) throw new Error("dist/ has no command line: run `npm run build` first");
	const command = [join(root, "dist", cli), "scan", directory, "--format", "json", "--fail-on", "none", ...flags];
	const timeout = timeLimitSeconds === undefined ? undefined : timeLimitSeconds * 1000;
	try {
		return JSON.parse(execFileSync(process.execPath, command, { encoding: "utf8", maxBuffer: 1 << 29, timeout }));
	} catch (error) {
		if (error.code === "ETIMEDOUT") return null;
		throw error;
	}
}

// Runs the built command line on a folder and gives its JSON: the accuracy figures are those a user would see.
import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";

export function scanWithCli(root, directory, flags = []) {
	const cli = readdirSync(join(root, "dist")).find((name) => /^cli\.(mjs|cjs)$/.test(name));
	if (!cli) throw new Error("dist/ has no command line: run `npm run build` first");
	const output = execFileSync(
		process.execPath,
		[join(root, "dist", cli), "scan", directory, "--format", "json", "--fail-on", "none", ...flags],
		{ encoding: "utf8", maxBuffer: 1 << 29 },
	);
	return JSON.parse(output);
}

// Runs the built command line on a folder and gives its JSON: the accuracy figures are those a user would see.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** `owner__name`, `owner-name` where several owners have one of that name, or `name`; there or not. */
export function checkoutOf(checkouts, owner, name) {
	const names = [`${owner}__${name}`, `${owner}-${name}`, name];
	return names.map((folder) => join(checkouts, folder)).find(existsSync) ?? join(checkouts, name);
}

/** What `scan` gave before for `name` in the folder of kept scans, else what it gives now; null is not kept. */
export function keptScan(folder, name, scan) {
	if (!folder) return scan();
	const kept = join(folder, `${name}.json`);
	if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8"));
	const found = scan();
	if (found !== null) {
		mkdirSync(folder, { recursive: true });
		writeFileSync(kept, JSON.stringify(found));
	}
	return found;
}

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

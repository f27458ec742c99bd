// `npm start -- PATH [flags]`: builds without a word, then scans PATH, or the bundled example when none is given.
import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAll } from "./build.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const given = process.argv.slice(2);
const valueFlags = ["--format", "-f", "--output", "-o", "--fail-on", "--as-of", "--preset"];
const hasPath = given.some((word, index) => !word.startsWith("-") && !valueFlags.includes(given[index - 1] ?? ""));
const words = [...given];
if (!hasPath && !given.includes("--help")) {
	words.push(join(root, "examples", "support-bot"));
	console.error("No path given: scanning the bundled example, examples/support-bot.\n");
}
// npm shows an error of its own when a script ends with a code other than 0; findings are no failure of this one.
if (!given.some((word) => word === "--fail-on" || word.startsWith("--fail-on="))) words.push("--fail-on", "none");

try {
	await buildAll({ quiet: true });
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exit(2);
}
const result = spawnSync(process.execPath, [join(root, "dist", "cli.mjs"), "scan", ...words], { stdio: "inherit" });
process.exitCode = result.status ?? 2;

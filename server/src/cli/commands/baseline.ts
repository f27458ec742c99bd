/** `lcpr baseline`: writes today's findings into a file, so that `lcpr scan` speaks of new ones only. */
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { baselineOf, baselineText, compareWithBaseline } from "../../analysis/baseline.ts";
import { countOf } from "../../model/figures.ts";
import { baselineFileName, readBaselineFile } from "../../workspace/baseline-file.ts";
import { loadKnowledge } from "../../workspace/knowledge.ts";
import { chooseRoot } from "../../workspace/root.ts";
import { scanWorkspace } from "../../workspace/scan.ts";
import { exitCodes, UsageProblem } from "../exit-codes.ts";
import { print, progressLine } from "../terminal.ts";

interface BaselineFlags {
	readonly output?: string;
	readonly preset?: string;
}

export function register(program: Command): void {
	program
		.command("baseline")
		.description("accept the findings of today, so that scan reports new ones only")
		.argument("[path]", "the folder", ".")
		.option("-o, --output <file>", `the file to write (default: ${baselineFileName} in the folder)`)
		.addOption(
			new Option("--preset <preset>", "how much to look for, whatever lcpr.yaml says").choices([
				"quiet",
				"standard",
				"everything",
			]),
		)
		.addHelpText(
			"after",
			"\nA finding is known again by its rule, its file and the text of its line, wherever the line moves." +
				"\nRun it again to take new findings in and leave out those that are gone. Commit the file.",
		)
		.action(async (path: string, flags: BaselineFlags) => {
			process.exitCode = await writeBaseline(path, flags);
		});
}

async function writeBaseline(path: string, flags: BaselineFlags): Promise<number> {
	const workingFolder = process.cwd();
	chooseRoot([path], workingFolder);
	const progress = progressLine();
	const scan = await scanWorkspace({
		paths: [path],
		workingFolder,
		knowledge: await loadKnowledge(),
		settings: flags.preset === undefined ? {} : { preset: flags.preset },
		onProgress: progress.show,
	}).finally(progress.clear);
	const textOf = (file: string) => scan.sources(file)?.text ?? scan.textOf(file);
	const { findings } = scan.analysis;
	const file = flags.output === undefined ? join(scan.root, baselineFileName) : resolve(flags.output);
	const before = readBaselineFile(scan.root, flags.output === undefined ? undefined : file);
	const { fresh, stale } = compareWithBaseline(findings, before?.entries ?? [], textOf);
	const gone = stale.reduce((sum, { count }) => sum + count, 0);
	try {
		writeFileSync(file, baselineText(baselineOf(findings, textOf)));
	} catch (error) {
		const reason = error instanceof Error ? error.message : "unknown reason";
		throw new UsageProblem(`Cannot write ${file}: ${reason}. Choose another file with --output.`);
	}
	const changes =
		before && before.problem === null ? `, ${fresh.length} of them new; ${gone} left out that are gone` : "";
	print(`${countOf(findings.length, "finding")} accepted in ${flags.output ?? baselineFileName}${changes}.\n`);
	return exitCodes.clean;
}

#!/usr/bin/env node
/** The command line's entry point: registers the commands and turns every failure into a sentence and exit code 2. */
import { Command, CommanderError } from "commander";
import { productVersion } from "../workspace/product-files.ts";
import { PathProblem } from "../workspace/root.ts";
import { register as registerBaseline } from "./commands/baseline.ts";
import { register as registerBreakeven } from "./commands/breakeven.ts";
import { register as registerCompare } from "./commands/compare.ts";
import { register as registerEstimate } from "./commands/estimate.ts";
import { register as registerExplain } from "./commands/explain.ts";
import { register as registerFix } from "./commands/fix.ts";
import { register as registerLock } from "./commands/lock.ts";
import { register as registerPricing } from "./commands/pricing.ts";
import { register as registerReplay } from "./commands/replay.ts";
import { register as registerScan } from "./commands/scan.ts";
import { register as registerServer } from "./commands/server.ts";
import { exitCodes, UsageProblem } from "./exit-codes.ts";

/** In the order of `lcpr --help`. */
const commands = [
	registerScan,
	registerExplain,
	registerFix,
	registerBaseline,
	registerEstimate,
	registerCompare,
	registerBreakeven,
	registerPricing,
	registerReplay,
	registerLock,
	registerServer,
];

function createProgram(): Command {
	const program = new Command("lcpr")
		.description(
			"Finds the LLM calls in code, says what each request costs when everything is loaded in, and what wastes money.",
		)
		.version(productVersion(), "-V, --version", "print the version")
		.helpCommand(false)
		.showHelpAfterError("(lcpr --help lists the commands and their flags)")
		.exitOverride();
	for (const register of commands) register(program);
	return program;
}

/** Commander throws for `--help` too; only what it calls an error is one. */
function exitCodeOf(error: unknown): number {
	if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.clean : exitCodes.couldNotRun;
	const isExpected = error instanceof UsageProblem || error instanceof PathProblem;
	const message =
		error instanceof Error ? (isExpected ? error.message : (error.stack ?? error.message)) : String(error);
	process.stderr.write(
		`${isExpected ? "" : "lcpr failed, which is a mistake of its own. Please report this:\n"}${message}\n`,
	);
	return exitCodes.couldNotRun;
}

// A reader such as `head` that stops reading ends the program, quietly.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
	process.exit(error.code === "EPIPE" ? exitCodes.clean : exitCodes.couldNotRun);
});

try {
	await createProgram().parseAsync();
} catch (error) {
	process.exitCode = exitCodeOf(error);
}

/** `lcpr lock`: writes down every call's cached prefix, and `--check` says which of them a change makes cold. */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { checkLock } from "../../analysis/lock/check-lock.ts";
import { lockFileName, lockText, readLock } from "../../analysis/lock/lock-file.ts";
import { lockableCalls, type PrefixLock, prefixLock } from "../../analysis/lock/prefix-lock.ts";
import { loadKnowledge } from "../../workspace/knowledge.ts";
import { chooseRoot } from "../../workspace/root.ts";
import { scanWorkspace } from "../../workspace/scan.ts";
import { isDay } from "../day.ts";
import { exitCodes, UsageProblem } from "../exit-codes.ts";
import { lockCheckDocument, lockCheckText } from "../formats/lock-text.ts";
import { print, progressLine, terminalStyle } from "../terminal.ts";

interface LockFlags {
	readonly check?: boolean;
	readonly format: "text" | "json";
	readonly file?: string;
	readonly asOf?: string;
}

export function register(program: Command): void {
	program
		.command("lock")
		.description("write down each call's cached prefix, or --check which of them changed and what that costs once")
		.argument("[paths...]", "folders or files", ["."])
		.option("--check", "compare with the lock file instead of writing it")
		.addOption(new Option("-f, --format <format>", "how to print").choices(["text", "json"]).default("text"))
		.option("--file <file>", `the lock file; ${lockFileName} in the scanned folder when left out`)
		.option("--as-of <date>", "use the prices of this day, YYYY-MM-DD")
		.addHelpText(
			"after",
			"\nExit codes: 0 written, or nothing changed; 1 --check found a cached prefix that changed; 2 could not run." +
				"\nCommit the file. In a pull request --check says which prompts lose their cache, where and why.",
		)
		.action(async (paths: string[], flags: LockFlags) => {
			process.exitCode = await runLock(paths.length > 0 ? paths : ["."], flags);
		});
}

async function runLock(paths: readonly string[], flags: LockFlags): Promise<number> {
	if (flags.asOf !== undefined && !isDay(flags.asOf)) {
		throw new UsageProblem(`--as-of ${flags.asOf}: not a day. Write it as YYYY-MM-DD, for example 2026-09-23.`);
	}
	const workingFolder = process.cwd();
	const file =
		flags.file === undefined ? join(chooseRoot(paths, workingFolder).root, lockFileName) : resolve(flags.file);
	const shown = flags.file ?? lockFileName;
	// A lock that is missing or broken is said before anything is scanned.
	const lock = flags.check ? lockIn(file, shown) : null;
	const knowledge = await loadKnowledge();
	const progress = progressLine();
	const scan = await scanWorkspace({
		paths,
		workingFolder,
		knowledge,
		onProgress: progress.show,
		...(flags.asOf === undefined ? {} : { asOf: flags.asOf }),
	}).finally(progress.clear);
	const calls = lockableCalls(scan.analysis.calls, { hash: shortHash, tokens: knowledge.tokens });
	if (lock === null) return writeLock(prefixLock(calls), { file, shown, format: flags.format });
	const check = checkLock(lock, calls, knowledge.cacheRules);
	const document = lockCheckDocument(check, { lock: shown, summaries: scan.analysis.summaries });
	print(flags.format === "json" ? `${JSON.stringify(document, null, 2)}\n` : lockCheckText(document, terminalStyle()));
	return check.changes.length > 0 ? exitCodes.findings : exitCodes.clean;
}

/** 64 bits: enough to tell apart the versions of a prompt, short enough to read. */
function shortHash(text: string): string {
	return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 16);
}

function lockIn(file: string, shown: string): PrefixLock {
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch {
		throw new UsageProblem(`There is no ${shown} to check against. Write it with \`lcpr lock\` and commit it.`);
	}
	const lock = readLock(text);
	if (typeof lock === "string")
		throw new UsageProblem(`${shown} cannot be read: ${lock}. Write it anew with \`lcpr lock\`.`);
	return lock;
}

function writeLock(
	lock: PrefixLock,
	{ file, shown, format }: { readonly file: string; readonly shown: string; readonly format: LockFlags["format"] },
): number {
	try {
		writeFileSync(file, lockText(lock));
	} catch (error) {
		throw new UsageProblem(`Cannot write ${shown}: ${error instanceof Error ? error.message : String(error)}`);
	}
	const cached = lock.calls.filter(({ cacheableTokens }) => cacheableTokens > 0).length;
	const summary = { file: shown, calls: lock.calls.length, cached };
	print(
		format === "json"
			? `${JSON.stringify(summary, null, 2)}\n`
			: `Wrote ${shown}: ${lock.calls.length} calls with a fixed beginning, ${cached} of them cached.\n`,
	);
	return exitCodes.clean;
}

/** `lcpr fix`: applies the fixes of one rule, prints them as a diff, or says what it would do. */
import { relative } from "node:path";
import { type Command, Option } from "commander";
import { type FixVariant, fixVariants } from "../../model/finding.ts";
import { allRules } from "../../rules/all-rules.ts";
import type { Rule } from "../../rules/rule.ts";
import { type FixRun, fixWorkspace } from "../../workspace/fix-session.ts";
import { loadKnowledge } from "../../workspace/knowledge.ts";
import { byteOrderMarkOf, replaceText } from "../../workspace/replace-text.ts";
import { absolutePath, chooseRoot, toSlashes } from "../../workspace/root.ts";
import { exitCodes, UsageProblem } from "../exit-codes.ts";
import { toFixText } from "../formats/fix-text.ts";
import { plainStyle } from "../formats/terminal-style.ts";
import { toUnifiedDiff } from "../formats/unified-diff.ts";
import { nearestNames } from "../nearest-names.ts";
import { print, progressLine, terminalStyle } from "../terminal.ts";

interface FixFlags {
	readonly rule: string;
	readonly dryRun?: boolean;
	readonly diff?: boolean;
	readonly variant?: FixVariant;
	readonly all?: boolean;
}

export function register(program: Command): void {
	program
		.command("fix")
		.description("apply the fixes of one rule")
		.argument("[paths...]", "folders or files", ["."])
		.requiredOption("--rule <id>", "the rule whose fixes to apply")
		.option("--dry-run", "say what would be done and write nothing")
		.option("--diff", "print the changes as a unified diff and write nothing")
		.addOption(new Option("--variant <variant>", "only this way to fix, where a rule has several").choices(fixVariants))
		.option("--all", "also findings in tests, examples and uncertain calls")
		.addHelpText(
			"after",
			"\nExit codes: 0 no finding of the rule remains, 1 some do (all of them with --dry-run and --diff), 2 could not run." +
				"\nFixes that are not safe are left, with the reason. Notebooks are left to the editor.",
		)
		.action(async (paths: string[], flags: FixFlags) => {
			process.exitCode = await runFix(paths.length > 0 ? paths : ["."], flags);
		});
}

async function runFix(paths: readonly string[], flags: FixFlags): Promise<number> {
	const rule = ruleNamed(flags.rule);
	const workingFolder = process.cwd();
	chooseRoot(paths, workingFolder);
	const progress = progressLine();
	const run = await fixWorkspace({
		paths,
		workingFolder,
		knowledge: await loadKnowledge(),
		rule: rule.id,
		// A rule that is asked for by name runs whatever the preset; `lcpr.yaml` may still turn it off.
		settings: { rules: { [rule.id]: rule.defaultSeverity } },
		all: flags.all === true,
		...(flags.variant === undefined ? {} : { variant: flags.variant }),
		onProgress: progress.show,
	}).finally(progress.clear);

	for (const problem of run.settingsProblems) process.stderr.write(`${problem}\n`);
	const isWritten = flags.dryRun !== true && flags.diff !== true;
	const unwritten = isWritten ? write(run) : [];
	const pathPrefix = prefixOf(run.root, workingFolder);
	if (flags.diff === true) print(diffOf(run, pathPrefix));
	const changesPrompt = rule.fix === "changes-prompt";
	const report = { rule: rule.id, fixed: run.fixed, left: run.left, unwritten, changesPrompt, isWritten, pathPrefix };
	if (flags.diff === true) process.stderr.write(toFixText({ ...report, style: plainStyle }));
	else print(toFixText({ ...report, style: terminalStyle() }));
	if (unwritten.length > 0) return exitCodes.couldNotRun;
	const remaining = isWritten ? run.left.length : run.left.length + run.fixed.length;
	return remaining > 0 ? exitCodes.findings : exitCodes.clean;
}

function ruleNamed(id: string): Rule {
	const rule = allRules.find((candidate) => candidate.id === id);
	const fixable = allRules.filter(({ fix }) => fix !== "none").map((candidate) => candidate.id);
	if (!rule) {
		const near = nearestNames(id, fixable);
		const hint = near.length > 0 ? `Did you mean ${near.join(" or ")}?` : `Rules with a fix: ${fixable.join(", ")}.`;
		throw new UsageProblem(`There is no rule ${id}. ${hint}`);
	}
	if (rule.fix === "none") {
		const reason = rule.noFixBecause === undefined ? "" : `: ${rule.noFixBecause}`;
		throw new UsageProblem(`${id} has no fix${reason}. Rules with a fix: ${fixable.join(", ")}.`);
	}
	return rule;
}

function write({ root, files }: FixRun): { readonly file: string; readonly because: string }[] {
	return files.flatMap(({ file, before, after }) => {
		const because = before === after ? null : replaceText({ path: absolutePath(root, file), before, after });
		return because === null ? [] : [{ file, because }];
	});
}

function diffOf({ root, files }: FixRun, pathPrefix: string): string {
	return files
		.filter(({ before, after }) => before !== after)
		.map(({ file, before, after }) => {
			const mark = byteOrderMarkOf(absolutePath(root, file));
			return toUnifiedDiff({ path: `${pathPrefix}${file}`, before: mark + before, after: mark + after });
		})
		.join("");
}

/** From the working folder to the files of the run, so that a path can be opened and a diff applied from here. */
function prefixOf(root: string, workingFolder: string): string {
	const path = toSlashes(relative(workingFolder, root));
	return path === "" || path.startsWith("..") ? "" : `${path}/`;
}

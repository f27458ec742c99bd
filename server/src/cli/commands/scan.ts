/** `lcpr scan`: finds the LLM calls of a workspace, prices them and lists what wastes money. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative, resolve } from "node:path";
import { type Command, Option } from "commander";
import { type BaselineResult, compareWithBaseline } from "../../analysis/baseline.ts";
import type { Severity } from "../../model/finding.ts";
import { allRules } from "../../rules/all-rules.ts";
import { baselineFileName, readBaselineFile } from "../../workspace/baseline-file.ts";
import { loadKnowledge } from "../../workspace/knowledge.ts";
import { chartStyles, productVersion, rulePages } from "../../workspace/product-files.ts";
import { chooseRoot, toSlashes } from "../../workspace/root.ts";
import { scanWorkspace, type WorkspaceScan } from "../../workspace/scan.ts";
import { isDay } from "../day.ts";
import { exitCodes, UsageProblem } from "../exit-codes.ts";
import { toHtml } from "../formats/html.ts";
import { toJson } from "../formats/json.ts";
import { toMarkdown } from "../formats/markdown.ts";
import { toSarif } from "../formats/sarif.ts";
import type { ScanDocument } from "../formats/scan-document.ts";
import { plainStyle } from "../formats/terminal-style.ts";
import { toText } from "../formats/text.ts";
import { toScanDocument } from "../formats/to-scan-document.ts";
import { print, progressLine, terminalStyle, terminalWidth } from "../terminal.ts";

const formats = ["text", "json", "markdown", "html", "sarif"] as const;
const severities: readonly Severity[] = ["hint", "information", "warning", "error"];

interface ScanFlags {
	readonly format: (typeof formats)[number];
	readonly output?: string;
	readonly failOn: Severity | "none";
	readonly all?: boolean;
	readonly asOf?: string;
	readonly preset?: string;
	readonly settings?: string;
	/** False for `--no-baseline`. */
	readonly baseline?: string | false;
}

export function register(program: Command): void {
	program
		.command("scan")
		.description("find LLM calls, price them and list what wastes money")
		.argument("[paths...]", "folders or files", ["."])
		.addOption(new Option("-f, --format <format>", "how to print the result").choices(formats).default("text"))
		.option("-o, --output <file>", "write the result to a file instead of printing it")
		.addOption(
			new Option("--fail-on <severity>", "exit with 1 when a finding is at least this severe")
				.choices(["error", "warning", "information", "hint", "none"])
				.default("warning"),
		)
		.option("--all", "also findings in tests, examples and uncertain calls")
		.addOption(
			new Option("--preset <preset>", "how much to look for, whatever lcpr.yaml says").choices([
				"quiet",
				"standard",
				"everything",
			]),
		)
		.option("--settings <file>", "read the settings from this file in place of the scanned folder's lcpr.yaml")
		.option(
			"--baseline <file>",
			`leave out the findings accepted in it (default: ${baselineFileName} when there is one)`,
		)
		.option("--no-baseline", "report accepted findings too")
		.option("--as-of <date>", "use the prices of this day, YYYY-MM-DD")
		.addHelpText(
			"after",
			"\nExit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run." +
				"\nSettings are read from lcpr.yaml in the scanned folder. Nothing is executed and nothing leaves this machine.",
		)
		.action(async (paths: string[], flags: ScanFlags) => {
			process.exitCode = await runScan(paths.length > 0 ? paths : ["."], flags);
		});
}

async function runScan(paths: readonly string[], flags: ScanFlags): Promise<number> {
	if (flags.asOf !== undefined && !isDay(flags.asOf)) {
		throw new UsageProblem(`--as-of ${flags.asOf}: not a day. Write it as YYYY-MM-DD, for example 2026-09-23.`);
	}
	const workingFolder = process.cwd();
	if (flags.settings !== undefined && !existsSync(flags.settings)) {
		throw new UsageProblem(`--settings ${flags.settings}: there is no such file.`);
	}
	// A mistyped path is said at once, before prices and tokenizers are loaded.
	chooseRoot(paths, workingFolder);
	const progress = progressLine();
	const scan = await scanWorkspace({
		paths,
		workingFolder,
		knowledge: await loadKnowledge(),
		settings: flags.preset === undefined ? {} : { preset: flags.preset },
		...(flags.settings === undefined ? {} : { settingsFile: flags.settings }),
		onProgress: progress.show,
		...(flags.asOf === undefined ? {} : { asOf: flags.asOf }),
	}).finally(progress.clear);
	const document = documentOf(scan, { workingFolder, baseline: baselineFor(scan, paths, flags) });
	write(render(document, flags), flags.output);
	return isFailure(document, flags) ? exitCodes.findings : exitCodes.clean;
}

interface AcceptedFindings extends BaselineResult {
	readonly file: string;
}

/** Null without a baseline. One that a flag names must be readable; the root's own is said to be left out. */
function baselineFor(scan: WorkspaceScan, paths: readonly string[], { baseline }: ScanFlags): AcceptedFindings | null {
	if (baseline === false) return null;
	const reading = readBaselineFile(scan.root, baseline === undefined ? undefined : resolve(baseline));
	if (!reading) return null;
	const file = baseline ?? baselineFileName;
	if (reading.problem !== null) {
		throw new UsageProblem(`Cannot read the baseline ${file}: ${reading.problem}. Write it with lcpr baseline.`);
	}
	const textOf = (name: string) => scan.sources(name)?.text ?? scan.textOf(name);
	const compared = compareWithBaseline(scan.analysis.findings, reading.entries, textOf);
	// Of a part of the folder nothing can be said about the rest.
	const isWhole = chooseRoot(paths, process.cwd()).targets.includes("");
	return { file, ...compared, stale: isWhole ? compared.stale : [] };
}

function documentOf(
	scan: WorkspaceScan,
	{ workingFolder, baseline }: { readonly workingFolder: string; readonly baseline: AcceptedFindings | null },
): ScanDocument {
	return toScanDocument({
		version: productVersion(),
		root: rootName(scan.root, workingFolder),
		analysis: baseline ? { ...scan.analysis, findings: baseline.fresh } : scan.analysis,
		...(baseline ? { baseline: { file: baseline.file, accepted: baseline.known.length, stale: baseline.stale } } : {}),
		textOf: scan.textOf,
		fixFor: scan.fixFor,
		skipped: scan.skipped,
		filesSeen: scan.filesSeen,
		filesRead: scan.filesRead,
		unread: scan.unread,
	});
}

/** `.` for the working folder, a relative path inside it, the whole path elsewhere. */
function rootName(root: string, workingFolder: string): string {
	const path = toSlashes(relative(workingFolder, root));
	if (path === "") return ".";
	return path.startsWith("..") ? toSlashes(root) : path;
}

function render(document: ScanDocument, flags: ScanFlags): string {
	const all = flags.all === true;
	switch (flags.format) {
		case "json":
			return toJson(document);
		case "markdown":
			return toMarkdown(document);
		case "html":
			return toHtml(document, { chartStyles: chartStyles() });
		case "sarif": {
			const pages = rulePages();
			const rules = allRules.map(({ id, summary, defaultSeverity }) => ({
				id,
				summary,
				severity: defaultSeverity,
				page: pages.get(id) ?? "",
			}));
			return toSarif(document, { rules, all });
		}
		case "text": {
			const isPrinted = flags.output === undefined;
			const isInside = document.root !== "." && !document.root.startsWith("/") && !/^[A-Za-z]:/.test(document.root);
			return toText(document, {
				width: isPrinted ? terminalWidth() : Number.POSITIVE_INFINITY,
				style: isPrinted ? terminalStyle() : plainStyle,
				all,
				pathPrefix: isInside ? `${document.root}/` : "",
			});
		}
	}
}

function write(text: string, output: string | undefined): void {
	if (output === undefined || output === "-") {
		print(text);
		return;
	}
	const file = resolve(output);
	try {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	} catch (error) {
		const reason = error instanceof Error ? error.message : "unknown reason";
		throw new UsageProblem(`Cannot write ${output}: ${reason}. Choose another file with --output.`);
	}
}

function isFailure(document: ScanDocument, { failOn, all }: ScanFlags): boolean {
	if (failOn === "none") return false;
	const least = severities.indexOf(failOn);
	return document.findings.some(({ severity, quiet }) => (all || !quiet) && severities.indexOf(severity) >= least);
}

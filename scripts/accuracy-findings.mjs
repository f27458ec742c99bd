#!/usr/bin/env node
// Scores each rule's findings in public repositories against labels made by reading.
// Usage: npm run accuracy:findings -- --checkouts DIR [--update] [--unread]
// DIR holds one folder per repository, named like the repository without its owner, at the labelled commit.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { formatFindingScores, precisionOf, readFindingLabels, scoreFindings } from "./accuracy/finding-labels.mjs";
import { scanWithCli } from "./accuracy/scan.mjs";

const { values } = parseArgs({
	options: {
		update: { type: "boolean", default: false },
		unread: { type: "boolean", default: false },
		checkouts: { type: "string", default: process.env.LCPR_CHECKOUTS ?? "" },
	},
});
const root = join(import.meta.dirname, "..");
const labels = readFindingLabels(join(root, "test/accuracy/findings"));
if (!values.checkouts || !existsSync(values.checkouts)) {
	const count = labels.reduce((sum, { sites }) => sum + sites.length, 0);
	console.log(`${count} findings of ${labels.length} rules are labelled. Give --checkouts DIR to score them.`);
	process.exit(0);
}

const scans = new Map();
/** Everything one repository reports, by rule; null without a checkout. */
function scanOf(repository) {
	if (scans.has(repository)) return scans.get(repository);
	const directory = join(values.checkouts, repository.replace(/^.*\//, ""));
	let byRule = null;
	if (existsSync(directory)) {
		byRule = new Map();
		for (const { rule, file, line } of scanWithCli(root, directory, ["--preset", "everything"]).findings) {
			byRule.set(rule, (byRule.get(rule) ?? new Set()).add(`${file}:${line}`));
		}
	}
	scans.set(repository, byRule);
	return byRule;
}

const scores = labels.map((entry) =>
	scoreFindings(entry, (repository) => {
		const byRule = scanOf(repository);
		return byRule && (byRule.get(entry.rule) ?? new Set());
	}),
);
console.log(formatFindingScores(scores));
for (const { rule, at } of values.unread ? scores.flatMap(unreadOf) : []) console.log(`  not read: ${rule} ${at}`);
const noise = noiseOf([...scans].flatMap(([repository, byRule]) => (byRule ? [repository] : [])));
console.log(`\n${noise.text}`);
const weak = scores.filter((score) => (precisionOf(score) ?? 1) < 0.92);
if (weak.length > 0) console.log(`\nBelow 92 %: ${weak.map(({ rule }) => rule).join(", ")}`);
const absent = scores.reduce((sum, { absent: missing }) => sum + missing, 0);
if (absent > 0) console.log(`\n${absent} labels not scored: no checkout of their repository`);

if (values.update) {
	const file = join(root, "docs/accuracy.md");
	const text = readFileSync(file, "utf8");
	const marked = /(<!-- findings:start -->\n)[\s\S]*?(<!-- findings:end -->)/;
	writeFileSync(
		file,
		text.replace(marked, (_, start, end) => `${start}\n${formatFindingScores(scores)}\n\n${noise.text}\n\n${end}`),
	);
	console.log("docs/accuracy.md written");
}

function unreadOf({ rule, unread }) {
	return unread.map((at) => ({ rule, at }));
}

/** How many findings the default preset shows, against the lines of code it was shown. */
function noiseOf(repositories) {
	let findings = 0;
	let lines = 0;
	for (const repository of repositories) {
		const directory = join(values.checkouts, repository.replace(/^.*\//, ""));
		findings += scanWithCli(root, directory).findings.filter(({ quiet }) => !quiet).length;
		lines += linesOfCode(directory);
	}
	const each = findings === 0 ? "none" : `one in ${Math.round(lines / findings).toLocaleString("en")} lines`;
	const text = `Default preset: ${findings} findings shown in ${repositories.length} repositories, ${lines.toLocaleString("en")} lines of code: ${each}.`;
	return { text };
}

function linesOfCode(directory) {
	return readdirSync(directory, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && /\.(py|[cm]?[jt]sx?)$/.test(entry.name))
		.filter((entry) => !/(^|\/)(node_modules|\.git|dist|build)(\/|$)/.test(entry.parentPath))
		.reduce((sum, entry) => sum + readFileSync(join(entry.parentPath, entry.name), "utf8").split("\n").length, 0);
}

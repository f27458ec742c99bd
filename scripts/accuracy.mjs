#!/usr/bin/env node
// Scores the analyser against labelled code: our own corpus always, public repositories when a checkout is at hand.
// Usage: npm run accuracy -- [--update] [--checkouts DIR] [--misses] [--scans DIR]
// DIR holds one folder per repository, named as in the label file, at the labelled commit.
// With --scans, what is found in public repositories is kept there and read again.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readLabels } from "./accuracy/labels.mjs";
import { checkoutOf, keptScan, scanWithCli } from "./accuracy/scan.mjs";
import { addScores, emptyScore, findDrops, formatMarkdown, formatScores, rates, score } from "./accuracy/score.mjs";

const { values } = parseArgs({
	options: {
		update: { type: "boolean", default: false },
		misses: { type: "boolean", default: false },
		scans: { type: "string", default: "" },
		checkouts: { type: "string", default: process.env.LCPR_CHECKOUTS ?? "" },
	},
});
const root = join(import.meta.dirname, "..");
const baselineFile = join(root, "test/accuracy/baseline.json");

const corpus = scoreAll(
	folders(join(root, "test/corpus")).map((name) => ({
		name,
		directory: join(root, "test/corpus", name),
		labels: join(root, "test/corpus", name, "labels.yaml"),
	})),
);
const publicLabels = join(root, "test/accuracy/public");
const publicSets = scoreAll(
	labelFiles(publicLabels).map((file) => ({
		name: file.replace(/\.yaml$/, ""),
		directory: values.checkouts && checkoutOf(values.checkouts, ...file.replace(/\.yaml$/, "").split("__")),
		isPublic: true,
		labels: join(publicLabels, file),
	})),
);

console.log(formatScores("Own corpus (test/corpus)", corpus.perSet, corpus.total));
if (publicSets.perSet.length > 0) {
	console.log(formatScores("Public repositories (test/accuracy/public)", publicSets.perSet, publicSets.total));
}
for (const { name, labels } of publicSets.absent)
	console.log(`  ${name}: no checkout given, ${labels} labels not scored`);
if (values.misses) for (const line of [...corpus.misses, ...publicSets.misses]) console.log(line);

const now = {
	corpus: rates(corpus.total),
	...(publicSets.perSet.length > 0 ? { public: rates(publicSets.total) } : {}),
};
const baseline = existsSync(baselineFile) ? JSON.parse(readFileSync(baselineFile, "utf8")) : {};
if (values.update) {
	writeFileSync(baselineFile, `${JSON.stringify({ ...baseline, ...now }, null, "\t")}\n`);
	writeReadme({ corpus, public: publicSets });
	console.log("baseline and the README's table written");
} else {
	process.exitCode = reportDrops(baseline, now);
}

/** The README's accuracy table: the sets scored in this run, with the command that gives them again. */
function writeReadme(groups) {
	const file = join(root, "README.md");
	const table = formatMarkdown(
		[
			["own corpus", groups.corpus],
			["public repositories", groups.public],
		].filter(([, group]) => group.perSet.length > 0),
	);
	const readme = readFileSync(file, "utf8");
	const marked = /(<!-- accuracy:start -->\n)[\s\S]*?(<!-- accuracy:end -->)/;
	writeFileSync(
		file,
		readme.replace(marked, (_, start, end) => `${start}\n${table}\n\n${end}`),
	);
}

function scoreAll(sets) {
	const result = { perSet: [], absent: [], misses: [], total: emptyScore() };
	for (const set of sets) {
		const labels = readLabels(set.labels);
		if (!set.directory || !existsSync(set.directory)) {
			result.absent.push({ name: set.name, labels: labels.calls.length });
			continue;
		}
		const { score: one, misses } = score(labels, scanOf(set));
		result.perSet.push({ name: set.name, score: one });
		result.misses.push(...misses.map((line) => `  ${set.name}: ${line}`));
		addScores(result.total, one);
	}
	return result;
}

/** Prints every rate below its committed baseline; the exit code is 1 when there is one. */
function reportDrops(baseline, now) {
	const drops = findDrops(baseline, now);
	for (const drop of drops) console.error(drop);
	if (drops.length === 0) console.log("no rate is below the committed baseline");
	return drops.length > 0 ? 1 : 0;
}

function scanOf({ name, directory, isPublic }) {
	return keptScan(isPublic ? values.scans : "", name, () => scanWithCli(root, directory));
}

function folders(directory) {
	if (!existsSync(directory)) return [];
	return readdirSync(directory, { withFileTypes: true })
		.filter((entry) => entry.isDirectory() && existsSync(join(directory, entry.name, "labels.yaml")))
		.map((entry) => entry.name)
		.sort();
}

function labelFiles(directory) {
	return existsSync(directory)
		? readdirSync(directory)
				.filter((name) => name.endsWith(".yaml"))
				.sort()
		: [];
}

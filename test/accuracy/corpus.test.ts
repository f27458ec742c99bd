/**
 * The labelled corpus, scanned in this process: no rate may fall below the committed baseline.
 * `npm run accuracy -- --misses` names what is missed, `-- --update` writes a new baseline.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
// @ts-expect-error The refresh runs from source without a build, so it is plain JavaScript.
import { readLabels } from "../../scripts/accuracy/labels.mjs";
// @ts-expect-error The refresh runs from source without a build, so it is plain JavaScript.
import { addScores, emptyScore, findDrops, rates, score } from "../../scripts/accuracy/score.mjs";
import type { Knowledge } from "../../server/src/analysis/knowledge.ts";
import type { ScanDocument } from "../../server/src/cli/formats/scan-document.ts";
import { toScanDocument } from "../../server/src/cli/formats/to-scan-document.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { scanWorkspace } from "../../server/src/workspace/scan.ts";

interface Label {
	readonly at: string;
	readonly file: string;
	readonly cell: number | null;
	readonly line: number;
}

interface Labels {
	readonly calls: readonly Label[];
	readonly silent: readonly Label[];
}

const isCall = /\w\s*(<.*>)?\(|\w`|\.\w+,$/;
/** In prompt files a request stands where its model does. */
const isPromptFile = /\.(prompty|prompt|ya?ml)$/;
const namesModel = /(model|deployment):|^\s*- ./;

const corpus = fileURLToPath(new URL("../corpus", import.meta.url));
const projects = readdirSync(corpus).filter((name) => existsSync(join(corpus, name, "labels.yaml")));
const labelsOf = (project: string): Labels => readLabels(join(corpus, project, "labels.yaml"));

describe("the labels", () => {
	it("are as many as the figures claim", () => {
		const all = projects.map(labelsOf);
		expect(all.flatMap(({ calls }) => calls).length).toBeGreaterThanOrEqual(150);
		expect(all.flatMap(({ silent }) => silent).length).toBeGreaterThanOrEqual(100);
	});

	it.each(projects)("of %s stand on lines of code, each once", (project) => {
		const { calls, silent } = labelsOf(project);
		const missing = [...calls, ...silent].filter(
			(label) => !(isPromptFile.test(label.file) ? namesModel : isCall).test(lineOf(project, label)),
		);
		expect(missing.map(({ at }) => at)).toEqual([]);
		const silentPlaces = new Set(silent.map(({ at }) => at));
		expect(silentPlaces.size).toBe(silent.length);
		expect(calls.filter(({ at }) => silentPlaces.has(at))).toEqual([]);
	});
});

describe("the analyser", () => {
	let knowledge: Knowledge;
	beforeAll(async () => {
		knowledge = await loadKnowledge();
	});

	it("finds, resolves and judges no less than the baseline says", async () => {
		const total = emptyScore();
		const misses: string[] = [];
		for (const project of projects) {
			const result = score(labelsOf(project), await scan(project, knowledge));
			addScores(total, result.score);
			misses.push(...result.misses.map((miss: string) => `${project}: ${miss}`));
		}
		const baseline = JSON.parse(readFileSync(new URL("baseline.json", import.meta.url), "utf8"));
		expect(findDrops(baseline, { corpus: rates(total) }), misses.join("\n")).toEqual([]);
	});
});

async function scan(project: string, knowledge: Knowledge): Promise<ScanDocument> {
	const result = await scanWorkspace({ paths: [project], workingFolder: corpus, knowledge, asOf: "2026-11-21" });
	return toScanDocument({ ...result, version: "0.0.0", root: project });
}

function lineOf(project: string, { file, cell, line }: Label): string {
	const text = readFileSync(join(corpus, project, file), "utf8");
	const lines: string[] = cell === null ? text.split("\n") : JSON.parse(text).cells[cell].source;
	return lines[line - 1] ?? "";
}

/**
 * The example workspace in every format, compared with committed output; `LCPR_UPDATE=1` rewrites it.
 * Prices move when the price book is refreshed, and then these files show what that changed.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, expect, it } from "vitest";
import { toHtml } from "../../server/src/cli/formats/html.ts";
import { toJson } from "../../server/src/cli/formats/json.ts";
import { toMarkdown } from "../../server/src/cli/formats/markdown.ts";
import { toSarif } from "../../server/src/cli/formats/sarif.ts";
import type { ScanDocument } from "../../server/src/cli/formats/scan-document.ts";
import { plainStyle } from "../../server/src/cli/formats/terminal-style.ts";
import { toText } from "../../server/src/cli/formats/text.ts";
import { toScanDocument } from "../../server/src/cli/formats/to-scan-document.ts";
import { allRules } from "../../server/src/rules/all-rules.ts";
import { loadKnowledge } from "../../server/src/workspace/knowledge.ts";
import { scanWorkspace } from "../../server/src/workspace/scan.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
let document: ScanDocument;

beforeAll(async () => {
	const scan = await scanWorkspace({
		paths: ["examples/support-bot"],
		workingFolder: root,
		knowledge: await loadKnowledge(),
		asOf: "2026-11-21",
	});
	document = toScanDocument({ ...scan, version: "0.0.0", root: "examples/support-bot" });
});

it.each<[string, () => string]>([
	["scan.txt", () => toText(document, { width: 120, style: plainStyle, all: false, pathPrefix: "" })],
	["scan.json", () => toJson(document)],
	["scan.md", () => toMarkdown(document)],
	["scan.html", () => toHtml(document, { chartStyles: "" })],
	[
		"scan.sarif",
		() =>
			toSarif(document, {
				rules: allRules.map((rule) => ({ ...rule, severity: rule.defaultSeverity, page: "" })),
				all: false,
			}),
	],
])("%s is as committed", (name, render) => {
	const file = join(dirname(fileURLToPath(import.meta.url)), "golden", name);
	const text = render();
	expect(text).not.toContain(root.replace(/\/$/, ""));
	if (process.env.LCPR_UPDATE) {
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, text);
	}
	expect(existsSync(file) ? readFileSync(file, "utf8") : "no committed output: run with LCPR_UPDATE=1").toBe(text);
});

it("keeps the JSON contract", () => {
	const schemaFile = new URL("../../server/src/cli/formats/scan.schema.json", import.meta.url);
	const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(
		JSON.parse(readFileSync(schemaFile, "utf8")),
	);
	validate(JSON.parse(toJson(document)));
	expect(validate.errors).toBeNull();
});

it("shows both languages, wrappers, unpriced calls, findings with fixes and calls without any", () => {
	const { calls, findings } = document;
	expect(new Set(calls.map(({ language }) => language))).toEqual(new Set(["python", "typescript"]));
	expect(calls.filter(({ kind }) => kind === "wrapper")).toHaveLength(3);
	expect(new Set(calls.flatMap(({ noCostKind }) => noCostKind ?? []))).toEqual(new Set(["no-model", "no-price"]));
	expect(findings.some(({ fix }) => fix !== null)).toBe(true);
	const named = new Set(findings.map(({ callId }) => callId));
	expect(calls.filter(({ id }) => !named.has(id)).length).toBeGreaterThan(5);
});

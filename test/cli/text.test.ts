import { expect, it } from "vitest";
import { textWidth } from "../../server/src/cli/formats/aligned.ts";
import type { ScanDocument } from "../../server/src/cli/formats/scan-document.ts";
import { colourStyle, plainStyle } from "../../server/src/cli/formats/terminal-style.ts";
import { toText } from "../../server/src/cli/formats/text.ts";
import { callEntry, documentWith, findingEntry } from "./sample-document.ts";

const text = (document: ScanDocument, changes = {}) =>
	toText(document, { width: 120, style: plainStyle, all: false, pathPrefix: "", ...changes });

it("lists every call under its file, with what it costs or why that is not known", () => {
	const lines = text(documentWith()).split("\n");
	expect(lines.slice(0, 4)).toEqual([
		"src/answer.py",
		"  41  openai chat     gpt-5.5         1,986 in  ≤400 out  $0.0219  loaded $0.0254  ▲ cache-hostile",
		"web/[id]/route.ts",
		"  23  vercel-ai chat  model unknown  ~1,986 in  ~400 out  no price: the model comes from configuration",
	]);
});

it("counts the calls, those without a price by reason, and what the findings are worth", () => {
	const out = text(documentWith());
	expect(out).toContain("2 calls in 2 of 2,310 files · 1 priced · 1 not priced (model not known: 1)");
	expect(out).toContain("1 finding, worth $0.0022 a request\n");
	expect(out).toContain(
		"  src/answer.py:12  warning  dynamic-text-before-static-prefix  saves $0.0022 a request  fix available",
	);
});

it("leaves quiet findings to --all and says so", () => {
	const document = documentWith({ findings: [findingEntry({ quiet: true })] });
	expect(text(document)).toContain(
		"No findings.\n1 more finding in tests, examples or uncertain calls: show with --all",
	);
	expect(text(document, { all: true })).toContain("1 finding, worth");
});

it("names skipped files", () => {
	expect(text(documentWith())).toContain("Left out:\n  vendor.js: minified or generated");
});

it("says when there is nothing", () => {
	const out = text(documentWith({ calls: [], findings: [], skipped: [] }));
	expect(out).toBe("No LLM calls in 2,310 files.\n");
});

it("says which code it cannot read, and that nothing was there to read", () => {
	const files = {
		seen: 0,
		read: 0,
		unread: [
			{ language: "Go", files: 212 },
			{ language: "Rust", files: 1 },
		],
	};
	const out = text(documentWith({ calls: [], findings: [], skipped: [], files }));
	expect(out).toBe(
		"There is no Python, TypeScript or JavaScript file or notebook to read here.\n" +
			"Not read, because lcpr does not know the language yet: 212 Go files, 1 Rust file.\n",
	);
});

it("says why a marked call has no finding, and why a finding has no fix", () => {
	expect(text(documentWith({ findings: [] }))).toContain(
		"1 call marked ▲ has static text behind what changes, but moving it would save too little to report",
	);
	const document = documentWith({ findings: [findingEntry({ fix: null, fixNotOfferedBecause: "it is read twice" })] });
	expect(text(document).replace(/\s+/g, " ")).toContain("No automatic fix: it is read twice.");
	expect(text(document)).not.toContain("marked ▲");
});

it("uses colour only when asked", () => {
	expect(text(documentWith())).not.toContain("\u001b");
	expect(text(documentWith(), { style: colourStyle })).toContain("\u001b[");
});

it("puts the folder before paths so that a terminal can open them", () => {
	expect(text(documentWith(), { pathPrefix: "apps/bot/" })).toContain("apps/bot/src/answer.py:12");
});

it("cuts long names to the width of a narrow terminal", () => {
	const long = callEntry({
		model: "accounts/fireworks/models/a-very-long-model-name-indeed",
		prompt: { ...callEntry().prompt, staticTokensAfterFirstChange: 0 },
	});
	const lines = text(documentWith({ calls: [long], findings: [], skipped: [] }), { width: 80 }).split("\n");
	expect(lines[1]).toContain("…");
	expect(textWidth(lines[1] ?? "")).toBeLessThanOrEqual(84);
});

it("says where a prompt comes from when callers compose it", () => {
	const inner = callEntry({ suppliedBy: ["a", "b"], prompt: { ...callEntry().prompt, resolved: "none" } });
	expect(text(documentWith({ calls: [inner] }))).toContain("prompt from 2 callers");
});

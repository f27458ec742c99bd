/**
 * Findings that a team has accepted for now: known by rule, file and the line's text, so that they are known again
 * when lines move. Several alike in one file are counted, and one more than before is new.
 */
import type { Finding } from "../model/finding.ts";
import { lineIndexAt, lineStartsOf } from "../model/source-file.ts";
import { compareText } from "./compare-text.ts";

export interface BaselineEntry {
	readonly rule: string;
	readonly file: string;
	/** The line the finding points to, with single spaces. */
	readonly code: string;
	/** Findings that are alike; at least 1. */
	readonly count: number;
}

export interface BaselineResult {
	/** Findings that are not in the baseline, in their order. */
	readonly fresh: readonly Finding[];
	readonly known: readonly Finding[];
	/** Entries that no finding answers to any more, with how many of each. */
	readonly stale: readonly BaselineEntry[];
}

/** Text of a file; null when it cannot be read. */
export type TextOf = (file: string) => string | null;

/** Sorted, so that the file changes only where findings do. */
export function baselineOf(findings: readonly Finding[], textOf: TextOf): readonly BaselineEntry[] {
	const counts = new Map<string, BaselineEntry>();
	const codeOf = lineReader(textOf);
	for (const finding of findings) {
		const entry = { rule: finding.rule, file: finding.place.file, code: codeOf(finding) };
		const key = keyOf(entry);
		counts.set(key, { ...entry, count: (counts.get(key)?.count ?? 0) + 1 });
	}
	return [...counts.values()].sort(
		(a, b) => compareText(a.file, b.file) || compareText(a.rule, b.rule) || compareText(a.code, b.code),
	);
}

export function compareWithBaseline(
	findings: readonly Finding[],
	entries: readonly BaselineEntry[],
	textOf: TextOf,
): BaselineResult {
	const left = new Map<string, BaselineEntry>();
	for (const entry of entries) {
		const key = keyOf(entry);
		left.set(key, { ...entry, count: (left.get(key)?.count ?? 0) + entry.count });
	}
	const codeOf = lineReader(textOf);
	const fresh: Finding[] = [];
	const known: Finding[] = [];
	for (const finding of findings) {
		const key = keyOf({ rule: finding.rule, file: finding.place.file, code: codeOf(finding) });
		const entry = left.get(key);
		if (!entry || entry.count < 1) fresh.push(finding);
		else {
			known.push(finding);
			left.set(key, { ...entry, count: entry.count - 1 });
		}
	}
	return { fresh, known, stale: [...left.values()].filter(({ count }) => count > 0) };
}

/** The entries of a baseline file's text, or why they cannot be read, for a person. */
export function readBaseline(text: string): readonly BaselineEntry[] | { readonly problem: string } {
	let data: unknown;
	try {
		data = JSON.parse(text);
	} catch {
		return { problem: "it is not JSON" };
	}
	const list = isRecord(data) ? data.findings : undefined;
	if (!Array.isArray(list)) return { problem: "it has no list of `findings`" };
	return list.flatMap((item: unknown): readonly BaselineEntry[] => {
		if (!isRecord(item)) return [];
		const { rule, file, code, count } = item;
		if (typeof rule !== "string" || typeof file !== "string" || typeof code !== "string") return [];
		return [{ rule, file, code, count: typeof count === "number" && count >= 1 ? Math.floor(count) : 1 }];
	});
}

export function baselineText(entries: readonly BaselineEntry[]): string {
	return `${JSON.stringify({ version: 1, findings: entries }, null, "\t")}\n`;
}

/** A long line is known by its beginning. */
const longestCode = 160;

function lineReader(textOf: TextOf): (finding: Finding) => string {
	const files = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();
	return ({ place }) => {
		let known = files.get(place.file);
		if (!known) {
			const text = textOf(place.file) ?? "";
			known = { text, starts: lineStartsOf(text) };
			files.set(place.file, known);
		}
		const line = lineIndexAt(place.start, known.starts);
		const whole = known.text.slice(known.starts[line] ?? 0, known.starts[line + 1] ?? known.text.length);
		return whole.trim().replace(/\s+/g, " ").slice(0, longestCode);
	};
}

function keyOf({ rule, file, code }: Omit<BaselineEntry, "count">): string {
	return JSON.stringify([rule, file, code]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

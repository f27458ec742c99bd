/**
 * Reads the text of a workspace's own settings file. What is wrong in it is a problem with its place, the rest stands.
 * The text may be a file's or that of an editor whose changes are not saved.
 */
import { type Document, isMap, isNode, isPair, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { Span } from "../model/source-file.ts";
import { declarations } from "./declarations.ts";
import { readSettings, type Settings } from "./settings.ts";

export interface SettingsTextProblem extends Span {
	/** 1-based. */
	readonly line: number;
	readonly column: number;
	/** For a person, without the place. */
	readonly message: string;
}

export interface SettingsText {
	readonly settings: Settings;
	/** The text could not be read at all, as when somebody is in the middle of writing a line. */
	readonly isBroken: boolean;
	/** What is wrong in the text. */
	readonly problems: readonly SettingsTextProblem[];
	/** What is wrong in the editor's settings or the flags: sentences for a person. */
	readonly otherProblems: readonly string[];
}

export interface SettingsSources {
	/**
	 * The editor's settings. The file is stronger, being the team's, except for the numbers of the workload: an editor
	 * gives those only when its user has set them.
	 */
	readonly editor?: unknown;
	/** Flags of the command line: stronger than the file. */
	readonly flags?: unknown;
}

type Path = readonly (string | number)[];

/** `file` is named in the source of every value: "lcpr.yaml line 12". */
export function readSettingsText(
	text: string,
	file: string,
	{ editor = {}, flags = {} }: SettingsSources = {},
): SettingsText {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const problemAt = ([start, end]: readonly [number, number], message: string): SettingsTextProblem => {
		const { line, col } = lines.linePos(start);
		return { start, end, line, column: col, message };
	};
	const withoutText = (problems: readonly SettingsTextProblem[]): SettingsText => {
		const read = readPlainSettings({ editor, flags });
		return { settings: read.settings, isBroken: true, problems, otherProblems: read.problems };
	};
	if (document.errors.length > 0) {
		return withoutText(
			document.errors.map(({ pos, message }) => problemAt(pos, `broken YAML: ${message}; the file is left out`)),
		);
	}
	let value: unknown;
	try {
		value = document.toJS({ maxAliasCount: 100 });
	} catch (error) {
		const reason = error instanceof Error ? error.message : "it cannot be read";
		return withoutText([problemAt([0, 0], `broken YAML: ${reason}; the file is left out`)]);
	}
	if (value !== null && !isRecord(value)) {
		return withoutText([problemAt([0, text.length], "not a list of settings; it is left out")]);
	}
	const inner = value !== null && isRecord(value.lcpr) ? ["lcpr"] : [];
	const own = value !== null && isRecord(value.lcpr) ? value.lcpr : value;
	const chosen = { workload: isRecord(editor) && isRecord(editor.workload) ? editor.workload : {} };
	const isChosen = ([first, second]: Path) =>
		first === "workload" && second !== undefined && (chosen.workload[second] ?? null) !== null;
	const sourceOf = (path: Path): string => {
		if (isChosen(path)) return settingName(path);
		const span = spanOf(document, [...inner, ...path]);
		return span ? `${file} line ${lines.linePos(span[0]).line}` : settingName(path);
	};
	const { settings, problems } = readSettings(merged(merged(merged(editor, own), chosen), flags), sourceOf);
	const inText: SettingsTextProblem[] = [];
	const otherProblems: string[] = [];
	for (const { key, message } of problems) {
		const path = key
			.replace(/^lcpr\./, "")
			.split(".")
			.map(stepOf);
		const span = isChosen(path)
			? null
			: (spanOf(document, [...inner, ...path]) ?? spanOf(document, [...inner, path.join(".")]));
		const described = `${path.join(".")}: ${message}`;
		if (span) inText.push(problemAt(span, described));
		else otherProblems.push(`${key}: ${message}`);
	}
	for (const key of unknownKeys(own)) {
		const span = keySpanOf(document, [...inner, key]) ?? [0, 0];
		inText.push(problemAt(span, `there is no setting ${key}; it is left out`));
	}
	return { settings, isBroken: false, problems: inText.sort((a, b) => a.start - b.start), otherProblems };
}

/** Settings where there is no file, or none that can be read. */
export function readPlainSettings({ editor = {}, flags = {} }: SettingsSources): {
	readonly settings: Settings;
	readonly problems: readonly string[];
} {
	const { settings, problems } = readSettings(merged(editor, flags));
	return { settings, problems: problems.map(({ key, message }) => `${key}: ${message}`) };
}

function settingName(path: Path): string {
	return `setting lcpr.${path.join(".")}`;
}

function stepOf(step: string): string | number {
	return /^\d+$/.test(step) ? Number(step) : step;
}

/** The value's own place when it is a plain one, else its name's; null when the text has no such thing. */
function spanOf(document: Document, path: Path): readonly [number, number] | null {
	for (let length = path.length; length > 0; length--) {
		const part = path.slice(0, length);
		const node = document.getIn(part, true);
		if (!isNode(node) || !node.range) continue;
		const isPlain = isScalar(node) && node.value !== null;
		const ofKey = isPlain && length === path.length ? null : keySpanOf(document, part);
		return ofKey ?? [node.range[0], node.range[1]];
	}
	return null;
}

function keySpanOf(document: Document, path: Path): readonly [number, number] | null {
	const owner = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
	if (!isMap(owner)) return null;
	const name = path.at(-1);
	const pair = owner.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === name);
	const range = (pair?.key as Node | undefined)?.range;
	return range ? [range[0], range[1]] : null;
}

/** Names at the top of the file that mean nothing: most likely misspelt. */
function unknownKeys(value: unknown): string[] {
	if (!isRecord(value)) return [];
	const known = new Set(["workload", "workloads", "pricing"]);
	for (const { key } of Object.values(declarations)) {
		known.add(key);
		known.add(key.split(".")[0] ?? key);
	}
	return Object.keys(value).filter((key) => !known.has(key.replace(/^lcpr\./, "")));
}

/** The second value over the first, mapping by mapping. */
function merged(under: unknown, over: unknown): unknown {
	if (!isRecord(under) || !isRecord(over)) return over ?? under;
	const result: Record<string, unknown> = { ...under };
	for (const [key, value] of Object.entries(over)) result[key] = merged(under[key], value);
	return result;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

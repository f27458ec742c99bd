/** Reads a workspace's own settings, `lcpr.yaml` at its root. What is wrong in it is said with its line; the rest stands. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { declarations } from "../settings/declarations.ts";
import { readSettings, type Settings } from "../settings/settings.ts";
import { reasonOf } from "./skipped-file.ts";

export interface WorkspaceSettings {
	/** Null when there is no such file. */
	readonly file: string | null;
	readonly settings: Settings;
	/** Sentences for a person: file, line, what is wrong. */
	readonly problems: readonly string[];
}

export interface SettingsSources {
	/** The editor's settings: the file is stronger, being the team's. */
	readonly editor?: unknown;
	/** Flags of the command line: stronger than the file. */
	readonly flags?: unknown;
}

const names = ["lcpr.yaml", "lcpr.yml"];

export function readWorkspaceSettings(
	root: string,
	{ editor = {}, flags = {} }: SettingsSources = {},
): WorkspaceSettings {
	const file = names.find((name) => existsSync(join(root, name))) ?? null;
	if (file === null) return { file, ...readPlain(merged(editor, flags)) };
	let text: string;
	try {
		text = readFileSync(join(root, file), "utf8");
	} catch (error) {
		return withoutFile(file, merged(editor, flags), [`${file}: ${reasonOf(error)}; it is left out`]);
	}
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	if (document.errors.length > 0) {
		const problems = document.errors.map(
			({ pos, message }) => `${file}:${lines.linePos(pos[0]).line}: broken YAML: ${message}; the file is left out`,
		);
		return withoutFile(file, merged(editor, flags), problems);
	}
	return readDocument({ file, document, lines }, { editor, flags });
}

interface SettingsDocument {
	readonly file: string;
	readonly document: Document;
	readonly lines: LineCounter;
}

function readDocument(
	{ file, document, lines }: SettingsDocument,
	{ editor, flags }: SettingsSources,
): WorkspaceSettings {
	const lineOf = (path: readonly (string | number)[]): number | null => {
		for (let length = path.length; length > 0; length--) {
			const node = document.getIn(path.slice(0, length), true);
			if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
		}
		return null;
	};
	const value: unknown = document.toJS({ maxAliasCount: 100 });
	const fromFile = isRecord(value) && isRecord(value.lcpr) ? ["lcpr"] : [];
	const sourceOf = (path: readonly (string | number)[]) => {
		const line = lineOf([...fromFile, ...path]);
		return line === null ? `setting lcpr.${path.join(".")}` : `${file} line ${line}`;
	};
	const own = fromFile.length > 0 && isRecord(value) ? value.lcpr : value;
	const { settings, problems } = readSettings(merged(merged(editor, own), flags), sourceOf);
	const described = problems.map(({ key, message }) => {
		const path = key.replace(/^lcpr\./, "").split(".");
		const line = lineOf([...fromFile, ...path.map((step) => (/^\d+$/.test(step) ? Number(step) : step))]);
		return `${file}${line === null ? "" : `:${line}`}: ${path.join(".")}: ${message}`;
	});
	const unknown = unknownKeys(own).map((key) => {
		const line = lineOf([...fromFile, key]);
		return `${file}${line === null ? "" : `:${line}`}: there is no setting ${key}; it is left out`;
	});
	if (value !== null && !isRecord(value)) unknown.push(`${file}: not a list of settings; it is left out`);
	return { file, settings, problems: [...described, ...unknown] };
}

function withoutFile(file: string, raw: unknown, problems: readonly string[]): WorkspaceSettings {
	const read = readPlain(raw);
	return { file, settings: read.settings, problems: [...problems, ...read.problems] };
}

function readPlain(raw: unknown): { settings: Settings; problems: string[] } {
	const { settings, problems } = readSettings(raw);
	return { settings, problems: problems.map(({ key, message }) => `${key}: ${message}`) };
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

/** Reads a workspace's own settings, `lcpr.yaml` at its root. What is wrong in it is said with its line; the rest stands. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { LineCounter, parseDocument } from "yaml";
import { readSettings, type Settings } from "../settings/settings.ts";
import { reasonOf } from "./skipped-file.ts";

export interface WorkspaceSettings {
	/** Null when there is no such file. */
	readonly file: string | null;
	readonly settings: Settings;
	/** Sentences for a person: file, line, what is wrong. */
	readonly problems: readonly string[];
}

const names = ["lcpr.yaml", "lcpr.yml"];

/** `base` holds what an editor or flags already set; the file adds to it and the file wins. */
export function readWorkspaceSettings(root: string, base: unknown = {}): WorkspaceSettings {
	const file = names.find((name) => existsSync(join(root, name))) ?? null;
	if (file === null) return { file, ...describe(base, null) };
	let text: string;
	try {
		text = readFileSync(join(root, file), "utf8");
	} catch (error) {
		const { settings } = readSettings(base);
		return { file, settings, problems: [`${file}: ${reasonOf(error)}; default settings are used`] };
	}
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	if (document.errors.length > 0) {
		const problems = document.errors.map(
			(error) =>
				`${file}:${lines.linePos(error.pos[0]).line}: broken YAML: ${error.message}; default settings are used`,
		);
		return { file, settings: readSettings(base).settings, problems };
	}
	const value: unknown = document.toJS({ maxAliasCount: 100 });
	return { file, ...describe({ ...asRecord(base), ...asRecord(value) }, file) };
}

function describe(raw: unknown, file: string | null): { settings: Settings; problems: string[] } {
	const { settings, problems } = readSettings(raw);
	return { settings, problems: problems.map(({ key, message }) => `${file ? `${file}: ` : ""}${key}: ${message}`) };
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value)
		? (value as Readonly<Record<string, unknown>>)
		: {};
}

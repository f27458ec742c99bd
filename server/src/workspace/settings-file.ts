/** Reads a workspace's own settings, `lcpr.yaml` at its root, or the text that an editor holds of it. */
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Settings } from "../settings/settings.ts";
import {
	readPlainSettings,
	readSettingsText,
	type SettingsSources,
	type SettingsTextProblem,
} from "../settings/settings-text.ts";
import { reasonOf, type SkippedFile } from "./skipped-file.ts";

export type { SettingsSources } from "../settings/settings-text.ts";

export interface WorkspaceSettings {
	/** Null when there is no such file. */
	readonly file: string | null;
	readonly settings: Settings;
	/** The file is there and could not be read: what it last said may be kept. */
	readonly isBroken: boolean;
	/** Sentences for a person: file, line, column, what is wrong. */
	readonly problems: readonly string[];
	/** Those of them that have a place in the file. */
	readonly inFile: readonly SettingsTextProblem[];
}

const names = ["lcpr.yaml", "lcpr.yml"];

export function isSettingsFile(file: string): boolean {
	return names.includes(file);
}

/** `open` gives the text of a file that is open in an editor and may not be saved; null for others. */
export function readWorkspaceSettings(
	root: string,
	sources: SettingsSources = {},
	open: (file: string) => string | null = () => null,
): WorkspaceSettings {
	const file = names.find((name) => open(name) !== null || existsSync(join(root, name))) ?? null;
	if (file === null) return { file, isBroken: false, inFile: [], ...readPlainSettings(sources) };
	return settingsOf(file, () => open(file) ?? readFileSync(join(root, file), "utf8"), sources);
}

/** Another file than the root's own, named for one run; `file` is relative to `folder`, or absolute. */
export function readNamedSettings(folder: string, file: string, sources: SettingsSources = {}): WorkspaceSettings {
	return settingsOf(file, () => readFileSync(resolve(folder, file), "utf8"), sources);
}

function settingsOf(file: string, read: () => string, sources: SettingsSources): WorkspaceSettings {
	let text: string;
	try {
		text = read();
	} catch (error) {
		const plain = readPlainSettings(sources);
		const unread = `${file}: ${reasonOf(error)}; it is left out`;
		return { file, settings: plain.settings, isBroken: true, inFile: [], problems: [unread, ...plain.problems] };
	}
	const { settings, isBroken, problems, otherProblems } = readSettingsText(text, file, sources);
	const described = problems.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`);
	return { file, settings, isBroken, inFile: problems, problems: [...described, ...otherProblems] };
}

/** What of the settings does not count, one entry a problem, for the list of what was left out of a scan. */
export function settingsLeftOut({ file, problems, inFile }: WorkspaceSettings): readonly SkippedFile[] {
	const name = file ?? "settings";
	return [
		...inFile.map(({ line, column, message }) => ({
			file: name,
			because: `line ${line}, column ${column}: ${message}`,
		})),
		...problems.slice(inFile.length).map((because) => ({ file: name, because })),
	];
}

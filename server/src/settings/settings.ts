/** The settings in effect, and how they are read from what an editor or a file hands over. */
import { declarations } from "./declarations.ts";
import { readSetting } from "./read-setting.ts";
import type { SettingDeclaration } from "./setting-kinds.ts";

type Declarations = typeof declarations;

/** One property for each declaration, of the type the declaration says. */
export type Settings = { readonly [Name in keyof Declarations]: Declarations[Name]["default"] };

export interface SettingsProblem {
	/** `lcpr.workload.retryRate`. */
	readonly key: string;
	/** What is wrong and what would be right, for a person. */
	readonly message: string;
}

export const defaultSettings: Settings = collect((declaration) => declaration.default);

/**
 * Reads settings as an editor gives them: nested (`{inlineDisplay: {enabled: false}}`) or with dotted keys, with or
 * without the leading `lcpr.`. A wrong value leaves its default standing and is named in `problems`.
 */
export function readSettings(raw: unknown): {
	readonly settings: Settings;
	readonly problems: readonly SettingsProblem[];
} {
	const problems: SettingsProblem[] = [];
	const settings = collect((declaration) => {
		const value = lookUp(raw, declaration.key);
		if (value === undefined || value === null) return declaration.default;
		const result = readSetting(declaration, value);
		for (const message of result.problems) problems.push({ key: `lcpr.${declaration.key}`, message });
		return result.value;
	});
	return { settings, problems };
}

function collect(pick: (declaration: SettingDeclaration) => unknown): Settings {
	const entries = Object.entries(declarations).map(([name, declaration]) => [name, pick(declaration)]);
	return Object.fromEntries(entries) as Settings;
}

function lookUp(raw: unknown, key: string): unknown {
	if (!isRecord(raw)) return undefined;
	const direct = raw[`lcpr.${key}`] ?? raw[key];
	if (direct !== undefined) return direct;
	const inside = raw.lcpr;
	if (isRecord(inside)) return lookUp(inside, key);
	let value: unknown = raw;
	for (const step of key.split(".")) value = isRecord(value) ? value[step] : undefined;
	return value;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The settings in effect, and how they are read from what an editor or a file hands over. */
import { type CostConfiguration, noConfiguration } from "../costs/configuration.ts";
import type { ValuePath } from "../costs/configuration-reader.ts";
import { readCostConfiguration } from "../costs/read-configuration.ts";
import { declarations } from "./declarations.ts";
import { readSetting } from "./read-setting.ts";
import type { SettingDeclaration } from "./setting-kinds.ts";

type Declarations = typeof declarations;

/** One property for each declaration, of the type the declaration says. */
export type DeclaredSettings = { readonly [Name in keyof Declarations]: Declarations[Name]["default"] };

export interface Settings extends DeclaredSettings {
	/** Own prices and workloads: the `workload`, `workloads` and `pricing` of `lcpr.yaml`. */
	readonly costs: CostConfiguration;
}

export interface SettingsProblem {
	/** `lcpr.workload.retryRate`. */
	readonly key: string;
	/** What is wrong and what would be right, for a person. */
	readonly message: string;
}

export const defaultSettings: Settings = {
	...collect((declaration) => declaration.default),
	costs: noConfiguration,
};

/**
 * Reads settings as an editor gives them: nested (`{inlineDisplay: {enabled: false}}`) or with dotted keys, with or
 * without the leading `lcpr.`. A wrong value leaves its default standing and is named in `problems`.
 * `sourceOf` names the place of a cost for a person, such as "lcpr.yaml line 12".
 */
export function readSettings(raw: unknown, sourceOf: (path: ValuePath) => string = settingName): SettingsReading {
	const problems: SettingsProblem[] = [];
	const declared = collect((declaration) => {
		const value = lookUp(raw, declaration.key);
		if (value === undefined || value === null) return declaration.default;
		const result = readSetting(declaration, value);
		for (const message of result.problems) problems.push({ key: `lcpr.${declaration.key}`, message });
		return result.value;
	});
	const costs = readCostConfiguration(costData(raw), sourceOf);
	const known = new Set(problems.map(({ key }) => key));
	for (const { path, message } of costs.problems) {
		const key = `lcpr.${path.join(".")}`;
		if (!known.has(key)) problems.push({ key, message });
	}
	return { settings: { ...declared, costs: costs.configuration }, problems };
}

export interface SettingsReading {
	readonly settings: Settings;
	readonly problems: readonly SettingsProblem[];
}

function settingName(path: ValuePath): string {
	return `setting lcpr.${path.join(".")}`;
}

/** Costs are given as data of their own shape; an editor that has none leaves them out. */
function costData(raw: unknown): unknown {
	if (!isRecord(raw)) return {};
	const inside = isRecord(raw.lcpr) ? raw.lcpr : raw;
	return { workload: inside.workload, workloads: inside.workloads, pricing: inside.pricing };
}

function collect(pick: (declaration: SettingDeclaration) => unknown): DeclaredSettings {
	const entries = Object.entries(declarations).map(([name, declaration]) => [name, pick(declaration)]);
	return Object.fromEntries(entries) as DeclaredSettings;
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

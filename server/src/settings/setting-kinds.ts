/** The kinds of settings there are. declarations.ts holds the settings themselves. */

export type SettingScope = "window" | "resource";

interface SettingBase<T> {
	/** Key after `lcpr.`. */
	readonly key: string;
	readonly default: T;
	/** One sentence or two, Markdown. */
	readonly description: string;
	readonly scope: SettingScope;
}

export type SettingDeclaration =
	| ChoiceSetting<string>
	| BooleanSetting
	| NumberSetting
	| TextListSetting
	| ChoiceListSetting<string>
	| DateSetting
	| RuleSeveritiesSetting
	| RuleOptionsSetting;

export interface ChoiceSetting<T extends string> extends SettingBase<T> {
	readonly type: "choice";
	readonly choices: readonly Choice<T>[];
}

export interface Choice<T extends string> {
	readonly value: T;
	readonly description: string;
}

export interface BooleanSetting extends SettingBase<boolean> {
	readonly type: "boolean";
}

/** `null`: not set, so the workload's own default stands. */
export interface NumberSetting extends SettingBase<number | null> {
	readonly type: "number";
	readonly minimum: number;
	readonly maximum: number | null;
}

export interface TextListSetting extends SettingBase<readonly string[]> {
	readonly type: "text-list";
}

export interface ChoiceListSetting<T extends string> extends SettingBase<readonly T[]> {
	readonly type: "choice-list";
	readonly choices: readonly Choice<T>[];
}

/** `YYYY-MM-DD`; null is today. */
export interface DateSetting extends SettingBase<string | null> {
	readonly type: "date";
}

/** Severity by rule id. */
export interface RuleSeveritiesSetting extends SettingBase<RuleSeverities> {
	readonly type: "rule-severities";
}

/** Option values by rule id. */
export interface RuleOptionsSetting extends SettingBase<RuleOptionOverrides> {
	readonly type: "rule-options";
}

export const ruleSeverityChoices = ["off", "hint", "information", "warning", "error"] as const;
export type RuleSeverityChoice = (typeof ruleSeverityChoices)[number];
export type RuleSeverities = Readonly<Record<string, RuleSeverityChoice>>;
export type RuleOptionOverrides = Readonly<Record<string, Readonly<Record<string, number>>>>;

/** Reads one setting's value. What cannot be used is replaced by the default, and said. */
import { allRules, ruleById } from "../rules/all-rules.ts";
import {
	type RuleOptionOverrides,
	type RuleSeverities,
	type RuleSeverityChoice,
	ruleSeverityChoices,
	type SettingDeclaration,
} from "./setting-kinds.ts";

export interface ReadSetting {
	readonly value: unknown;
	readonly problems: readonly string[];
}

export function readSetting(declaration: SettingDeclaration, value: unknown): ReadSetting {
	const wrong = (expected: string): ReadSetting => ({
		value: declaration.default,
		problems: [`must be ${expected}, not ${shown(value)}`],
	});
	switch (declaration.type) {
		case "choice": {
			const values = declaration.choices.map((choice) => choice.value);
			return values.some((known) => known === value) ? right(value) : wrong(`one of ${values.join(", ")}`);
		}
		case "boolean":
			return typeof value === "boolean" ? right(value) : wrong("true or false");
		case "number":
			return isWithin(value, declaration) ? right(value) : wrong(rangeInWords(declaration));
		case "date":
			return value === "" ? right(null) : isDay(value) ? right(value) : wrong("a day such as 2026-09-23");
		case "text-list":
			return isTextList(value) ? right(value) : wrong("a list of texts");
		case "choice-list": {
			if (!isTextList(value)) return wrong("a list of texts");
			const values = declaration.choices.map((choice) => choice.value);
			const unknown = value.filter((item) => !values.includes(item));
			return {
				value: value.filter((item) => values.includes(item)),
				problems: unknown.map((item) => `does not know ${shown(item)}; it knows ${values.join(", ")}`),
			};
		}
		case "rule-severities":
			return readRuleSeverities(value);
		case "rule-options":
			return readRuleOptions(value);
	}
}

function readRuleSeverities(value: unknown): ReadSetting {
	if (!isRecord(value)) return { value: {}, problems: [`must map rule ids to severities, not ${shown(value)}`] };
	const severities: Record<string, RuleSeverityChoice> = {};
	const problems: string[] = [];
	for (const [id, choice] of Object.entries(value)) {
		const known = ruleSeverityChoices.find((severity) => severity === choice);
		if (!ruleById(id)) problems.push(unknownRule(id));
		else if (!known) problems.push(`\`${id}\` must be one of ${ruleSeverityChoices.join(", ")}, not ${shown(choice)}`);
		else severities[id] = known;
	}
	return { value: severities satisfies RuleSeverities, problems };
}

function readRuleOptions(value: unknown): ReadSetting {
	if (!isRecord(value)) return { value: {}, problems: [`must map rule ids to options, not ${shown(value)}`] };
	const overrides: Record<string, Record<string, number>> = {};
	const problems: string[] = [];
	for (const [id, options] of Object.entries(value)) {
		const rule = ruleById(id);
		if (!rule) {
			problems.push(unknownRule(id));
			continue;
		}
		if (!isRecord(options)) {
			problems.push(`\`${id}\` must map option names to numbers, not ${shown(options)}`);
			continue;
		}
		const numbers: Record<string, number> = {};
		for (const [name, number] of Object.entries(options)) {
			if (!Object.hasOwn(rule.options, name)) problems.push(`\`${id}\` has no option ${shown(name)}`);
			else if (typeof number !== "number" || !(number >= 0)) {
				problems.push(`\`${id}.${name}\` must be a number of at least 0, not ${shown(number)}`);
			} else numbers[name] = number;
		}
		overrides[id] = numbers;
	}
	return { value: overrides satisfies RuleOptionOverrides, problems };
}

function unknownRule(id: string): string {
	return `does not know the rule ${shown(id)}; it knows ${allRules.map((rule) => rule.id).join(", ")}`;
}

function right(value: unknown): ReadSetting {
	return { value, problems: [] };
}

function isWithin(value: unknown, range: { readonly minimum: number; readonly maximum: number | null }): boolean {
	if (typeof value !== "number" || !Number.isFinite(value)) return false;
	return value >= range.minimum && (range.maximum === null || value <= range.maximum);
}

function rangeInWords(range: { readonly minimum: number; readonly maximum: number | null }): string {
	if (range.maximum === null) return `a number of at least ${range.minimum}`;
	return `a number from ${range.minimum} to ${range.maximum}`;
}

function isDay(value: unknown): boolean {
	return typeof value === "string" && /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(value);
}

function isTextList(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function shown(value: unknown): string {
	return JSON.stringify(value) ?? "nothing";
}

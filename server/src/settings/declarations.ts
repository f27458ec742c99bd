/**
 * Every option of the product, declared once: the editor's settings page, the JSON schema, the README's table and the
 * reader in settings.ts all come from here.
 */
import type { Archetype } from "../model/cost.ts";
import type { Preset } from "../rules/rule.ts";
import type {
	BooleanSetting,
	Choice,
	ChoiceListSetting,
	ChoiceSetting,
	DateSetting,
	NumberSetting,
	RuleOptionsSetting,
	RuleSeveritiesSetting,
	SettingDeclaration,
	TextListSetting,
} from "./setting-kinds.ts";

const presetChoices: readonly Choice<Preset>[] = [
	{ value: "quiet", description: "Only findings that are nearly always right and worth money." },
	{ value: "standard", description: "Also findings that are a matter of taste or traffic." },
	{ value: "everything", description: "Every rule, and findings in tests, examples and generated code." },
];

const archetypeChoices: readonly Choice<Archetype>[] = [
	{ value: "direct-model-vendor", description: "The company that trained the model." },
	{ value: "hyperscaler-native", description: "Azure, Amazon Bedrock, Google Vertex." },
	{ value: "inference-api-platform", description: "Together, Fireworks, DeepInfra and the like." },
	{ value: "serverless-gpu", description: "GPUs billed by the second." },
	{ value: "specialised-silicon", description: "Groq, Cerebras, SambaNova." },
	{ value: "managed-dedicated", description: "A rented endpoint that somebody else runs." },
	{ value: "bare-metal-dedicated", description: "Rented GPUs that you run." },
];

const traceChoices: readonly Choice<"off" | "messages" | "verbose">[] = [
	{ value: "off", description: "No trace." },
	{ value: "messages", description: "Names of messages." },
	{ value: "verbose", description: "Whole messages." },
];

/** In the order of the settings page. */
export const declarations = {
	preset: setting<ChoiceSetting<Preset>>({
		type: "choice",
		key: "preset",
		default: "quiet",
		choices: presetChoices,
		description: "How much to report.",
		scope: "resource",
	}),
	rules: setting<RuleSeveritiesSetting>({
		type: "rule-severities",
		key: "rules",
		default: {},
		description: "Severity by rule, stronger than the preset. `off` silences a rule.",
		scope: "resource",
	}),
	ruleOptions: setting<RuleOptionsSetting>({
		type: "rule-options",
		key: "ruleOptions",
		default: {},
		description: "Thresholds by rule, for example `minimumStaticTokens`. Each rule's page lists its options.",
		scope: "resource",
	}),
	inlineDisplayEnabled: setting<BooleanSetting>({
		type: "boolean",
		key: "inlineDisplay.enabled",
		default: true,
		description: "Show prices and findings in the text. Off silences all inline display; the report still works.",
		scope: "window",
	}),
	inlayHintsEnabled: setting<BooleanSetting>({
		type: "boolean",
		key: "inlayHints.enabled",
		default: true,
		description: "Show the price of a request at the end of each call.",
		scope: "window",
	}),
	hoverEnabled: setting<BooleanSetting>({
		type: "boolean",
		key: "hover.enabled",
		default: true,
		description: "Show the table of prices when the pointer rests on a call.",
		scope: "window",
	}),
	codeLensEnabled: setting<BooleanSetting>({
		type: "boolean",
		key: "codeLens.enabled",
		default: false,
		description: "Show the price of a request on a line of its own above each call.",
		scope: "window",
	}),
	archetypes: setting<ChoiceListSetting<Archetype>>({
		type: "choice-list",
		key: "archetypes",
		default: archetypeChoices.map((choice) => choice.value),
		choices: archetypeChoices,
		description: "Which ways of buying inference the hover and the report compare.",
		scope: "resource",
	}),
	requestsPerMonth: setting<NumberSetting>({
		type: "number",
		key: "workload.requestsPerMonth",
		default: null,
		minimum: 1,
		maximum: null,
		description: "Requests a month of a call. Empty: the workload's preset (500,000 for chat).",
		scope: "resource",
	}),
	retryRate: setting<NumberSetting>({
		type: "number",
		key: "workload.retryRate",
		default: null,
		minimum: 0,
		maximum: null,
		description: "Extra attempts for each request; it may exceed 1. Empty: the workload's preset (0.03 for chat).",
		scope: "resource",
	}),
	qualityGatePassRate: setting<NumberSetting>({
		type: "number",
		key: "workload.qualityGatePassRate",
		default: null,
		minimum: 0,
		maximum: 1,
		description: "Share of answers that pass the quality gate. Empty: the workload's preset (0.95 for chat).",
		scope: "resource",
	}),
	repairUsdPerFailure: setting<NumberSetting>({
		type: "number",
		key: "workload.repairUsdPerFailure",
		default: null,
		minimum: 0,
		maximum: null,
		description: "US dollars that one answer which fails the gate costs to repair. Empty: the workload's preset.",
		scope: "resource",
	}),
	engineeringHoursPerMonth: setting<NumberSetting>({
		type: "number",
		key: "workload.engineeringHoursPerMonth",
		default: null,
		minimum: 0,
		maximum: null,
		description: "Hours of engineering a month that the call needs. Empty: the workload's preset (8 for chat).",
		scope: "resource",
	}),
	engineeringUsdPerHour: setting<NumberSetting>({
		type: "number",
		key: "workload.engineeringUsdPerHour",
		default: null,
		minimum: 0,
		maximum: null,
		description: "US dollars of one hour of engineering. Empty: the workload's preset (100).",
		scope: "resource",
	}),
	asOf: setting<DateSetting>({
		type: "date",
		key: "asOf",
		default: null,
		description: "Day whose prices are used, `YYYY-MM-DD`. Empty: today.",
		scope: "resource",
	}),
	exclude: setting<TextListSetting>({
		type: "text-list",
		key: "exclude",
		default: [],
		description: "Globs of files that are not read, besides what `.gitignore` leaves out.",
		scope: "resource",
	}),
	quietPaths: setting<TextListSetting>({
		type: "text-list",
		key: "quietPaths",
		default: [
			"**/test/**",
			"**/tests/**",
			"**/__tests__/**",
			"**/testdata/**",
			"**/fixtures/**",
			"**/e2e/**",
			"**/*.test.*",
			"**/*.spec.*",
			"**/test_*.py",
			"**/*_test.py",
			"**/conftest.py",
			"**/example/**",
			"**/examples/**",
			"**/generated/**",
			"**/*.generated.*",
			"**/*_pb2.py",
		],
		description: "Globs of tests, examples and generated code: their findings stand in reports only.",
		scope: "resource",
	}),
	traceServer: setting<ChoiceSetting<"off" | "messages" | "verbose">>({
		type: "choice",
		key: "trace.server",
		default: "off",
		choices: traceChoices,
		description: "What the output channel shows of the talk between editor and language server.",
		scope: "window",
	}),
} as const;

/** Checks one declaration against its kind and keeps the kind as its type. */
function setting<S extends SettingDeclaration>(declaration: S): S {
	return declaration;
}

/** Checks the parsed cache rules field by field, so that a slip in the YAML is named instead of giving wrong verdicts. */
import type { PromptRole } from "../../model/llm-call.ts";
import type { CacheMode, CacheRule, CacheRules, CacheSection, MinimumTokens } from "./cache-rules.ts";

type Fields = Readonly<Record<string, unknown>>;

const modes: readonly CacheMode[] = ["automatic", "explicit", "implicit-breakpoint", "passes-through", "none"];
const matchings: readonly CacheRule["matching"][] = ["longest-prefix", "exact-at-breakpoint", "none"];
const grades: readonly CacheRule["grade"][] = ["F", "E", "S", "I", "U"];
const sections: readonly CacheSection[] = ["tools", "system", "messages"];
const order: readonly (PromptRole | "messages")[] = ["tools", "system", "messages"];

export function readCacheRules(raw: unknown): CacheRules {
	const file = fieldsOf(raw);
	const problems: string[] = [];
	const rules: CacheRule[] = [];
	for (const [index, entry] of listOf(file.rules).entries()) {
		const rule = readRule(fieldsOf(entry));
		if (typeof rule === "string") problems.push(`rule ${index + 1}: ${rule}`);
		else rules.push(rule);
	}
	if (rules.length === 0 && problems.length === 0) problems.push("no rules");
	return { checkedOn: String(file.checkedOn ?? ""), rules, problems };
}

function readRule(fields: Fields): CacheRule | string {
	const id = fields.id;
	if (typeof id !== "string") return "`id` is missing";
	const mode = modes.find((candidate) => candidate === fields.mode);
	if (!mode) return `\`mode\` of ${id} is not one of ${modes.join(", ")}`;
	const matching = matchings.find((candidate) => candidate === fields.matching);
	if (!matching) return `\`matching\` of ${id} is not one of ${matchings.join(", ")}`;
	const grade = grades.find((candidate) => candidate === fields.grade);
	if (!grade) return `\`grade\` of ${id} is not one of ${grades.join(", ")}`;
	const providers = textsOf(fields.providers);
	const models = textsOf(fields.models);
	if (providers.length === 0 || models.length === 0) return `${id} names no provider or no model`;
	if (typeof fields.source !== "string") return `\`source\` of ${id} is missing`;
	const minimumTokens = readMinimum(fieldsOf(fields.minimumTokens));
	if (minimumTokens === null) return `\`minimumTokens\` of ${id} needs a default`;
	const lifetimes = fieldsOf(fields.lifetimes);
	return {
		id,
		providers,
		models,
		mode,
		matching,
		minimumTokens,
		unknownMinimumModels: textsOf(fields.unknownMinimumModels),
		incrementTokens: numberOf(fields.incrementTokens),
		prefixOrder: textsOf(fields.prefixOrder).flatMap((name) => order.find((role) => role === name) ?? []),
		maximumBreakpoints: numberOf(fields.maximumBreakpoints),
		lookbackBlocks: numberOf(fields.lookbackBlocks),
		lifetimes: {
			default: String(lifetimes.default ?? "unknown"),
			options: textsOf(lifetimes.options),
			byModel: listOf(lifetimes.byModel).flatMap((entry) => {
				const { models, lifetime } = fieldsOf(entry);
				return typeof lifetime === "string" ? [{ models: textsOf(models), lifetime }] : [];
			}),
		},
		writeMultipliers: numbersOf(fieldsOf(fields.writeMultipliers)),
		noCacheModels: textsOf(fields.noCacheModels),
		noCacheExactModels: textsOf(fields.noCacheExactModels),
		needsCacheKey: fields.needsCacheKey === true,
		requestsPerMinutePerKey: numberOf(fields.requestsPerMinutePerKey),
		invalidatedBy: readInvalidations(fieldsOf(fields.invalidatedBy)),
		isolation: typeof fields.isolation === "string" ? fields.isolation : null,
		grade,
		source: fields.source,
	};
}

function readInvalidations(fields: Fields): CacheRule["invalidatedBy"] {
	return Object.fromEntries(sections.flatMap((name) => (name in fields ? [[name, textsOf(fields[name])]] : [])));
}

function readMinimum(fields: Fields): MinimumTokens | null {
	if (!("default" in fields)) return null;
	const byModel = listOf(fields.byModel).flatMap((entry) => {
		const { models, tokens } = fieldsOf(entry);
		return typeof tokens === "number" ? [{ models: textsOf(models), tokens }] : [];
	});
	return { default: numberOf(fields.default), byModel };
}

function fieldsOf(value: unknown): Fields {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function listOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
	return listOf(value).filter((item) => typeof item === "string");
}

function numberOf(value: unknown): number | null {
	return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
}

function numbersOf(fields: Fields): Readonly<Record<string, number>> {
	return Object.fromEntries(
		Object.entries(fields).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
	);
}

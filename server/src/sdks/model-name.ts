/**
 * The names a value may stand for when it is given as a model: followed through constants, defaults, choices and
 * visible callers, each with how well it is founded. `choose-model.ts` picks among them.
 */
import type { LinkedChoice, LinkedHole, LinkedText, LinkedValue, Origin } from "../model/linked-value.ts";
import type { ModelSource, ResolvedModel } from "../model/llm-call.ts";
import type { Place } from "../model/source-file.ts";
import { chooseModel, unknownModel } from "./choose-model.ts";
import { modelOfConstant } from "./model-constants.ts";
import type { ModelContext } from "./resolve-model.ts";

export interface ModelCandidate {
	readonly name: string;
	readonly from: ModelSource;
	readonly place: Place | null;
	/**
	 * `own`: written where the request is made, or the default there. `conditional`: takes its place under a condition.
	 * `passed`: given by some caller, who may be one of many.
	 */
	readonly standing: Standing;
}

export type Standing = "own" | "conditional" | "passed";

export interface ModelCandidates {
	readonly known: readonly ModelCandidate[];
	/** What is said when no name is known. */
	readonly otherwise: ResolvedModel;
}

/** Defaults and callers followed for one name. */
const deepest = 4;

/** The model that a name stands for, when nothing is known of who sells it. */
export function modelName(value: LinkedValue, context: ModelContext): ResolvedModel {
	return chooseModel(modelCandidates(value, context), null);
}

export function modelCandidates(value: LinkedValue, context: ModelContext, depth = 0): ModelCandidates {
	const place: Place = { file: value.file, start: value.start, end: value.end };
	switch (value.kind) {
		case "text": {
			const text = knownText(value, context);
			if (text === null || text === "")
				return noneOf({ ...unknownModel("the name is put together at run time"), place });
			return only({ name: text, from: sourceOf(value, context), place, standing: "own" });
		}
		case "choice": {
			const options = value.options.map((option) =>
				option.kind === "null" ? null : modelCandidates(option, context, depth + 1),
			);
			const known = options.flatMap((option, index) =>
				value.usual === undefined || value.usual === index
					? (option?.known ?? [])
					: (option?.known ?? []).map(underCondition),
			);
			const [first] = options.filter((option) => option !== null);
			const at = options.findIndex((option) => option !== null && option.known.length === 0);
			const open = value.usual === undefined ? options[at] : null;
			if (open && sortsNames(value, value.options[at])) return { known: [], otherwise: open.otherwise };
			return { known, otherwise: first?.otherwise ?? unknownModel("no option is known") };
		}
		case "hole":
			return holeCandidates(value, context, depth);
		case "symbol": {
			const constant = modelOfConstant(context.table.modelConstants, value.path);
			if (constant !== null)
				return only({ name: constant, from: "literal", place: hasWidth(place) ? place : null, standing: "own" });
			const stored = sessionPath.test(value.path) ? context.globals(value.path) : [];
			const [first] = stored;
			if (first && stored.every(({ kind }) => kind === "text")) return modelCandidates(first, context, depth + 1);
			const given = value.calls.at(-1)?.positional ?? [];
			const [written] = given;
			if (written && given.length === 1 && depth < 8 && modelConversion.test(value.path))
				return modelCandidates(written, context, depth + 1);
			return noneOf({ ...unknownModel(`\`${shortPath(value.path)}\` gives it at run time`), place });
		}
		default:
			return noneOf({ ...unknownModel("it is not a text"), place });
	}
}

/** `st.session_state.model`: a value that a framework keeps for one user. */
const sessionPath = /(session_state|user_session)\.\w+$/;

/** `ChatModel.of("gpt-5")`, `anthropic.Model(name)`: a text made into the type that an SDK has for models. */
const modelConversion = /^(?:go|java|csharp|rust|ruby|php):.*[:.]\w*Model(?:\.of\w*)?\(\)$/;

function holeCandidates(value: LinkedHole, context: ModelContext, depth: number): ModelCandidates {
	const { origin } = value;
	const { source } = origin;
	const place: Place = { file: origin.file, start: origin.start, end: origin.end };
	switch (source.kind) {
		case "environment":
			return environmentCandidates(origin, context, depth);
		case "parameter": {
			const fallback = fallbackOf(origin);
			const own = fallback ? modelCandidates(fallback, context, depth + 1).known : [];
			const received =
				depth < deepest
					? context.received(value).flatMap((item) => modelCandidates(item, context, depth + 2).known)
					: [];
			const known: ModelCandidate[] = [
				...own.map((item): ModelCandidate => ({ ...item, from: "parameter", place })),
				...received.map((item): ModelCandidate => ({ ...item, from: "parameter", place, standing: "passed" })),
			];
			const because = `the caller of \`${source.functionName}\` gives it as \`${source.name}\``;
			return { known, otherwise: { ...unknownModel(because), from: "parameter", place } };
		}
		case "attribute":
		case "element":
		case "member":
		case "local-call": {
			const inner = origin.from.find((item) => item.source.kind === "environment");
			if (inner) return environmentCandidates(inner, context, depth);
			break;
		}
	}
	const because = source.kind === "unknown" ? source.because : `\`${origin.label}\` gives it at run time`;
	return noneOf({ ...unknownModel(because), place });
}

function environmentCandidates(origin: Origin, context: ModelContext, depth: number): ModelCandidates {
	const place: Place = { file: origin.file, start: origin.start, end: origin.end };
	const variable = origin.source.kind === "environment" ? origin.source.variable : null;
	const fallback = fallbackOf(origin);
	const known = fallback ? modelCandidates(fallback, context, depth + 1).known : [];
	if (known.length > 0)
		return { known: known.map((item) => ({ ...item, from: "environment-default" })), otherwise: unknownModel("") };
	const given = variable === null ? undefined : context.environment.get(variable);
	if (given) return only({ name: given, from: "environment-default", place, standing: "own" });
	const because = variable
		? `the environment variable ${variable} gives it and has no default here`
		: "an environment variable gives it";
	return noneOf({ ...unknownModel(because), place });
}

/** A package's constant that is linked from its import stands nowhere in this file. */
function hasWidth({ start, end }: Place): boolean {
	return end > start;
}

/**
 * `if model == "llama"`, `name.startsWith("claude-")`: the name that was given decides, so what stands for one of the
 * names says nothing of the others. `if not model` asks whether there is any, and what follows is the default.
 */
function sortsNames({ condition, options }: LinkedChoice, given: LinkedValue | undefined): boolean {
	if (condition === lookUp || /\.(starts_?with|ends_?with|includes|match|test)\(/i.test(condition)) return true;
	if (/(?:[=!]==?|\bin\s)\s*(?!None|null|undefined|""|'')[\w"'`([{]/.test(condition)) return true;
	// `ALIASES[name] ?? name`: a table of some names beside the name that was given.
	const key = given?.kind === "hole" ? given.origin.label : null;
	return options.some(
		(option) => option.kind === "choice" && (option.condition === lookUp || option.condition === key),
	);
}

/** What linking says of `TABLE.get(name)`. */
const lookUp = "depends on the key";

function underCondition(candidate: ModelCandidate): ModelCandidate {
	return candidate.standing === "own" ? { ...candidate, standing: "conditional" } : candidate;
}

function only(candidate: ModelCandidate): ModelCandidates {
	return { known: [candidate], otherwise: unknownModel("") };
}

function noneOf(otherwise: ResolvedModel): ModelCandidates {
	return { known: [], otherwise };
}

/** The default that a run-time value has where it is read. */
export function fallbackOf(origin: Origin): LinkedValue | null {
	const { source } = origin;
	return (source.kind === "environment" || source.kind === "parameter" ? source.fallback : null) ?? null;
}

/** Literal text, with environment defaults filled in. */
function knownText(value: LinkedText, context: ModelContext): string | null {
	let text = "";
	for (const part of value.parts) {
		if (part.kind === "literal") text += part.text;
		else if (part.kind === "hole") {
			const fallback = fallbackOf(part.origin);
			const known = fallback ? modelName(fallback, context).name : null;
			if (known === null) return null;
			text += known;
		} else return null;
	}
	return text;
}

function sourceOf(value: LinkedValue, { place }: ModelContext): ModelSource {
	if (/\.(json|ya?ml|toml)$/.test(value.file)) return "configuration";
	if (value.file !== place.file) return "imported-constant";
	return value.start >= place.start && value.end <= place.end ? "literal" : "constant";
}

/** What a person reads at the use: a field of some call's result by its own name, else the path. */
function shortPath(path: string): string {
	const field = /\)\.([\w$]+)$/.exec(path)?.[1];
	if (field) return field;
	return path.length > 50 ? `…${path.slice(-49)}` : path;
}

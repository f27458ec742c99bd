/**
 * How often a run-time value differs from one request to the next, judged from where it comes from: the library call
 * that makes it, then the name it is given, then the values it is computed from. `unknown` when nothing says.
 */
import { type ChangeRate, moreFrequent } from "../../model/change-rate.ts";
import type { Origin } from "../../model/linked-value.ts";
import type { Tokens } from "../../model/units.ts";
import { isConstantName } from "./identifier-words.ts";
import { judgeName, judgeTellingName } from "./judge-name.ts";
import { judgeType } from "./judge-type.ts";
import { isDayPrecision, knownCalls } from "./known-calls.ts";
import { unknownValueTokens, type ValueKind } from "./value-kinds.ts";

export interface Stability {
	readonly changes: ChangeRate;
	/** For a person: "`datetime.now()` is the clock". */
	readonly because: string;
	/** Assumed size of the value. */
	readonly tokens: Tokens;
	/** Id of the kind of value in `valueKinds`, such as "clock" or "history"; null when it is of none. */
	readonly kind: string | null;
}

export interface Surroundings {
	/** The hole is filled once for each element of a collection inside the prompt, not once for a request. */
	readonly insideRepetition: boolean;
}

const outsideRepetition: Surroundings = { insideRepetition: false };

/** Origins nest as deep as the code does; below this nothing new is learnt. */
const deepestOrigin = 12;

export function stabilityOf(origin: Origin, surroundings: Surroundings = outsideRepetition): Stability {
	return judge(origin, surroundings, 0);
}

function judge(origin: Origin, surroundings: Surroundings, depth: number): Stability {
	const { source, label } = origin;
	if (depth > deepestOrigin) return unknown(label, "comes through too many steps to follow");
	const inputs = (): Stability | null => strongest(origin.from.map((from) => judge(from, surroundings, depth + 1)));
	switch (source.kind) {
		case "constant":
			// A list or record written in the code may hold values that are not.
			return inputs() ?? { changes: "deploy", because: `\`${label}\` is a constant`, tokens: 20, kind: null };
		case "environment":
			return {
				changes: "deploy",
				because: `\`${label}\` is read from the environment`,
				tokens: 10,
				kind: null,
			};
		case "file":
			return judgeFile(label, source.path, inputs());
		case "parameter":
			return judgeParameter(label, source);
		case "external-call":
			return judgeExternalCall(origin, source.path, inputs());
		case "local-call":
			return judgeLocalCall(label, source.name, inputs());
		case "member":
			return judgeMember(label, source.name, inputs());
		case "element":
			return judgeElement({ label, name: source.name, collection: inputs(), surroundings });
		case "attribute":
			return judgeAttribute(label, source.name, source.className);
		case "global":
			return judgeGlobal(label, source.name, inputs());
		case "operation":
			return inputs() ?? unknown(label, "is computed at run time");
		case "unknown":
			return inputs() ?? judgeUnseen(label, source.because);
	}
}

function judgeFile(label: string, path: string | null, inputs: Stability | null): Stability {
	if (path !== null)
		return { changes: "deploy", because: `\`${label}\` reads the file ${path}`, tokens: 300, kind: null };
	if (inputs && inputs.changes !== "deploy") return { ...inputs, tokens: Math.max(inputs.tokens, 1_000) };
	return unknown(label, "reads a file whose path is not known", 1_000);
}

/** Kinds of value that callers seldom set when there is a default. */
const rarelyGiven: ReadonlySet<string> = new Set(["choice", "quantity", "composed-prompt", "setting", "definition"]);

type ParameterSource = Extract<Origin["source"], { kind: "parameter" }>;

function judgeParameter(label: string, { name, functionName, type, fallback }: ParameterSource): Stability {
	const named = judgeName(name);
	const isOptional = fallback !== undefined && (named === null || rarelyGiven.has(named.id));
	if (isOptional)
		return unknown(name, `is a parameter of \`${functionName}\` with a default and may never be given`, named?.tokens);
	const typed = type === null ? null : judgeType(type);
	if (typed && (named === null || typed.isDecisive)) {
		return {
			changes: typed.changes,
			because: `\`${name}\` ${typed.because}`,
			tokens: named?.tokens ?? typed.tokens,
			kind: null,
		};
	}
	if (named && named.id !== "quantity") return ofKind(name, named);
	if (isFactory(functionName)) return unknown(label, `is a parameter of \`${functionName}\`, which sets things up`);
	return {
		changes: "request",
		because: `\`${name}\` is a parameter of \`${functionName}\` and can differ in each call`,
		tokens: named?.tokens ?? unknownValueTokens,
		kind: null,
	};
}

/** Functions that run when the program starts rather than for a request. */
function isFactory(functionName: string): boolean {
	const last = functionName.slice(functionName.lastIndexOf(".") + 1);
	return (
		/^(__init__|__post_init__|constructor|setup|configure|register|initiali[sz]e)$/.test(last) ||
		/^(create|make|build|init|new)[_A-Z].*(agent|client|chain|server|app|factory|model|llm|graph|tool|bot)s?$/i.test(
			last,
		)
	);
}

function judgeExternalCall({ label, from }: Origin, path: string, inputs: Stability | null): Stability {
	const known = knownCalls.find((call) => call.path.test(path));
	const isClock = known ? known.kind === "clock" : inputs?.kind === "clock";
	if (isClock) {
		const sources = [label, ...from.map((argument) => `strftime(${argument.label}`)];
		if (judgeName(label)?.id === "date" || sources.some((text) => isDayPrecision(text, path))) return dateOf(label);
	}
	if (known) {
		const { changes, tokens, kind } = known;
		return { changes, because: `${named(label, path)} ${known.because}`, tokens, kind };
	}
	if (inputs) return inputs;
	if (!path.includes("()"))
		return { changes: "deploy", because: `\`${label}\` is a constant of a library`, tokens: 20, kind: null };
	return byName(label, callName(path)) ?? unknown(label, "is a call whose result is not known");
}

function dateOf(label: string): Stability {
	return { changes: "day", because: `\`${label}\` is the date`, tokens: 8, kind: "date" };
}

/** A variable is named together with the call that fills it. */
function named(label: string, path: string): string {
	if (label.includes("(") || label === path) return `\`${label}\``;
	return `\`${label}\`, made by \`${path.slice(path.lastIndexOf(":") + 1)}\`,`;
}

function judgeLocalCall(label: string, name: string, inputs: Stability | null): Stability {
	if (inputs && inputs.changes !== "deploy" && inputs.changes !== "unknown") return inputs;
	const named = judgeName(callName(name));
	if (named && named.id !== "composed-prompt") return ofKind(label, named);
	return inputs?.changes === "deploy" && named === null
		? inputs
		: unknown(label, "is made by a function that could not be evaluated");
}

function judgeMember(label: string, name: string, object: Stability | null): Stability {
	const named = judgeTellingName(name);
	if (object === null || object.changes === "unknown") {
		const kind = named ?? judgeName(name);
		return kind ? ofKind(label, kind) : (object ?? unknown(label, "is a property of a value that is not known"));
	}
	if (object.kind === "clock" && isDayPrecision(label, name)) return dateOf(label);
	// A field of a setting is a setting whatever it is called.
	if (object.changes === "deploy")
		return { ...object, because: `\`${label}\` comes from a fixed value: ${object.because}` };
	if (named === null) return object;
	// A request carries things that outlive it: its user, its session.
	const outlivesRequest = object.changes === "request" && (named.changes === "user" || named.changes === "session");
	return outlivesRequest || named.changes === "request" ? ofKind(label, named) : { ...object, tokens: named.tokens };
}

function judgeElement(input: {
	readonly label: string;
	readonly name: string;
	readonly collection: Stability | null;
	readonly surroundings: Surroundings;
}): Stability {
	const { label, name, collection, surroundings } = input;
	const named = judgeName(name);
	const tokens = named?.tokens ?? collection?.tokens ?? unknownValueTokens;
	if (surroundings.insideRepetition)
		return collection
			? { ...collection, tokens }
			: (byName(label, name) ?? unknown(label, "is an element of a collection that is not known"));
	if (collection && collection.changes !== "deploy" && collection.changes !== "unknown")
		return { ...collection, changes: "request", tokens };
	return {
		changes: "request",
		because: `\`${label}\` is a different element each time round the loop`,
		tokens,
		kind: null,
	};
}

function judgeAttribute(label: string, name: string, className: string): Stability {
	const named = judgeName(name);
	if (named) return ofKind(label, named);
	const owner = judgeName(className);
	if (owner && (owner.changes === "session" || owner.changes === "user")) return ofKind(label, owner);
	if (isConstantName(name)) return { changes: "deploy", because: `\`${label}\` is a constant`, tokens: 20, kind: null };
	return unknown(label, `is set from outside on \`${className}\``);
}

function judgeGlobal(label: string, name: string, inputs: Stability | null): Stability {
	if (isConstantName(name))
		return {
			changes: "deploy",
			because: `\`${label}\` is a module-level constant`,
			tokens: 50,
			kind: null,
		};
	return byName(label, name) ?? inputs ?? unknown(label, "is a module-level name that changes while the program runs");
}

/** A value linking could not follow still has a name. */
function judgeUnseen(label: string, because: string): Stability {
	const identifier = lastIdentifier(label);
	if (identifier !== null && isConstantName(identifier)) {
		return { changes: "deploy", because: `\`${label}\` is written as a constant`, tokens: 50, kind: null };
	}
	return byName(label, identifier) ?? unknown(label, because);
}

/** The input that changes most often; its reason is the value's reason, the sizes add up. */
function strongest(inputs: readonly Stability[]): Stability | null {
	const [first, ...others] = inputs;
	if (!first) return null;
	let best = first;
	for (const input of others) {
		if (moreFrequent(best.changes, input.changes) !== best.changes) best = input;
	}
	return { ...best, tokens: inputs.reduce((sum, input) => Math.max(sum, input.tokens), 0) };
}

function byName(label: string, identifier: string | null): Stability | null {
	const kind = identifier === null ? null : judgeName(identifier);
	return kind ? ofKind(label, kind) : null;
}

function ofKind(label: string, kind: ValueKind): Stability {
	return {
		changes: kind.changes,
		because: `\`${label}\` ${kind.because}`,
		tokens: kind.tokens,
		kind: kind.id,
	};
}

function unknown(label: string, because: string, tokens: Tokens = unknownValueTokens): Stability {
	return { changes: "unknown", because: `\`${label}\` ${because}`, tokens, kind: null };
}

function callName(path: string): string {
	const bare = path.replace(/\(\)$/, "");
	return bare
		.slice(Math.max(bare.lastIndexOf("."), bare.lastIndexOf(":")) + 1)
		.replace(/^(get|fetch|load|build|format|make|create|compute|render|to)_?/i, "");
}

function lastIdentifier(label: string): string | null {
	return /([A-Za-z_$][\w$]*)\W*$/.exec(label)?.[1] ?? null;
}

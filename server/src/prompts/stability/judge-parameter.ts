/** A function's parameter, judged by its type, its name and whether callers have to give it. */
import type { Origin } from "../../model/linked-value.ts";
import { judgeName } from "./judge-name.ts";
import { judgeType } from "./judge-type.ts";
import { unknownValueTokens } from "./value-kinds.ts";
import { ofKind, type Stability, unknownBecause } from "./verdict.ts";

/** Kinds of value that callers seldom set when there is a default. */
const rarelyGiven: ReadonlySet<string> = new Set(["choice", "quantity", "composed-prompt", "setting", "definition"]);

type ParameterSource = Extract<Origin["source"], { kind: "parameter" }>;

export function judgeParameter(label: string, { name, functionName, type, fallback }: ParameterSource): Stability {
	const named = judgeName(name);
	const isOptional = fallback !== undefined && (named === null || rarelyGiven.has(named.id));
	if (isOptional) {
		const because = `is a parameter of \`${functionName}\` with a default and may never be given`;
		return { ...unknownBecause(name, because, named?.tokens), kind: named?.id ?? null };
	}
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
	if (isFactory(functionName))
		return unknownBecause(label, `is a parameter of \`${functionName}\`, which sets things up`);
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

/**
 * Remembers what was worked out for a call, so that a keystroke costs only the calls it changed. Linking makes new
 * objects each time, so a call is known by its content.
 */
import type { LlmCall } from "../model/llm-call.ts";
import type { IsoDate } from "../model/units.ts";
import type { Settings } from "../settings/settings.ts";
import type { Knowledge } from "./knowledge.ts";
import type { AnalyzedCall } from "./program-analysis.ts";

interface Remembered {
	readonly knowledge: Knowledge;
	readonly asOf: IsoDate;
	readonly calls: Map<string, AnalyzedCall>;
}

/** Calls of one workspace that are kept; a few kilobytes each. */
const mostCalls = 5_000;

/** By settings, because every open workspace has its own. */
const remembered = new WeakMap<Settings, Remembered>();

export interface CacheKey {
	readonly knowledge: Knowledge;
	readonly settings: Settings;
	readonly asOf: IsoDate;
	readonly call: LlmCall;
	/** 1-based line of the call, which a workload profile may name. */
	readonly line: number | null;
}

/** The same object for the same key. */
export function rememberCall(key: CacheKey, analyze: () => AnalyzedCall): AnalyzedCall {
	const { calls } = memoryFor(key);
	const content = contentOf(key);
	if (content === null) return analyze();
	let analyzed = calls.get(content);
	if (!analyzed) {
		if (calls.size >= mostCalls) calls.clear();
		analyzed = analyze();
		calls.set(content, analyzed);
	}
	return analyzed;
}

function memoryFor({ knowledge, settings, asOf }: CacheKey): Remembered {
	const known = remembered.get(settings);
	if (known && known.knowledge === knowledge && known.asOf === asOf) return known;
	const fresh = { knowledge, asOf, calls: new Map<string, AnalyzedCall>() };
	remembered.set(settings, fresh);
	return fresh;
}

/** Null for a value that cannot be written down, such as one that holds itself; then nothing is remembered. */
function contentOf({ call, line }: CacheKey): string | null {
	try {
		return `${line ?? ""} ${JSON.stringify(call)}`;
	} catch {
		return null;
	}
}

/**
 * Remembers what was worked out for a call, so that a keystroke costs only the calls it changed. Linking makes new
 * objects each time, so a call is known by its content.
 */
import type { LlmCall } from "../model/llm-call.ts";
import type { IsoDate } from "../model/units.ts";
import type { Settings } from "../settings/settings.ts";
import { type ContentIds, contentIds } from "./content-ids.ts";
import type { Knowledge } from "./knowledge.ts";
import type { AnalyzedCall } from "./program-analysis.ts";

interface Remembered {
	readonly knowledge: Knowledge;
	readonly asOf: IsoDate;
	readonly calls: Map<string, AnalyzedCall>;
	readonly ids: ContentIds;
}

/** Calls of one workspace that are kept; a few kilobytes each. */
const mostCalls = 5_000;

/** Different parts of calls that are kept, about a hundred bytes each; the usual call has a few hundred. */
const mostParts = 500_000;

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

/** The same object for the same key. A call that holds itself has no key, so nothing is remembered of it. */
export function rememberCall(key: CacheKey, analyze: () => AnalyzedCall): AnalyzedCall {
	const { calls, ids } = memoryFor(key);
	const id = ids.idOf(key.call);
	if (id === null) return analyze();
	const content = `${key.line ?? ""} ${id}`;
	let analyzed = calls.get(content);
	if (!analyzed) {
		analyzed = analyze();
		calls.set(content, analyzed);
	}
	return analyzed;
}

function memoryFor({ knowledge, settings, asOf }: CacheKey): Remembered {
	const known = remembered.get(settings);
	const isCurrent = known && known.knowledge === knowledge && known.asOf === asOf;
	if (isCurrent && known.calls.size < mostCalls && known.ids.count() < mostParts) return known;
	const fresh = { knowledge, asOf, calls: new Map<string, AnalyzedCall>(), ids: contentIds() };
	remembered.set(settings, fresh);
	return fresh;
}

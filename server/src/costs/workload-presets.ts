/** The five workload reference cards of the method, as presets, and which of them a call looks like. */
import type { LlmCall } from "../model/llm-call.ts";
import type { Prompt } from "../model/prompt.ts";
import { defaultSource, type Workload, type WorkloadValue } from "./workload.ts";

export type PresetName = "chat" | "rag-extraction" | "code-generation" | "agent-workflow" | "batch-embeddings";

type PresetValues = Readonly<Partial<Record<keyof Workload, number>>>;

/** Middle of the card's range where it gives one. Chat is the default workload itself. */
export const presets: Readonly<Record<PresetName, PresetValues>> = {
	chat: {},
	"rag-extraction": { retryRate: 0.05, qualityGatePassRate: 0.9 },
	"code-generation": { retryRate: 0.03, qualityGatePassRate: 0.78 },
	"agent-workflow": { retryRate: 0.075, qualityGatePassRate: 0.9, requestsPerWorkflow: 5 },
	"batch-embeddings": { retryRate: 0.01, qualityGatePassRate: 0.98 },
};

/** What a card says beyond what code can show; used when a person names the preset, never by its shape alone. */
export const chosenPresetExtras: Readonly<Record<PresetName, PresetValues>> = {
	chat: {},
	"rag-extraction": { cacheHitRate: 0.3 },
	"code-generation": {},
	"agent-workflow": {},
	"batch-embeddings": { batchShare: 0.75 },
};

/** Replaces the values nobody chose by those of the preset; what was configured or measured stays. */
export function applyPreset(workload: Workload, name: PresetName): Workload {
	return replaceDefaults(workload, presets[name], `preset ${name}`);
}

/** As above, with the extras: the person asked for the card. */
export function applyChosenPreset(workload: Workload, name: PresetName): Workload {
	return replaceDefaults(workload, { ...presets[name], ...chosenPresetExtras[name] }, `preset ${name}`);
}

/** The card that a call's shape points to. Chat unless something visible says otherwise. */
export function presetFor(call: LlmCall, prompt: Prompt): PresetName {
	if (call.api !== "chat" && call.api !== "completion") return "batch-embeddings";
	if (isAgentStep(call)) return "agent-workflow";
	if (hasRetrievedContext(prompt)) return "rag-extraction";
	if (asksForCode(prompt)) return "code-generation";
	return "chat";
}

/** Offers tools and stands in a loop that ends on a condition: the model decides how often it runs. */
function isAgentStep(call: LlmCall): boolean {
	const hasTools = call.prompt.some((part) => part.role === "tools") || "tools" in call.options;
	return hasTools && call.control.some((step) => step.loop === "unbounded" || step.loop === "condition");
}

const retrieved =
	/(?:^|[^a-z])(?:context|docs?|documents?|chunks?|passages?|retriev\w*|snippets?|search_results|sources)(?:[^a-z]|$)/i;

function hasRetrievedContext(prompt: Prompt): boolean {
	return prompt.segments.some((segment) => segment.kind !== "static" && retrieved.test(segment.label));
}

const codeWanted =
	/\b(?:write|generate|produce|refactor|fix|complete)\b[^.\n]{0,40}\b(?:code|function|program|script|unit tests?|SQL)\b/i;

function asksForCode(prompt: Prompt): boolean {
	return prompt.segments.some((segment) => segment.text !== null && codeWanted.test(segment.text));
}

function replaceDefaults(workload: Workload, values: PresetValues, from: string): Workload {
	const replaced: Record<string, WorkloadValue> = {};
	for (const [name, value] of Object.entries(values)) {
		const current = workload[name as keyof Workload];
		if (current === null || current.from === defaultSource) replaced[name] = { value, confidence: "assumed", from };
	}
	return { ...workload, ...replaced };
}

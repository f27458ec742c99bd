/** Names of the fields that a file reads from anything: what no code reads of an answer need not be asked for. */
import type { FileSummary } from "../model/file-summary.ts";

const known = new WeakMap<FileSummary, readonly string[]>();

/** Members, keys and destructured names, each once. */
export function fieldsRead(summary: FileSummary): readonly string[] {
	const before = known.get(summary);
	if (before) return before;
	const names = new Set<string>();
	for (const { path, value } of summary.bindings) {
		for (const step of path ?? []) if (typeof step === "string") names.add(step);
		collect(value, names);
	}
	for (const { parameters, returns, control } of summary.functions) {
		for (const { fields } of parameters) for (const { key } of fields ?? []) names.add(key);
		collect([returns, control], names);
	}
	for (const { call, control } of summary.calls) collect([call, control], names);
	for (const { value, control } of summary.mutations) collect([value, control], names);
	const found = [...names];
	known.set(summary, found);
	return found;
}

/** `answer.reason`, `answer["reason"]`, `answer.get("reason")`, wherever they stand in an expression. */
function collect(value: unknown, names: Set<string>): void {
	if (Array.isArray(value)) for (const item of value) collect(item, names);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return;
	if ("kind" in value) {
		if (value.kind === "member" && "property" in value && typeof value.property === "string") names.add(value.property);
		if (value.kind === "index" && "index" in value) addText(value.index, names);
		if (value.kind === "call" && "arguments" in value && Array.isArray(value.arguments)) {
			for (const argument of value.arguments) addText(argument?.value, names);
		}
	}
	for (const inner of Object.values(value)) collect(inner, names);
}

function addText(value: unknown, names: Set<string>): void {
	if (typeof value !== "object" || value === null || !("kind" in value) || value.kind !== "text") return;
	if ("text" in value && typeof value.text === "string") names.add(value.text);
}

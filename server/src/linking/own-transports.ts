/**
 * Functions of the workspace that send a request to an address they are given: `postJson(url, { body })`. The file of
 * such a function names no SDK and no address, so it is read because a file that names one calls it.
 */
import type { Expression } from "../model/expression.ts";
import type { FileSummary } from "../model/file-summary.ts";
import { sitesOf, useOfSite } from "./call-sites.ts";
import type { Program } from "./direct-calls.ts";
import { memberChain, type ProgramUnit } from "./program-unit.ts";

/** Reads the files of imported functions to which a file that names an address of a provider hands a request. */
export function readTransports({ evaluator }: Pick<Program, "evaluator">, unit: ProgramUnit): void {
	const imported = new Set(unit.summary.imports.flatMap(({ local }) => (local === null ? [] : [local])));
	if (imported.size === 0 || !namesAddress(unit)) return;
	for (const site of sitesOf(unit)) {
		const { callee, arguments: given } = site.call;
		const root = memberChain(callee)?.[0];
		if (root === undefined || !imported.has(root)) continue;
		if (given.some(({ value, name }) => holdsRequest(value) || (name !== null && requestKeys.has(name))))
			evaluator.evaluate(callee, useOfSite(evaluator, { unit, site }));
	}
}

/** Ends of addresses at which providers take requests. */
const address =
	/\/chat\/completions|\/v1\/(messages|responses|completions|embeddings|images\/generations)|:(stream)?generateContent|:embedContent|\/api\/(chat|generate|embed)\b/i;

const requestKeys = new Set(["body", "json", "data", "method", "headers", "messages", "model"]);

function holdsRequest(value: Expression): boolean {
	return value.kind === "record" && value.entries.some(({ key }) => key !== null && requestKeys.has(key));
}

const known = new WeakMap<FileSummary, boolean>();

/** Asked in each round of linking, and the same as long as the file is. */
function namesAddress({ summary }: ProgramUnit): boolean {
	let names = known.get(summary);
	if (names === undefined) {
		names =
			summary.bindings.some(({ value }) => isAddress(value)) ||
			summary.calls.some(({ call }) => call.arguments.some(({ value }) => isAddress(value)));
		known.set(summary, names);
	}
	return names;
}

function isAddress(value: Expression): boolean {
	if (value.kind === "text") return address.test(value.text);
	if (value.kind === "concat") return value.parts.some(isAddress);
	if (value.kind === "operation" || value.kind === "choice")
		return (value.kind === "operation" ? value.operands : value.options).some(isAddress);
	return value.kind === "record" && value.entries.some((entry) => isAddress(entry.value));
}

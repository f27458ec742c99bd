/** Finds the statement that makes the client of a call anew in every turn of a loop, out of the same things each time. */
import type { Expression } from "../model/expression.ts";
import type { Binding, FileSummary } from "../model/file-summary.ts";
import type { ClientInLoop, SurroundingLoop } from "../model/llm-call.ts";
import type { Span } from "../model/source-file.ts";
import { calleeText, type SiteAround } from "./site-around.ts";

/** The outermost loop for which all that the client is made from stays the same; null when the client is made elsewhere. */
export function clientInLoop(
	{ file, summary, site }: SiteAround,
	loops: readonly SurroundingLoop[],
): ClientInLoop | null {
	const name = rootOf(site.call.callee);
	const made = name === null ? undefined : bindingBefore(summary, name, site.call);
	if (made?.value.kind !== "call") return null;
	const { value } = made;
	const names = new Set<string>();
	addNames(value, names);
	const loop = loops.find(
		({ place }) => place.start < made.start && !summary.bindings.some((other) => isSetIn(place, other, names)),
	);
	if (!loop) return null;
	const makes = calleeText(value.callee);
	const isManaged = made.form === "context";
	return { file, start: made.start, end: made.end, name: made.name, makes, loop, isManaged };
}

function rootOf(callee: Expression): string | null {
	let expression = callee;
	while (expression.kind === "member") expression = expression.object;
	return expression.kind === "name" && expression !== callee ? expression.name : null;
}

function bindingBefore({ bindings }: FileSummary, name: string, { start }: Span): Binding | undefined {
	const found = bindings.filter((binding) => binding.name === name && binding.start < start);
	const last = found.at(-1);
	return last && last.path === undefined && (last.form === "assign" || last.form === "context") ? last : undefined;
}

/** Every name in an expression, those of functions called included. */
function addNames(value: unknown, names: Set<string>): void {
	if (Array.isArray(value)) for (const item of value) addNames(item, names);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return;
	if ("kind" in value && value.kind === "name" && "name" in value && typeof value.name === "string")
		names.add(value.name);
	for (const inner of Object.values(value)) addNames(inner, names);
}

function isSetIn(loop: Span, { start, name }: Binding, names: ReadonlySet<string>): boolean {
	return names.has(name) && start >= loop.start;
}

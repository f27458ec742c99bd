/**
 * Which requests are sent many at once: `asyncio.gather(*[ask(x) for x in xs])`, `Promise.all(xs.map(ask))`. A request is
 * one of them when it stands in what is gathered, or in a function that is called there, directly or through others.
 */
import type { Argument, Expression } from "../model/expression.ts";
import type { CallSite, FileSummary, FunctionSummary } from "../model/file-summary.ts";
import type { LlmCall } from "../model/llm-call.ts";
import type { Span } from "../model/source-file.ts";

/** A gathered function that calls another that sends the request, and one step more. */
const mostSteps = 3;

export function withFanOut(calls: readonly LlmCall[], summaries: ReadonlyMap<string, FileSummary>): readonly LlmCall[] {
	const byFile = new Map<string, readonly Gathered[]>();
	return calls.map((call) => {
		const { file } = call.place;
		const summary = summaries.get(file);
		if (!summary) return call;
		let gathered = byFile.get(file);
		if (!gathered) {
			gathered = gatheredIn(summary);
			byFile.set(file, gathered);
		}
		const found = gathered.find(({ spans }) => spans.some((span) => isInside(call.place, span)));
		return found ? { ...call, startsTogether: { file, start: found.at.start, end: found.at.end } } : call;
	});
}

interface Gathered {
	readonly at: Span;
	/** What runs many times at once: the gathered expression, and the bodies of the functions called in it. */
	readonly spans: readonly Span[];
}

function gatheredIn(summary: FileSummary): readonly Gathered[] {
	return summary.calls.flatMap((site): readonly Gathered[] => {
		if (!isGather(site.call.callee)) return [];
		const started = site.call.arguments.flatMap((argument) => manyStarted(argument, site, summary));
		return started.length === 0 ? [] : [{ at: placeOf(site), spans: withCalledFunctions(started, summary) }];
	});
}

function isGather(callee: Expression): boolean {
	if (callee.kind === "name") return callee.name === "gather" || callee.name === "pMap";
	if (callee.kind !== "member") return false;
	const object = callee.object.kind === "name" ? callee.object.name : "";
	if (object === "Promise") return callee.property === "all" || callee.property === "allSettled";
	return object === "asyncio" && (callee.property === "gather" || callee.property === "as_completed");
}

/** Expressions that start one task for each element of something. */
function manyStarted({ value, spread }: Argument, site: CallSite, summary: FileSummary): readonly Span[] {
	if (isMany(value)) return [value];
	if (value.kind !== "name") return spread === undefined && value.kind === "function" ? [value] : [];
	const { name } = value;
	const bound = summary.bindings.filter(
		(binding) => binding.name === name && binding.scope === site.scope && isMany(binding.value),
	);
	const appended = summary.mutations.filter(
		({ target, scope, operation, control }) =>
			target.kind === "name" &&
			target.name === name &&
			scope === site.scope &&
			operation === "append" &&
			control.some((step) => step.kind === "loop"),
	);
	return [...bound.map((binding) => binding.value), ...appended];
}

function isMany(value: Expression): boolean {
	if (value.kind === "repeat") return true;
	if (value.kind === "call" && value.callee.kind === "member") return value.callee.property === "map";
	return value.kind === "call" && value.callee.kind === "name" && value.callee.name === "map";
}

function withCalledFunctions(started: readonly Span[], summary: FileSummary): readonly Span[] {
	const spans: Span[] = [...started];
	let latest = started;
	for (let step = 0; step < mostSteps && latest.length > 0; step++) {
		const names = new Set(latest.flatMap((span) => namesCalledIn(span, summary)));
		const bodies = summary.functions.filter(
			(item): item is FunctionSummary => names.has(item.name) && !spans.some((span) => isInside(item, span)),
		);
		spans.push(...bodies);
		latest = bodies;
	}
	return spans;
}

/** Functions called there, and functions handed to a call there: `xs.map(ask)`. */
function namesCalledIn(span: Span, { calls }: FileSummary): readonly string[] {
	return calls
		.filter(({ call }) => isInside(call, span))
		.flatMap(({ call }) => [call.callee, ...call.arguments.map((argument) => argument.value)])
		.flatMap((expression) => {
			if (expression.kind === "name") return [expression.name];
			return expression.kind === "member" ? [expression.property] : [];
		});
}

function placeOf({ call }: CallSite): Span {
	return { start: call.start, end: call.end };
}

function isInside(inner: Span, outer: Span): boolean {
	return outer.start <= inner.start && inner.end <= outer.end;
}

/**
 * Where a file starts many tasks at once: `asyncio.gather(*[ask(x) for x in xs])`, `Promise.all(xs.map(ask))`,
 * `pool.map(ask, xs)`, `pool.submit(ask, x)` or `Thread(target=ask)` in a loop. What is awaited one by one, or allowed
 * one at a time, is not.
 */
import type { Argument, Expression } from "../model/expression.ts";
import type { CallSite, FileSummary } from "../model/file-summary.ts";
import type { Span } from "../model/source-file.ts";
import { literalCount } from "./surrounding-loops.ts";

export interface StartedTogether {
	/** The `gather`, `Promise.all` or `submit`. */
	readonly at: Span;
	/** What runs once for each element; names of functions are among it. */
	readonly started: readonly Expression[];
}

export function startedTogether(summary: FileSummary): readonly StartedTogether[] {
	if (hasTurnstile(summary)) return [];
	return summary.calls.flatMap((site): readonly StartedTogether[] => {
		const started = startedBy(site, summary);
		return started.length === 0 ? [] : [{ at: { start: site.call.start, end: site.call.end }, started }];
	});
}

/** Calls of `limit(() => ...)` with `limit = pLimit(1)`. */
export function letThroughOneByOne(summary: FileSummary): readonly Span[] {
	const limits = summary.bindings.flatMap(({ name, value }) => {
		if (value.kind !== "call" || lastName(value.callee) !== "pLimit") return [];
		return literalCount(summary, value.arguments[0]?.value) === 1 ? [name] : [];
	});
	if (limits.length === 0) return [];
	return summary.calls.flatMap(({ call }) => {
		return call.callee.kind === "name" && limits.includes(call.callee.name) ? [call] : [];
	});
}

function startedBy(site: CallSite, summary: FileSummary): readonly Expression[] {
	const { call } = site;
	const { callee } = call;
	const [first] = call.arguments;
	if (isGather(callee)) return call.arguments.flatMap((argument) => manyStarted(argument, site, summary));
	if (callee.kind === "name" && (callee.name === "pMap" || callee.name === "mapLimit")) {
		const task = call.arguments.findLast(({ value }) => value.kind === "function" || value.kind === "name");
		return task && !isOneAtATime(call.arguments, summary) ? [task.value] : [];
	}
	const target = isThread(callee) && threadTarget(call.arguments);
	if (target) return isRepeated(site) && !isJoinedAtOnce(site, summary) ? [target] : [];
	if (callee.kind !== "member" || !first) return [];
	if (poolMaps.has(callee.property) && isPool(callee.object, summary)) return [first.value];
	if (!startsTask.has(callee.property) || !isRepeated(site) || isWaitedFor(site, summary)) return [];
	return callee.property === "submit" && !isPool(callee.object, summary) ? [] : [first.value];
}

const gathers = new Set(["gather", "as_completed", "wait", "all", "allSettled"]);

function isGather(callee: Expression): boolean {
	if (callee.kind === "name") return callee.name === "gather" || callee.name === "as_completed";
	if (callee.kind !== "member" || !gathers.has(callee.property)) return false;
	const object = lastName(callee.object);
	if (callee.property.startsWith("all")) return object === "Promise";
	return object === "asyncio" || /^(?:async_?)?tqdm(?:_async(?:io)?)?$/i.test(object);
}

/** Expressions that start one task for each element of something. */
function manyStarted({ value }: Argument, site: CallSite, summary: FileSummary): readonly Expression[] {
	const many = eachOf(value, summary);
	if (many.length > 0 || value.kind !== "name") return many;
	const { name } = value;
	const bound = summary.bindings.filter((binding) => binding.name === name && binding.scope === site.scope);
	const appended = summary.mutations.filter(
		({ target, scope, operation, control }) =>
			target.kind === "name" &&
			target.name === name &&
			scope === site.scope &&
			operation === "append" &&
			control.some(isOverMany),
	);
	return [
		...bound.flatMap((binding) => eachOf(binding.value, summary)),
		...appended.flatMap((item) => item.value ?? []),
	];
}

/** What runs for each element: the item of a comprehension, the callback of a `map`; nothing for other expressions. */
function eachOf(value: Expression, summary: FileSummary): readonly Expression[] {
	if (value.kind === "repeat") return [value.item];
	if (value.kind === "list") return value.items.flatMap((item) => (item.spread ? eachOf(item.value, summary) : []));
	if (value.kind !== "call") return [];
	const [first, second] = value.arguments;
	if (value.callee.kind === "name") {
		if (value.callee.name === "list" && first) return eachOf(first.value, summary);
		return value.callee.name === "map" && first ? [first.value] : [];
	}
	if (value.callee.kind !== "member") return [];
	const { property, object } = value.callee;
	if (property === "from" && lastName(object) === "Array") return second ? [second.value] : [];
	// `xs.map(ask)`, also behind `.filter(Boolean)` and the like.
	if (property === "map" || property === "flatMap") return first ? [first.value] : [];
	return property === "filter" || property === "flat" ? eachOf(object, summary) : [];
}

const poolMaps = new Set(["map", "imap", "imap_unordered", "starmap", "map_async", "starmap_async"]);
const startsTask = new Set(["submit", "create_task", "ensure_future", "start_soon"]);

/** Bound to a pool of threads or processes with room for more than one. */
function isPool(object: Expression, summary: FileSummary): boolean {
	const made = object.kind === "name" ? madeAs(object.name, summary) : object;
	if (made?.kind !== "call" || !/(?:Pool(?:Executor)?|ThreadPool|Executor)$/.test(lastName(made.callee))) return false;
	const width = made.arguments.find(({ name }) => name === "max_workers" || name === "processes" || name === null);
	return literalCount(summary, width?.value) !== 1;
}

function madeAs(name: string, summary: FileSummary): Expression | null {
	return summary.bindings.find((binding) => binding.name === name && binding.value.kind === "call")?.value ?? null;
}

function isThread(callee: Expression): boolean {
	if (callee.kind === "member") return callee.property === "Thread" && lastName(callee.object) === "threading";
	return callee.kind === "name" && callee.name === "Thread";
}

function threadTarget(given: readonly Argument[]): Expression | null {
	return given.find(({ name }) => name === "target")?.value ?? null;
}

/** `t = Thread(...)`, `t.start()` and `t.join()` in one turn of the loop: the next one starts when this one has ended. */
function isJoinedAtOnce(site: CallSite, summary: FileSummary): boolean {
	const loop = site.control.findLast(isOverMany);
	const name = summary.bindings.find(({ value }) => value.start === site.call.start)?.name;
	return summary.calls.some(({ call: { callee }, control }) => {
		if (callee.kind !== "member" || callee.property !== "join") return false;
		const isOfThis = lastName(callee.object) === name || callee.object.start === site.call.start;
		return isOfThis && control.some(({ at }) => at === loop?.at);
	});
}

/** A semaphore that lets one through at a time: what it is put around is not read, so nothing in the file counts. */
function hasTurnstile(summary: FileSummary): boolean {
	const made = [...summary.bindings, ...summary.mutations].flatMap(({ value }) =>
		value?.kind === "call" ? [value] : [],
	);
	return made.some(({ callee, arguments: given }) => {
		if (!/^(?:Bounded)?Semaphore$/.test(lastName(callee))) return false;
		return given.length === 0 || literalCount(summary, given[0]?.value) === 1;
	});
}

/** In a loop over something that ends: a loop that waits for messages starts its tasks when they come. */
function isRepeated({ control }: CallSite): boolean {
	return control.some(isOverMany);
}

function isOverMany({ kind, loop }: CallSite["control"][number]): boolean {
	return kind === "loop" && loop !== "unbounded" && loop !== "condition";
}

/** `await create_task(...)`, `pool.submit(...).result()`: the next one starts when this one has ended. */
function isWaitedFor({ call, isAwaited }: CallSite, summary: FileSummary): boolean {
	return (
		isAwaited ||
		isHeldAlone(call, summary) ||
		summary.calls.some(({ call: { callee } }) => {
			return callee.kind === "member" && callee.property === "result" && callee.object.start === call.start;
		})
	);
}

/** `task = create_task(...)` that no list takes up: the next turn would lose it, so it is started in one turn only. */
function isHeldAlone(call: Span, { bindings, mutations }: FileSummary): boolean {
	const bound = bindings.find(({ value, form }) => value.start === call.start && form === "assign");
	if (!bound) return false;
	return !mutations.some(({ value, scope }) => {
		return scope === bound.scope && value?.kind === "name" && value.name === bound.name;
	});
}

function isOneAtATime(given: readonly Argument[], summary: FileSummary): boolean {
	return given.some(({ value }) => {
		const entries = value.kind === "record" ? value.entries : [];
		const limit = entries.find((entry) => entry.key === "concurrency")?.value;
		return literalCount(summary, limit ?? value) === 1;
	});
}

function lastName(expression: Expression): string {
	if (expression.kind === "name") return expression.name;
	return expression.kind === "member" ? expression.property : "";
}

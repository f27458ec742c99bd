/**
 * Names under which a function goes besides its own: `self._complete = complete`, `self.ask = partial(complete, ...)`,
 * `AGENTS = {"writer": write}`, a property that returns it, a parameter that takes it, what a factory gives.
 * Names only: whoever finds a call by one of them works out whether it means the function.
 */
import type { Call, Expression } from "../model/expression.ts";
import type { FileSummary, FunctionSummary } from "../model/file-summary.ts";
import { calleeName } from "./call-sites.ts";
import type { ProgramUnit } from "./program-unit.ts";

/** Stands for callees without a name of their own: `AGENTS[kind](...)`, `make(style)(...)`. */
export const unnamedCallee = "()";

/** Names that hold a function, and names that hold what a call of it gives, by the function's name. */
export interface BoundNames {
	readonly held: ReadonlyMap<string, ReadonlySet<string>>;
	readonly made: ReadonlyMap<string, ReadonlySet<string>>;
	/** Those that other files can see: attributes, properties, entries of tables, module-level names. */
	readonly visible: ReadonlySet<string>;
}

export function boundNames(units: Iterable<ProgramUnit>): BoundNames {
	const all = [...units];
	const { functions, decorators } = functionsByName(all);
	const names: Names = { held: new Map(), made: new Map(), visible: new Set(), functions, decorators };
	for (const { summary } of all) {
		for (const binding of summary.bindings) {
			if (binding.form === "append" || binding.form === "declaration") continue;
			bind(names, binding.value, binding.name);
			if (binding.scope === 0) names.visible.add(binding.name);
		}
		for (const mutation of summary.mutations) {
			if (mutation.operation !== "set" || !mutation.value) continue;
			bind(names, mutation.value, mutation.key ?? unnamedCallee);
			if (mutation.key !== null) names.visible.add(mutation.key);
		}
		for (const fn of summary.functions) addReturned(names, fn);
		for (const { call } of summary.calls) addPassed(names, call);
		for (const item of summary.classes)
			for (const field of item.fields) {
				if (field.value) bind(names, field.value, field.name);
				names.visible.add(field.name);
			}
		addExported(names, summary);
	}
	return names;
}

interface Names {
	readonly held: Map<string, Set<string>>;
	readonly made: Map<string, Set<string>>;
	readonly visible: Set<string>;
	/** The functions of each name, classes standing for their constructors. */
	readonly functions: ReadonlyMap<string, readonly FunctionSummary[]>;
	/** Names of functions of the workspace that give back a function. */
	readonly decorators: ReadonlySet<string>;
}

function add(map: Map<string, Set<string>>, name: string, bound: string): void {
	if (name === bound) return;
	const known = map.get(name);
	if (known) known.add(bound);
	else map.set(name, new Set([bound]));
}

function bind(names: Names, value: Expression, bound: string): void {
	switch (value.kind) {
		case "name":
			add(names.held, value.name, bound);
			return;
		case "member":
			add(names.held, value.property, bound);
			return;
		case "call": {
			const maker = calleeName(value.callee);
			if (maker !== null) add(names.made, maker, bound);
			// `partial(complete, ...)`, `with_retries(fn=self._complete)`: what is made may be the function, dressed.
			const isOwn = maker !== null && names.functions.has(maker);
			const isDecorator = maker !== null && names.decorators.has(maker);
			for (const { value: given } of isOwn ? (isDecorator ? value.arguments : []) : value.arguments.slice(0, 1))
				if (given.kind === "name" || given.kind === "member") bind(names, given, bound);
			return;
		}
		case "index":
			// An element of what a call gives: `complete, complete_async = make()`.
			if (value.object.kind === "call" || value.object.kind === "index") bind(names, value.object, bound);
			return;
		case "choice":
			for (const option of value.options) bind(names, option, bound);
			return;
		case "record":
			for (const entry of value.entries) {
				if (entry.value.kind !== "name" && entry.value.kind !== "member") continue;
				bind(names, entry.value, unnamedCallee);
				if (entry.key === null) continue;
				bind(names, entry.value, entry.key);
				names.visible.add(entry.key);
			}
			return;
		case "list":
			for (const item of value.items)
				if (item.value.kind === "name" || item.value.kind === "member") bind(names, item.value, unnamedCallee);
			return;
	}
}

/** A property goes by its name for what it returns; what another function returns is what a call of it gives. */
function addReturned(names: Names, fn: FunctionSummary): void {
	if (fn.name === "") return;
	for (const { value } of fn.returns) {
		if (fn.kind === "getter") {
			bind(names, value, fn.name);
			names.visible.add(fn.name);
		} else if (value.kind === "call") {
			const maker = calleeName(value.callee);
			if (maker !== null) add(names.made, maker, `${fn.name}()`);
		} else if (value.kind === "name" || value.kind === "member" || value.kind === "list" || value.kind === "choice")
			for (const name of namesIn(value)) add(names.held, name, `${fn.name}()`);
	}
}

function namesIn(value: Expression): readonly string[] {
	if (value.kind === "name") return [value.name];
	if (value.kind === "member") return [value.property];
	if (value.kind === "choice") return value.options.flatMap(namesIn);
	return value.kind === "list" ? value.items.flatMap((item) => namesIn(item.value)) : [];
}

function addPassed(names: Names, call: Call): void {
	const callee = calleeName(call.callee);
	call.arguments.forEach(({ name, value }, index) => {
		if (callee === null || (value.kind !== "name" && value.kind !== "member")) return;
		for (const fn of names.functions.get(callee) ?? [])
			if (name !== null) bind(names, value, name);
			else {
				const isBound = fn.parameters[0]?.name === "self" || fn.parameters[0]?.name === "cls";
				const parameter = fn.parameters[index + (isBound ? 1 : 0)];
				if (parameter?.form === "plain") bind(names, value, parameter.name);
			}
	});
}

function addExported(names: Names, summary: FileSummary): void {
	for (const { local, imported } of summary.imports)
		if (local !== null && !/^(\*+|default)$/.test(imported)) add(names.held, imported, local);
	for (const { local, exported } of summary.exports) {
		if (local === null || exported === "default") continue;
		add(names.held, local, exported);
		names.visible.add(exported);
	}
}

function functionsByName(units: readonly ProgramUnit[]): Pick<Names, "functions" | "decorators"> {
	const functions = new Map<string, FunctionSummary[]>();
	const decorators = new Set<string>();
	for (const { summary } of units)
		for (const fn of summary.functions) {
			const isConstructor = fn.name === "__init__" || fn.kind === "constructor";
			const name = isConstructor && fn.classId !== null ? (summary.classes[fn.classId]?.name ?? "") : fn.name;
			const known = functions.get(name);
			if (known) known.push(fn);
			else functions.set(name, [fn]);
			const inner = summary.functions.filter((other) => other.definedIn === fn.scope && other.name !== "");
			const isInner = (value: Expression) =>
				value.kind === "function" || namesIn(value).some((item) => inner.some((other) => other.name === item));
			if (fn.returns.some(({ value }) => isInner(value))) decorators.add(name);
		}
	return { functions, decorators };
}

/**
 * Names under which a function goes besides its own: `self._complete = complete`, `self.ask = partial(complete, ...)`,
 * `AGENTS = {"writer": write}`, a property that returns it, a parameter that takes it, what a factory gives.
 * Found by the names that an expression mentions, kept only where its value is the function.
 */
import type { Expression } from "../model/expression.ts";
import type { ControlPath, FunctionSummary } from "../model/file-summary.ts";
import type { LinkedValue } from "../model/linked-value.ts";
import { calleeName } from "./call-sites.ts";
import { type Evaluator, functionAround } from "./evaluator.ts";
import type { ProgramUnit } from "./program-unit.ts";
import { optionsOf, parameterBehind } from "./values.ts";

/** Stands for callees without a name of their own: `AGENTS[kind](...)`, `make(style)(...)`. */
export const unnamedCallee = "()";

export interface HeldNames {
	readonly names: readonly string[];
	/** Those by which other files may call the function without mentioning it. */
	readonly visible: readonly string[];
}

/** Stands for what calls of a function or class give. */
export function resultOf(name: string): string {
	return `${name}()`;
}

/** An expression whose value goes by a name from then on. */
interface Holder {
	readonly unit: ProgramUnit;
	readonly scope: number;
	readonly control: ControlPath;
	readonly value: Expression;
	readonly name: string;
	readonly kind: "local" | "visible" | "entry" | "returned";
}

/** Names and expressions looked at for one function; more are a word that every program uses. */
const mostNames = 40;
const mostHolders = 200;

export class HeldFunctions {
	private holders: ReadonlyMap<string, readonly Holder[]> | null = null;

	constructor(private readonly evaluator: Evaluator) {}

	/**
	 * The names, from the nearest on, that hold what `means` recognises. `start` are names it has, and `resultOf` those of
	 * functions and classes that give it.
	 */
	namesOf(start: readonly string[], means: (value: LinkedValue) => boolean): HeldNames {
		this.holders ??= holdersIn([...this.evaluator.units.values()]);
		const names = new Set(start.filter((name) => !name.endsWith("()")));
		if (names.size < start.length) names.add(unnamedCallee);
		const visible = new Set<string>();
		const mentioned = new Set(start);
		for (const name of mentioned) {
			if (mentioned.size > mostNames) break;
			for (const holder of (this.holders.get(name) ?? []).slice(0, mostHolders)) {
				const gives = holder.kind === "returned" ? resultOf(holder.name) : holder.name;
				if (mentioned.has(gives) && (holder.kind !== "visible" || visible.has(gives))) continue;
				if (!this.holds(holder, means)) continue;
				mentioned.add(gives);
				if (holder.kind !== "returned") names.add(holder.name);
				if (holder.kind === "visible" || holder.kind === "entry") visible.add(holder.name);
				if (holder.kind === "returned" || holder.kind === "entry") names.add(unnamedCallee);
			}
		}
		return { names: [...names], visible: [...visible] };
	}

	private holds({ unit, scope, control, value }: Holder, means: (value: LinkedValue) => boolean): boolean {
		const frame = this.evaluator.openFrame(unit, functionAround(unit, scope));
		const held = this.evaluator.evaluate(value, { frame, scope, control });
		return optionsOf(held).some((option) => {
			if (means(option)) return true;
			if (option.kind === "list") return option.items.flatMap(optionsOf).some(means);
			return parameterBehind(option) ? this.evaluator.received(option).flatMap(optionsOf).some(means) : false;
		});
	}
}

function holdersIn(units: readonly ProgramUnit[]): ReadonlyMap<string, readonly Holder[]> {
	const found = new Map<string, Holder[]>();
	const functions = functionsByName(units);
	const add = (holder: Holder): void => {
		if (holder.value.kind === "record") {
			for (const entry of holder.value.entries)
				add({ ...holder, value: entry.value, name: entry.key ?? unnamedCallee, kind: "entry" });
			return;
		}
		if (holder.value.kind === "list" && holder.kind !== "returned") {
			for (const item of holder.value.items) add({ ...holder, value: item.value, name: unnamedCallee, kind: "entry" });
			return;
		}
		for (const name of mentionedIn(holder.value)) {
			if (name === holder.name && holder.kind !== "visible") continue;
			const known = found.get(name);
			if (known) known.push(holder);
			else found.set(name, [holder]);
		}
	};
	for (const unit of units) addHoldersOf(unit, functions, add);
	return found;
}

function addHoldersOf(
	unit: ProgramUnit,
	functions: ReadonlyMap<string, readonly FunctionSummary[]>,
	add: (holder: Holder) => void,
): void {
	const { summary } = unit;
	for (const { scope, control, value, name, form } of summary.bindings)
		if (form === "assign" || form === "element")
			add({ unit, scope, control, value, name, kind: scope === 0 ? "visible" : "local" });
	for (const { scope, control, value, key, operation } of summary.mutations)
		if (operation === "set" && value)
			add({ unit, scope, control, value, name: key ?? unnamedCallee, kind: key === null ? "entry" : "visible" });
	for (const { name, scope, returns, kind } of summary.functions)
		for (const { control, value } of name === "" ? [] : returns)
			add({ unit, scope, control, value, name, kind: kind === "getter" ? "visible" : "returned" });
	for (const { fields, scope } of summary.classes)
		for (const { value, name } of fields) if (value) add({ unit, scope, control: [], value, name, kind: "visible" });
	for (const { call, scope, control } of summary.calls) {
		const callee = calleeName(call.callee);
		call.arguments.forEach(({ name, value }, index) => {
			if (callee === null || (value.kind !== "name" && value.kind !== "member")) return;
			for (const fn of functions.get(callee) ?? []) {
				const isBound = /^(self|cls)$/.test(fn.parameters[0]?.name ?? "");
				const parameter = name ?? fn.parameters[index + (isBound ? 1 : 0)]?.name;
				if (parameter) add({ unit, scope, control, value, name: parameter, kind: "local" });
			}
		});
	}
}

/** The names whose function an expression may give. */
function mentionedIn(value: Expression): readonly string[] {
	switch (value.kind) {
		case "name":
			return [value.name];
		case "member":
			return [value.property];
		case "call": {
			const maker = calleeName(value.callee);
			const given = value.arguments.slice(0, 1).flatMap(({ value: first }) => plainName(first));
			return maker === null ? given : [resultOf(maker), ...given];
		}
		case "index":
			return mentionedIn(value.object);
		case "choice":
			return value.options.flatMap(mentionedIn);
		case "list":
			return value.items.flatMap((item) => plainName(item.value));
		default:
			return [];
	}
}

function plainName(value: Expression): readonly string[] {
	return value.kind === "name" || value.kind === "member" ? mentionedIn(value) : [];
}

/** Functions by name; a class stands for its constructor. */
function functionsByName(units: readonly ProgramUnit[]): ReadonlyMap<string, readonly FunctionSummary[]> {
	const found = new Map<string, FunctionSummary[]>();
	for (const { summary } of units)
		for (const fn of summary.functions) {
			const isConstructor = fn.name === "__init__" || fn.kind === "constructor";
			const name = isConstructor && fn.classId !== null ? (summary.classes[fn.classId]?.name ?? "") : fn.name;
			const known = found.get(name);
			if (known) known.push(fn);
			else found.set(name, [fn]);
		}
	return found;
}

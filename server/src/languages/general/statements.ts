/** The shapes of statements that languages share: assignments, branches, loops and returns. */
import type { Expression } from "../../model/expression.ts";
import type { ControlStep } from "../../model/file-summary.ts";
import type { Span } from "../../model/source-file.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { exportName } from "./declarations.ts";
import { declareLocal, type Reader, type StatementReader, sourceOf, spanOf } from "./reader.ts";
import { keyOf } from "./shapes.ts";
import { named, type PartKey, part } from "./syntax-tree.ts";

export interface NewVariable {
	readonly name: SyntaxNode;
	/** The name as the program uses it, where the node has signs besides. */
	readonly spelled?: string;
	readonly value: Expression | null;
	readonly type?: Expression | null;
	readonly at: Span;
	/** Which of several values it takes. */
	readonly path?: readonly (string | number)[];
	readonly isConstant?: boolean;
}

export function declareVariable(reader: Reader, variable: NewVariable): void {
	const { value, type, at, path } = variable;
	const name = variable.spelled ?? sourceOf(reader, variable.name);
	if (name === "_") return;
	if (value && reader.chains.has(value)) reader.growing.add(name);
	const end = variable.name.end;
	reader.builder.addBinding({
		name,
		nameSpan: spanOf(variable.name),
		value: value ?? { kind: "null", start: end, end },
		form: value ? "assign" : "declaration",
		...(path ? { path } : {}),
		...(type ? { annotation: type } : {}),
		...(variable.isConstant ? { isConstant: true } : {}),
		...spanOf(at),
	});
	if (reader.builder.currentScope === 0) exportName(reader, name, at);
	else declareLocal(reader, name);
}

/** `target = value` and `target += value`, where the target is a name, a member or an element. */
export function assign(reader: Reader, target: Expression, value: Expression, node: SyntaxNode, sign: string): void {
	const isAppend = sign === "+=" || sign === ".=" || sign === "<<";
	if (sign !== "=" && !isAppend) return;
	const { builder } = reader;
	switch (target.kind) {
		case "name": {
			// `messages = append(messages, item)` is read by its own language; here a name gets a new value.
			if (reader.chains.has(value)) reader.growing.add(target.name);
			const form = isAppend ? "append" : "assign";
			builder.addBinding({ name: target.name, nameSpan: spanOf(target), value, form, ...spanOf(node) });
			return;
		}
		case "member":
			if (isAppend) builder.addMutation({ target, operation: "append-text", key: null, value, ...spanOf(node) });
			else
				builder.addMutation({ target: target.object, operation: "set", key: target.property, value, ...spanOf(node) });
			return;
		case "index":
			builder.addMutation({
				target: target.object,
				operation: "set",
				key: keyOf(target.index),
				value,
				...spanOf(node),
			});
			return;
		case "list":
			// `a, b = values` takes the values one by one.
			for (const [position, item] of target.items.entries()) {
				const single = value.kind === "list" ? value.items[position]?.value : undefined;
				if (item.value.kind !== "name") {
					if (single) assign(reader, item.value, single, node, sign);
					continue;
				}
				const { name } = item.value;
				if (name === "_") continue;
				builder.addBinding({
					name,
					nameSpan: spanOf(item.value),
					value: single ?? value,
					form: "assign",
					...(single || position === 0 ? {} : { path: [position] }),
					...spanOf(node),
				});
			}
			return;
		default:
			return;
	}
}

export function assignment(left: PartKey, right: PartKey): StatementReader {
	return (reader, node) => {
		const target = part(node, left);
		const given = part(node, right);
		if (!target || !given) return;
		const sign = node.children.find((child) => !child.isNamed || /operator/.test(child.type));
		const read = reader.expression(target);
		assign(reader, read, reader.expression(given), node, sign ? sourceOf(reader, sign) : "=");
	};
}

export const block: StatementReader = (reader, node) => {
	for (const child of named(node)) reader.statement(child);
};

export function returned(key: PartKey = 0): StatementReader {
	return (reader, node) => {
		const value = part(node, key);
		if (value) reader.builder.addReturn(reader.expression(value), spanOf(node));
	};
}

export const nothing: StatementReader = () => undefined;

/** `if`, `switch`: the parts named in `arms` run one or the other; everything else always runs. */
export function branches(arms: readonly string[]): StatementReader {
	return (reader, node) => {
		let arm = 0;
		for (const child of named(node)) {
			const isArm = arms.includes(child.field ?? "") || arms.includes(child.type);
			if (!isArm) reader.statement(child);
			else within(reader, { kind: "branch", at: node.start, arm: arm++ }, child);
		}
	};
}

export interface LoopShape {
	readonly body: PartKey;
	readonly variable?: PartKey;
	readonly over?: PartKey;
	readonly kind?: "collection" | "condition" | "count" | "unbounded";
}

export function loop(shape: LoopShape): StatementReader {
	return (reader, node) => {
		const variable = shape.variable === undefined ? undefined : part(node, shape.variable);
		const over = shape.over === undefined ? undefined : part(node, shape.over);
		const body = part(node, shape.body);
		const collection = over ? reader.expression(over) : null;
		const kind = shape.kind ?? (variable ? "collection" : "condition");
		reader.builder.inControl({ kind: "loop", at: node.start, arm: 0, loop: kind }, () => {
			if (collection) for (const item of variable ? loopNames(variable) : []) bindElement(reader, item, collection);
			for (const child of named(node))
				if (child !== variable && child !== over && child !== body) reader.statement(child);
			if (body) reader.statement(body);
		});
	};
}

export function bindElement(reader: Reader, item: SyntaxNode, collection: Expression): void {
	const name = sourceOf(reader, item).replace(/^\$/, "");
	if (name === "_") return;
	declareLocal(reader, name);
	reader.builder.addBinding({
		name,
		nameSpan: spanOf(item),
		value: collection,
		form: "element",
		ofEach: true,
		...spanOf(item),
	});
}

function loopNames(node: SyntaxNode): readonly SyntaxNode[] {
	if (/identifier$|^variable_name$/.test(node.type)) return [node];
	return named(node).flatMap(loopNames).slice(-1);
}

export function attempt(handlers: readonly string[]): StatementReader {
	return (reader, node) => {
		let arm = 0;
		for (const child of named(node)) {
			if (handlers.includes(child.type)) within(reader, { kind: "catch", at: node.start, arm: arm++ }, child);
			else reader.statement(child);
		}
	};
}

function within(reader: Reader, step: ControlStep, node: SyntaxNode): void {
	reader.builder.inControl(step, () => reader.statement(node));
}

/** Declarations and assignments: what gives a name or a property its value, and what changes it. */
import type { Expression } from "../../model/expression.ts";
import type { Binding } from "../../model/file-summary.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { functionTypes } from "./collections.ts";
import { exportAssignment } from "./commonjs.ts";
import { moduleReference } from "./module-references.ts";
import { bindPattern } from "./patterns.ts";
import { mutationTarget } from "./places.ts";
import { labelOf, type Reader, scopeOfVariable, sourceOf, spanOf, unknown } from "./reader.ts";
import { child, childOfType, namedChildren, operatorOf } from "./syntax-tree.ts";
import { annotationOf, lowerType } from "./types.ts";

/** `const a = 1, { b } = c`; answers the names it binds. */
export function readDeclaration(reader: Reader, node: SyntaxNode): string[] {
	const isConstant = childOfType(node, "const") !== undefined;
	return node.children.flatMap((part) =>
		part.type === "variable_declarator" ? readDeclarator(reader, part, isConstant) : [],
	);
}

export function lowerAssignment(reader: Reader, node: SyntaxNode): Expression {
	const left = child(node, "left");
	const right = child(node, "right");
	if (!left || !right) return unknown(reader, node, "syntax error");
	const exported = exportAssignment(reader, left, right);
	if (exported) return exported;
	if (left.type === "identifier") {
		const value = assignedValue(reader, left, right);
		if (changesItself(reader, left, value)) return value;
		bindPattern(reader, left, { value, form: "assign", path: [], reassigns: true });
		return value;
	}
	const target = left.type.endsWith("_pattern") ? null : reader.expression(left);
	const value = functionTypes.has(right.type)
		? namedFunction(reader, right, propertyOf(left))
		: reader.expression(right);
	const place = target ? mutationTarget(target) : null;
	if (place) reader.builder.addMutation({ ...spanOf(node), ...place, operation: "set", value });
	else if (!target) bindPattern(reader, left, { value, form: "assign", path: [], reassigns: true });
	return value;
}

/** `a += b`, `a ??= b`, `a.b += c`, `a -= 1`. */
export function lowerAugmentedAssignment(reader: Reader, node: SyntaxNode): Expression {
	const left = child(node, "left");
	const right = child(node, "right");
	if (!left || !right) return unknown(reader, node, "syntax error");
	const operator = operatorOf(node);
	const target = reader.expression(left);
	const operand = reader.expression(right);
	if (operator === "+=" && target.kind === "name") {
		appendTo(reader, { ...spanOf(node), name: target.name, nameSpan: spanOf(left), value: operand });
		return unknown(reader, node, "value of +=");
	}
	const place = mutationTarget(target);
	if (operator === "+=" && place) {
		reader.builder.addMutation({ ...spanOf(node), ...place, operation: "append-text", value: operand });
		return unknown(reader, node, "value of +=");
	}
	const value = combined(reader, node, operator, [target, operand]);
	if (place) reader.builder.addMutation({ ...spanOf(node), ...place, operation: "set", value });
	else bindPattern(reader, left, { value, form: "assign", path: [], reassigns: true });
	return value;
}

/** `count++`. */
export function lowerUpdate(reader: Reader, node: SyntaxNode): Expression {
	const argument = child(node, "argument");
	if (!argument) return unknown(reader, node, "syntax error");
	const target = reader.expression(argument);
	const one: Expression = { kind: "number", start: node.end, end: node.end, value: 1 };
	const value: Expression = { kind: "operation", ...spanOf(node), operator: operatorOf(node), operands: [target, one] };
	const place = mutationTarget(target);
	if (place) reader.builder.addMutation({ ...spanOf(node), ...place, operation: "set", value });
	else bindPattern(reader, argument, { value, form: "assign", path: [], reassigns: true });
	return target;
}

function readDeclarator(reader: Reader, node: SyntaxNode, isConstant: boolean): string[] {
	const pattern = child(node, "name");
	const right = child(node, "value");
	if (!pattern) return [];
	const module = right ? moduleReference(reader, right) : null;
	const imported = module ? importPattern(reader, pattern, module) : null;
	if (imported) return imported;
	const annotation = annotationOf(reader, node);
	if (!right) {
		if (pattern.type !== "identifier") return [];
		const value = unknown(reader, pattern, "declared without a value");
		return bindPattern(reader, pattern, { value, form: "declaration", path: [], ...annotation });
	}
	const value = assignedValue(reader, pattern, right);
	if (right.type === "class" && value.kind === "name" && value.name === sourceOf(reader, pattern)) return [value.name];
	return bindPattern(reader, pattern, {
		value,
		form: "assign",
		path: [],
		isConstant,
		...castOf(reader, right),
		...annotation,
	});
}

/** A module's members bound by a declaration are imports; null when the pattern asks for more than that. */
function importPattern(
	reader: Reader,
	pattern: SyntaxNode,
	{ module, path }: { readonly module: string; readonly path: readonly string[] },
): string[] | null {
	if (pattern.type === "identifier" && path.length <= 1) {
		const local = sourceOf(reader, pattern);
		reader.builder.addImport({ ...spanOf(pattern), local, module, imported: path[0] ?? "*" });
		return [local];
	}
	if (pattern.type !== "object_pattern" || path.length > 0) return null;
	const pairs = namedChildren(pattern).map((part) => {
		const value = part.type === "pair_pattern" ? child(part, "value") : part;
		const key = part.type === "pair_pattern" ? child(part, "key") : part;
		const isPlain = value?.type === "identifier" || value?.type === "shorthand_property_identifier_pattern";
		return key && value && isPlain
			? { span: spanOf(part), key: sourceOf(reader, key), local: sourceOf(reader, value) }
			: null;
	});
	if (pairs.some((pair) => pair === null)) return null;
	return pairs.flatMap((pair) => {
		if (!pair) return [];
		reader.builder.addImport({ ...pair.span, local: pair.local, module, imported: pair.key });
		return [pair.local];
	});
}

/** The value given to `name`; functions and classes take their name from it. */
function assignedValue(reader: Reader, name: SyntaxNode, right: SyntaxNode): Expression {
	if (functionTypes.has(right.type)) return namedFunction(reader, right, name);
	if (right.type === "class") {
		const given =
			name.type === "identifier" ? { kind: "name" as const, ...spanOf(name), name: sourceOf(reader, name) } : null;
		return reader.classValue(right, given);
	}
	return reader.expression(right);
}

function namedFunction(reader: Reader, node: SyntaxNode, name: SyntaxNode | null): Expression {
	const functionId = reader.functionValue(node, { name: name ? spanOf(name) : null });
	return { kind: "function", ...spanOf(node), functionId };
}

function propertyOf(left: SyntaxNode): SyntaxNode | null {
	return left.type === "member_expression" ? (child(left, "property") ?? null) : null;
}

/** `value as OpenAI` says what an otherwise unknown value is. */
function castOf(reader: Reader, right: SyntaxNode): { annotation?: Expression } {
	if (right.type !== "as_expression") return {};
	const type = namedChildren(right)[1];
	if (!type || type.type === "predefined_type") return {};
	return { annotation: lowerType(reader, type) };
}

/**
 * `messages = [...messages, next]` and `text = text + more` change a value in place as far as its content goes.
 * True when the change has been recorded.
 */
function changesItself(reader: Reader, left: SyntaxNode, value: Expression): boolean {
	const name = sourceOf(reader, left);
	const isItself = (expression: Expression | undefined) => expression?.kind === "name" && expression.name === name;
	const target: Expression = { kind: "name", ...spanOf(left), name };
	const span = { start: left.start, end: value.end };
	if (value.kind === "list" && value.items[0]?.spread && isItself(value.items[0].value)) {
		for (const item of value.items.slice(1))
			reader.builder.addMutation({
				...span,
				target,
				operation: item.spread ? "extend" : "append",
				key: null,
				value: item.value,
			});
		return true;
	}
	if (value.kind === "concat" && value.parts.length > 1 && isItself(value.parts[0])) {
		const rest = value.parts.slice(1);
		const [first] = rest;
		const added: Expression =
			rest.length === 1 && first ? first : { ...value, start: first?.start ?? value.start, parts: rest };
		appendTo(reader, { ...span, name, nameSpan: spanOf(left), value: added });
		return true;
	}
	if (
		value.kind === "call" &&
		value.callee.kind === "member" &&
		value.callee.property === "concat" &&
		isItself(value.callee.object)
	) {
		for (const argument of value.arguments)
			reader.builder.addMutation({
				...span,
				target,
				operation: argument.value.kind === "record" ? "append" : "extend",
				key: null,
				value: argument.value,
			});
		return true;
	}
	return false;
}

function appendTo(reader: Reader, added: Pick<Binding, "start" | "end" | "name" | "nameSpan" | "value">): void {
	reader.builder.addBindingAround({ ...added, form: "append" }, scopeOfVariable(reader, added.name));
}

function combined(reader: Reader, node: SyntaxNode, operator: string, operands: readonly Expression[]): Expression {
	if (operator === "??=" || operator === "||=" || operator === "&&=")
		return {
			kind: "choice",
			...spanOf(node),
			options: operands,
			condition: labelOf(reader, node),
			form: operator === "&&=" ? "and" : "fallback",
		};
	return { kind: "operation", ...spanOf(node), operator: operator.slice(0, -1), operands };
}

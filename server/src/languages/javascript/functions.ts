/** Functions of every form: their parameters, what runs inside, what they return. */
import type { Expression } from "../../model/expression.ts";
import type { FunctionSummary, Parameter, ParameterField } from "../../model/file-summary.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { propertyName } from "./collections.ts";
import { documentationBefore } from "./comments.ts";
import { bindPattern } from "./patterns.ts";
import { declareName, type FunctionUse, type Reader, sourceOf, spanOf } from "./reader.ts";
import { child, childOfType, firstNamed, hasToken, namedChildren } from "./syntax-tree.ts";
import { annotationOf, lowerType } from "./types.ts";

/** Records the function and everything inside it; answers its id. */
export function readFunction(reader: Reader, node: SyntaxNode, use: FunctionUse): number {
	const ownName = child(node, "name");
	const name = use.name ?? (ownName && ownName.type !== "computed_property_name" ? spanOf(ownName) : null);
	const patterns = parameterNodes(node);
	const parameters = patterns.map((parameter) => readParameter(reader, parameter)).filter((item) => item !== null);
	const returned = child(node, "return_type");
	const documentation = documentationBefore(reader, node.start);
	const isDeclaration = node.type.endsWith("_declaration") || node.type === "function_signature";
	const draft = {
		...spanOf(node),
		name: name ? memberName(reader, name) : "",
		nameSpan: name ?? { start: node.start, end: node.start },
		classId: use.member?.classId ?? null,
		kind: kindOf(reader, node, use),
		isAsync: hasToken(node, "async"),
		isGenerator: hasToken(node, "*") || node.type.startsWith("generator_function"),
		parameters,
		decorators: use.member?.decorators ?? [],
		...(documentation ? { documentation } : {}),
		...(returned ? { returnType: lowerType(reader, returned) } : {}),
		...(isDeclaration || use.member ? {} : { isExpression: true }),
	};
	return reader.builder.inFunction(draft, () => {
		for (const { name, fields } of parameters) {
			if (name) declareName(reader, name);
			for (const field of fields ?? []) declareName(reader, field.local);
		}
		if (!use.forEach) return readBody(reader, node, patterns);
		const { collection, parameter, at } = use.forEach;
		reader.builder.inControl({ kind: "loop", at, arm: 0, loop: "collection" }, () => {
			// The parameter behind the element is its index; it comes from the collection as well.
			for (const element of patterns.slice(parameter, parameter + 2)) {
				const pattern = patternOf(element);
				if (pattern) bindPattern(reader, pattern, { value: collection, form: "element", path: [], ofEach: true });
			}
			readBody(reader, node, patterns);
		});
	});
}

function readBody(reader: Reader, node: SyntaxNode, patterns: readonly SyntaxNode[]): void {
	for (const parameter of patterns) bindNestedNames(reader, parameter);
	if (node.type === "method_definition" && child(node, "name") && isConstructor(reader, node))
		for (const parameter of patterns) setParameterProperty(reader, parameter);
	const body = child(node, "body");
	if (!body) return;
	if (body.type === "statement_block") for (const statement of namedChildren(body)) reader.statement(statement);
	else reader.builder.addReturn(reader.expression(body), spanOf(body));
}

function parameterNodes(node: SyntaxNode): readonly SyntaxNode[] {
	const single = child(node, "parameter");
	if (single) return [single];
	const list = child(node, "parameters");
	return list ? namedChildren(list).filter((parameter) => patternOf(parameter)?.type !== "this") : [];
}

/** The pattern of a parameter without its type and default. */
function patternOf(parameter: SyntaxNode): SyntaxNode | undefined {
	if (parameter.type === "required_parameter" || parameter.type === "optional_parameter")
		return child(parameter, "pattern") ?? firstNamed(parameter);
	return parameter.type === "assignment_pattern" ? child(parameter, "left") : parameter;
}

function readParameter(reader: Reader, node: SyntaxNode): Parameter | null {
	const pattern = patternOf(node);
	if (!pattern) return null;
	const initial = child(node, "value") ?? (node.type === "assignment_pattern" ? child(node, "right") : undefined);
	const common = {
		...spanOf(node),
		...(initial ? { default: reader.expression(initial) } : {}),
		...annotationOf(reader, node),
	};
	for (const part of node.children) if (part.type === "decorator") reader.expression(part);
	switch (pattern.type) {
		case "rest_pattern": {
			const inner = firstNamed(pattern);
			return { ...common, name: inner ? sourceOf(reader, inner) : "", form: "rest" };
		}
		case "object_pattern":
		case "array_pattern": {
			const rest = childOfType(pattern, "rest_pattern");
			const name = rest ? sourceOf(reader, rest) : "";
			return { ...common, name, form: "destructured", fields: readFields(reader, pattern) };
		}
		case "identifier":
			return { ...common, name: sourceOf(reader, pattern), form: "plain" };
		default:
			return null;
	}
}

/**
 * A nested pattern is a field named by its key, from which further names are taken. `...rest` is no field: it gives
 * the whole parameter its name, and linking takes from it what is left.
 */
function readFields(reader: Reader, pattern: SyntaxNode): ParameterField[] {
	const fields: ParameterField[] = [];
	let position = 0;
	for (const part of pattern.children) {
		if (part.type === ",") position++;
		if (!part.isNamed) continue;
		const field = readField(reader, part, pattern.type === "array_pattern" ? String(position) : null);
		if (field) fields.push(field);
	}
	return fields;
}

function readField(reader: Reader, part: SyntaxNode, position: string | null): ParameterField | null {
	const { key, target, initial } = fieldParts(reader, part, position);
	if (key === null || !target) return null;
	const isNested = target.type === "object_pattern" || target.type === "array_pattern";
	return {
		...spanOf(part),
		local: isNested ? `{${key}}` : sourceOf(reader, target),
		key,
		...(initial ? { default: reader.expression(initial) } : {}),
	};
}

interface FieldParts {
	readonly key: string | null;
	readonly target: SyntaxNode | undefined;
	readonly initial: SyntaxNode | undefined;
}

function fieldParts(reader: Reader, part: SyntaxNode, position: string | null): FieldParts {
	if (part.type === "rest_pattern") return { key: null, target: undefined, initial: undefined };
	const isPair = part.type === "pair_pattern";
	const keyNode = isPair ? child(part, "key") : undefined;
	const value = isPair ? child(part, "value") : part;
	const isDefaulted = value?.type === "assignment_pattern" || value?.type === "object_assignment_pattern";
	const target = isDefaulted && value ? child(value, "left") : value;
	const initial = isDefaulted && value ? child(value, "right") : undefined;
	const ownName = target ? sourceOf(reader, target) : null;
	return { key: position ?? (keyNode ? propertyName(reader, keyNode) : ownName), target, initial };
}

/** `({ options: { model } })`: `model` is taken from the field `{options}`. */
function bindNestedNames(reader: Reader, parameter: SyntaxNode): void {
	const pattern = patternOf(parameter);
	if (pattern?.type !== "object_pattern" && pattern?.type !== "array_pattern") return;
	let position = 0;
	for (const part of pattern.children) {
		if (part.type === ",") position++;
		if (!part.isNamed) continue;
		if (part.type === "rest_pattern") {
			const value: Expression = { kind: "name", ...spanOf(part), name: sourceOf(reader, part) };
			bindPattern(reader, part, { value, form: "assign", path: [] });
			continue;
		}
		const { key, target } = fieldParts(reader, part, pattern.type === "array_pattern" ? String(position) : null);
		if (key === null || (target?.type !== "object_pattern" && target?.type !== "array_pattern")) continue;
		const value: Expression = { kind: "name", start: part.start, end: part.start, name: `{${key}}` };
		bindPattern(reader, target, { value, form: "assign", path: [] });
	}
}

/** `constructor(private readonly client: OpenAI)` is `this.client = client`. */
function setParameterProperty(reader: Reader, parameter: SyntaxNode): void {
	const isProperty = childOfType(parameter, "accessibility_modifier") !== undefined || hasToken(parameter, "readonly");
	const pattern = patternOf(parameter);
	if (!isProperty || pattern?.type !== "identifier") return;
	const name = sourceOf(reader, pattern);
	const span = spanOf(pattern);
	reader.builder.addMutation({
		...spanOf(parameter),
		target: { kind: "name", ...span, name: "this" },
		operation: "set",
		key: name,
		value: { kind: "name", ...span, name },
		...annotationOf(reader, parameter),
	});
}

function kindOf(reader: Reader, node: SyntaxNode, use: FunctionUse): FunctionSummary["kind"] {
	if (!use.member) return "function";
	if (isConstructor(reader, node)) return "constructor";
	if (hasToken(node, "get")) return "getter";
	return use.member.isStatic ? "static-method" : "method";
}

function isConstructor(reader: Reader, node: SyntaxNode): boolean {
	const name = child(node, "name");
	return name !== undefined && sourceOf(reader, name) === "constructor";
}

function memberName(reader: Reader, name: { start: number; end: number }): string {
	return sourceOf(reader, name).replace(/^["']|["']$/g, "");
}

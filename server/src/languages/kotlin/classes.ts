/** Kotlin's classes and objects: the parameters of the class are fields, and an object's members need no instance. */
import type { Expression } from "../../model/expression.ts";
import { declareClass, declareFunction, type ParameterDraft } from "../general/declarations.ts";
import { type Reader, sourceOf, spanOf, typeAt } from "../general/reader.ts";
import { named, ofType } from "../general/syntax-tree.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export function readClass(reader: Reader, node: SyntaxNode): void {
	const name_ = named(node).find((child) => child.field === "name");
	if (!name_) return;
	const name = sourceOf(reader, name_);
	const isObject = node.type === "object_declaration";
	const body = named(ofType(node, "class_body", "enum_class_body"));
	const companions = body.filter((child) => child.type === "companion_object");
	const own = body.filter((child) => child.type !== "companion_object");
	const shared = companions.flatMap((companion) => named(ofType(companion, "class_body")));
	const given = named(ofType(ofType(node, "primary_constructor"), "class_parameters"));
	const parameters = given.flatMap((item) => parameterOf(reader, item, { isField: true }));
	declareClass(reader, {
		node,
		name,
		bases: basesOf(reader, node),
		members: new Map([
			...parameters.map((item) => [item.name, false] as const),
			...own.flatMap((item) => memberOf(reader, item, isObject || item.type === "enum_entry")),
			...shared.flatMap((item) => memberOf(reader, item, true)),
		]),
		read: () => {
			if (parameters.length > 0)
				declareFunction(reader, { node: name_, name: name_, parameters, body: undefined, kind: "constructor" });
			readMembers(reader, shared, true);
			readMembers(reader, own, isObject);
		},
	});
}

/** Fields first: methods speak of them. */
function readMembers(reader: Reader, members: readonly SyntaxNode[], isStatic: boolean): void {
	const around = reader.classes.at(-1);
	const isFunction = (item: SyntaxNode) => item.type === "function_declaration";
	for (const item of [...members.filter((item) => !isFunction(item)), ...members.filter(isFunction)]) {
		if (around) around.isInStatic = isStatic;
		if (item.type === "property_declaration") readField(reader, item, isStatic);
		else if (item.type === "enum_entry") readEnumEntry(reader, item);
		else if (item.type === "secondary_constructor") readConstructor(reader, item);
		else reader.statement(item);
		if (around) around.isInStatic = false;
	}
}

function memberOf(reader: Reader, node: SyntaxNode, isStatic: boolean): readonly (readonly [string, boolean])[] {
	const name =
		node.type === "property_declaration"
			? named(ofType(node, "variable_declaration")).find((child) => child.type === "identifier")
			: node.type === "enum_entry"
				? ofType(node, "identifier")
				: node.type === "function_declaration"
					? named(node).find((child) => child.field === "name")
					: undefined;
	return name ? [[sourceOf(reader, name), isStatic]] : [];
}

function readField(reader: Reader, node: SyntaxNode, isStatic: boolean): void {
	const variable = ofType(node, "variable_declaration");
	const name = ofType(variable, "identifier");
	if (!name) return;
	const annotation = typeAt(
		reader,
		named(variable).find((child) => /_type$/.test(child.type)),
	);
	reader.builder.addField({
		name: sourceOf(reader, name),
		value: propertyValue(reader, node),
		...(annotation ? { annotation } : {}),
		isStatic,
		...spanOf(node),
	});
}

/** `FAST("gpt-4o-mini")`: stands for what it is made of. */
function readEnumEntry(reader: Reader, node: SyntaxNode): void {
	const name = ofType(node, "identifier");
	const argument = named(ofType(node, "value_arguments"))[0];
	const value = named(argument).at(-1);
	if (!name) return;
	const read = value ? reader.expression(value) : null;
	reader.builder.addField({ name: sourceOf(reader, name), value: read, isStatic: true, ...spanOf(node) });
}

function readConstructor(reader: Reader, node: SyntaxNode): void {
	const parameters = named(ofType(node, "function_value_parameters")).flatMap((item) =>
		item.type === "parameter" ? parameterOf(reader, item, {}) : [],
	);
	const body = ofType(node, "block");
	declareFunction(reader, { node, name: undefined, parameters, body, kind: "constructor" });
}

/** What a property is set to: its value, its delegate's, or what its getter gives. */
export function propertyValue(reader: Reader, node: SyntaxNode): Expression | null {
	const after = node.children.findIndex((child) => child.type === "=");
	const given = after < 0 ? undefined : node.children.slice(after + 1).find((child) => child.isNamed);
	const delegate = named(ofType(node, "property_delegate"))[0];
	const getter = ofType(ofType(node, "getter"), "function_body");
	const value = given ?? delegate ?? (ofType(getter, "block") ? undefined : named(getter)[0]);
	return value ? reader.expression(value) : null;
}

export interface ParameterNotes {
	readonly isRest?: boolean;
	readonly isField?: boolean;
	/** The node of its default value where that stands beside the parameter. */
	readonly given?: SyntaxNode | undefined;
}

export function parameterOf(reader: Reader, node: SyntaxNode, notes: ParameterNotes): readonly ParameterDraft[] {
	const name = ofType(node, "identifier");
	if (!name) return [];
	const after = node.children.findIndex((child) => child.type === "=");
	const value = notes.given ?? (after < 0 ? undefined : node.children.slice(after + 1).find((child) => child.isNamed));
	const type = named(node).find((child) => /_type$/.test(child.type));
	return [
		{
			name: sourceOf(reader, name),
			form: notes.isRest ? "rest" : "plain",
			type: typeAt(reader, type),
			...(value ? { default: reader.expression(value) } : {}),
			...(notes.isField ? { isField: true } : {}),
			...spanOf(node),
		},
	];
}

function basesOf(reader: Reader, node: SyntaxNode): readonly Expression[] {
	return named(ofType(node, "delegation_specifiers")).flatMap((specifier) => {
		const inner = named(specifier)[0];
		const type = inner?.type === "constructor_invocation" ? named(inner)[0] : inner;
		const base = typeAt(reader, type);
		return base ? [base] : [];
	});
}

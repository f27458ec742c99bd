/** C# classes and their members: fields, properties, methods, constructors and their parameters. */
import { declareClass, declareFunction, type ParameterDraft } from "../general/declarations.ts";
import { dottedName, type Reader, sourceOf, spanOf, typeAt } from "../general/reader.ts";
import { declareVariable } from "../general/statements.ts";
import { hasModifier, named, ofType, part } from "../general/syntax-tree.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { declaredOrNew } from "./creation.ts";

export function readClass(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const body = part(node, "body");
	if (!name_) return;
	const primary = ofType(node, "parameter_list");
	const parameters = named(primary).flatMap((item) => readParameter(reader, item));
	const declarations = named(body);
	const bases = named(ofType(node, "base_list")).flatMap((base) => {
		const type = typeAt(reader, base.type === "primary_constructor_base_type" ? part(base, 0) : base);
		// An interface says nothing of what the object does.
		return type && !/^I[A-Z]/.test(dottedName(type) ?? "") ? [type] : [];
	});
	declareClass(reader, {
		node,
		name: sourceOf(reader, name_),
		bases,
		members: new Map([
			...declarations.flatMap((child) => membersOf(reader, child)),
			...parameters.map((item) => [item.name, false] as const),
		]),
		read: () => {
			if (primary) {
				for (const item of parameters)
					reader.builder.addField({
						name: item.name,
						value: null,
						...(item.type ? { annotation: item.type } : {}),
						isStatic: false,
						...spanOf(item),
					});
				const fields = parameters.map((item) => ({ ...item, isField: true }));
				declareFunction(reader, {
					node: primary,
					name: name_,
					parameters: fields,
					body: undefined,
					kind: "constructor",
				});
			}
			for (const child of declarations) if (!/^method|constructor/.test(child.type)) reader.statement(child);
			for (const child of declarations) if (/^method|constructor/.test(child.type)) reader.statement(child);
		},
	});
}

function membersOf(reader: Reader, node: SyntaxNode): readonly (readonly [string, boolean])[] {
	const isStatic = hasModifier(node, reader.text, "static") || hasModifier(node, reader.text, "const");
	if (node.type === "field_declaration")
		return named(ofType(node, "variable_declaration"))
			.filter((item) => item.type === "variable_declarator")
			.map((item) => [sourceOf(reader, part(item, "name") ?? item), isStatic]);
	const name_ = part(node, "name");
	return /^(property|method)_declaration$/.test(node.type) && name_ ? [[sourceOf(reader, name_), isStatic]] : [];
}

export function readFields(reader: Reader, node: SyntaxNode): void {
	const declaration = ofType(node, "variable_declaration");
	const type = part(declaration, "type");
	const isStatic = hasModifier(node, reader.text, "static") || hasModifier(node, reader.text, "const");
	for (const item of named(declaration)) {
		const name_ = part(item, "name");
		if (item.type !== "variable_declarator" || !name_) continue;
		const value = named(item).findLast((child) => child !== name_);
		addField(reader, { name: name_, value, type, node, isStatic });
	}
}

interface FieldParts {
	readonly name: SyntaxNode;
	readonly value: SyntaxNode | undefined;
	readonly type: SyntaxNode | undefined;
	readonly node: SyntaxNode;
	readonly isStatic: boolean;
}

function addField(reader: Reader, { name: name_, value, type, node, isStatic }: FieldParts): void {
	const annotation = typeAt(reader, type);
	const around = reader.classes.at(-1);
	if (around) around.isInStatic = isStatic;
	reader.builder.addField({
		name: sourceOf(reader, name_),
		value: value ? declaredOrNew(reader, value, type) : null,
		...(annotation ? { annotation } : {}),
		isStatic,
		...spanOf(node),
	});
	if (around) around.isInStatic = false;
}

export function readProperty(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const value = part(node, "value");
	if (!name_) return;
	const isStatic = hasModifier(node, reader.text, "static");
	if (value?.type === "arrow_expression_clause" && !isStatic) {
		declareFunction(reader, { node, name: name_, parameters: [], body: value, kind: "getter" });
		return;
	}
	addField(reader, { name: name_, value, type: part(node, "type"), node, isStatic });
	const accessors = part(node, "accessors");
	if (accessors) for (const accessor of named(accessors)) reader.statement(accessor);
}

export function readMethod(reader: Reader, node: SyntaxNode): void {
	const isConstructor = node.type === "constructor_declaration";
	const isLocal = node.type === "local_function_statement";
	const isStatic = hasModifier(node, reader.text, "static");
	declareFunction(reader, {
		node,
		name: part(node, "name"),
		parameters: named(part(node, "parameters")).flatMap((item) => readParameter(reader, item)),
		body: part(node, "body") ?? ofType(node, "arrow_expression_clause"),
		...(isLocal
			? { kind: "function" as const }
			: {
					kind: isConstructor ? ("constructor" as const) : isStatic ? ("static-method" as const) : ("method" as const),
				}),
		returnType: typeAt(reader, part(node, "returns")),
	});
}

function readParameter(reader: Reader, node: SyntaxNode): readonly ParameterDraft[] {
	const name_ = part(node, "name");
	if (!name_) return [];
	const initial = named(node).findLast((child) => child.field === null && !/modifier|attribute/.test(child.type));
	return [
		{
			name: sourceOf(reader, name_),
			type: typeAt(reader, part(node, "type")),
			...(initial ? { default: reader.expression(initial) } : {}),
			...spanOf(node),
		},
	];
}

export function readVariable(reader: Reader, item: SyntaxNode, declaration: SyntaxNode): void {
	const name_ = part(item, "name");
	if (!name_) return;
	const type = part(declaration, "type");
	const value = named(item).findLast((child) => child !== name_);
	const read = value ? declaredOrNew(reader, value, type) : null;
	declareVariable(reader, { name: name_, value: read, type: typeAt(reader, type), at: declaration });
}

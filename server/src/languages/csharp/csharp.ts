/** C#: object initialisers are named arguments; `new()` takes its type from the declaration it stands in. */
import type { Argument, Expression } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { declareClass, declareFunction, type ParameterDraft } from "../general/declarations.ts";
import {
	dottedName,
	type LanguageTable,
	lastNameOf,
	nameValue,
	type Reader,
	sourceOf,
	spanOf,
	typeAt,
	unknown,
} from "../general/reader.ts";
import {
	binary,
	call,
	choiceOfArms,
	conditional,
	constant,
	index,
	inside,
	keyOf,
	lambda,
	listOf,
	member,
	memberOf,
	name,
	number,
	readArguments,
	self,
	unary,
} from "../general/shapes.ts";
import { assignment, attempt, block, branches, declareVariable, loop, returned } from "../general/statements.ts";
import { hasModifier, named, ofType, part, type SyntaxNode } from "../general/syntax-tree.ts";
import { delimitedText, textLiteral } from "../general/text.ts";

const wrappers: ReadonlySet<string> = new Set(["Task", "ValueTask", "Lazy", "Nullable", "IOptions"]);
const lists: ReadonlySet<string> = new Set(["List", "IList", "IEnumerable", "IReadOnlyList", "Collection", "HashSet"]);

export const csharp: LanguageTable = {
	language: "csharp",
	scheme: "csharp",
	hasImplicitThis: true,
	isFreeName: (name_) => /^[A-Z]/.test(name_),
	returnsLast: false,
	builderStart: () => null,
	transparentMethods: new Set(["ToString", "Trim", "ToList", "ToArray", "ConfigureAwait", "AsReadOnly", "ToLower"]),
	fallbackMethods: new Set([]),
	transparentFunctions: new Set(["Task.FromResult", "Convert.ToString"]),
	listMethods: {
		Add: "append",
		AddRange: "extend",
		Insert: "append",
		Append: "append-text",
		AppendLine: "append-text",
	},
	listFunctions: new Set(),
	recordFunctions: new Set(),
	emptyLists: lists,
	emptyRecords: new Set(["Dictionary"]),
	emptyTexts: new Set(["StringBuilder"]),
	formatFunctions: {
		"string.Format": { style: "braces", template: 0 },
		"String.Format": { style: "braces", template: 0 },
	},
	joinFunctions: {
		"string.Join": { separator: 0, items: 1 },
		"String.Join": { separator: 0, items: 1 },
		"string.Concat": { separator: 0, items: 1 },
	},
	type: readType,
	expressions: {
		identifier: name(),
		predefined_type: name(),
		generic_name: inside(),
		this: self,
		null_literal: constant(null),
		boolean_literal: (reader, node) => constant(sourceOf(reader, node) === "true")(reader, node),
		integer_literal: number,
		real_literal: number,
		string_literal: textLiteral({ content: ["string_literal_content"], escape: ["escape_sequence"] }),
		verbatim_string_literal: delimitedText(/^@"/, /"$/, ['"']),
		raw_string_literal: textLiteral({
			content: ["raw_string_content"],
			ignored: ["raw_string_start", "raw_string_end"],
			isDedented: true,
		}),
		interpolated_string_expression: (reader, node) =>
			textLiteral({
				content: ["string_content"],
				escape: ["escape_sequence"],
				interpolation: ["interpolation"],
				ignored: [
					"interpolation_brace",
					"interpolation_start",
					"interpolation_quote",
					"interpolation_format_clause",
					"interpolation_alignment_clause",
				],
				doubled: ["{", "}"],
				isDedented: sourceOf(reader, node).includes('"""'),
			})(reader, node),
		member_access_expression: member("expression", "name"),
		qualified_name: member("qualifier", "name"),
		invocation_expression: call("function", "arguments"),
		conditional_access_expression: (reader, node) => {
			const object = part(node, "condition");
			const rest = named(node).at(-1);
			if (!object || !rest) return unknown(reader, node, "the member is incomplete");
			return afterQuestion(reader, reader.expression(object), rest);
		},
		element_access_expression: (reader, node) => {
			const [argument] = named(part(node, "subscript"));
			return index(0, 1)(reader, { ...node, children: [part(node, "expression") ?? node, named(argument)[0] ?? node] });
		},
		object_creation_expression: (reader, node) => readCreation(reader, node, part(node, "type")),
		implicit_object_creation_expression: (reader, node) => readCreation(reader, node, undefined),
		anonymous_object_creation_expression: (reader, node) => readInitializer(reader, node),
		array_creation_expression: (reader, node) =>
			readInitializer(reader, ofType(node, "initializer_expression") ?? node),
		implicit_array_creation_expression: (reader, node) =>
			readInitializer(reader, ofType(node, "initializer_expression") ?? node),
		initializer_expression: readInitializer,
		collection_expression: readCollection,
		element_binding_expression: readCollection,
		argument: (reader, node) => {
			const inner = named(node).at(-1);
			return inner ? reader.expression(inner) : unknown(reader, node, "the value is missing");
		},
		await_expression: inside(),
		parenthesized_expression: inside(),
		postfix_unary_expression: inside(),
		cast_expression: inside("value"),
		as_expression: inside("left"),
		arrow_expression_clause: inside(),
		conditional_expression: conditional("condition", "consequence", "alternative"),
		binary_expression: binary(),
		prefix_unary_expression: unary,
		switch_expression: choiceOfArms(0, ["switch_expression_arm"], -1),
		lambda_expression: lambda("parameters", "body"),
		anonymous_method_expression: lambda("parameters", "body"),
		assignment_expression: (reader, node) => {
			assignment("left", "right")(reader, node);
			return { kind: "null", ...spanOf(node) };
		},
	},
	statements: {
		using_directive: readUsing,
		namespace_declaration: (reader, node) => {
			reader.namespace = sourceOf(reader, part(node, "name") ?? node);
			reader.statement(part(node, "body") ?? node);
		},
		file_scoped_namespace_declaration: (reader, node) => {
			reader.namespace = sourceOf(reader, part(node, "name") ?? node);
			for (const child of named(node)) if (child.field !== "name") reader.statement(child);
		},
		class_declaration: readClass,
		record_declaration: readClass,
		struct_declaration: readClass,
		interface_declaration: readClass,
		field_declaration: readFields,
		property_declaration: readProperty,
		method_declaration: readMethod,
		local_function_statement: readMethod,
		constructor_declaration: readMethod,
		variable_declaration: (reader, node) => {
			for (const item of named(node)) if (item.type === "variable_declarator") readVariable(reader, item, node);
		},
		using_statement: (reader, node) => {
			for (const child of named(node)) reader.statement(child);
		},
		return_statement: returned(),
		yield_statement: returned(),
		if_statement: branches(["consequence", "alternative"]),
		switch_statement: branches(["switch_section"]),
		foreach_statement: loop({ variable: "left", over: "right", body: "body" }),
		for_statement: loop({ body: "body", kind: "count" }),
		while_statement: loop({ body: "body" }),
		do_statement: loop({ body: "body" }),
		try_statement: attempt(["catch_clause"]),
		block,
		modifier: () => undefined,
		attribute_list: () => undefined,
	},
};

/** `a?.B(c)`: what follows the question mark begins at `a`. */
function afterQuestion(reader: Reader, object: Expression, node: SyntaxNode): Expression {
	const [first] = named(node);
	if (node.type === "member_binding_expression" && first)
		return memberOf(object, sourceOf(reader, first), first, { start: object.start, end: node.end });
	if (node.type === "invocation_expression" && first) {
		const list = part(node, "arguments");
		const callee = afterQuestion(reader, object, first);
		return makeCall(reader, node, { callee, arguments: readArguments(reader, list), list });
	}
	const property = part(node, "name");
	if (node.type === "member_access_expression" && first && property)
		return memberOf(afterQuestion(reader, object, first), sourceOf(reader, property), property, node);
	return reader.expression(node);
}

function readUsing(reader: Reader, node: SyntaxNode): void {
	const alias = part(node, "name");
	const target = named(node).at(-1);
	if (!target) return;
	const module = sourceOf(reader, target).replace(/\s+/g, "");
	if (!alias || alias === target) {
		reader.builder.addImport({ local: null, module: `csharp:${module}`, imported: "**", ...spanOf(node) });
		return;
	}
	const dot = module.lastIndexOf(".");
	const local = sourceOf(reader, alias);
	reader.locals[0]?.add(local);
	reader.builder.addImport({
		local,
		module: `csharp:${module.slice(0, Math.max(dot, 0))}`,
		imported: module.slice(dot + 1),
		...spanOf(node),
	});
}

function readType(reader: Reader, node: SyntaxNode): Expression | null {
	switch (node.type) {
		case "identifier":
			return nameValue(reader, node, sourceOf(reader, node));
		case "generic_name": {
			const [base] = named(node);
			const inner = named(ofType(node, "type_argument_list"))[0];
			return typeAt(reader, base && wrappers.has(sourceOf(reader, base)) ? inner : base);
		}
		case "nullable_type":
			return typeAt(reader, part(node, 0));
		case "qualified_name":
			return reader.expression(node);
		default:
			return null;
	}
}

/** `new Options { Limit = 5 }`: arguments by name; `new List<Message> { a, b }`: a list. */
function readCreation(reader: Reader, node: SyntaxNode, type: SyntaxNode | undefined): Expression {
	const list = part(node, "arguments") ?? ofType(node, "argument_list");
	const initializer = part(node, "initializer") ?? ofType(node, "initializer_expression");
	const callee = typeAt(reader, type);
	const typeName = callee ? lastNameOf(callee) : null;
	if (initializer && (typeName === null || lists.has(typeName) || csharp.emptyRecords.has(typeName)))
		return readInitializer(reader, initializer);
	const given = readArguments(reader, list);
	if (!callee) {
		if (given.length === 0) return { kind: "list", form: "list", items: [], ...spanOf(node) };
		return unknown(reader, node, "the type of `new()` is not written here");
	}
	const set = named(initializer).flatMap((item): Argument[] => {
		const left = part(item, "left");
		const right = part(item, "right");
		if (item.type !== "assignment_expression" || !left || !right) return [];
		return [{ name: sourceOf(reader, left), value: reader.expression(right), ...spanOf(item) }];
	});
	return makeCall(reader, node, { callee, arguments: [...given, ...set], list, isNew: true });
}

/** `{ A = 1 }`, `{ ["a"] = 1 }`, `{ { "a", 1 } }` are records; other braces hold items. */
function readInitializer(reader: Reader, node: SyntaxNode): Expression {
	const items = named(node);
	const isRecord = items.some(
		(item) =>
			item.type === "assignment_expression" || (item.type === "initializer_expression" && named(item).length === 2),
	);
	if (!isRecord) return listOf(reader, items, node);
	const entries = items.flatMap((item) => {
		const left = part(item, "left") ?? named(item)[0];
		const right = part(item, "right") ?? named(item)[1];
		if (!left || !right) return [];
		const indexed = left.type === "element_binding_expression" ? named(named(left)[0])[0] : undefined;
		const key = left.type === "identifier" ? sourceOf(reader, left) : keyOf(reader.expression(indexed ?? left));
		return [{ key, value: reader.expression(right), ...spanOf(item) }];
	});
	return { kind: "record", entries, ...spanOf(node) };
}

function readCollection(reader: Reader, node: SyntaxNode): Expression {
	const items = named(node).map((item) => (item.type === "argument" ? (named(item).at(-1) ?? item) : item));
	return listOf(reader, items, node);
}

function readClass(reader: Reader, node: SyntaxNode): void {
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

function readFields(reader: Reader, node: SyntaxNode): void {
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

/** A value that may be a `new()` of the declared type. */
function declaredOrNew(reader: Reader, value: SyntaxNode, type: SyntaxNode | undefined): Expression {
	const isImplicit = value.type === "implicit_object_creation_expression";
	return isImplicit && type ? readCreation(reader, value, type) : reader.expression(value);
}

function readProperty(reader: Reader, node: SyntaxNode): void {
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

function readMethod(reader: Reader, node: SyntaxNode): void {
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

function readVariable(reader: Reader, item: SyntaxNode, declaration: SyntaxNode): void {
	const name_ = part(item, "name");
	if (!name_) return;
	const type = part(declaration, "type");
	const value = named(item).findLast((child) => child !== name_);
	const read = value ? declaredOrNew(reader, value, type) : null;
	declareVariable(reader, { name: name_, value: read, type: typeAt(reader, type), at: declaration });
}

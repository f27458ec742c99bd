/** C#: object initialisers are named arguments; `new()` takes its type from the declaration it stands in. */
import type { Expression } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { type LanguageTable, nameValue, type Reader, sourceOf, spanOf, typeAt, unknown } from "../general/reader.ts";
import {
	binary,
	call,
	choiceOfArms,
	conditional,
	constant,
	index,
	inside,
	lambda,
	member,
	memberOf,
	name,
	number,
	readArguments,
	self,
	unary,
} from "../general/shapes.ts";
import { assignment, attempt, block, branches, loop, returned } from "../general/statements.ts";
import { named, ofType, part } from "../general/syntax-tree.ts";
import { delimitedText, textLiteral } from "../general/text.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { lists, readCollection, readCreation, readInitializer, records } from "./creation.ts";
import { readClass, readFields, readMethod, readProperty, readVariable } from "./members.ts";

const wrappers: ReadonlySet<string> = new Set(["Task", "ValueTask", "Lazy", "Nullable", "IOptions"]);

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
	emptyRecords: records,
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

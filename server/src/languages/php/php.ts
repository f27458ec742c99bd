/** PHP: arrays are lists or records, names carry a dollar sign, and a class is named with its namespace. */
import type { Argument, Expression, ListItem } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { declareClass, declareFunction, exportName, type ParameterDraft } from "../general/declarations.ts";
import {
	type LanguageTable,
	nameValue,
	noteFree,
	plainName,
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
	entry,
	index,
	inside,
	lambda,
	member,
	memberOf,
	methodCall,
	name,
	number,
	readArguments,
	unary,
} from "../general/shapes.ts";
import {
	assignment,
	attempt,
	bindElement,
	block,
	branches,
	declareVariable,
	loop,
	returned,
} from "../general/statements.ts";
import { hasModifier, named, ofType, part } from "../general/syntax-tree.ts";
import { type TextShape, textLiteral, textOf } from "../general/text.ts";
import type { SyntaxNode } from "../syntax-node.ts";

const text: TextShape = { content: ["string_content", "string_value"], escape: ["escape_sequence"] };

export const php: LanguageTable = {
	language: "php",
	scheme: "php",
	hasImplicitThis: false,
	isFreeName: (name_) => /^[A-Za-z_]/.test(name_),
	returnsLast: false,
	builderStart: () => null,
	transparentMethods: new Set(["toString", "__toString"]),
	fallbackMethods: new Set([]),
	transparentFunctions: new Set(["trim", "strval", "array_values", "collect", "mb_strtolower", "strtolower"]),
	listMethods: {},
	listFunctions: new Set(),
	recordFunctions: new Set(),
	emptyLists: new Set(),
	emptyRecords: new Set(),
	emptyTexts: new Set(),
	formatFunctions: { sprintf: { style: "percent", template: 0 } },
	joinFunctions: { implode: { separator: 0, items: 1 }, join: { separator: 0, items: 1 } },
	type: readType,
	expressions: {
		variable_name: (reader, node) => {
			const written = sourceOf(reader, node).replace(/^\$+/, "");
			return plainName(node, written);
		},
		name: name(),
		qualified_name: readQualified,
		relative_scope: readScope,
		null: constant(null),
		boolean: (reader, node) => constant(/true/i.test(sourceOf(reader, node)))(reader, node),
		integer: number,
		float: number,
		// Between single quotes a backslash means itself, but before a quote.
		string: textLiteral({ content: ["string_content", "string_value", "escape_sequence"] }),
		encapsed_string: textLiteral(text),
		heredoc: (reader, node) => {
			const body = part(node, "value");
			return body ? textOf(reader, body, { ...text, isDedented: true }) : unknown(reader, node, "the text is empty");
		},
		nowdoc: (reader, node) => {
			const body = part(node, "value") ?? ofType(node, "nowdoc_body");
			return body
				? textOf(reader, body, { content: ["nowdoc_string"], isDedented: true })
				: unknown(reader, node, "the text is empty");
		},
		member_access_expression: member("object", "name"),
		nullsafe_member_access_expression: member("object", "name"),
		scoped_property_access_expression: (reader, node) =>
			scopedMember(reader, node, part(node, "scope"), part(node, "name")),
		class_constant_access_expression: (reader, node) => scopedMember(reader, node, named(node)[0], named(node)[1]),
		member_call_expression: methodCall("object", "name", "arguments"),
		nullsafe_member_call_expression: methodCall("object", "name", "arguments"),
		scoped_call_expression: (reader, node) => {
			const list = part(node, "arguments");
			const callee = scopedMember(reader, node, part(node, "scope"), part(node, "name"));
			return makeCall(reader, node, { callee, arguments: readArguments(reader, list), list });
		},
		function_call_expression: call("function", "arguments"),
		object_creation_expression: (reader, node) => {
			const list = part(node, "arguments") ?? ofType(node, "arguments");
			const type = typeAt(reader, named(node)[0]);
			const given: readonly Argument[] = readArguments(reader, list);
			return type
				? makeCall(reader, node, { callee: type, arguments: given, list, isNew: true })
				: unknown(reader, node, "the class is not named");
		},
		array_creation_expression: readArray,
		subscript_expression: index(0, 1),
		binary_expression: binary([".", "+"]),
		unary_op_expression: unary,
		conditional_expression: (reader, node) =>
			part(node, "body")
				? conditional("condition", "body", "alternative")(reader, node)
				: conditional("condition", "condition", "alternative")(reader, node),
		parenthesized_expression: inside(),
		cast_expression: inside("value"),
		match_expression: choiceOfArms(
			"condition",
			["match_conditional_expression", "match_default_expression"],
			"return_expression",
		),
		arrow_function: lambda("parameters", "body"),
		anonymous_function: lambda("parameters", "body"),
		anonymous_function_creation_expression: lambda("parameters", "body"),
		assignment_expression: readAssignment,
		augmented_assignment_expression: readAssignment,
	},
	statements: {
		namespace_definition: (reader, node) => {
			reader.namespace = sourceOf(reader, part(node, "name") ?? node);
			const body = part(node, "body");
			if (body) reader.statement(body);
		},
		namespace_use_declaration: readUse,
		class_declaration: readClass,
		trait_declaration: readClass,
		interface_declaration: readClass,
		enum_declaration: readClass,
		const_declaration: readConstants,
		property_declaration: readProperty,
		enum_case: (reader, node) => addStatic(reader, part(node, "name"), part(node, "value"), node),
		method_declaration: readFunction,
		function_definition: readFunction,
		return_statement: returned(),
		if_statement: branches(["body", "alternative"]),
		switch_statement: branches(["case_statement", "default_statement"]),
		foreach_statement: readForeach,
		for_statement: loop({ body: "body", kind: "count" }),
		while_statement: loop({ body: "body" }),
		do_statement: loop({ body: "body" }),
		try_statement: attempt(["catch_clause"]),
		compound_statement: block,
		php_tag: () => undefined,
		text_interpolation: () => undefined,
		text: () => undefined,
	},
};

/** `OpenAI\Laravel\Facades\OpenAI`, with or without the sign in front. */
function splitName(written: string): { module: string; imported: string } {
	const names = written.replace(/^\\/, "").split("\\");
	return { imported: names.at(-1) ?? "", module: names.slice(0, -1).join(".") };
}

function readQualified(reader: Reader, node: SyntaxNode): Expression {
	const written = sourceOf(reader, node).replace(/\s+/g, "");
	const [head = "", ...rest] = written.split("\\");
	const owner = reader.packages.get(head);
	const { module, imported } = splitName(owner === undefined ? written : [owner, ...rest].join("\\"));
	noteFree(reader, written, module, imported);
	return plainName(node, written);
}

function readUse(reader: Reader, node: SyntaxNode): void {
	const group = part(node, "body");
	const prefix = group ? sourceOf(reader, ofType(node, "namespace_name") ?? node) : "";
	for (const clause of named(group ?? node)) {
		if (!/clause/.test(clause.type)) continue;
		const alias = part(clause, "alias");
		const [path] = named(clause);
		if (!path) continue;
		const { module, imported } = splitName(prefix ? `${prefix}\\${sourceOf(reader, path)}` : sourceOf(reader, path));
		const local = alias ? sourceOf(reader, alias) : imported;
		reader.packages.set(local, [...(module === "" ? [] : module.split(".")), imported].join("\\"));
		reader.locals[0]?.add(local);
		reader.builder.addImport({ local, module: `php:${module}`, imported, ...spanOf(clause) });
	}
}

function readType(reader: Reader, node: SyntaxNode): Expression | null {
	switch (node.type) {
		case "name":
			return nameValue(reader, node, sourceOf(reader, node));
		case "qualified_name":
			return readQualified(reader, node);
		case "named_type":
		case "optional_type":
		case "type_list":
			return typeAt(reader, named(node)[0]);
		default:
			return null;
	}
}

function readScope(reader: Reader, node: SyntaxNode): Expression {
	const around = reader.classes.at(-1);
	return plainName(node, around?.name ?? sourceOf(reader, node));
}

function scopedMember(
	reader: Reader,
	node: SyntaxNode,
	scope: SyntaxNode | undefined,
	property: SyntaxNode | undefined,
): Expression {
	if (!scope || !property) return unknown(reader, node, "the member is incomplete");
	const object = reader.expression(scope);
	return memberOf(object, sourceOf(reader, property).replace(/^\$/, ""), property, {
		start: node.start,
		end: property.end,
	});
}

function readArray(reader: Reader, node: SyntaxNode): Expression {
	const elements = named(node);
	const isRecord = elements.some((element) => named(element).length > 1);
	if (!isRecord) {
		const items = elements.map((element): ListItem => {
			const [item] = named(element);
			if (!item) return { value: unknown(reader, element, "the value is missing") };
			const isSpread = item.type === "variadic_unpacking";
			const value = reader.expression(isSpread ? (named(item)[0] ?? item) : item);
			return isSpread ? { value, spread: true } : { value };
		});
		return { kind: "list", form: "list", items, ...spanOf(node) };
	}
	const entries = elements.flatMap((element) => {
		const [key, value] = named(element);
		if (key && value) return [entry(reader, key, value, element)];
		const spread = key?.type === "variadic_unpacking" ? named(key)[0] : undefined;
		return spread ? [{ key: null, value: reader.expression(spread), spread: true, ...spanOf(element) }] : [];
	});
	return { kind: "record", entries, ...spanOf(node) };
}

/** `$list[] = $item` adds to a list. */
function readAssignment(reader: Reader, node: SyntaxNode): Expression {
	const left = part(node, "left");
	const right = part(node, "right");
	const [target, position] = named(left);
	if (left?.type === "subscript_expression" && target && !position && right) {
		reader.builder.addMutation({
			target: reader.expression(target),
			operation: "append",
			key: null,
			value: reader.expression(right),
			...spanOf(node),
		});
	} else assignment("left", "right")(reader, node);
	return left ? reader.expression(left) : unknown(reader, node, "the assignment is incomplete");
}

function readClass(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	if (!name_) return;
	const base = named(ofType(node, "base_clause"))[0];
	const type = typeAt(reader, base);
	const declarations = named(part(node, "body"));
	declareClass(reader, {
		node,
		name: sourceOf(reader, name_),
		bases: type ? [type] : [],
		members: new Map(),
		read: () => {
			for (const child of declarations) if (child.type !== "method_declaration") reader.statement(child);
			for (const child of declarations) if (child.type === "method_declaration") reader.statement(child);
		},
	});
}

function readConstants(reader: Reader, node: SyntaxNode): void {
	for (const element of named(node)) {
		if (element.type !== "const_element") continue;
		const [name_, value] = named(element);
		if (!name_) continue;
		if (reader.builder.currentClass !== null) addStatic(reader, name_, value, element);
		else
			declareVariable(reader, {
				name: name_,
				value: value ? reader.expression(value) : null,
				at: element,
				isConstant: true,
			});
	}
}

function addStatic(
	reader: Reader,
	name_: SyntaxNode | undefined,
	value: SyntaxNode | undefined,
	node: SyntaxNode,
): void {
	if (!name_) return;
	const read = value ? reader.expression(value) : null;
	reader.builder.addField({ name: sourceOf(reader, name_), value: read, isStatic: true, ...spanOf(node) });
}

function readProperty(reader: Reader, node: SyntaxNode): void {
	const annotation = typeAt(reader, part(node, "type"));
	for (const element of named(node)) {
		const name_ = part(element, "name");
		if (element.type !== "property_element" || !name_) continue;
		const value = named(element).findLast((child) => child !== name_);
		const initial = value?.type === "property_initializer" ? named(value)[0] : value;
		reader.builder.addField({
			name: sourceOf(reader, name_).replace(/^\$/, ""),
			value: initial ? reader.expression(initial) : null,
			...(annotation ? { annotation } : {}),
			isStatic: hasModifier(node, reader.text, "static"),
			...spanOf(node),
		});
	}
}

function readFunction(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const isMethod = node.type === "method_declaration";
	const written = name_ ? sourceOf(reader, name_) : "";
	if (!isMethod && name_ && reader.builder.currentScope === 0) exportName(reader, written, node);
	const promoted = named(part(node, "parameters")).flatMap((item) => readParameter(reader, item));
	for (const item of promoted)
		if (item.isField)
			reader.builder.addField({
				name: item.name,
				value: null,
				...(item.type ? { annotation: item.type } : {}),
				isStatic: false,
				...spanOf(item),
			});
	declareFunction(reader, {
		node,
		name: name_,
		parameters: promoted,
		body: part(node, "body"),
		kind: !isMethod
			? "function"
			: written === "__construct"
				? "constructor"
				: hasModifier(node, reader.text, "static")
					? "static-method"
					: "method",
		returnType: typeAt(reader, part(node, "return_type")),
	});
}

function readParameter(reader: Reader, node: SyntaxNode): readonly ParameterDraft[] {
	const name_ = part(node, "name");
	if (!name_) return [];
	const initial = part(node, "default_value");
	return [
		{
			name: sourceOf(reader, name_).replace(/^\$/, ""),
			form: node.type === "variadic_parameter" ? "rest" : "plain",
			type: typeAt(reader, part(node, "type")),
			...(initial ? { default: reader.expression(initial) } : {}),
			isField: node.type === "property_promotion_parameter",
			...spanOf(node),
		},
	];
}

function readForeach(reader: Reader, node: SyntaxNode): void {
	const [over, variable] = named(node);
	const body = part(node, "body");
	if (!over || !variable) return;
	const collection = reader.expression(over);
	const taken = variable.type === "pair" ? named(variable).at(-1) : variable;
	reader.builder.inControl({ kind: "loop", at: node.start, arm: 0, loop: "collection" }, () => {
		if (taken?.type === "variable_name") bindElement(reader, taken, collection);
		if (body) reader.statement(body);
	});
}

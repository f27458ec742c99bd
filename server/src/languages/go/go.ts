/** Go: struct literals are constructions with named arguments, and a method belongs to the type of its receiver. */
import type { Argument, Expression, ListItem } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { declareClass, declareFunction, type ParameterDraft } from "../general/declarations.ts";
import {
	declareLocal,
	isLocal,
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
	constant,
	entry,
	index,
	inside,
	lambda,
	memberOf,
	name,
	number,
	readArguments,
	unary,
} from "../general/shapes.ts";
import { assign, block, branches, declareVariable, loop, nothing } from "../general/statements.ts";
import { named, ofType, part, parts, signOf } from "../general/syntax-tree.ts";
import { textLiteral } from "../general/text.ts";
import type { SyntaxNode } from "../syntax-node.ts";

const percent = { style: "percent", template: 0 } as const;

export const go: LanguageTable = {
	language: "go",
	scheme: "go",
	hasImplicitThis: false,
	isFreeName: () => true,
	returnsLast: false,
	builderStart: () => null,
	transparentMethods: new Set(["String"]),
	fallbackMethods: new Set([]),
	transparentFunctions: new Set(["string", "strings.TrimSpace", "strings.ToLower", "strings.ToUpper"]),
	listMethods: { WriteString: "append-text" },
	listFunctions: new Set(),
	recordFunctions: new Set(),
	emptyLists: new Set(),
	emptyRecords: new Set(),
	emptyTexts: new Set(["strings.Builder", "bytes.Buffer"]),
	formatFunctions: { "fmt.Sprintf": percent, "fmt.Appendf": { style: "percent", template: 1 } },
	joinFunctions: { "strings.Join": { items: 0, separator: 1 } },
	prepare: (reader, root) => {
		for (const node of named(root)) if (node.type === "package_clause") readPackage(reader, node);
		for (const node of named(root)) if (node.type === "import_declaration") readImports(reader, node);
		for (const node of named(root)) if (node.type === "type_declaration") readTypes(reader, node);
	},
	type: readType,
	expressions: {
		identifier: name(),
		nil: constant(null),
		true: constant(true),
		false: constant(false),
		int_literal: number,
		float_literal: number,
		interpreted_string_literal: textLiteral({
			content: ["interpreted_string_literal_content"],
			escape: ["escape_sequence"],
		}),
		raw_string_literal: textLiteral({ content: ["raw_string_literal_content"] }),
		selector_expression: readSelector,
		call_expression: readCall,
		index_expression: index("operand", "index"),
		slice_expression: inside("operand"),
		binary_expression: binary(),
		unary_expression: (reader, node) =>
			["&", "*"].includes(signOf(node)) ? inside("operand")(reader, node) : unary(reader, node),
		parenthesized_expression: inside(),
		type_assertion_expression: inside("operand"),
		type_conversion_expression: inside("operand"),
		composite_literal: readComposite,
		literal_value: (reader, node) => readLiteralValue(reader, node),
		literal_element: inside(),
		func_literal: lambda("parameters", "body"),
	},
	statements: {
		package_clause: nothing,
		import_declaration: nothing,
		type_declaration: (reader, node) => {
			if (reader.builder.currentScope !== 0) readTypes(reader, node);
		},
		const_declaration: readVariables,
		var_declaration: readVariables,
		short_var_declaration: readAssignment,
		assignment_statement: readAssignment,
		function_declaration: readFunction,
		method_declaration: readFunction,
		return_statement: (reader, node) => {
			const [value] = named(part(node, 0));
			if (value) reader.builder.addReturn(reader.expression(value), spanOf(node));
		},
		if_statement: branches(["consequence", "alternative"]),
		expression_switch_statement: branches(["expression_case", "default_case"]),
		type_switch_statement: branches(["type_case", "default_case"]),
		select_statement: branches(["communication_case", "default_case"]),
		for_statement: readFor,
		block,
	},
};

function readPackage(reader: Reader, node: SyntaxNode): void {
	reader.namespace = sourceOf(reader, part(node, 0) ?? node);
}

/** A package is spoken of by the name it declares, which its path only hints at. */
function readImports(reader: Reader, node: SyntaxNode): void {
	const list = ofType(node, "import_spec_list") ?? node;
	for (const spec of named(list)) {
		const path = part(spec, "path");
		if (!path) continue;
		const module = sourceOf(reader, path)
			.slice(1, -1)
			.replace(/\/v\d+(?=\/|$)/, "");
		const alias = part(spec, "name");
		reader.builder.addImport({ local: null, module: `go:${module}`, imported: "*", ...spanOf(spec) });
		const last = module.slice(module.lastIndexOf("/") + 1).replace(/\.v\d+$/, "");
		const short = last.replace(/^go-/, "").replace(/(-sdk)?-go$/, "");
		for (const local of alias ? [sourceOf(reader, alias)] : [last, short])
			if (!reader.packages.has(local)) reader.packages.set(local, module);
	}
}

function readTypes(reader: Reader, node: SyntaxNode): void {
	for (const spec of named(node)) {
		const name_ = part(spec, "name");
		const type = part(spec, "type");
		if (!name_ || type?.type !== "struct_type") continue;
		const fields = named(ofType(type, "field_declaration_list"));
		declareClass(reader, {
			node: spec,
			name: sourceOf(reader, name_),
			// An embedded type lends its fields and methods.
			bases: fields.flatMap((field) => {
				const base = part(field, "name") ? null : typeAt(reader, part(field, "type") ?? named(field)[0]);
				return base ? [base] : [];
			}),
			members: new Map(),
			read: () => {
				for (const field of fields) readField(reader, field);
			},
		});
	}
}

function readField(reader: Reader, field: SyntaxNode): void {
	const type = part(field, "type");
	const annotation = typeAt(reader, type);
	const names = parts(field, "name");
	for (const item of names.length > 0 ? names : type ? [type] : []) {
		const written = sourceOf(reader, item);
		reader.builder.addField({
			name: written.slice(written.lastIndexOf(".") + 1).replace(/^\*/, ""),
			value: null,
			...(annotation ? { annotation } : {}),
			isStatic: false,
			...spanOf(field),
		});
	}
}

function readType(reader: Reader, node: SyntaxNode): Expression | null {
	switch (node.type) {
		case "type_identifier":
		case "identifier":
			return nameValue(reader, node, sourceOf(reader, node));
		case "pointer_type":
		case "parenthesized_type":
			return typeAt(reader, part(node, 0));
		case "generic_type":
			return typeAt(reader, part(node, "type"));
		case "qualified_type": {
			const package_ = part(node, "package");
			const type = part(node, "name");
			return package_ && type ? packageMember(reader, node, sourceOf(reader, package_), sourceOf(reader, type)) : null;
		}
		default:
			return null;
	}
}

/** `openai.NewClient`: one name of another package. Null when the first name is no package. */
function packageMember(reader: Reader, node: SyntaxNode, local: string, imported: string): Expression | null {
	const module = isLocal(reader, local) ? undefined : reader.packages.get(local);
	if (module === undefined) return null;
	const whole = `${local}.${imported}`;
	noteFree(reader, whole, module, imported);
	return plainName(node, whole);
}

function readSelector(reader: Reader, node: SyntaxNode): Expression {
	const operand = part(node, "operand");
	const field = part(node, "field");
	if (!operand || !field) return unknown(reader, node, "the member is incomplete");
	const property = sourceOf(reader, field);
	const imported =
		operand.type === "identifier" ? packageMember(reader, node, sourceOf(reader, operand), property) : null;
	return imported ?? memberOf(reader.expression(operand), property, field, node);
}

function readCall(reader: Reader, node: SyntaxNode): Expression {
	const callee = part(node, "function");
	const list = part(node, "arguments");
	if (!callee || !list) return unknown(reader, node, "the call is incomplete");
	const called = sourceOf(reader, callee);
	const [first, ...rest] = named(list);
	if (called === "append" && first) {
		const items = readArguments(reader, list).map(
			({ value, spread }, position): ListItem => (spread || position === 0 ? { value, spread: true } : { value }),
		);
		return { kind: "list", form: "list", items, ...spanOf(node) };
	}
	if (called === "make" && first) {
		for (const size of rest) reader.expression(size);
		if (first.type === "map_type") return { kind: "record", entries: [], ...spanOf(node) };
		return { kind: "list", form: "list", items: [], ...spanOf(node) };
	}
	if (called === "new" && first) {
		const type = typeAt(reader, first);
		if (type) return { kind: "call", callee: type, arguments: [], isNew: true, ...spanOf(node) };
	}
	return makeCall(reader, node, { callee: reader.expression(callee), arguments: readArguments(reader, list), list });
}

function readComposite(reader: Reader, node: SyntaxNode): Expression {
	const type = part(node, "type");
	const body = part(node, "body");
	if (!type || !body) return unknown(reader, node, "the literal is incomplete");
	if (/slice_type|array_type/.test(type.type)) return readItems(reader, body);
	if (type.type === "map_type") return readLiteralValue(reader, body);
	const callee = typeAt(reader, type);
	const given = named(body).map((item): Argument => {
		const key = part(item, "key");
		const value = part(item, "value") ?? item;
		return { name: key ? sourceOf(reader, key) : null, value: reader.expression(value), ...spanOf(item) };
	});
	if (!callee) return unknown(reader, node, "the type is not followed");
	return makeCall(reader, node, { callee, arguments: given, list: undefined, isNew: true });
}

function readItems(reader: Reader, body: SyntaxNode): Expression {
	const items = named(body).map((item) => ({ value: reader.expression(part(item, "value") ?? item) }));
	return { kind: "list", form: "list", items, ...spanOf(body) };
}

/** `{Role: "user"}` without its type, inside a list; or the entries of a map. */
function readLiteralValue(reader: Reader, body: SyntaxNode): Expression {
	const items = named(body);
	if (!items.some((item) => item.type === "keyed_element")) return readItems(reader, body);
	const entries = items.flatMap((item) => {
		const key = part(part(item, "key"), 0);
		const value = part(item, "value");
		if (!key || !value) return [];
		return [entry(reader, key.type === "identifier" ? sourceOf(reader, key) : key, value, item)];
	});
	return { kind: "record", entries, ...spanOf(body) };
}

function readVariables(reader: Reader, node: SyntaxNode): void {
	const specs = named(node).flatMap((spec) => (/_list$/.test(spec.type) ? named(spec) : [spec]));
	for (const spec of specs) {
		const values = named(part(spec, "value")).map((value) => reader.expression(value));
		const type = typeAt(reader, part(spec, "type"));
		const isBuilder = type?.kind === "name" && go.emptyTexts.has(type.name);
		parts(spec, "name")
			.filter((item) => item.isNamed)
			.forEach((item, position) => {
				const empty: Expression | null = isBuilder
					? { kind: "text", text: "", verbatim: false, ...spanOf(item) }
					: null;
				declareVariable(reader, {
					name: item,
					value: values[position] ?? (values.length === 1 ? (values[0] ?? null) : empty),
					...(values.length === 1 && position > 0 ? { path: [position] } : {}),
					type,
					at: spec,
					isConstant: node.type === "const_declaration",
				});
			});
	}
}

function readAssignment(reader: Reader, node: SyntaxNode): void {
	const targets = named(part(node, "left"));
	const values = named(part(node, "right"));
	if (node.type === "short_var_declaration")
		for (const target of targets) if (target.type === "identifier") declareLocal(reader, sourceOf(reader, target));
	const sign = node.children.find((child) => child.field === null && !child.isNamed)?.type ?? "=";
	const operator = part(node, "operator")?.type ?? sign;
	const [only] = targets;
	const [value] = values;
	if (targets.length === 1 && values.length === 1 && only && value) {
		if (appendTo(reader, only, value, node)) return;
		assign(reader, reader.expression(only), reader.expression(value), node, operator === ":=" ? "=" : operator);
		return;
	}
	const items = targets.map((target) => ({ value: reader.expression(target) }));
	const read = values.map((item) => reader.expression(item));
	const [first] = read;
	const given: Expression | undefined =
		read.length > 1
			? { kind: "list", form: "list", items: read.map((item) => ({ value: item })), ...spanOf(node) }
			: first;
	if (given) assign(reader, { kind: "list", form: "tuple", items, ...spanOf(node) }, given, node, "=");
}

/** `messages = append(messages, a, b)` adds to the list. */
function appendTo(reader: Reader, target: SyntaxNode, value: SyntaxNode, node: SyntaxNode): boolean {
	if (value.type !== "call_expression" || sourceOf(reader, part(value, "function") ?? value) !== "append") return false;
	const list = part(value, "arguments");
	const [first] = named(list);
	if (!first || sourceOf(reader, first) !== sourceOf(reader, target)) return false;
	const [changed, ...added] = readArguments(reader, list);
	const list_ = changed?.value;
	// `params.Messages = append(params.Messages, item)` adds to a list inside a construction.
	const field = list_?.kind === "member" && list_.object.kind === "name" ? list_ : null;
	for (const item of added)
		reader.builder.addMutation({
			target: field?.object ?? list_ ?? item.value,
			operation: item.spread ? "extend" : "append",
			key: field?.property ?? null,
			value: item.value,
			...spanOf(node),
		});
	return true;
}

function readFunction(reader: Reader, node: SyntaxNode): void {
	const receiver = named(part(node, "receiver"))[0];
	const receiverName = part(receiver, "name");
	const type = typeAt(reader, part(receiver, "type"));
	const classId = type?.kind === "name" ? (reader.classIds.get(type.name) ?? null) : null;
	const own = receiverName ? sourceOf(reader, receiverName) : null;
	const parameters = named(part(node, "parameters")).flatMap((item) => readParameter(reader, item));
	const outside: ParameterDraft[] =
		receiver && receiverName && classId === null ? [{ name: own ?? "", type, ...spanOf(receiver) }] : [];
	const result = part(node, "result");
	const returnType = result?.type === "parameter_list" ? part(named(result)[0], "type") : result;
	const name_ = part(node, "name");
	if (name_ && !receiver) {
		reader.locals[0]?.add(sourceOf(reader, name_));
		reader.builder.addExport({ exported: sourceOf(reader, name_), local: sourceOf(reader, name_), ...spanOf(node) });
	}
	declareFunction(reader, {
		node,
		name: name_,
		parameters: [...outside, ...parameters],
		body: part(node, "body"),
		kind: receiver ? "method" : "function",
		classId,
		returnType: typeAt(reader, returnType),
		receiver: classId === null ? null : own,
	});
}

function readParameter(reader: Reader, node: SyntaxNode): readonly ParameterDraft[] {
	const type = typeAt(reader, part(node, "type"));
	const form = node.type === "variadic_parameter_declaration" ? ("rest" as const) : ("plain" as const);
	return parts(node, "name").map((item) => ({ name: sourceOf(reader, item), form, type, ...spanOf(item) }));
}

function readFor(reader: Reader, node: SyntaxNode): void {
	const range = ofType(node, "range_clause");
	if (!range) {
		const isEndless = named(node).length === 1;
		loop({ body: "body", kind: isEndless ? "unbounded" : "condition" })(reader, node);
		return;
	}
	const over = part(range, "right");
	const variable = named(part(range, "left")).at(-1);
	const inner = { ...node, children: [variable, over, part(node, "body")].filter((item) => item !== undefined) };
	loop({ body: "body", variable: variable ? 0 : "none", over: "right" })(reader, inner);
}

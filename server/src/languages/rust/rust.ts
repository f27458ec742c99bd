/** Rust: methods stand in `impl` blocks, lists and texts are made by macros, and the last expression is returned. */
import type { Argument, Call, Expression } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { declareClass, declareFunction, exportName, type ParameterDraft } from "../general/declarations.ts";
import {
	declareLocal,
	type LanguageTable,
	lastNameOf,
	nameValue,
	plainName,
	type Reader,
	sourceOf,
	spanOf,
	typeAt,
	unknown,
} from "../general/reader.ts";
import {
	binary,
	blockValue,
	choiceOfArms,
	conditional,
	constant,
	index,
	inside,
	lambda,
	list,
	member,
	name,
	number,
	readArguments,
	self,
	unary,
} from "../general/shapes.ts";
import { assignment, block, branches, declareVariable, loop, returned } from "../general/statements.ts";
import { named, ofType, part, signOf } from "../general/syntax-tree.ts";
import { textLiteral } from "../general/text.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { macroCall, madeFrom } from "./macro-tokens.ts";

const wrappers: ReadonlySet<string> = new Set([
	"Arc",
	"Rc",
	"Box",
	"Option",
	"Mutex",
	"RwLock",
	"Result",
	"Cow",
	"OnceCell",
]);
const braces = { style: "braces", template: 0 } as const;

export const rust: LanguageTable = {
	language: "rust",
	scheme: "rust",
	hasImplicitThis: false,
	isFreeName: (name_) => /^[A-Z]/.test(name_),
	returnsLast: true,
	builderStart: rustBuilder,
	transparentMethods: new Set(
		"build into to_string to_owned clone unwrap as_str as_ref as_mut trim iter into_iter to_vec borrow lock deref".split(
			" ",
		),
	),
	fallbackMethods: new Set(["unwrap_or", "unwrap_or_else"]),
	transparentFunctions: new Set(
		"Some Ok Box.new Arc.new Rc.new Mutex.new RwLock.new String.from Cow.from Cow.Borrowed Cow.Owned Box.pin".split(
			" ",
		),
	),
	listMethods: { push: "append", extend: "extend", push_str: "append-text", insert: "set" },
	listFunctions: new Set(["vec!"]),
	recordFunctions: new Set(),
	emptyLists: new Set(["Vec.new", "Vec.with_capacity"]),
	emptyRecords: new Set(["HashMap.new"]),
	emptyTexts: new Set(["String.new", "String.with_capacity"]),
	formatFunctions: { "format!": braces, "indoc!": braces, "formatdoc!": braces, "concat!": braces },
	joinFunctions: { ".join": { separator: 0, items: 0 } },
	prepare: (reader, root) => {
		for (const node of named(root))
			if (node.type === "struct_item" || node.type === "enum_item") readStruct(reader, node);
	},
	type: readType,
	expressions: {
		identifier: name(),
		type_identifier: name(),
		self: self,
		crate: name(),
		super: name(),
		integer_literal: number,
		float_literal: number,
		boolean_literal: (reader, node) => constant(sourceOf(reader, node) === "true")(reader, node),
		string_literal: textLiteral({ content: ["string_content"], escape: ["escape_sequence"] }),
		raw_string_literal: textLiteral({ content: ["string_content"] }),
		scoped_identifier: (reader, node) =>
			part(node, "path") ? member("path", "name")(reader, node) : nameValue(reader, node, sourceOf(reader, node)),
		scoped_type_identifier: member("path", "name"),
		generic_type: inside("type"),
		generic_function: inside("function"),
		field_expression: member("value", "field"),
		call_expression: readCall,
		index_expression: index(0, 1),
		reference_expression: inside("value"),
		try_expression: inside(),
		await_expression: inside(),
		parenthesized_expression: inside(),
		type_cast_expression: inside("value"),
		unary_expression: (reader, node) => (signOf(node) === "*" ? inside()(reader, node) : unary(reader, node)),
		binary_expression: binary(),
		array_expression: list,
		tuple_expression: list,
		struct_expression: readStructLiteral,
		macro_invocation: (reader, node) => {
			const macro = part(node, "macro");
			const tree = ofType(node, "token_tree");
			if (!macro || !tree) return unknown(reader, node, "the macro is incomplete");
			return macroCall(reader, plainName(macro, sourceOf(reader, macro).replace(/^.*::/, "")), tree, node);
		},
		if_expression: conditional("condition", "consequence", "alternative"),
		match_expression: choiceOfArms("value", ["match_arm"], "value"),
		closure_expression: lambda("parameters", "body"),
		block: (reader, node) => blockValue(reader, node),
		unsafe_block: inside(),
		async_block: (reader, node) => blockValue(reader, ofType(node, "block") ?? node),
	},
	statements: {
		use_declaration: (reader, node) => {
			const argument = part(node, "argument");
			if (argument) readUse(reader, argument, []);
		},
		struct_item: (reader, node) => {
			if (!reader.classIds.has(sourceOf(reader, part(node, "name") ?? node))) readStruct(reader, node);
		},
		enum_item: () => undefined,
		impl_item: readImpl,
		mod_item: (reader, node) => {
			const body = part(node, "body");
			if (body) reader.statement(body);
		},
		function_item: (reader, node) => readFunction(reader, node, null),
		const_item: readConstant,
		static_item: readConstant,
		let_declaration: readLet,
		return_expression: returned(),
		assignment_expression: assignment("left", "right"),
		compound_assignment_expr: assignment("left", "right"),
		if_expression: branches(["consequence", "alternative"]),
		match_expression: branches(["match_arm"]),
		for_expression: loop({ variable: "pattern", over: "value", body: "body" }),
		while_expression: loop({ body: "body" }),
		loop_expression: loop({ body: "body", kind: "unbounded" }),
		block,
		attribute_item: () => undefined,
	},
};

/** `RequestArgs::default()`, `ClientBuilder::new()`: types that other types are built with. */
function rustBuilder({ callee, arguments: given }: Call): Expression | null {
	if (callee.kind !== "member" || given.length > 0) return null;
	const type = lastNameOf(callee.object) ?? "";
	if (callee.property === "builder" && /^[A-Z]/.test(type)) return callee.object;
	return /^(default|new)$/.test(callee.property) && /(Args|Builder)$/.test(type) ? callee.object : null;
}

function readUse(reader: Reader, node: SyntaxNode, path: readonly string[]): void {
	const written = (item: SyntaxNode | undefined) => (item ? sourceOf(reader, item).split("::") : []);
	switch (node.type) {
		case "scoped_use_list": {
			const inner = [...path, ...written(part(node, "path"))];
			for (const item of named(part(node, "list"))) readUse(reader, item, inner);
			return;
		}
		case "use_list":
			for (const item of named(node)) readUse(reader, item, path);
			return;
		case "use_as_clause": {
			const alias = part(node, "alias");
			if (alias) addUse(reader, node, [...path, ...written(part(node, "path"))], sourceOf(reader, alias));
			return;
		}
		case "use_wildcard": {
			const module = [...path, ...written(named(node)[0])].join(".");
			reader.builder.addImport({ local: null, module: `rust:${module}`, imported: "**", ...spanOf(node) });
			return;
		}
		default: {
			const names = [...path, ...written(node)];
			addUse(reader, node, names.at(-1) === "self" ? names.slice(0, -1) : names, null);
		}
	}
}

function addUse(reader: Reader, node: SyntaxNode, names: readonly string[], alias: string | null): void {
	const imported = names.at(-1);
	if (imported === undefined) return;
	const local = alias ?? imported;
	const module = names.slice(0, -1).filter((item) => !/^(crate|self|super)$/.test(item));
	reader.locals[0]?.add(local);
	reader.builder.addImport({ local, module: `rust:${module.join(".")}`, imported, ...spanOf(node) });
}

function readType(reader: Reader, node: SyntaxNode): Expression | null {
	switch (node.type) {
		case "type_identifier":
		case "identifier":
			return selfOr(reader, node);
		case "reference_type":
			return typeAt(reader, part(node, "type"));
		case "generic_type": {
			const base = part(node, "type");
			const isWrapper = base !== undefined && wrappers.has(sourceOf(reader, base).replace(/^.*::/, ""));
			return typeAt(reader, isWrapper ? named(part(node, "type_arguments"))[0] : base);
		}
		case "scoped_type_identifier":
			return reader.expression(node);
		default:
			return null;
	}
}

/** `Self` is the type whose methods are being read. */
function selfOr(reader: Reader, node: SyntaxNode): Expression {
	const written = sourceOf(reader, node);
	const around = reader.classes.at(-1);
	return written === "Self" && around ? plainName(node, around.name) : nameValue(reader, node, written);
}

function readStruct(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	if (!name_ || node.type === "enum_item") return;
	declareClass(reader, {
		node,
		name: sourceOf(reader, name_),
		bases: [],
		members: new Map(),
		read: () => {
			for (const field of named(part(node, "body"))) {
				const fieldName = part(field, "name");
				const annotation = typeAt(reader, part(field, "type"));
				if (field.type !== "field_declaration" || !fieldName) continue;
				reader.builder.addField({
					name: sourceOf(reader, fieldName),
					value: null,
					...(annotation ? { annotation } : {}),
					isStatic: false,
					...spanOf(field),
				});
			}
		},
	});
}

function readCall(reader: Reader, node: SyntaxNode): Expression {
	const callee = part(node, "function");
	const list_ = part(node, "arguments");
	if (!callee) return unknown(reader, node, "the call is incomplete");
	const called = reader.expression(callee);
	const made = madeFrom(called);
	const given = { callee: made ?? called, arguments: readArguments(reader, list_), list: list_ };
	return makeCall(reader, node, made ? { ...given, isNew: true } : given);
}

function readStructLiteral(reader: Reader, node: SyntaxNode): Expression {
	const callee = typeAt(reader, part(node, "name"));
	const fields = named(part(node, "body")).flatMap((item): Argument[] => {
		const field = part(item, "field") ?? part(item, "name");
		const value = part(item, "value");
		if (item.type === "base_field_initializer") {
			const base = named(item)[0];
			return base ? [{ name: null, value: reader.expression(base), spread: "record", ...spanOf(item) }] : [];
		}
		const short = field ?? named(item)[0];
		if (!short) return [];
		return [{ name: sourceOf(reader, short), value: reader.expression(value ?? short), ...spanOf(item) }];
	});
	if (!callee) return unknown(reader, node, "the type is not named");
	return makeCall(reader, node, { callee, arguments: fields, list: undefined, isNew: true });
}

function readImpl(reader: Reader, node: SyntaxNode): void {
	const type = part(node, "type");
	const base = type ? (part(type, "type") ?? type) : undefined;
	const written = base ? sourceOf(reader, base) : "";
	const classId = reader.classIds.get(written) ?? null;
	reader.classes.push({ name: written, members: new Map(), isInStatic: false });
	for (const item of named(part(node, "body"))) {
		if (item.type === "function_item") readFunction(reader, item, classId);
		else reader.statement(item);
	}
	reader.classes.pop();
}

function readFunction(reader: Reader, node: SyntaxNode, classId: number | null): void {
	const name_ = part(node, "name");
	const parameters = named(part(node, "parameters"));
	const isMethod = reader.classes.length > 0;
	const hasSelf = parameters.some((item) => item.type === "self_parameter");
	if (!isMethod && name_ && reader.builder.currentScope === 0) exportName(reader, sourceOf(reader, name_), node);
	declareFunction(reader, {
		node,
		name: name_,
		parameters: parameters.flatMap((item) => readParameter(reader, item)),
		body: part(node, "body"),
		kind: !isMethod ? "function" : hasSelf ? "method" : "static-method",
		classId,
		isAsync: /\basync\b/.test(sourceOf(reader, ofType(node, "function_modifiers") ?? { start: 0, end: 0 })),
		returnType: typeAt(reader, part(node, "return_type")),
	});
}

function readParameter(reader: Reader, node: SyntaxNode): readonly ParameterDraft[] {
	const pattern = part(node, "pattern");
	const name_ = pattern?.type === "mut_pattern" ? named(pattern).at(-1) : pattern;
	if (node.type !== "parameter" || !name_) return [];
	return [{ name: sourceOf(reader, name_), type: typeAt(reader, part(node, "type")), ...spanOf(node) }];
}

function readConstant(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const value = part(node, "value");
	if (!name_) return;
	const read = value ? reader.expression(value) : null;
	declareVariable(reader, { name: name_, value: read, at: node, isConstant: true });
}

function readLet(reader: Reader, node: SyntaxNode): void {
	const pattern = part(node, "pattern");
	const value = part(node, "value");
	const otherwise = part(node, "alternative");
	const read = value ? reader.expression(value) : null;
	const type = typeAt(reader, part(node, "type"));
	if (otherwise) reader.statement(otherwise);
	if (pattern?.type === "identifier") declareVariable(reader, { name: pattern, value: read, type, at: node });
	else if (pattern?.type === "tuple_pattern")
		for (const [position, item] of named(pattern).entries()) {
			if (item.type !== "identifier" || !read) continue;
			const single = read.kind === "list" ? read.items[position]?.value : undefined;
			declareVariable(reader, { name: item, value: single ?? read, ...(single ? {} : { path: [position] }), at: node });
		}
	else for (const item of named(pattern)) if (item.type === "identifier") declareLocal(reader, sourceOf(reader, item));
}

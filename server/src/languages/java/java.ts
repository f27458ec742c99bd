/** Java: chains of builders are read as constructions with named arguments; fields may be named without `this`. */
import type { Call, Expression } from "../../model/expression.ts";
import { declareClass, declareFunction, type ParameterDraft } from "../general/declarations.ts";
import {
	type LanguageTable,
	lastNameOf,
	nameValue,
	plainName,
	type Reader,
	sourceOf,
	spanOf,
	typeAt,
} from "../general/reader.ts";
import {
	binary,
	choiceOfArms,
	conditional,
	constant,
	construction,
	index,
	inside,
	lambda,
	list,
	member,
	methodCall,
	name,
	number,
	self,
	unary,
} from "../general/shapes.ts";
import { assignment, attempt, block, branches, declareVariable, loop, returned } from "../general/statements.ts";
import { hasModifier, named, ofType, part, parts } from "../general/syntax-tree.ts";
import { textLiteral } from "../general/text.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** `Type.builder()`, `Type.newBuilder()`, `new Type.Builder()`, `new TypeBuilder()`. */
export function javaBuilder(call: Call): Expression | null {
	const { callee } = call;
	if (call.isNew) {
		if (callee.kind === "member" && callee.property === "Builder") return callee.object;
		return callee.kind === "name" && /^[A-Z]\w*Builder$/.test(callee.name) && !/^String/.test(callee.name)
			? callee
			: null;
	}
	if (callee.kind !== "member" || !/^(builder|newBuilder)$/.test(callee.property)) return null;
	return /^[A-Z]/.test(lastNameOf(callee.object) ?? "") ? callee.object : null;
}

/** What the library shared by Java and Kotlin does with lists, records and texts. */
export const javaLibrary = {
	transparentMethods: new Set([
		"build",
		"toString",
		"trim",
		"strip",
		"toBuilder",
		"get",
		"orElseThrow",
		"join",
		"stripIndent",
		"trimIndent",
		"toLowerCase",
		"asParam",
	]),
	fallbackMethods: new Set(["orElse", "getOrDefault", "orElseGet"]),
	transparentFunctions: new Set([
		"Optional.of",
		"Optional.ofNullable",
		"String.valueOf",
		"Objects.requireNonNull",
		"CompletableFuture.completedFuture",
	]),
	listMethods: {
		add: "append",
		addAll: "extend",
		put: "set",
		append: "append-text",
		addFirst: "insert-first",
	},
	listFunctions: new Set([
		"List.of",
		"Arrays.asList",
		"Collections.singletonList",
		"Set.of",
		"ImmutableList.of",
		"listOf",
		"mutableListOf",
		"arrayOf",
		"arrayListOf",
	]),
	recordFunctions: new Set(["Map.of", "mapOf", "mutableMapOf", "ImmutableMap.of", "hashMapOf"]),
	emptyLists: new Set(["ArrayList", "LinkedList"]),
	emptyRecords: new Set(["HashMap", "LinkedHashMap", "TreeMap"]),
	emptyTexts: new Set(["StringBuilder", "StringBuffer"]),
	formatFunctions: {
		"String.format": { style: "percent", template: 0 },
		".formatted": { style: "percent", template: -1 },
		".format": { style: "percent", template: -1 },
	},
	joinFunctions: { "String.join": { separator: 0, items: 1 }, ".joinToString": { separator: 0, items: 0 } },
} as const satisfies Partial<LanguageTable>;

/** Types around the one that counts. */
export const javaWrappers: ReadonlySet<string> = new Set([
	"Optional",
	"CompletableFuture",
	"Mono",
	"Lazy",
	"Provider",
	"ObjectProvider",
]);

export const java: LanguageTable = {
	...javaLibrary,
	language: "java",
	scheme: "java",
	hasImplicitThis: true,
	isFreeName: (name_) => /^[A-Z]/.test(name_),
	returnsLast: false,
	builderStart: javaBuilder,
	prepare: (reader, root) => {
		for (const node of named(root))
			if (node.type === "package_declaration") reader.namespace = sourceOf(reader, part(node, 0) ?? node);
	},
	type: readType,
	expressions: {
		identifier: name(),
		type_identifier: name(),
		this: self,
		super: name(),
		null_literal: constant(null),
		true: constant(true),
		false: constant(false),
		decimal_integer_literal: number,
		decimal_floating_point_literal: number,
		hex_integer_literal: number,
		string_literal: textLiteral({
			content: ["string_fragment", "multiline_string_fragment"],
			escape: ["escape_sequence"],
			interpolation: ["string_interpolation"],
			isDedented: true,
		}),
		field_access: member("object", "field"),
		scoped_type_identifier: member(0, 1),
		method_invocation: methodCall("object", "name", "arguments"),
		object_creation_expression: construction("type", "arguments"),
		array_access: index("array", "index"),
		array_initializer: list,
		array_creation_expression: inside("value"),
		binary_expression: binary(),
		unary_expression: unary,
		ternary_expression: conditional("condition", "consequence", "alternative"),
		parenthesized_expression: inside(),
		cast_expression: inside("value"),
		lambda_expression: lambda("parameters", "body"),
		switch_expression: choiceOfArms("condition", ["switch_rule"], -1),
		assignment_expression: (reader, node) => {
			assignment("left", "right")(reader, node);
			return { kind: "null", ...spanOf(node) };
		},
	},
	statements: {
		package_declaration: () => undefined,
		import_declaration: readImport,
		class_declaration: readClass,
		record_declaration: readClass,
		enum_declaration: readClass,
		interface_declaration: readClass,
		field_declaration: readFields,
		constant_declaration: readFields,
		enum_constant: readEnumConstant,
		method_declaration: readMethod,
		constructor_declaration: readMethod,
		compact_constructor_declaration: readMethod,
		local_variable_declaration: readLocals,
		resource: (reader, node) => declareFrom(reader, node, part(node, "type"), node),
		return_statement: returned(),
		yield_statement: returned(),
		if_statement: branches(["consequence", "alternative"]),
		switch_expression: branches(["switch_block_statement_group", "switch_rule"]),
		enhanced_for_statement: loop({ variable: "name", over: "value", body: "body" }),
		for_statement: loop({ body: "body", kind: "count" }),
		while_statement: loop({ body: "body" }),
		do_statement: loop({ body: "body" }),
		try_statement: attempt(["catch_clause"]),
		try_with_resources_statement: attempt(["catch_clause"]),
		block,
		modifiers: () => undefined,
	},
};

function readImport(reader: Reader, node: SyntaxNode): void {
	const path = named(node)[0];
	if (!path) return;
	const whole = sourceOf(reader, path).replace(/\s+/g, "");
	if (ofType(node, "asterisk")) {
		reader.builder.addImport({ local: null, module: `java:${whole}`, imported: "**", ...spanOf(node) });
		return;
	}
	const dot = whole.lastIndexOf(".");
	const imported = whole.slice(dot + 1);
	reader.locals[0]?.add(imported);
	const isMember = hasModifier(node, reader.text, "static");
	const module = whole.slice(0, dot);
	if (!isMember) reader.builder.addImport({ local: imported, module: `java:${module}`, imported, ...spanOf(node) });
	else {
		// `import static com.example.Models.DEFAULT`: a member of a class.
		const owner = module.slice(module.lastIndexOf(".") + 1);
		const place = spanOf(node);
		const outer = module.slice(0, module.lastIndexOf("."));
		reader.builder.addImport({ local: `${owner}#`, module: `java:${outer}`, imported: owner, ...place });
		const object = plainName(place, `${owner}#`);
		const value: Expression = { kind: "member", object, property: imported, nameSpan: place, ...place };
		reader.builder.addBinding({ name: imported, nameSpan: place, value, form: "assign", isConstant: true, ...place });
	}
}

function readType(reader: Reader, node: SyntaxNode): Expression | null {
	switch (node.type) {
		case "type_identifier":
		case "identifier":
			return nameValue(reader, node, sourceOf(reader, node));
		case "generic_type": {
			const base = named(node)[0];
			const inner = named(ofType(node, "type_arguments"))[0];
			const isWrapper = base !== undefined && javaWrappers.has(sourceOf(reader, base));
			return typeAt(reader, isWrapper ? inner : base);
		}
		case "scoped_type_identifier":
			return reader.expression(node);
		case "annotated_type":
			return typeAt(reader, named(node).at(-1));
		default:
			return null;
	}
}

function readClass(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const body = part(node, "body");
	if (!name_) return;
	const components = named(part(node, "parameters"));
	const declarations = named(body).flatMap((child) =>
		child.type === "enum_body_declarations" ? named(child) : [child],
	);
	const bases = ["superclass"].flatMap((field) => {
		const base = typeAt(reader, named(part(node, field))[0]);
		return base ? [base] : [];
	});
	declareClass(reader, {
		node,
		name: sourceOf(reader, name_),
		bases,
		members: new Map([
			...declarations.flatMap((child) => membersOf(reader, child, node.type === "interface_declaration")),
			...components.map((item) => [sourceOf(reader, part(item, "name") ?? item), false] as const),
		]),
		read: () => {
			for (const item of components) addField(reader, item, part(item, "type"), item, false);
			for (const child of declarations) if (!/^method|constructor/.test(child.type)) reader.statement(child);
			for (const child of declarations) if (/^method|constructor/.test(child.type)) reader.statement(child);
		},
	});
}

function membersOf(reader: Reader, node: SyntaxNode, isInterface: boolean): readonly (readonly [string, boolean])[] {
	const isStatic = hasModifier(node, reader.text, "static") || isInterface;
	if (node.type === "field_declaration" || node.type === "constant_declaration")
		return parts(node, "declarator").map((item) => [sourceOf(reader, part(item, "name") ?? item), isStatic]);
	const name_ = part(node, "name");
	if (node.type === "enum_constant" && name_) return [[sourceOf(reader, name_), true]];
	return node.type === "method_declaration" && name_ ? [[sourceOf(reader, name_), isStatic && !isInterface]] : [];
}

function readFields(reader: Reader, node: SyntaxNode): void {
	const isStatic = hasModifier(node, reader.text, "static") || node.type === "constant_declaration";
	for (const item of parts(node, "declarator")) addField(reader, item, part(node, "type"), node, isStatic);
}

function addField(
	reader: Reader,
	item: SyntaxNode,
	type: SyntaxNode | undefined,
	node: SyntaxNode,
	isStatic: boolean,
): void {
	const value = part(item, "value");
	const annotation = typeAt(reader, type);
	const around = reader.classes.at(-1);
	if (around) around.isInStatic = isStatic;
	reader.builder.addField({
		name: sourceOf(reader, part(item, "name") ?? item),
		value: value ? reader.expression(value) : null,
		...(annotation ? { annotation } : {}),
		isStatic,
		...spanOf(node),
	});
	if (around) around.isInStatic = false;
}

/** `FAST("gpt-4o-mini")`: stands for what it is made of. */
function readEnumConstant(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const [value] = named(part(node, "arguments"));
	if (!name_) return;
	const read = value ? reader.expression(value) : null;
	reader.builder.addField({ name: sourceOf(reader, name_), value: read, isStatic: true, ...spanOf(node) });
}

function readMethod(reader: Reader, node: SyntaxNode): void {
	const isConstructor = node.type !== "method_declaration";
	declareFunction(reader, {
		node,
		name: part(node, "name"),
		parameters: named(part(node, "parameters")).flatMap((item) => readParameter(reader, item)),
		body: part(node, "body"),
		kind: isConstructor ? "constructor" : hasModifier(node, reader.text, "static") ? "static-method" : "method",
		returnType: typeAt(reader, part(node, "type")),
	});
}

function readParameter(reader: Reader, node: SyntaxNode): readonly ParameterDraft[] {
	const isRest = node.type === "spread_parameter";
	const name_ = part(isRest ? ofType(node, "variable_declarator") : node, "name");
	if (!name_) return [];
	return [
		{
			name: sourceOf(reader, name_),
			form: isRest ? "rest" : "plain",
			type: isRest ? null : typeAt(reader, part(node, "type")),
			...spanOf(node),
		},
	];
}

function readLocals(reader: Reader, node: SyntaxNode): void {
	for (const item of parts(node, "declarator")) declareFrom(reader, item, part(node, "type"), node);
}

function declareFrom(reader: Reader, item: SyntaxNode, type: SyntaxNode | undefined, node: SyntaxNode): void {
	const name_ = part(item, "name");
	const value = part(item, "value");
	if (!name_) return;
	const read = value ? reader.expression(value) : null;
	const annotation = type && sourceOf(reader, type) !== "var" ? typeAt(reader, type) : null;
	declareVariable(reader, { name: name_, value: read, type: annotation, at: node });
}

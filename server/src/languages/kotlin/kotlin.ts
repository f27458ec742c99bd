/** Kotlin: Java's libraries with named arguments, blocks after calls, and values that branches and blocks give. */
import type { Expression } from "../../model/expression.ts";
import { declareFunction, exportName, type ParameterDraft } from "../general/declarations.ts";
import { type LanguageTable, nameValue, plainName, type Reader, sourceOf, spanOf, typeAt } from "../general/reader.ts";
import {
	blockValue,
	branchValue,
	choiceOfArms,
	conditional,
	constant,
	index,
	inside,
	member,
	name,
	number,
	self,
	unary,
} from "../general/shapes.ts";
import { assignment, attempt, block, branches, declareVariable, loop, returned } from "../general/statements.ts";
import { named, ofType, part, signOf } from "../general/syntax-tree.ts";
import { javaLibrary, javaWrappers } from "../java/java.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { readBlock, readBlockBody } from "./blocks.ts";
import { parameterOf, propertyValue, readClass } from "./classes.ts";
import { kotlinBuilder, readBinary, readCall, readInfix } from "./kotlin-calls.ts";
import { readSimpleName, readText } from "./texts.ts";

export const kotlin: LanguageTable = {
	...javaLibrary,
	transparentMethods: new Set([...javaLibrary.transparentMethods, "await", "toList", "toMutableList", "orEmpty"]),
	transparentFunctions: new Set([...javaLibrary.transparentFunctions, "requireNotNull", "checkNotNull"]),
	listFunctions: new Set([...javaLibrary.listFunctions, "listOfNotNull", "setOf", "mutableSetOf"]),
	language: "kotlin",
	scheme: "java",
	hasImplicitThis: true,
	isFreeName: (name_) => !/^(it|field|value)$/.test(name_),
	returnsLast: false,
	builderStart: kotlinBuilder,
	prepare: (reader, root) => {
		const header = ofType(root, "package_header");
		const path = named(header)[0];
		if (path) reader.namespace = sourceOf(reader, path).replace(/\s+/g, "");
	},
	type: readType,
	expressions: {
		identifier: name(),
		simple_name: readSimpleName,
		this_expression: self,
		null: constant(null),
		true: constant(true),
		false: constant(false),
		number_literal: number,
		float_literal: number,
		string_literal: readText,
		multiline_string_literal: readText,
		navigation_expression: member(0, -1),
		call_expression: readCall,
		index_expression: index(0, 1),
		binary_expression: readBinary,
		infix_expression: readInfix,
		unary_expression: (reader, node) => (signOf(node) === "!!" ? inside("argument") : unary)(reader, node),
		parenthesized_expression: inside(),
		as_expression: inside("left"),
		labeled_expression: inside(-1),
		annotated_expression: inside(-1),
		callable_reference: (reader, node) =>
			named(node).length > 1 ? member(0, 1)(reader, node) : inside()(reader, node),
		annotated_lambda: inside(-1),
		lambda_literal: readBlock,
		lambda_body: readBlockBody,
		if_expression: (reader, node) => conditional("condition", ...armsOf(node))(reader, node),
		when_expression: (reader, node) =>
			choiceOfArms(ofType(node, "when_subject") ? 0 : "subject", ["when_entry"], -1)(reader, node),
		when_subject: inside(-1),
		try_expression: readTry,
	},
	statements: {
		package_header: () => undefined,
		import: readImport,
		class_declaration: readClass,
		object_declaration: readClass,
		function_declaration: readFunction,
		property_declaration: readProperty,
		return_expression: (reader, node) => returned(part(node, "label") ? 1 : 0)(reader, node),
		if_expression: readIf,
		when_expression: branches(["when_entry"]),
		for_statement: loop({ variable: 0, over: 1, body: 2 }),
		while_statement: loop({ body: -1 }),
		do_while_statement: loop({ body: 0 }),
		try_expression: attempt(["catch_block"]),
		assignment: assignment("left", "right"),
		block,
		modifiers: () => undefined,
	},
};

function readType(reader: Reader, node: SyntaxNode): Expression | null {
	if (node.type === "nullable_type" || node.type === "parenthesized_type") return typeAt(reader, named(node)[0]);
	if (node.type !== "user_type") return null;
	const words = named(node).filter((child) => child.type === "identifier");
	const inner = named(named(ofType(node, "type_arguments"))[0])[0];
	const [first, ...rest] = words;
	if (!first) return null;
	if (inner && rest.length === 0 && javaWrappers.has(sourceOf(reader, first))) return typeAt(reader, inner);
	let type = nameValue(reader, first, sourceOf(reader, first));
	for (const word of rest) {
		const span = { start: first.start, end: word.end };
		type = { kind: "member", object: type, property: sourceOf(reader, word), nameSpan: spanOf(word), ...span };
	}
	return type;
}

function readImport(reader: Reader, node: SyntaxNode): void {
	const path = ofType(node, "qualified_identifier", "identifier");
	if (!path) return;
	const whole = sourceOf(reader, path).replace(/\s+/g, "");
	const span = spanOf(node);
	if (sourceOf(reader, node).trimEnd().endsWith("*")) {
		reader.builder.addImport({ local: null, module: `java:${whole}`, imported: "**", ...span });
		return;
	}
	const words = whole.split(".");
	const imported = words.at(-1) ?? whole;
	const alias = named(node).find((child) => child !== path && child.type === "identifier");
	const local = alias ? sourceOf(reader, alias) : imported;
	reader.locals[0]?.add(local);
	const owner = words.at(-2) ?? "";
	if (!/^[A-Z]/.test(owner) || /^[A-Z]\w*[a-z]/.test(imported)) {
		reader.builder.addImport({ local, module: `java:${words.slice(0, -1).join(".")}`, imported, ...span });
		return;
	}
	// `import com.example.Prompts.RULES`: a member of an object or class.
	const holder = `${owner}#`;
	reader.builder.addImport({ local: holder, module: `java:${words.slice(0, -2).join(".")}`, imported: owner, ...span });
	const object = plainName(span, holder);
	const value: Expression = { kind: "member", object, property: imported, nameSpan: span, ...span };
	reader.builder.addBinding({ name: local, nameSpan: span, value, form: "assign", isConstant: true, ...span });
}

export function readFunction(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const around = reader.classes.at(-1);
	const isInClass = reader.builder.currentClass !== null && around !== undefined;
	const body = ofType(node, "function_body");
	const returnType = node.children.slice(
		node.children.findIndex((child) => child.type === "function_value_parameters"),
	);
	declareFunction(reader, {
		node,
		name: name_,
		parameters: parametersOf(reader, ofType(node, "function_value_parameters")),
		body: named(body)[0],
		kind: isInClass ? (around.isInStatic ? "static-method" : "method") : "function",
		returnType: typeAt(
			reader,
			returnType.find((child) => /_type$/.test(child.type)),
		),
	});
	if (!isInClass && name_ && reader.builder.currentScope === 0) exportName(reader, sourceOf(reader, name_), node);
}

function parametersOf(reader: Reader, list: SyntaxNode | undefined): readonly ParameterDraft[] {
	const children = named(list);
	return children.flatMap((node, position): readonly ParameterDraft[] => {
		if (node.type !== "parameter") return [];
		const before = children[position - 1];
		const after = children[position + 1];
		const isRest = before?.type === "parameter_modifiers" && /\bvararg\b/.test(sourceOf(reader, before));
		const given = after && !/^parameter/.test(after.type) ? after : undefined;
		return parameterOf(reader, node, { isRest, given });
	});
}

function readProperty(reader: Reader, node: SyntaxNode): void {
	const several = ofType(node, "multi_variable_declaration");
	const value = propertyValue(reader, node);
	const isConstant = ofType(node, "val") !== undefined;
	const variables = several ? named(several) : [ofType(node, "variable_declaration")];
	for (const [position, variable] of variables.entries()) {
		const name_ = named(variable).find((child) => child.type === "identifier");
		if (!name_) continue;
		const type = typeAt(
			reader,
			named(variable).find((child) => /_type$/.test(child.type)),
		);
		const path = several ? { path: [position] } : {};
		declareVariable(reader, { name: name_, value, type, at: node, isConstant, ...path });
	}
}

function armsOf(node: SyntaxNode): [number, number] {
	return [named(node).findIndex((child) => child.field === "condition") + 1, 2];
}

function readIf(reader: Reader, node: SyntaxNode): void {
	let arm = 0;
	for (const child of named(node)) {
		if (child.field === "condition") reader.statement(child);
		else reader.builder.inControl({ kind: "branch", at: node.start, arm: arm++ }, () => reader.statement(child));
	}
}

/** The value of what is tried; what is caught gives another only when that fails. */
function readTry(reader: Reader, node: SyntaxNode): Expression {
	const [tried, ...rest] = named(node);
	const value = tried ? blockValue(reader, tried) : branchValue(reader, node, node.start, 0);
	for (const [arm, handler] of rest.entries())
		reader.builder.inControl({ kind: "catch", at: node.start, arm }, () => block(reader, handler));
	return value;
}

/** Ruby: a method without arguments reads like a field, constants need no import, and `new` makes an object. */
import type { Argument, Expression, ListItem } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { declareClass, declareFunction, exportName, type ParameterDraft } from "../general/declarations.ts";
import {
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
	choiceOfArms,
	conditional,
	constant,
	index,
	lambda,
	member,
	memberOf,
	number,
	readLambda,
	self,
	unary,
} from "../general/shapes.ts";
import {
	assign,
	attempt,
	bindElement,
	block,
	branches,
	declareVariable,
	loop,
	returned,
} from "../general/statements.ts";
import { named, ofType, part, signOf } from "../general/syntax-tree.ts";
import { type TextShape, textLiteral, textOf } from "../general/text.ts";
import type { SyntaxNode } from "../syntax-node.ts";

const text: TextShape = {
	content: ["string_content", "heredoc_content"],
	escape: ["escape_sequence"],
	interpolation: ["interpolation"],
	ignored: ["heredoc_end"],
};
const symbol = (reader: Reader, node: SyntaxNode): Expression => ({
	kind: "text",
	text: sourceOf(reader, node).replace(/^:?"?|"?:?$/g, ""),
	verbatim: false,
	...spanOf(node),
});

export const ruby: LanguageTable = {
	language: "ruby",
	scheme: "ruby",
	hasImplicitThis: true,
	isFreeName: (name_) => /^[A-Z]/.test(name_),
	returnsLast: true,
	builderStart: () => null,
	transparentMethods: new Set([
		"to_s",
		"strip",
		"chomp",
		"freeze",
		"to_a",
		"dup",
		"to_sym",
		"squish",
		"html_safe",
		"strip_heredoc",
	]),
	fallbackMethods: new Set([]),
	transparentFunctions: new Set(["String", "Array"]),
	listMethods: { push: "append", append: "append", concat: "extend", unshift: "insert-first" },
	listFunctions: new Set(),
	recordFunctions: new Set(),
	emptyLists: new Set(["Array"]),
	emptyRecords: new Set(["Hash"]),
	emptyTexts: new Set(),
	formatFunctions: { format: { style: "percent", template: 0 }, sprintf: { style: "percent", template: 0 } },
	joinFunctions: { ".join": { separator: 0, items: 0 } },
	prepare: (reader, root) => pairHeredocs(reader, root),
	type: (reader, node) => (/^(constant|scope_resolution)$/.test(node.type) ? reader.expression(node) : null),
	expressions: {
		identifier: readIdentifier,
		constant: (reader, node) => nameValue(reader, node, sourceOf(reader, node)),
		scope_resolution: (reader, node) =>
			part(node, "scope") ? member("scope", "name")(reader, node) : topLevel(reader, node),
		instance_variable: (reader, node) => ownVariable(reader, node, 1),
		class_variable: (reader, node) => ownVariable(reader, node, 2),
		self: self,
		nil: constant(null),
		true: constant(true),
		false: constant(false),
		integer: number,
		float: number,
		string: textLiteral(text),
		bare_string: textLiteral(text),
		chained_string: (reader, node) => ({
			kind: "concat",
			parts: named(node).map((item) => reader.expression(item)),
			...spanOf(node),
		}),
		heredoc_beginning: (reader, node) => {
			const body = reader.laterTexts.get(node);
			if (!body) return unknown(reader, node, "the text is not found");
			return textOf(reader, body, { ...text, isDedented: sourceOf(reader, node).startsWith("<<~") });
		},
		simple_symbol: symbol,
		hash_key_symbol: symbol,
		delimited_symbol: symbol,
		bare_symbol: symbol,
		array: readArray,
		string_array: readArray,
		symbol_array: readArray,
		hash: readHash,
		call: readCall,
		element_reference: index("object", 1),
		binary: (reader, node) => {
			if (signOf(node) !== "<<") return binary()(reader, node);
			const target = reader.expression(part(node, "left") ?? node);
			const value = reader.expression(part(node, "right") ?? node);
			reader.builder.addMutation({ target, operation: "append", key: null, value, ...spanOf(node) });
			return target;
		},
		unary,
		parenthesized_statements: (reader, node) => {
			const last = named(node).at(-1);
			for (const item of named(node)) if (item !== last) reader.statement(item);
			return last ? reader.expression(last) : unknown(reader, node, "nothing stands between the brackets");
		},
		begin: (reader, node) => {
			const [first, ...rest] = named(node);
			for (const item of rest) reader.statement(item);
			return first ? reader.expression(first) : unknown(reader, node, "the block is empty");
		},
		conditional: conditional("condition", "consequence", "alternative"),
		if: conditional("condition", "consequence", "alternative"),
		unless: conditional("condition", "consequence", "alternative"),
		case: choiceOfArms("value", ["when"], "body"),
		lambda: lambda("parameters", "body"),
		assignment: readAssignment,
		operator_assignment: readAssignment,
	},
	statements: {
		module: readModule,
		class: readClass,
		method: readMethod,
		singleton_method: readMethod,
		return: (reader, node) => {
			const list = ofType(node, "argument_list");
			if (list) returned()(reader, { ...list, start: node.start });
		},
		if: branches(["consequence", "alternative"]),
		unless: branches(["consequence", "alternative"]),
		if_modifier: branches(["body"]),
		unless_modifier: branches(["body"]),
		case: branches(["when", "else"]),
		while: loop({ body: "body" }),
		until: loop({ body: "body" }),
		for: loop({ variable: "pattern", over: "value", body: "body" }),
		begin: attempt(["rescue"]),
		body_statement: attempt(["rescue"]),
		heredoc_body: () => undefined,
		block_body: block,
	},
};

/** The bodies of heredocs stand after the line that begins them, in the same order. */
function pairHeredocs(reader: Reader, root: SyntaxNode): void {
	const beginnings: SyntaxNode[] = [];
	const bodies: SyntaxNode[] = [];
	const waiting = [root];
	for (let node = waiting.pop(); node; node = waiting.pop()) {
		if (node.type === "heredoc_beginning") beginnings.push(node);
		else if (node.type === "heredoc_body") bodies.push(node);
		waiting.push(...node.children);
	}
	beginnings.sort((a, b) => a.start - b.start);
	bodies.sort((a, b) => a.start - b.start);
	beginnings.forEach((beginning, position) => {
		const body = bodies[position];
		if (body) reader.laterTexts.set(beginning, body);
	});
}

/** `::OpenAI` is the outermost constant of that name, whatever the file calls its own classes. */
function topLevel(reader: Reader, node: SyntaxNode): Expression {
	const written = sourceOf(reader, node);
	noteFree(reader, written, "", sourceOf(reader, part(node, "name") ?? node));
	return plainName(node, written);
}

/** A name that is no variable is a method of the object without arguments. */
function readIdentifier(reader: Reader, node: SyntaxNode): Expression {
	const written = sourceOf(reader, node);
	const around = reader.classes.at(-1);
	// A reader of `@client` may be declared in a base class of another file.
	const isOwn =
		around !== undefined &&
		!isLocal(reader, written) &&
		(around.members.has(written) || new RegExp(`@${written}\\b`).test(reader.text));
	return isOwn ? memberOf(plainName(node, "this"), written, node, node) : plainName(node, written);
}

function ownVariable(reader: Reader, node: SyntaxNode, cut: number): Expression {
	return memberOf(plainName(node, "this"), sourceOf(reader, node).slice(cut), node, node);
}

function readArray(reader: Reader, node: SyntaxNode): Expression {
	const items = named(node).map((item): ListItem => {
		const isSpread = item.type === "splat_argument";
		const value = reader.expression(isSpread ? (named(item)[0] ?? item) : item);
		return isSpread ? { value, spread: true } : { value };
	});
	return { kind: "list", form: "list", items, ...spanOf(node) };
}

function readHash(reader: Reader, node: SyntaxNode): Expression {
	const entries = named(node).map((pair) => {
		const key = part(pair, "key");
		if (pair.type !== "pair" || !key)
			return { key: null, value: reader.expression(named(pair)[0] ?? pair), spread: true, ...spanOf(pair) };
		const read = reader.expression(key);
		return { key: read.kind === "text" ? read.text : null, value: valueOfPair(reader, pair, key), ...spanOf(pair) };
	});
	return { kind: "record", entries, ...spanOf(node) };
}

/** `model:` alone stands for `model: model`. */
function valueOfPair(reader: Reader, pair: SyntaxNode, key: SyntaxNode): Expression {
	const value = part(pair, "value");
	return value ? reader.expression(value) : readIdentifier(reader, { ...key, end: key.end });
}

function readCall(reader: Reader, node: SyntaxNode): Expression {
	const receiver = part(node, "receiver");
	const method = part(node, "method");
	const list = part(node, "arguments");
	const body = part(node, "block");
	const called = method ? sourceOf(reader, method) : "call";
	const nameSpan = method ?? node;
	const object = receiver ? reader.expression(receiver) : null;
	const given = named(list).flatMap((item) => readArgument(reader, item));
	if (body) readBlock(reader, object, called, body);
	if (called === "new" && object)
		return makeCall(reader, node, { callee: object, arguments: given, list, isNew: true });
	const callee = object
		? memberOf(object, called, nameSpan, { start: node.start, end: nameSpan.end })
		: readIdentifier(reader, nameSpan);
	// `client.chat.completions`: calls without arguments are steps on the way.
	if (given.length === 0 && !body && callee.kind === "member" && !isMaker(called)) {
		if (reader.table.transparentMethods.has(called)) return callee.object;
		return callee;
	}
	return makeCall(reader, node, { callee, arguments: given, list });
}

/** Methods of classes that make something, which a step without arguments would hide. */
function isMaker(name_: string): boolean {
	return /^(now|today|current|uuid|hex|rand|sample|shuffle)$/.test(name_);
}

function readArgument(reader: Reader, item: SyntaxNode): readonly Argument[] {
	if (item.type === "pair") {
		const key = part(item, "key");
		if (!key) return [];
		const read = reader.expression(key);
		const value = valueOfPair(reader, item, key);
		return [{ name: read.kind === "text" ? read.text : null, value, ...spanOf(item) }];
	}
	if (item.type === "block_argument") return [];
	const isSpread = item.type === "splat_argument" || item.type === "hash_splat_argument";
	const value = reader.expression(isSpread ? (named(item)[0] ?? item) : item);
	const spread = item.type === "hash_splat_argument" ? ("record" as const) : ("list" as const);
	return [{ name: null, value, ...(isSpread ? { spread } : {}), ...spanOf(item) }];
}

/** `list.each do |item| ... end` runs once for each element; any other block may run at any time. */
function readBlock(reader: Reader, over: Expression | null, method: string, body: SyntaxNode): void {
	const parameters = part(body, "parameters");
	const inner = part(body, "body");
	if (!over || !/^(each|map|each_with_index|flat_map|collect|each_with_object)$/.test(method)) {
		readLambda(reader, body, parameters, inner);
		return;
	}
	reader.builder.inControl({ kind: "loop", at: body.start, arm: 0, loop: "collection" }, () => {
		const [first] = named(parameters);
		if (first?.type === "identifier") bindElement(reader, first, over);
		if (inner) reader.statement(inner);
	});
}

function readAssignment(reader: Reader, node: SyntaxNode): Expression {
	const left = part(node, "left");
	const right = part(node, "right");
	if (!left || !right) return unknown(reader, node, "the assignment is incomplete");
	const value = right.type === "right_assignment_list" ? readArray(reader, right) : reader.expression(right);
	const sign = signOf(node);
	if ((left.type === "identifier" || left.type === "constant") && sign !== "+=") {
		if (left.type === "constant" && reader.builder.currentClass !== null)
			reader.builder.addField({ name: sourceOf(reader, left), value, isStatic: true, ...spanOf(node) });
		else declareVariable(reader, { name: left, value, at: node, isConstant: left.type === "constant" });
		return value;
	}
	const target = reader.expression(left);
	assign(reader, target, value, node, sign === "||=" ? "=" : sign);
	return sign === "||=" ? value : target;
}

/** A module with methods of its own is used like a class; any other only groups what stands in it. */
function readModule(reader: Reader, node: SyntaxNode): void {
	const body = part(node, "body");
	const hasMethods = named(body).some((child) => /method$/.test(child.type) || child.type === "singleton_class");
	if (hasMethods) readClass(reader, node);
	else if (body) reader.statement(body);
}

function readClass(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const body = part(node, "body");
	if (!name_) return;
	const base = typeAt(reader, named(part(node, "superclass"))[0]);
	const written = sourceOf(reader, name_);
	const declarations = named(body);
	declareClass(reader, {
		node,
		name: written.slice(written.lastIndexOf(":") + 1),
		bases: base ? [base] : [],
		members: new Map(declarations.flatMap((child) => membersOf(reader, child))),
		read: () => {
			for (const child of declarations) if (!/method$/.test(child.type)) reader.statement(child);
			for (const child of declarations) if (/method$/.test(child.type)) reader.statement(child);
		},
	});
}

function membersOf(reader: Reader, node: SyntaxNode): readonly (readonly [string, boolean])[] {
	const name_ = part(node, "name");
	if (node.type === "method" && name_) return [[sourceOf(reader, name_), false]];
	if (node.type === "assignment" && part(node, "left")?.type === "constant")
		return [[sourceOf(reader, part(node, "left") ?? node), true]];
	const method = part(node, "method");
	if (!method || !/^attr_(reader|accessor)$/.test(sourceOf(reader, method))) return [];
	return named(part(node, "arguments")).map((item) => [sourceOf(reader, item).replace(/^:/, ""), false]);
}

function readMethod(reader: Reader, node: SyntaxNode): void {
	const name_ = part(node, "name");
	const written = name_ ? sourceOf(reader, name_) : "";
	const isSingleton = node.type === "singleton_method";
	const isInClass = reader.builder.currentClass !== null;
	const parameters = named(part(node, "parameters")).flatMap((item) => readParameter(reader, item));
	if (!isInClass && name_ && reader.builder.currentScope === 0) exportName(reader, written, node);
	declareFunction(reader, {
		node,
		name: name_,
		parameters,
		body: part(node, "body"),
		kind: !isInClass
			? "function"
			: written === "initialize"
				? "constructor"
				: isSingleton
					? "class-method"
					: parameters.length === 0
						? "getter"
						: "method",
	});
}

function readParameter(reader: Reader, node: SyntaxNode): readonly ParameterDraft[] {
	const name_ = node.type === "identifier" ? node : part(node, "name");
	if (!name_) return [];
	const initial = part(node, "value");
	const form = forms[node.type] ?? "plain";
	return [
		{
			name: sourceOf(reader, name_),
			form,
			...(initial ? { default: reader.expression(initial) } : {}),
			...spanOf(node),
		},
	];
}

const forms: Readonly<Record<string, "rest" | "rest-record" | "keyword-only">> = {
	splat_parameter: "rest",
	hash_splat_parameter: "rest-record",
	keyword_parameter: "keyword-only",
};

/** The shapes of expressions that languages share; each makes a reader out of the grammar's names for the parts. */
import type { Argument, Expression, ListItem, RecordEntry } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { makeCall } from "./calls.ts";
import {
	declareLocal,
	type ExpressionReader,
	labelOf,
	nameValue,
	nullAt,
	type Reader,
	sourceOf,
	spanOf,
	typeAt,
	unknown,
} from "./reader.ts";
import { hasModifier, named, type PartKey, part, signOf } from "./syntax-tree.ts";

/** A name in the language's own spelling; `cut` takes signs off, such as PHP's `$`. */
export function name(cut = 0): ExpressionReader {
	return (reader, node) => nameValue(reader, node, sourceOf(reader, node).slice(cut));
}

export const self: ExpressionReader = (_reader, node) => ({ kind: "name", name: "this", ...spanOf(node) });

export const number: ExpressionReader = (reader, node) => {
	const source = sourceOf(reader, node).replaceAll("_", "");
	const value = Number(/^(?:0x[\da-fA-F]+|[\d.]+(?:[eE][-+]?\d+)?)/.exec(source)?.[0]);
	return Number.isFinite(value) ? { kind: "number", value, ...spanOf(node) } : unknown(reader, node, "no number");
};

export function constant(value: boolean | null): ExpressionReader {
	return (_reader, node) => (value === null ? nullAt(node) : { kind: "boolean", value, ...spanOf(node) });
}

/** Signs and keywords around another expression that change nothing: parentheses, `&x`, `await x`, casts. */
export function inside(key: PartKey = 0): ExpressionReader {
	return (reader, node) => {
		const inner = part(node, key);
		return inner ? reader.expression(inner) : nullAt(node);
	};
}

export function member(object: PartKey, property: PartKey): ExpressionReader {
	return (reader, node) => {
		const property_ = part(node, property);
		const object_ = part(node, object);
		if (!property_ || !object_) return unknown(reader, node, "the member is incomplete");
		return memberOf(reader.expression(object_), sourceOf(reader, property_), property_, node);
	};
}

export function memberOf(
	object: Expression,
	property: string,
	nameSpan: { start: number; end: number },
	node: { start: number; end: number },
): Expression {
	return { kind: "member", object, property, nameSpan: spanOf(nameSpan), ...spanOf(node) };
}

export function index(object: PartKey, at: PartKey): ExpressionReader {
	return (reader, node) => {
		const object_ = part(node, object);
		const at_ = part(node, at);
		if (!object_ || !at_) return unknown(reader, node, "the index is incomplete");
		return { kind: "index", object: reader.expression(object_), index: reader.expression(at_), ...spanOf(node) };
	};
}

/** A call of a function or method that one node names whole. */
export function call(callee: PartKey, list: PartKey): ExpressionReader {
	return (reader, node) => {
		const callee_ = part(node, callee);
		const list_ = part(node, list);
		if (!callee_) return unknown(reader, node, "the call is incomplete");
		return makeCall(reader, node, {
			callee: reader.expression(callee_),
			arguments: readArguments(reader, list_),
			list: list_,
		});
	};
}

/** A call whose receiver and method are parts of the call itself; without a receiver it is a plain function. */
export function methodCall(object: PartKey, method: PartKey, list: PartKey): ExpressionReader {
	return (reader, node) => {
		const object_ = part(node, object);
		const method_ = part(node, method);
		const list_ = part(node, list);
		if (!method_) return unknown(reader, node, "the call is incomplete");
		const called = sourceOf(reader, method_);
		const callee = object_
			? memberOf(reader.expression(object_), called, method_, { start: node.start, end: method_.end })
			: nameValue(reader, method_, called);
		return makeCall(reader, node, { callee, arguments: readArguments(reader, list_), list: list_ });
	};
}

export function construction(type: PartKey, list: PartKey): ExpressionReader {
	return (reader, node) => {
		const list_ = part(node, list);
		const type_ = typeAt(reader, part(node, type));
		if (!type_) {
			readArguments(reader, list_);
			return unknown(reader, node, "the type is not followed");
		}
		return makeCall(reader, node, { callee: type_, arguments: readArguments(reader, list_), list: list_, isNew: true });
	};
}

/** The arguments in a list's node: plain, named, or spread, by the shapes that grammars share. */
export function readArguments(reader: Reader, list: SyntaxNode | undefined): readonly Argument[] {
	return named(list).map((node): Argument => {
		const isHolder = /^(argument|value_argument)$/.test(node.type);
		const label = isHolder ? part(node, "name") : undefined;
		const inner = isHolder ? named(node).findLast((child) => child !== label) : node;
		if (!inner) return { name: null, value: unknown(reader, node, "the value is missing"), ...spanOf(node) };
		const isSpread = /unpacking|spread|splat|variadic_argument/.test(inner.type);
		const value = reader.expression(isSpread ? (named(inner)[0] ?? inner) : inner);
		return {
			name: label ? sourceOf(reader, label) : null,
			value,
			...(isSpread ? { spread: "list" as const } : {}),
			...spanOf(node),
		};
	});
}

export const list: ExpressionReader = (reader, node) => listOf(reader, named(node), node);

export function listOf(reader: Reader, items: readonly SyntaxNode[], node: SyntaxNode): Expression {
	const read = items.map((item): ListItem => {
		const isSpread = /unpacking|spread|splat|range_expression/.test(item.type);
		return isSpread
			? { value: reader.expression(named(item)[0] ?? item), spread: true }
			: { value: reader.expression(item) };
	});
	return { kind: "list", form: "list", items: read, ...spanOf(node) };
}

export function entry(reader: Reader, key: SyntaxNode | string | null, value: SyntaxNode, at: SyntaxNode): RecordEntry {
	const read = typeof key === "string" || key === null ? key : keyOf(reader.expression(key));
	return { key: read, value: reader.expression(value), ...spanOf(at) };
}

export function keyOf(key: Expression): string | null {
	return key.kind === "text" ? key.text : key.kind === "number" ? String(key.value) : null;
}

const fallbacks: ReadonlySet<string> = new Set(["||", "??", "?:", "or"]);

/** Operators; chains of one operator are read in a loop, since texts are added up a hundred lines long. */
export function binary(texts: readonly string[] = ["+"]): ExpressionReader {
	return (reader, node) => {
		const sign = signOf(node);
		const operands: SyntaxNode[] = [];
		let left: SyntaxNode | undefined = node;
		while (left && left.type === node.type && signOf(left) === sign) {
			const right = named(left).at(-1);
			if (right) operands.unshift(right);
			left = named(left).length > 1 ? named(left)[0] : undefined;
		}
		if (left) operands.unshift(left);
		const values = operands.map((operand) => reader.expression(operand));
		if (texts.includes(sign) && (sign === "." || values.some(isText)))
			return { kind: "concat", parts: values, ...spanOf(node) };
		if (fallbacks.has(sign))
			return { kind: "choice", form: "fallback", options: values, condition: labelOf(reader, node), ...spanOf(node) };
		return { kind: "operation", operator: sign, operands: values, ...spanOf(node) };
	};
}

export function isText({ kind }: Expression): boolean {
	return kind === "text" || kind === "concat" || kind === "format" || kind === "transform" || kind === "join";
}

export const unary: ExpressionReader = (reader, node) => {
	const operand = named(node).at(-1);
	const operands = operand ? [reader.expression(operand)] : [];
	return { kind: "operation", operator: signOf(node), operands, ...spanOf(node) };
};

export function conditional(condition: PartKey, yes: PartKey, no: PartKey): ExpressionReader {
	return (reader, node) => {
		const test = part(node, condition);
		const tested = test ? reader.expression(test) : undefined;
		const options = [yes, no].flatMap((key, arm) => {
			const option = part(node, key);
			return option ? [branchValue(reader, option, node.start, arm)] : [];
		});
		return {
			kind: "choice",
			form: "conditional",
			options,
			condition: test ? labelOf(reader, test) : "",
			...(tested ? { test: tested } : {}),
			...spanOf(node),
		};
	};
}

/** The value of one arm of a branch; a block has the value of its last expression. */
export function branchValue(reader: Reader, node: SyntaxNode, at: number, arm: number): Expression {
	let value: Expression = nullAt(node);
	reader.builder.inControl({ kind: "branch", at, arm }, () => {
		value = blockValue(reader, node);
	});
	return value;
}

export const blocks: ReadonlySet<string> = new Set([
	"block",
	"then",
	"else",
	"else_clause",
	"body_statement",
	"block_body",
	"control_structure_body",
	"compound_statement",
	"statements",
	"elsif",
	"begin",
	"constructor_body",
	"do_block",
	"function_body",
]);

/** Reads the statements of a block; what the last one gives is the block's value. */
export function blockValue(reader: Reader, node: SyntaxNode): Expression {
	if (!blocks.has(node.type)) return reader.expression(node);
	const statements = named(node);
	const last = statements.at(-1);
	for (const statement of statements) if (statement !== last) reader.statement(statement);
	if (!last) return nullAt(node);
	if (blocks.has(last.type)) return blockValue(reader, last);
	if (reader.table.expressions[last.type]) return reader.expression(last);
	reader.statement(last);
	return nullAt(last);
}

/** `match x { ... }`, `switch`, `when`, `case`: one of the arms' values. */
export function choiceOfArms(subject: PartKey, arms: readonly string[], value: PartKey): ExpressionReader {
	return (reader, node) => {
		const tested = part(node, subject);
		const test = tested ? reader.expression(tested) : undefined;
		const found: SyntaxNode[] = [];
		const collect = (inner: SyntaxNode) => {
			for (const child of named(inner)) {
				if (arms.includes(child.type)) found.push(child);
				else if (/block|body|else/.test(child.type)) collect(child);
			}
		};
		collect(node);
		const options = found.flatMap((arm, number_) => {
			const given = part(arm, value);
			return given ? [branchValue(reader, given, node.start, number_)] : [];
		});
		return {
			kind: "choice",
			form: "conditional",
			options,
			condition: tested ? labelOf(reader, tested) : "",
			...(test ? { test } : {}),
			...spanOf(node),
		};
	};
}

/** A function without a name, used as a value. */
export function lambda(parameters: PartKey, body: PartKey): ExpressionReader {
	return (reader, node) => {
		const body_ = part(node, body);
		const taken = part(node, parameters);
		return readLambda(reader, node, taken && taken !== body_ ? taken : undefined, body_);
	};
}

export function readLambda(
	reader: Reader,
	node: SyntaxNode,
	taken: SyntaxNode | undefined,
	body: SyntaxNode | undefined,
): Expression {
	const names = namesIn(reader, taken);
	reader.locals.push(new Set());
	const functionId = reader.builder.inFunction(
		{
			name: "",
			nameSpan: { start: node.start, end: node.start },
			classId: null,
			kind: "function",
			isAsync: hasModifier(node, reader.text, "async"),
			isGenerator: false,
			parameters: names.map((item) => ({
				name: sourceOf(reader, item).replace(/^\$/, ""),
				form: "plain",
				...spanOf(item),
			})),
			decorators: [],
			isExpression: true,
			...spanOf(node),
		},
		() => {
			for (const item of names) declareLocal(reader, sourceOf(reader, item).replace(/^\$/, ""));
			if (!body) return;
			if (reader.table.returnsLast || !blocks.has(body.type)) {
				const value = blockValue(reader, body);
				reader.builder.addReturn(value, spanOf(value));
			} else reader.statement(body);
		},
	);
	reader.locals.pop();
	return { kind: "function", functionId, ...spanOf(node) };
}

/** The names among parameters, types left out. */
function namesIn(reader: Reader, node: SyntaxNode | undefined): readonly SyntaxNode[] {
	if (!node) return [];
	if (/^(identifier|simple_identifier|variable_name)$/.test(node.type)) return [node];
	const field = part(node, "name") ?? part(node, "pattern");
	if (field) return namesIn(reader, field);
	return named(node)
		.filter((child) => child.field !== "type" && !/type/.test(child.type))
		.flatMap((child) => namesIn(reader, child));
}

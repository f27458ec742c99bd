/** Callbacks that run once for each element of a collection: `map`, `forEach`, `filter`, `reduce` and the like. */
import type { Argument, Call, Expression, Repetition } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { functionTypes } from "./collections.ts";
import { type Reader, spanOf } from "./reader.ts";
import { child, firstNamed, namedChildren } from "./syntax-tree.ts";

/** Which parameter of a callback given to `callee` behind the arguments `before` is an element, and of what. */
export function elementParameter(
	callee: Expression,
	before: readonly Argument[],
): { readonly collection: Expression; readonly parameter: number } | null {
	if (callee.kind !== "member") return null;
	const [first] = before;
	if (first) return isArrayFrom(callee) && before.length === 1 ? { collection: first.value, parameter: 0 } : null;
	const parameter = elementPositions.get(callee.property);
	return parameter === undefined ? null : { collection: callee.object, parameter };
}

/** `items.map(callback)`: the callback's value once for each item. Null when the call is something else. */
export function repetitionOf(reader: Reader, call: Call, callback: SyntaxNode | undefined): Expression | null {
	const { callee } = call;
	if (callee.kind !== "member" || !callback) return null;
	const isFrom = isArrayFrom(callee);
	if (!isFrom && callee.property !== "map" && callee.property !== "flatMap") return null;
	const first = call.arguments[isFrom ? 1 : 0];
	const over = isFrom ? call.arguments[0]?.value : callee.object;
	if (!first || !over) return null;
	const common = { kind: "repeat", start: call.start, end: call.end, over } as const;
	if (first.value.kind !== "function") {
		const isFunctionName = first.value.kind === "name" || first.value.kind === "member";
		return isFunctionName ? { ...common, item: appliedTo(first.value, "element"), variables: ["element"] } : null;
	}
	const returned = reader.builder.returnsOf(first.value.functionId);
	const [only] = returned;
	if (only && returned.length === 1 && isSingleExpression(callback))
		return { ...common, item: only.value, variables: parameterNames(reader, callback) } satisfies Repetition;
	return { ...common, item: appliedTo(first.value, "element"), variables: ["element"] };
}

/** `Array.from(items, callback)`. */
export function isArrayFrom(callee: Expression): boolean {
	return (
		callee.kind === "member" &&
		callee.property === "from" &&
		callee.object.kind === "name" &&
		callee.object.name === "Array"
	);
}

/** Position of the element among the parameters of the callback. */
const elementPositions: ReadonlyMap<string, number> = new Map([
	["map", 0],
	["flatMap", 0],
	["forEach", 0],
	["filter", 0],
	["find", 0],
	["findLast", 0],
	["some", 0],
	["every", 0],
	["reduce", 1],
	["reduceRight", 1],
]);

/** The value of calling `fn` with the element: it is read inside the function, where its own variables are known. */
function appliedTo(fn: Expression, variable: string): Expression {
	const name: Expression = { kind: "name", start: fn.start, end: fn.start, name: variable };
	const argument = { start: fn.start, end: fn.start, name: null, value: name };
	return { kind: "call", start: fn.start, end: fn.end, callee: fn, arguments: [argument] };
}

/** True for `x => value` and `x => { return value }`: nothing else happens before the value is known. */
function isSingleExpression(callback: SyntaxNode): boolean {
	const body = child(callback, "body");
	if (!functionTypes.has(callback.type) || !body) return false;
	if (body.type !== "statement_block") return true;
	const statements = namedChildren(body);
	return statements.length === 1 && statements[0]?.type === "return_statement";
}

function parameterNames(reader: Reader, callback: SyntaxNode): string[] {
	const single = child(callback, "parameter");
	if (single) return [reader.text.slice(single.start, single.end)];
	const list = child(callback, "parameters");
	return list ? namesIn(reader, list) : [];
}

function namesIn(reader: Reader, pattern: SyntaxNode): string[] {
	const { start, end } = spanOf(pattern);
	switch (pattern.type) {
		case "identifier":
		case "shorthand_property_identifier_pattern":
			return [reader.text.slice(start, end)];
		case "required_parameter":
		case "optional_parameter": {
			const inner = child(pattern, "pattern") ?? firstNamed(pattern);
			return inner ? namesIn(reader, inner) : [];
		}
		case "pair_pattern": {
			const value = child(pattern, "value");
			return value ? namesIn(reader, value) : [];
		}
		case "assignment_pattern":
		case "object_assignment_pattern": {
			const left = child(pattern, "left");
			return left ? namesIn(reader, left) : [];
		}
		case "formal_parameters":
		case "object_pattern":
		case "array_pattern":
		case "rest_pattern":
			return namedChildren(pattern).flatMap((part) => namesIn(reader, part));
		default:
			return [];
	}
}

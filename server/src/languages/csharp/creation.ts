/** C# values made by `new`: object initialisers, lists and dictionaries. */
import type { Argument, Expression } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { lastNameOf, type Reader, sourceOf, spanOf, typeAt, unknown } from "../general/reader.ts";
import { keyOf, listOf, readArguments } from "../general/shapes.ts";
import { named, ofType, part } from "../general/syntax-tree.ts";
import type { SyntaxNode } from "../syntax-node.ts";

export const lists: ReadonlySet<string> = new Set([
	"List",
	"IList",
	"IEnumerable",
	"IReadOnlyList",
	"Collection",
	"HashSet",
]);
export const records: ReadonlySet<string> = new Set(["Dictionary"]);

/** `new Options { Limit = 5 }`: arguments by name; `new List<Message> { a, b }`: a list. */
export function readCreation(reader: Reader, node: SyntaxNode, type: SyntaxNode | undefined): Expression {
	const list = part(node, "arguments") ?? ofType(node, "argument_list");
	const initializer = part(node, "initializer") ?? ofType(node, "initializer_expression");
	const callee = typeAt(reader, type);
	const typeName = callee ? lastNameOf(callee) : null;
	if (initializer && (typeName === null || lists.has(typeName) || records.has(typeName)))
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
export function readInitializer(reader: Reader, node: SyntaxNode): Expression {
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

export function readCollection(reader: Reader, node: SyntaxNode): Expression {
	const items = named(node).map((item) => (item.type === "argument" ? (named(item).at(-1) ?? item) : item));
	return listOf(reader, items, node);
}

/** A value that may be a `new()` of the declared type. */
export function declaredOrNew(reader: Reader, value: SyntaxNode, type: SyntaxNode | undefined): Expression {
	const isImplicit = value.type === "implicit_object_creation_expression";
	return isImplicit && type ? readCreation(reader, value, type) : reader.expression(value);
}

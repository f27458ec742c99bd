/**
 * Reads what stands inside a macro such as `vec![...]` or `format!(...)`. The grammar leaves it as loose tokens; names,
 * member chains, calls and literals are put together again, and anything else is unknown.
 */
import type { Argument, Expression } from "../../model/expression.ts";
import { makeCall } from "../general/calls.ts";
import { lastNameOf, nameValue, plainName, type Reader, sourceOf, spanOf, unknown } from "../general/reader.ts";
import { memberOf } from "../general/shapes.ts";
import type { SyntaxNode } from "../syntax-node.ts";

/** The expressions between the commas of a token tree; a name before `=` is the argument's own. */
export function macroArguments(reader: Reader, tree: SyntaxNode): readonly Argument[] {
	return groupsOf(tree, [",", ";"]).flatMap((tokens): Argument[] => {
		const [first, second, ...rest] = tokens;
		if (!first) return [];
		if (first.type === "identifier" && second?.type === "=" && rest.length > 0)
			return [{ name: sourceOf(reader, first), value: readTokens(reader, rest), ...spanOf(first) }];
		const value = readTokens(reader, tokens);
		return [{ name: null, value, ...spanOf(value) }];
	});
}

function groupsOf(tree: SyntaxNode, separators: readonly string[]): readonly (readonly SyntaxNode[])[] {
	const groups: SyntaxNode[][] = [[]];
	for (const child of tree.children.slice(1, -1)) {
		if (separators.includes(child.type)) groups.push([]);
		else groups.at(-1)?.push(child);
	}
	return groups;
}

function readTokens(reader: Reader, given: readonly SyntaxNode[]): Expression {
	const tokens = given.filter(({ type }) => !["&", "?", "await", "mut", "*", "move"].includes(type));
	const [first, ...rest] = tokens;
	const last = tokens.at(-1);
	if (!first || !last) return { kind: "null", start: 0, end: 0 };
	const whole = { start: first.start, end: last.end };
	let value: Expression | null = null;
	if (first.type === "identifier" || first.type === "self" || first.type === "crate")
		value = first.type === "self" ? plainName(first, "this") : nameValue(reader, first, sourceOf(reader, first));
	else if (/literal$/.test(first.type)) value = reader.expression(first);
	else if (first.type === "token_tree") {
		const [only] = macroArguments(reader, first);
		value = only?.value ?? null;
	}
	for (let at = 0; value && at < rest.length; at++) {
		const token = rest[at];
		if (!token || token.type === ".") continue;
		const end = token.end;
		if (token.type === "::") continue;
		if (token.type === "token_tree") value = applied(reader, value, token);
		else if (token.type === "!") {
			const tree = rest[++at];
			if (tree?.type !== "token_tree") return unknown(reader, whole, "the macro is not followed");
			value = macroCall(reader, value, tree, { start: value.start, end: tree.end });
		} else if (/^\w+$/.test(sourceOf(reader, token)))
			value = memberOf(value, sourceOf(reader, token), token, { start: first.start, end });
		else {
			for (const other of rest.slice(at)) if (other.type === "token_tree") macroArguments(reader, other);
			return unknown(reader, whole, "the expression stands inside a macro");
		}
	}
	return value ?? unknown(reader, whole, "the expression stands inside a macro");
}

/** The type of `Message::from(text)`, which makes a message as a construction would; null for any other callee. */
export function madeFrom(callee: Expression): Expression | null {
	if (callee.kind !== "member" || callee.property !== "from") return null;
	return /^(?!String$|Cow$)[A-Z]/.test(lastNameOf(callee.object) ?? "") ? callee.object : null;
}

/** `f(a)`, `Type { field: a }` or `list[0]`. */
function applied(reader: Reader, value: Expression, tree: SyntaxNode): Expression {
	const span = { start: value.start, end: tree.end };
	const node = { ...tree, ...span };
	const made = madeFrom(value);
	if (tree.children[0]?.type === "(" && made)
		return makeCall(reader, node, { callee: made, arguments: macroArguments(reader, tree), list: tree, isNew: true });
	if (tree.children[0]?.type === "(")
		return makeCall(reader, node, { callee: value, arguments: macroArguments(reader, tree), list: tree });
	if (tree.children[0]?.type !== "{") return unknown(reader, span, "an element inside a macro");
	const fields = groupsOf(tree, [","]).flatMap((tokens): Argument[] => {
		const [key, colon, ...rest] = tokens;
		if (!key) return [];
		const given = colon?.type === ":" ? readTokens(reader, rest) : readTokens(reader, [key]);
		return [{ name: sourceOf(reader, key), value: given, ...spanOf(key) }];
	});
	return makeCall(reader, node, { callee: value, arguments: fields, list: undefined, isNew: true });
}

/** `format!(...)`, `vec![...]`, `json!({...})`: a call of the macro by its name. */
export function macroCall(
	reader: Reader,
	macro: Expression,
	tree: SyntaxNode,
	span: { start: number; end: number },
): Expression {
	const name = macro.kind === "member" ? macro.property : macro.kind === "name" ? macro.name : "";
	if (name === "json") {
		const record = tree.children.find((child) => child.type === "token_tree");
		return record ? jsonValue(reader, record) : unknown(reader, span, "the macro is not followed");
	}
	const given = macroArguments(reader, tree);
	const node = { ...tree, ...span };
	return makeCall(reader, node, { callee: plainName(macro, `${name}!`), arguments: given, list: tree });
}

function jsonValue(reader: Reader, tree: SyntaxNode): Expression {
	const groups = groupsOf(tree, [","]).filter((tokens) => tokens.length > 0);
	const elementOf = (tokens: readonly SyntaxNode[]): Expression => {
		const [first] = tokens;
		return tokens.length === 1 && first?.type === "token_tree" && first.children[0]?.type !== "("
			? jsonValue(reader, first)
			: readTokens(reader, tokens);
	};
	if (tree.children[0]?.type === "[")
		return {
			kind: "list",
			form: "list",
			items: groups.map((tokens) => ({ value: elementOf(tokens) })),
			...spanOf(tree),
		};
	const entries = groups.flatMap(([key, colon, ...rest]) => {
		if (!key || colon?.type !== ":") return [];
		const named = reader.expression(key);
		return [{ key: named.kind === "text" ? named.text : null, value: elementOf(rest), ...spanOf(key) }];
	});
	return { kind: "record", entries, ...spanOf(tree) };
}

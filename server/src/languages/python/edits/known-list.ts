/** Says whether a name holds a list for certain, by its annotation or by the one value it is given. */
import { nodesIn } from "../../batched-request.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { child, namedChildren } from "../syntax-tree.ts";

export interface NamePlace {
	readonly text: string;
	readonly root: SyntaxNode;
	readonly at: SyntaxNode;
}

export function isKnownList({ text, root, at }: NamePlace, value: SyntaxNode): boolean {
	if (value.type !== "identifier") return false;
	const spelt = text.slice(value.start, value.end);
	const isName = (node: SyntaxNode | undefined) =>
		node?.type === "identifier" && text.slice(node.start, node.end) === spelt;
	const isAround = ({ type, start, end }: SyntaxNode) =>
		type === "function_definition" && start <= at.start && at.end <= end;
	const scopes = [root, ...nodesIn(root, isAround)].sort((a, b) => a.end - a.start - (b.end - b.start));
	const bindings = scopes.map((scope) => nodesIn(scope, (node) => bindsName(node, isName)));
	const [only, ...others] = bindings.find((found) => found.length > 0) ?? [];
	if (!only || others.length > 0) return false;
	const type = child(only, "type");
	if (type && listTypes.test(text.slice(type.start, type.end))) return true;
	const given = only.type === "assignment" ? child(only, "right") : undefined;
	return given !== undefined && isList(text, given);
}

const listTypes = /^(?:typing\.|t\.)?(?:list|List|Sequence|tuple|Tuple)\s*(?:\[|$)/;

function bindsName(node: SyntaxNode, isName: (node: SyntaxNode | undefined) => boolean): boolean {
	switch (node.type) {
		case "assignment":
		case "augmented_assignment":
		case "for_statement":
		case "for_in_clause": {
			const left = child(node, "left");
			return isName(left) || (left !== undefined && /pattern/.test(left.type) && left.children.some(isName));
		}
		case "parameters":
		case "lambda_parameters":
			return node.children.some(isName);
		case "typed_parameter":
		case "default_parameter":
		case "typed_default_parameter":
			return isName(child(node, "name") ?? namedChildren(node)[0]);
		case "as_pattern_target":
		case "global_statement":
		case "nonlocal_statement":
			return node.children.some(isName);
		case "named_expression":
			return isName(child(node, "name"));
		default:
			return false;
	}
}

function isList(text: string, value: SyntaxNode): boolean {
	if (/^(?:list|list_comprehension|tuple)$/.test(value.type)) return true;
	const callee = value.type === "call" ? child(value, "function") : undefined;
	if (!callee) return false;
	if (callee.type === "identifier") return /^(?:list|sorted|tuple)$/.test(text.slice(callee.start, callee.end));
	const method = callee.type === "attribute" ? child(callee, "attribute") : undefined;
	return (
		method !== undefined && /^(?:split|splitlines|readlines|tolist|to_list)$/.test(text.slice(method.start, method.end))
	);
}

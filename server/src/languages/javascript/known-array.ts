/** Says whether a name holds an array for certain, by its type or by the one value it is given. */
import { nodesIn } from "../batched-request.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { child } from "./syntax-tree.ts";

export interface NamePlace {
	readonly text: string;
	readonly root: SyntaxNode;
	readonly at: SyntaxNode;
	/** `map` is called on it, as arrays have it and sets and generators do not. */
	readonly isMapped: boolean;
}

export function isKnownArray({ text, root, at, isMapped }: NamePlace, value: SyntaxNode): boolean {
	const spelt = text.slice(value.start, value.end);
	if (isMapped) return /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*$/.test(spelt);
	if (value.type !== "identifier") return false;
	const declared = nodesIn(root, (node) => {
		const name =
			node.type === "variable_declarator"
				? child(node, "name")
				: /_parameter$/.test(node.type)
					? child(node, "pattern")
					: undefined;
		return name !== undefined && text.slice(name.start, name.end) === spelt && node.start < at.start;
	});
	const nearest = [...declared].sort((a, b) => a.start - b.start).at(-1);
	if (!nearest) return false;
	const type = child(nearest, "type");
	if (type) return /^:\s*(?:readonly\s+)?[\w.]+\[\]$|^:\s*(?:Readonly)?Array</.test(text.slice(type.start, type.end));
	const given = child(nearest, "value");
	if (!given || !isConstant(text, nearest)) return false;
	if (given.type === "array") return true;
	const callee = given.type === "call_expression" ? child(given, "function") : undefined;
	const method = callee?.type === "member_expression" ? child(callee, "property") : undefined;
	return (
		method !== undefined &&
		/^(?:map|filter|flatMap|split|concat|slice|flat)$/.test(text.slice(method.start, method.end))
	);
}

function isConstant(text: string, { start }: SyntaxNode): boolean {
	return /const\s+$/.test(text.slice(Math.max(0, start - 12), start));
}

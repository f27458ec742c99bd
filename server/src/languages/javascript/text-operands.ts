/** Takes a text-building expression apart into its operands: literals, templates and values, and what stands between them. */
import type { NotEditable } from "../front-end.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { isQuoted } from "./find-node.ts";
import { child, firstNamed, namedChildren, operatorOf } from "./syntax-tree.ts";
import { dedentNames } from "./text-methods.ts";

export interface TextOperands {
	/** `one`: a single literal. `sum`: operands of `+`. `lines`: items of an array that is joined. */
	readonly form: "one" | "sum" | "lines";
	readonly operands: readonly SyntaxNode[];
	/** What stands between two operands in the text that is made: the separator of `join`. */
	readonly separator: string;
	/** The array, for `lines`. */
	readonly list: SyntaxNode | null;
}

export function textOperands(text: string, node: SyntaxNode, wrappers = 0): TextOperands | NotEditable {
	if (wrappers > mostWrappers) return notText;
	if (isQuoted(node)) return { form: "one", operands: [node], separator: "", list: null };
	switch (node.type) {
		case "binary_expression":
			return sumOperands(node);
		case "parenthesized_expression":
		case "as_expression":
		case "satisfies_expression": {
			const inner = firstNamed(node);
			return inner ? textOperands(text, inner, wrappers + 1) : notText;
		}
		case "call_expression":
			return callOperands(text, node, wrappers + 1);
		default:
			return notText;
	}
}

export const editableTypes: ReadonlySet<string> = new Set([
	"string",
	"template_string",
	"binary_expression",
	"parenthesized_expression",
	"as_expression",
	"satisfies_expression",
	"call_expression",
]);

/** `dedent(text.trim())` has two. */
const mostWrappers = 10;

const notText: NotEditable = { notEditable: "the text is not written in one place" };

function sumOperands(node: SyntaxNode): TextOperands | NotEditable {
	const operands: SyntaxNode[] = [];
	let current: SyntaxNode | undefined = node;
	while (current?.type === "binary_expression" && operatorOf(current) === "+") {
		const right = child(current, "right");
		if (!right) return notText;
		operands.unshift(right);
		current = child(current, "left");
	}
	if (!current || operands.length === 0) return notText;
	operands.unshift(current);
	if (!operands.slice(0, 2).some(isQuoted)) return { notEditable: "two values are added before any text" };
	return { form: "sum", operands, separator: "", list: null };
}

/** `[...].join("\n")`, `dedent(...)`, a tagged template, and methods such as `trim` that keep the text's lines. */
function callOperands(text: string, node: SyntaxNode, wrappers: number): TextOperands | NotEditable {
	const callee = child(node, "function");
	const list = child(node, "arguments");
	if (!callee || !list) return notText;
	if (list.type === "template_string") return { form: "one", operands: [list], separator: "", list: null };
	const [argument, second] = namedChildren(list);
	const property = callee.type === "member_expression" ? child(callee, "property") : callee;
	const object = child(callee, "object");
	const name = property ? text.slice(property.start, property.end) : "";
	if (dedentNames.has(name) && argument && !second) return textOperands(text, argument, wrappers);
	if (!object) return notText;
	if (name === "join" && object.type === "array") return joinOperands(text, object, argument);
	if (keepsLines.has(name) && !argument) return textOperands(text, object, wrappers);
	if (name === "filter" && object.type === "array") return notText;
	return notText;
}

const keepsLines: ReadonlySet<string> = new Set(["trim", "trimStart", "trimEnd", "toString"]);

function joinOperands(text: string, list: SyntaxNode, argument: SyntaxNode | undefined): TextOperands | NotEditable {
	const items = namedChildren(list);
	if (items.some((item) => item.type === "spread_element")) {
		return { notEditable: "lines of the text come from another list" };
	}
	if (argument && argument.type !== "string") return { notEditable: "the separator of `join` is not a plain string" };
	const separator = argument ? text.slice(argument.start + 1, argument.end - 1).replaceAll("\\n", "\n") : ",";
	return { form: "lines", operands: items, separator, list };
}

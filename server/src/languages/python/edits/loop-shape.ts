/** Loops, names and assignments as Python's grammar calls them. */
import type { LoopShape } from "../../loop-shape.ts";
import type { SyntaxNode } from "../../syntax-node.ts";
import { child } from "../syntax-tree.ts";

export const pythonLoops: LoopShape = {
	blocks: new Set(["module", "block"]),
	loops: new Set(["for_statement", "while_statement"]),
	functions: new Set(["function_definition", "lambda"]),
	runsEachTurn: new Set(["block", "for_statement", "while_statement"]),
	runsOnce: new Set(),
	names: new Set(["identifier"]),
	binds: new Map<string, readonly string[]>([
		["assignment", ["left"]],
		["augmented_assignment", ["left"]],
		["for_statement", ["left"]],
		["for_in_clause", ["left"]],
		["named_expression", ["name"]],
		["as_pattern", ["alias"]],
		["function_definition", ["name"]],
		["class_definition", ["name"]],
		["parameters", []],
		["lambda_parameters", []],
		["delete_statement", []],
		["global_statement", []],
		["nonlocal_statement", []],
		["import_statement", []],
		["import_from_statement", []],
	]),
	setsOuter: new Set(["global_statement", "nonlocal_statement"]),
	constantTypes: new Set([
		..."argument_list keyword_argument identifier attribute subscript string string_start string_content string_end".split(
			" ",
		),
		..."escape_sequence interpolation format_specifier type_conversion concatenated_string integer float true false".split(
			" ",
		),
		..."none dictionary pair list tuple boolean_operator binary_operator unary_operator not_operator".split(" "),
		..."comparison_operator conditional_expression parenthesized_expression dictionary_splat list_splat".split(" "),
	]),
	isOnlyName: (node, parent) =>
		(parent?.type === "attribute" && node.field === "attribute") ||
		(parent?.type === "keyword_argument" && node.field === "name"),
	assignmentIn: (statement) => {
		const [assignment, ...others] = statement.children;
		if (statement.type !== "expression_statement" || assignment?.type !== "assignment" || others.length > 0)
			return null;
		const name = child(assignment, "left");
		const value = child(assignment, "right");
		return name?.type === "identifier" && value?.type === "call" ? { name, value } : null;
	},
	memberAsked: (node, parents) => memberAsked(node, parents),
	callee: (node) => (node.type === "call" ? child(node, "function") : undefined),
};

function memberAsked(node: SyntaxNode, [parent, around]: readonly SyntaxNode[]): SyntaxNode | null {
	if (parent?.type !== "attribute" || node.field !== "object") return null;
	const isSet = around !== undefined && /assignment|delete|for_|pattern/.test(around.type) && parent.field !== "right";
	return isSet ? null : (child(parent, "attribute") ?? null);
}

/** Loops, callbacks, names and declarations as the grammars of JavaScript and TypeScript call them. */
import type { LoopShape } from "../loop-shape.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { child } from "./syntax-tree.ts";

export const scriptLoops: LoopShape = {
	blocks: new Set(["program", "statement_block"]),
	loops: new Set(["for_statement", "for_in_statement", "while_statement", "do_statement", "call_expression"]),
	functions: new Set(
		"function_declaration function_expression generator_function_declaration generator_function arrow_function method_definition".split(
			" ",
		),
	),
	// A callback of another call than the loop's own may run later, or never.
	runsEachTurn: new Set(
		"statement_block for_statement for_in_statement while_statement do_statement arguments arrow_function function_expression".split(
			" ",
		),
	),
	runsOnce: new Set([
		..."expression_statement lexical_declaration variable_declaration variable_declarator await_expression".split(" "),
		..."call_expression arguments return_statement assignment_expression member_expression export_statement".split(" "),
		..."array spread_element parenthesized_expression as_expression non_null_expression satisfies_expression".split(
			" ",
		),
	]),
	names: new Set(["identifier", "shorthand_property_identifier", "this"]),
	binds: new Map<string, readonly string[]>([
		["variable_declarator", ["name"]],
		["assignment_expression", ["left"]],
		["augmented_assignment_expression", ["left"]],
		["update_expression", []],
		["for_in_statement", ["left"]],
		["formal_parameters", []],
		["arrow_function", ["parameter"]],
		["catch_clause", ["parameter"]],
		["function_declaration", ["name"]],
		["class_declaration", ["name"]],
	]),
	setsOuter: new Set(["assignment_expression", "augmented_assignment_expression", "update_expression"]),
	constantTypes: new Set([
		..."arguments identifier member_expression property_identifier shorthand_property_identifier this string".split(
			" ",
		),
		..."template_string template_substitution string_fragment escape_sequence number true false null undefined".split(
			" ",
		),
		..."object pair array binary_expression unary_expression ternary_expression spread_element optional_chain".split(
			" ",
		),
		..."parenthesized_expression as_expression non_null_expression subscript_expression meta_property".split(" "),
		..."predefined_type type_identifier".split(" "),
	]),
	isOnlyName: () => false,
	assignmentIn: (statement) => {
		const declarators = statement.children.filter(({ type }) => type === "variable_declarator");
		const [declarator] = declarators;
		if (!/^(?:lexical|variable)_declaration$/.test(statement.type) || !declarator || declarators.length > 1)
			return null;
		const name = child(declarator, "name");
		const value = child(declarator, "value");
		const isMade = value?.type === "new_expression" || value?.type === "call_expression";
		return name?.type === "identifier" && isMade ? { name, value } : null;
	},
	memberAsked,
	callee: (node) => {
		if (node.type === "call_expression") return child(node, "function");
		return node.type === "new_expression" ? child(node, "constructor") : undefined;
	},
};

function memberAsked(node: SyntaxNode, [parent, around]: readonly SyntaxNode[]): SyntaxNode | null {
	if (parent?.type !== "member_expression" || node.field !== "object") return null;
	const isSet = around !== undefined && parent.field === "left" && /assignment|for_in/.test(around.type);
	if (isSet || around?.type === "update_expression" || around?.type === "unary_expression") return null;
	return child(parent, "property") ?? null;
}

/** Import and export statements. */
import type { Expression } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { readDeclaration } from "./assignments.ts";
import { functionTypes } from "./collections.ts";
import { exportWhole } from "./commonjs.ts";
import { lowerString } from "./literals.ts";
import { type Reader, sourceOf, spanOf } from "./reader.ts";
import { child, childOfType, firstNamed, hasToken, namedChildren } from "./syntax-tree.ts";

export function readImport(reader: Reader, node: SyntaxNode): void {
	const required = childOfType(node, "import_require_clause");
	const source = child(node, "source") ?? (required ? child(required, "source") : undefined);
	if (!source) return;
	const module = lowerString(reader, source).text;
	const typeOnly = hasToken(node, "type") || hasToken(node, "typeof") ? { isTypeOnly: true } : {};
	const add = (part: SyntaxNode, local: SyntaxNode, imported: string, own = {}) =>
		reader.builder.addImport({ ...spanOf(part), local: nameOf(reader, local), module, imported, ...typeOnly, ...own });
	const clause = childOfType(node, "import_clause") ?? required;
	if (!clause) {
		reader.builder.addImport({ ...spanOf(node), local: null, module, imported: "*" });
		return;
	}
	for (const part of namedChildren(clause)) {
		const name = firstNamed(part);
		if (part.type === "identifier") add(part, part, required ? "*" : "default");
		else if (part.type === "namespace_import" && name) add(part, name, "*");
		else if (part.type === "named_imports")
			for (const specifier of namedChildren(part)) {
				const imported = child(specifier, "name");
				if (imported)
					add(
						specifier,
						child(specifier, "alias") ?? imported,
						nameOf(reader, imported),
						hasToken(specifier, "type") ? { isTypeOnly: true } : {},
					);
			}
	}
}

export function readExport(reader: Reader, node: SyntaxNode): void {
	const declaration = child(node, "declaration");
	const source = child(node, "source");
	for (const part of node.children) if (part.type === "decorator") reader.expression(part);
	if (source) {
		readReExport(reader, node, lowerString(reader, source).text);
		return;
	}
	if (hasToken(node, "default")) {
		readDefaultExport(reader, child(node, "value") ?? declaration);
		return;
	}
	if (declaration) {
		exportDeclaration(reader, declaration);
		return;
	}
	const clause = childOfType(node, "export_clause");
	if (clause) {
		for (const { part, name, exported } of specifiers(reader, clause))
			reader.builder.addExport({ ...spanOf(part), exported, local: name });
		return;
	}
	const value = firstNamed(node);
	if (value) exportWhole(reader, value);
}

/** The names a declaration binds in its scope, read from its source. */
export function namesDeclaredBy(reader: Reader, declaration: SyntaxNode): string[] {
	if (declaration.type === "lexical_declaration" || declaration.type === "variable_declaration")
		return declaration.children.flatMap((part) => {
			const name = part.type === "variable_declarator" ? child(part, "name") : undefined;
			return name ? namesIn(reader, name) : [];
		});
	const name = child(declaration, "name");
	return name ? [sourceOf(reader, name)] : [];
}

function namesIn(reader: Reader, pattern: SyntaxNode): string[] {
	if (pattern.type === "identifier" || pattern.type === "shorthand_property_identifier_pattern")
		return [sourceOf(reader, pattern)];
	if (pattern.type === "pair_pattern")
		return namedChildren(pattern)
			.slice(1)
			.flatMap((part) => namesIn(reader, part));
	if (pattern.type.endsWith("assignment_pattern"))
		return namedChildren(pattern)
			.slice(0, 1)
			.flatMap((part) => namesIn(reader, part));
	return pattern.type.endsWith("_pattern") ? namedChildren(pattern).flatMap((part) => namesIn(reader, part)) : [];
}

function exportDeclaration(reader: Reader, declaration: SyntaxNode): void {
	const isVariables = declaration.type === "lexical_declaration" || declaration.type === "variable_declaration";
	if (!isVariables) reader.statement(declaration);
	const inner = declaration.type === "ambient_declaration" ? (firstNamed(declaration) ?? declaration) : declaration;
	const names = isVariables ? readDeclaration(reader, declaration) : namesDeclaredBy(reader, inner);
	for (const name of names) reader.builder.addExport({ ...spanOf(declaration), exported: name, local: name });
}

function readDefaultExport(reader: Reader, node: SyntaxNode | undefined): void {
	if (!node) return;
	const span = spanOf(node);
	const name = child(node, "name");
	if (node.type.endsWith("_declaration") && name) {
		reader.statement(node);
		reader.builder.addExport({ ...span, exported: "default", local: sourceOf(reader, name) });
		return;
	}
	if (node.type === "class" || node.type === "class_declaration") {
		const own = reader.classValue(node, name ? null : { kind: "name", ...span, name: "default" });
		reader.builder.addExport({ ...span, exported: "default", local: own.name });
		return;
	}
	const isFunction = functionTypes.has(node.type) || node.type.endsWith("function_declaration");
	const value: Expression = isFunction
		? { kind: "function", ...span, functionId: reader.functionValue(node, { name: null }) }
		: reader.expression(node);
	if (value.kind === "name") reader.builder.addExport({ ...span, exported: "default", local: value.name });
	else reader.builder.addExport({ ...span, exported: "default", local: null, value });
}

function readReExport(reader: Reader, node: SyntaxNode, module: string): void {
	const clause = childOfType(node, "export_clause");
	const namespace = childOfType(node, "namespace_export");
	const name = namespace ? firstNamed(namespace) : undefined;
	if (clause) {
		for (const { part, name: local, exported } of specifiers(reader, clause))
			reader.builder.addExport({ ...spanOf(part), exported, local, module });
	} else if (name) reader.builder.addExport({ ...spanOf(node), exported: nameOf(reader, name), local: "*", module });
	else reader.builder.addExport({ ...spanOf(node), exported: "*", local: "*", module });
}

function specifiers(
	reader: Reader,
	clause: SyntaxNode,
): { readonly part: SyntaxNode; readonly name: string; readonly exported: string }[] {
	return namedChildren(clause).flatMap((part) => {
		const name = child(part, "name");
		if (!name) return [];
		const own = nameOf(reader, name);
		const alias = child(part, "alias");
		return [{ part, name: own, exported: alias ? nameOf(reader, alias) : own }];
	});
}

/** `import { "a b" as c }` names an export by a string. */
function nameOf(reader: Reader, node: SyntaxNode): string {
	return node.type === "string" ? lowerString(reader, node).text : sourceOf(reader, node);
}

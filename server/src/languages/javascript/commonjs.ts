/** CommonJS exports: `module.exports = ...`, `exports.name = ...`, and TypeScript's `export =`. */
import type { Expression } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { functionTypes } from "./collections.ts";
import { moduleReference } from "./module-references.ts";
import { type Reader, sourceOf, spanOf } from "./reader.ts";
import { child, namedChildren } from "./syntax-tree.ts";

/** Records the export when `left` is `module.exports`, `exports` or a property of them; null for other assignments. */
export function exportAssignment(reader: Reader, left: SyntaxNode, right: SyntaxNode): Expression | null {
	const path = exportPath(reader, left);
	if (!path) return null;
	const [name] = path;
	if (name === undefined) return exportWhole(reader, right);
	if (path.length > 1) return null;
	const value = functionTypes.has(right.type)
		? ({
				kind: "function",
				...spanOf(right),
				functionId: reader.functionValue(right, { name: nameSpanOf(left) }),
			} as const)
		: reader.expression(right);
	exportValue(reader, name, value);
	return value;
}

/** `module.exports = value`: the default export and, for an object, each of its entries. */
export function exportWhole(reader: Reader, right: SyntaxNode): Expression {
	const module = moduleReference(reader, right);
	if (module && module.path.length === 0) {
		reader.builder.addExport({ ...spanOf(right), exported: "*", local: "*", module: module.module });
	}
	if (right.type === "object") {
		for (const item of namedChildren(right)) {
			const spread = item.type === "spread_element" ? namedChildren(item)[0] : undefined;
			const source = spread ? moduleReference(reader, spread) : null;
			if (source && source.path.length === 0)
				reader.builder.addExport({ ...spanOf(item), exported: "*", local: "*", module: source.module });
		}
	}
	const value = reader.expression(right);
	exportValue(reader, "default", value);
	if (value.kind !== "record") return value;
	for (const entry of value.entries) if (entry.key !== null) exportValue(reader, entry.key, entry.value);
	return value;
}

function exportValue(reader: Reader, exported: string, value: Expression): void {
	const span = { start: value.start, end: value.end };
	if (value.kind === "name") reader.builder.addExport({ ...span, exported, local: value.name });
	else reader.builder.addExport({ ...span, exported, local: null, value });
}

/** The members after `module.exports` or `exports`; null for anything else. */
function exportPath(reader: Reader, left: SyntaxNode): readonly string[] | null {
	const names: string[] = [];
	let current: SyntaxNode | undefined = left;
	while (current?.type === "member_expression") {
		const property = child(current, "property");
		if (!property || names.length > 2) return null;
		names.unshift(sourceOf(reader, property));
		current = child(current, "object");
	}
	if (current?.type !== "identifier") return null;
	const root = sourceOf(reader, current);
	if (root === "exports" && names.length > 0) return names;
	return root === "module" && names[0] === "exports" ? names.slice(1) : null;
}

function nameSpanOf(left: SyntaxNode): { start: number; end: number } | null {
	const property = child(left, "property");
	return property ? spanOf(property) : null;
}

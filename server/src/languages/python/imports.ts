/** Reads `import` and `from ... import`. */

import type { SyntaxNode } from "../syntax-node.ts";
import { type Reader, spanOf, textOf } from "./reader.ts";
import { child, childrenIn } from "./syntax-tree.ts";

export interface ImportDetails {
	readonly isTypeOnly: boolean;
}

export function readImport(reader: Reader, node: SyntaxNode, { isTypeOnly }: ImportDetails): void {
	const details = isTypeOnly ? { isTypeOnly } : {};
	for (const item of childrenIn(node, "name")) {
		const alias = child(item, "alias");
		const module = moduleName(reader, alias ? (child(item, "name") ?? item) : item);
		const at = spanOf(item);
		if (alias) {
			reader.builder.addImport({ local: textOf(reader, alias), module, imported: "*", ...details, ...at });
			continue;
		}
		// `import a.b` binds `a` and loads `a.b`.
		const [first = module] = module.split(".");
		reader.builder.addImport({ local: first, module: first, imported: "*", ...details, ...at });
		if (first !== module) reader.builder.addImport({ local: null, module, imported: "*", ...details, ...at });
	}
}

export function readImportFrom(reader: Reader, node: SyntaxNode, { isTypeOnly }: ImportDetails): void {
	const details = isTypeOnly ? { isTypeOnly } : {};
	const moduleNode = child(node, "module_name");
	if (!moduleNode) return;
	const module = moduleName(reader, moduleNode);
	for (const item of childrenIn(node, "name")) {
		const alias = child(item, "alias");
		const imported = textOf(reader, alias ? (child(item, "name") ?? item) : item);
		const local = alias ? textOf(reader, alias) : imported;
		reader.builder.addImport({ local, module, imported, ...details, ...spanOf(item) });
	}
	const star = node.children.find((part) => part.type === "wildcard_import");
	if (star) reader.builder.addImport({ local: null, module, imported: "**", ...details, ...spanOf(star) });
}

function moduleName(reader: Reader, node: SyntaxNode): string {
	return textOf(reader, node).replace(/\s+/g, "");
}

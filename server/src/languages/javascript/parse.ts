/** Parses a file with the grammar of its language; an untyped file with type annotations is read as TypeScript. */
import type { SourceFile } from "../../model/source-file.ts";
import type { Grammar } from "../grammars.ts";
import { closeOpenTemplate, isBetter } from "./open-template.ts";
import { copyTree, type SyntaxTree } from "./syntax-tree.ts";

export interface JavaScriptGrammars {
	readonly typescript: Grammar;
	readonly tsx: Grammar;
	readonly javascript: Grammar;
}

export function parseSource(grammars: JavaScriptGrammars, source: SourceFile): SyntaxTree {
	const { text, language } = source;
	if (language === "typescript") return parseRepaired(grammars.typescript, text);
	if (language === "typescriptreact") return parseRepaired(grammars.tsx, text);
	const tree = parseRepaired(grammars.javascript, text);
	if (!tree.hasErrors || tree.errorUnits === text.length) return tree;
	const typed = parse(grammars.tsx, text);
	return typed.errorUnits < tree.errorUnits || !typed.hasErrors ? typed : tree;
}

/** The tree of the text or, where a template was left open, of a copy in which it is closed. */
function parseRepaired(grammar: Grammar, text: string): SyntaxTree {
	const tree = parse(grammar, text);
	if (!tree.hasErrors || tree.errorUnits === text.length || !text.includes("`")) return tree;
	let best = tree;
	for (const copy of closeOpenTemplate(text)) {
		const repaired = parse(grammar, copy);
		if (isBetter(repaired, best)) best = { ...repaired, hasErrors: true };
	}
	return best;
}

function parse(grammar: Grammar, text: string): SyntaxTree {
	return grammar.withTree(text, copyTree) ?? unread(text);
}

/** What is left when the parser was stopped: a file nothing is known about. */
function unread(text: string): SyntaxTree {
	const root = { type: "program", start: 0, end: text.length, field: null, isNamed: true, children: [] };
	return { root, comments: [], hasErrors: true, errorUnits: text.length, callCount: 0 };
}

/** Parses a file with the grammar of its language; an untyped file with type annotations is read as TypeScript. */
import type { SourceFile } from "../../model/source-file.ts";
import type { Grammar } from "../grammars.ts";
import { copyTree, type SyntaxTree } from "./syntax-tree.ts";

export interface JavaScriptGrammars {
	readonly typescript: Grammar;
	readonly tsx: Grammar;
	readonly javascript: Grammar;
}

export function parseSource(grammars: JavaScriptGrammars, source: SourceFile): SyntaxTree {
	const { text, language } = source;
	if (language === "typescript") return parse(grammars.typescript, text);
	if (language === "typescriptreact") return parse(grammars.tsx, text);
	const tree = parse(grammars.javascript, text);
	if (!tree.hasErrors || tree.errorUnits === text.length) return tree;
	const typed = parse(grammars.tsx, text);
	return typed.errorUnits < tree.errorUnits || !typed.hasErrors ? typed : tree;
}

function parse(grammar: Grammar, text: string): SyntaxTree {
	return grammar.withTree(text, copyTree) ?? unread(text);
}

/** What is left when the parser was stopped: a file nothing is known about. */
function unread(text: string): SyntaxTree {
	const root = { type: "program", start: 0, end: text.length, field: null, isNamed: true, children: [] };
	return { root, comments: [], hasErrors: true, errorUnits: text.length };
}

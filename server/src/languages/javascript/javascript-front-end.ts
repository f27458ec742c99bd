/** JavaScript and TypeScript: which grammar reads which file, and what this product asks of the language. */
import type { LanguageFrontEnd } from "../front-end.ts";
import type { Grammar } from "../grammars.ts";
import { parseSource } from "./parse.ts";
import { summarizeTree } from "./summarize.ts";

export interface JavaScriptGrammars {
	readonly typescript: Grammar;
	readonly tsx: Grammar;
	readonly javascript: Grammar;
}

export function createJavaScriptFrontEnd(grammars: JavaScriptGrammars): LanguageFrontEnd {
	return {
		languages: ["typescript", "typescriptreact", "javascript", "javascriptreact"],
		summarize: (source) => summarizeTree(source, parseSource(grammars, source)),
		readText: () => ({ notEditable: "not yet" }),
		writeText: () => ({ notEditable: "not yet" }),
		moveItems: () => ({ notEditable: "not yet" }),
		insertArgument: () => ({ notEditable: "not yet" }),
		parses: (source) => !parseSource(grammars, source).hasErrors,
	};
}

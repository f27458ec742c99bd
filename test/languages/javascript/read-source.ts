/** Gives tests the real front end and a one-line notation for expressions. */
import { readFileSync } from "node:fs";
import type { LanguageFrontEnd } from "../../../server/src/languages/front-end.ts";
import { Grammar, type GrammarName } from "../../../server/src/languages/grammars.ts";
import { createJavaScriptFrontEnd } from "../../../server/src/languages/javascript/javascript-front-end.ts";
import type { Argument, Expression, RecordEntry } from "../../../server/src/model/expression.ts";
import type { FileSummary } from "../../../server/src/model/file-summary.ts";
import type { LanguageId } from "../../../server/src/model/source-file.ts";

const modules = new URL("../../../node_modules/", import.meta.url);

async function wasm(name: "runtime" | GrammarName): Promise<Uint8Array> {
	const path =
		name === "runtime"
			? "web-tree-sitter/web-tree-sitter.wasm"
			: `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
	return readFileSync(new URL(path, modules));
}

const load = (name: GrammarName) => Grammar.load(name, wasm, () => () => false);

export const frontEnd: LanguageFrontEnd = createJavaScriptFrontEnd({
	typescript: await load("typescript"),
	tsx: await load("tsx"),
	javascript: await load("javascript"),
});

export function summarize(text: string, language: LanguageId = "typescript"): FileSummary {
	return frontEnd.summarize({ file: `file.${language}`, language, text });
}

/** `name = value` lines of all bindings, in the notation of `show`. */
export function bindings(text: string, language: LanguageId = "typescript"): string[] {
	return summarize(text, language).bindings.map(
		(binding) =>
			`${binding.name}${binding.path ? ` <${binding.path.join(".")}>` : ""} ${binding.form} ${show(binding.value)}`,
	);
}

/** The value of the first binding, in the notation of `show`. */
export function value(source: string, language: LanguageId = "typescript"): string {
	const [binding] = summarize(`const it = ${source}`, language).bindings.filter(({ name }) => name === "it");
	return binding ? show(binding.value) : "no binding";
}

/** Text in quotes, `+(...)` a concatenation, `?(...)` a choice, `fn3` a function, everything else as one would write it. */
export function show(expression: Expression): string {
	switch (expression.kind) {
		case "text":
			return `${expression.verbatim ? "" : "~"}${JSON.stringify(expression.text)}`;
		case "number":
		case "boolean":
			return String(expression.value);
		case "null":
			return "null";
		case "concat":
			return `+(${expression.parts.map(show).join(", ")})`;
		case "join":
			return `join(${show(expression.separator)}, ${show(expression.items)})`;
		case "format":
			return `format(${show(expression.template)})`;
		case "replace":
			return `replace(${show(expression.text)}, ${show(expression.search)}, ${show(expression.replacement)})`;
		case "transform":
			return `${expression.name}(${show(expression.text)})`;
		case "name":
			return expression.name;
		case "member":
			return `${show(expression.object)}.${expression.property}`;
		case "index":
			return `${show(expression.object)}[${show(expression.index)}${expression.slice ? ":" : ""}]`;
		case "call":
			return `${expression.isNew ? "new " : ""}${show(expression.callee)}(${expression.arguments.map(showArgument).join(", ")})`;
		case "list":
			return `[${expression.items.map((item) => (item.spread ? "..." : "") + show(item.value)).join(", ")}]`;
		case "record":
			return `{${expression.entries.map(showEntry).join(", ")}}`;
		case "choice":
			return `${{ conditional: "?", fallback: "??", and: "&&" }[expression.form]}(${expression.options.map(show).join(", ")})`;
		case "repeat":
			return `repeat(${show(expression.item)} for ${expression.variables.join(", ")} of ${show(expression.over)})`;
		case "function":
			return `fn${expression.functionId}`;
		case "operation":
			return `(${expression.operator} ${expression.operands.map(show).join(" ")})`;
		case "unknown":
			return `unknown<${expression.because}>`;
	}
}

function showArgument(argument: Argument): string {
	return (argument.spread ? "..." : "") + show(argument.value);
}

function showEntry(entry: RecordEntry): string {
	return entry.spread ? `...${show(entry.value)}` : `${entry.key ?? "[computed]"}: ${show(entry.value)}`;
}

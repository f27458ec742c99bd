/** A Python front end for tests, and a compact way to write the expressions it gives. */
import { readFileSync } from "node:fs";
import { Grammar, type WasmSource } from "../../../server/src/languages/grammars.ts";
import { createPythonFrontEnd } from "../../../server/src/languages/python/python-front-end.ts";
import type { Argument, Expression, RecordEntry } from "../../../server/src/model/expression.ts";
import type { ControlPath, FileSummary } from "../../../server/src/model/file-summary.ts";
import type { SourceFile } from "../../../server/src/model/source-file.ts";

const modules = new URL("../../../node_modules/", import.meta.url);
const paths = {
	runtime: "web-tree-sitter/web-tree-sitter.wasm",
	python: "@vscode/tree-sitter-wasm/wasm/tree-sitter-python.wasm",
};
const wasm: WasmSource = async (name) =>
	readFileSync(new URL(name === "runtime" ? paths.runtime : paths.python, modules));

export const python = createPythonFrontEnd(await Grammar.load("python", wasm, () => () => false));

export function source(text: string): SourceFile {
	return { file: "app.py", language: "python", text };
}

export function summarize(text: string): FileSummary {
	return python.summarize(source(text));
}

/** The value of the last binding of the file, printed. */
export function value(text: string): string {
	const binding = summarize(text).bindings.at(-1);
	return binding ? print(binding.value) : "nothing bound";
}

export function bindings(text: string): string[] {
	return summarize(text).bindings.map((binding) => {
		const path = binding.path ? ` at ${binding.path.join(".")}` : "";
		const form = binding.form === "assign" ? "=" : `${binding.form}${binding.ofEach ? " of each" : ""}${path}:`;
		const annotation = binding.annotation ? `: ${print(binding.annotation)}` : "";
		return `${binding.name}${annotation} ${form} ${print(binding.value)}${printControl(binding.control)}`;
	});
}

export function mutations(text: string): string[] {
	return summarize(text).mutations.map(
		(mutation) =>
			`${print(mutation.target)} ${mutation.operation} ${mutation.key ?? "-"} ${mutation.value ? print(mutation.value) : "-"}${printControl(mutation.control)}`,
	);
}

export function calls(text: string): string[] {
	return summarize(text).calls.map((site) => `${site.isAwaited ? "await " : ""}${print(site.call)}`);
}

export function printControl(control: ControlPath): string {
	return control.map((step) => ` [${step.kind} ${step.loop ?? step.arm}]`).join("");
}

/** `text` literals are quoted, `{...}` marks text built of parts, `?` what is unknown. */
export function print(expression: Expression): string {
	switch (expression.kind) {
		case "text":
			return JSON.stringify(expression.text) + (expression.verbatim ? "" : "~");
		case "number":
		case "boolean":
			return String(expression.value);
		case "null":
			return "None";
		case "concat":
			return `{${expression.parts.map(print).join(" ")}}`;
		case "join":
			return `join(${print(expression.separator)}, ${print(expression.items)})`;
		case "format":
			return `${expression.style}(${[print(expression.template), ...expression.positional.map(print), ...expression.named.map(printEntry)].join(", ")})`;
		case "replace":
			return `replace(${print(expression.text)}, ${print(expression.search)}, ${print(expression.replacement)})`;
		case "transform":
			return `${expression.name}(${print(expression.text)})`;
		case "name":
			return expression.name;
		case "member":
			return `${print(expression.object)}.${expression.property}`;
		case "index":
			return `${print(expression.object)}[${expression.slice ? "slice " : ""}${print(expression.index)}]`;
		case "call":
			return `${print(expression.callee)}(${expression.arguments.map(printArgument).join(", ")})`;
		case "list":
			return `${expression.form}[${expression.items.map((item) => (item.spread ? "*" : "") + print(item.value)).join(", ")}]`;
		case "record":
			return `record{${expression.entries.map(printEntry).join(", ")}}`;
		case "choice":
			return `${expression.form}(${expression.options.map(print).join(" | ")} if ${expression.condition})`;
		case "repeat":
			return `repeat(${print(expression.item)} for ${expression.variables.join(", ")} in ${print(expression.over)})`;
		case "function":
			return `function ${expression.functionId}`;
		case "operation":
			return `(${expression.operator} ${expression.operands.map(print).join(" ")})`;
		case "unknown":
			return `?${expression.label}`;
	}
}

function printArgument(argument: Argument): string {
	const spread = argument.spread === "record" ? "**" : argument.spread === "list" ? "*" : "";
	return `${spread}${argument.name === null ? "" : `${argument.name}=`}${print(argument.value)}`;
}

function printEntry(entry: RecordEntry): string {
	return entry.spread ? `**${print(entry.value)}` : `${entry.key ?? "?"}: ${print(entry.value)}`;
}

/** Templates that code loads and fills: Jinja environments, Handlebars, Mustache and Nunjucks, LangChain's prompt files. */
import { readPromptFile } from "../languages/templates/read-prompt-file.ts";
import type { LinkedArguments, LinkedSymbol, LinkedText, LinkedValue } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import { formatMustache } from "./evaluate-text.ts";
import type { Evaluator } from "./evaluator.ts";
import { knownPath } from "./file-path.ts";
import { findFile, valueOfData } from "./read-file.ts";
import { join } from "./resolve-module.ts";
import { includedTemplate, templateNamed, templateText } from "./template-files.ts";
import { fillTemplate } from "./template-text.ts";
import { literalText, textOf, toTextParts } from "./text-parts.ts";
import { choiceOf, holeAt, symbolValue } from "./values.ts";

export interface LoadCall {
	readonly path: string;
	readonly callee: LinkedSymbol;
	readonly given: LinkedArguments;
	readonly place: Place;
	readonly label: string;
}

const jinjaByName =
	/\bjinja2\b.*\b(?:get_template|select_template|get_or_select_template)\(\)\.(?:render|render_async)$/;
const jinjaText = /\bjinja2\b.*\b(?:Template|from_string)\(\)\.(?:render|render_async)$/;
const compiled = /^handlebars(?:\/[\w./-]+)?:(?:default\.|\*\.)?(?:create\(\)\.)?compile\(\)$/;
const renderText =
	/^(?:mustache:(?:default\.)?render|pystache\.render|chevron\.render|nunjucks:(?:default\.)?renderString)$/;
const renderFile = /^nunjucks:(?:default\.)?(?:(?:Environment|configure)\(\)\.)?render$/;
const langchainFile = /^(?:langchain[\w.]*\.load_prompt|(?:@langchain\/\w+|langchain)[\w/]*:loadPrompt)$/;

/** What a call that fills or loads a template gives; null for any other call. */
export function templateLoad(evaluator: Evaluator, call: LoadCall): LinkedValue | null {
	const { path, callee, given, place } = call;
	if (jinjaByName.test(path)) return renderNamed(evaluator, call);
	if (jinjaText.test(path)) {
		const template = callee.calls.at(-1)?.positional[0];
		return template ? rendered(evaluator, template, given, place) : null;
	}
	if (compiled.test(path)) {
		const template = callee.calls.at(-1)?.positional[0];
		return template ? rendered(evaluator, template, given, place) : null;
	}
	if (!renderText.test(path) && !renderFile.test(path) && !langchainFile.test(path)) return null;
	const [first, second] = given.positional;
	const rest = { ...given, positional: second ? [second] : [] };
	if (renderText.test(path)) return first ? rendered(evaluator, first, rest, place) : null;
	if (renderFile.test(path)) {
		const name = first ? literalText(first) : null;
		const template =
			name === null ? null : fileText(evaluator, fileIn(evaluator, folderOfLoader(callee.calls[0]), name, place.file));
		return template ? rendered(evaluator, template, rest, place) : null;
	}
	if (langchainFile.test(path)) {
		const name = first ? knownPath(first) : null;
		return name === null ? null : langchainPrompt(evaluator, name, call);
	}
	return null;
}

function renderNamed(evaluator: Evaluator, { callee, given, place, label }: LoadCall): LinkedValue | null {
	const named = callee.calls.at(-1)?.positional[0];
	const name = named ? literalText(named) : null;
	if (name === null) return null;
	const file = fileIn(evaluator, folderOfLoader(callee.calls.at(-2)), name, place.file);
	const template = fileText(evaluator, file);
	return template
		? rendered(evaluator, template, given, place)
		: holeAt(place, label, { kind: "file", path: file ?? name });
}

/** A template's text filled from the arguments of `render`, with what it includes. */
export function rendered(
	evaluator: Evaluator,
	template: LinkedValue,
	given: LinkedArguments,
	place: Place,
): LinkedValue {
	if (template.kind === "choice")
		return choiceOf(
			template,
			template.options.map((option) => rendered(evaluator, option, given, place)),
			template.condition,
			template.conditionOrigin,
		);
	if (template.kind !== "text") return formatMustache(template, given, place);
	const include = (name: string, from: string) => includedTemplate(evaluator, name, from);
	return textOf(place, fillTemplate(template.parts, "mustache", byName(given), { include }));
}

/** `render({a: 1})` and `render(a=1)` give the same. */
export function byName(given: LinkedArguments): LinkedArguments {
	const [record] = given.positional;
	if (!record) return given;
	if (record.kind !== "record") return { ...given, positional: [], unknownSpreads: [...given.unknownSpreads, record] };
	return {
		positional: [],
		named: [...given.named, ...record.entries],
		unknownSpreads: [...given.unknownSpreads, ...record.unknownSpreads],
	};
}

function fileText(evaluator: Evaluator, file: string | null): LinkedText | null {
	const literals = file === null ? null : templateText(evaluator, file);
	const [first] = literals ?? [];
	return literals && first ? textOf(first, literals) : null;
}

/** The folder that a loader looks in: `FileSystemLoader(folder)`, `PackageLoader("app", "templates")`, `configure(folder)`. */
function folderOfLoader(made: LinkedArguments | undefined): string | null {
	const loader = made?.named.find((entry) => entry.key === "loader")?.value ?? made?.positional[0];
	if (!loader) return null;
	if (loader.kind !== "symbol") return knownPath(loader);
	const given = loader.calls.at(-1);
	const folder = given?.positional[0] ?? given?.named.find((entry) => entry.key === "searchpath")?.value;
	const first = folder?.kind === "list" ? folder.items[0] : folder;
	const path = first ? knownPath(first) : null;
	if (!/PackageLoader\(\)$/.test(loader.path) || path === null) return path;
	const inside = given?.positional[1] ?? given?.named.find((entry) => entry.key === "package_path")?.value;
	return join(path.replaceAll(".", "/"), (inside ? knownPath(inside) : null) ?? "templates");
}

function fileIn(evaluator: Evaluator, folder: string | null, name: string, reader: string): string | null {
	const known = folder === null ? null : findFile(evaluator, `${folder.replace(/\/$/, "")}/${name}`, reader);
	return known ?? templateNamed(evaluator, name, reader);
}

/** A prompt template as if it had been made from the text in the file. */
function langchainPrompt(evaluator: Evaluator, name: string, { place, label }: LoadCall): LinkedValue | null {
	const file = findFile(evaluator, name, place.file) ?? templateNamed(evaluator, name, place.file);
	if (file === null) return null;
	const text = evaluator.textOf(file);
	if (text === undefined) return holeAt(place, label, { kind: "file", path: file });
	const message = readPromptFile(file.replace(/[^/]*$/, "prompt-$&"), text)?.prompts[0]?.messages[0];
	if (!message) return null;
	const template = valueOfData(message.content, file);
	const made = { positional: [textOf(template, toTextParts(template))], named: [], unknownSpreads: [] };
	return symbolValue(place, "langchain_core.prompts.PromptTemplate.from_template()", [made]);
}

/** Text that code reads from a file of the workspace whose path is known. */
import { dataFormatOf, readData } from "../languages/templates/data-values.ts";
import type { Expression } from "../model/expression.ts";
import type { LinkedArguments, LinkedEntry, LinkedSymbol, LinkedValue } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import type { Evaluator } from "./evaluator.ts";
import { knownPath, packageFolder } from "./file-path.ts";
import { positionalArgument } from "./one-argument.ts";
import { folderOf, join } from "./resolve-module.ts";
import { templateLoad } from "./template-loads.ts";
import { literalText, textOf, toTextParts } from "./text-parts.ts";
import { holeAt, textValue } from "./values.ts";

const readsOfOpenFile = /^(io\.|codecs\.|aiofiles\.)?open\(\)\.(read|readlines)$/;
const readsOfPath = /^(pathlib\.\w+\(\)|anyio\.Path\(\))\.(read_text|open\(\)\.read)$/;
const readsOfResource = /^(importlib[._]resources\.files\(\)(?:\.joinpath\(\))*)\.(read_text|open\(\)\.read)$/;
/** Given a package and the name of a file in it. */
const packageReads =
	/^(importlib[._]resources\.(read_text|open_text)|pkgutil\.get_data|pkg_resources\.resource_string)$/;
const scriptReads =
	/^(?:(?:node:)?fs(?:\/promises)?:(?:default\.|promises\.)*|fs\.(?:promises\.)?|fs-extra:(?:default\.)?)(readFileSync|readFile)$|^(Deno\.readTextFile|Deno\.readTextFileSync)$/;
const dataLoads =
	/^(?:(?:json|yaml|tomllib|tomli|toml|omegaconf\.OmegaConf)\.(?:load|safe_load|full_load|unsafe_load|loads|create)|ruamel\.yaml\.YAML\(\)\.load|JSON\.parse|(?:js-yaml|yaml|smol-toml|toml|@iarna\/toml|json5):(?:default\.|\*\.)?(?:load|safeLoad|parse))$/;

/** The content a call reads or fills, when `path` names such a function; null for any other function. */
export function fileRead(
	evaluator: Evaluator,
	path: string,
	callee: LinkedSymbol,
	given: LinkedArguments,
	place: Place,
	label: string,
): LinkedValue | null {
	if (readsOfOpenFile.test(path)) return read(evaluator, callee.calls[0]?.positional[0], place, label);
	if (readsOfPath.test(path)) return read(evaluator, pathObject(callee), place, label);
	const resource = readsOfResource.exec(path)?.[1];
	if (resource !== undefined) {
		const calls = callee.calls.slice(0, resource.split("()").length - 1);
		return read(evaluator, { ...callee, path: resource, calls }, place, label);
	}
	if (packageReads.test(path)) {
		const [first, second] = given.positional;
		const folder = first ? packageFolder(first) : null;
		const name = second ? knownPath(second) : null;
		return textFile(evaluator, folder === null || name === null ? null : `${folder}/${name}`, place, label);
	}
	if (scriptReads.test(path)) return read(evaluator, positionalArgument(given, 0), place, label);
	if (dataLoads.test(path)) return loadedData(evaluator, path, positionalArgument(given, 0), place);
	return templateLoad(evaluator, { path, callee, given, place, label });
}

function read(evaluator: Evaluator, source: LinkedValue | undefined, place: Place, label: string): LinkedValue {
	return textFile(evaluator, source ? knownPath(source) : null, place, label);
}

/** Data read from a file, from its text, or by the file's name. */
function loadedData(
	evaluator: Evaluator,
	path: string,
	source: LinkedValue | undefined,
	place: Place,
): LinkedValue | null {
	if (!source) return null;
	const opened = source.kind === "symbol" && /open\(\)$/.test(source.path) ? openedFile(source) : null;
	const isNamed = /^(toml\.load|omegaconf\.OmegaConf\.load)$/.test(path);
	const name = opened ? knownPath(opened) : isNamed ? knownPath(source) : null;
	const file = name === null ? null : findFile(evaluator, name, place.file);
	if (file) return dataFileValue(evaluator, file, place);
	const text = literalText(source);
	return text === null || isNamed ? null : parsedData(text, source);
}

function openedFile(symbol: LinkedSymbol): LinkedValue | null {
	return readsOfPath.test(`${symbol.path}.read`) ? pathObject(symbol) : (symbol.calls[0]?.positional[0] ?? null);
}

/** A JSON, YAML or TOML file as a record. */
export function dataFileValue(evaluator: Evaluator, file: string, place: Place): LinkedValue {
	const text = dataFormatOf(file) === null ? evaluator.input.texts.get(file) : evaluator.textOf(file);
	if (text === undefined) return holeAt(place, file, { kind: "file", path: file });
	return parsedData(text, textValue({ file, start: 0, end: text.length }, text, true));
}

/** `source` is the text that holds the data: only where it is copied unchanged are the places inside it known. */
function parsedData(text: string, source: LinkedValue): LinkedValue {
	const { file } = source;
	const isToml =
		dataFormatOf(file) === "toml" ||
		(dataFormatOf(file) === null && /^[ \t]*(\[[\w.]+\][ \t]*$|[\w-]+[ \t]*=)/m.test(text));
	const [only, ...others] = source.kind === "text" ? source.parts : [];
	const isCopy = only?.kind === "literal" && only.verbatim && others.length === 0 && (only.start === 0 || !isToml);
	const data = readData(text, isToml ? "toml" : "yaml", isCopy ? only.start : 0);
	if (!data || data.kind === "text")
		return holeAt(source, file, { kind: "unknown", because: "the file could not be parsed" });
	return isCopy ? valueOfData(data, only.file) : valueOfData(data, file, source);
}

/** What is written in a settings file, each value at its own place, or all of them at `at` where that is not known. */
export function valueOfData(data: Expression, file: string, at: Place | null = null): LinkedValue {
	const span = at ?? data;
	const place: Place = { file, start: span.start, end: span.end };
	switch (data.kind) {
		case "text":
			return textValue(place, data.text, data.verbatim && at === null);
		case "concat":
			return textOf(
				place,
				data.parts.flatMap((part) => toTextParts(valueOfData(part, file, at))),
			);
		case "number":
			return { kind: "number", ...place, value: data.value };
		case "boolean":
			return { kind: "boolean", ...place, value: data.value };
		case "list":
			return {
				kind: "list",
				form: "list",
				...place,
				items: data.items.map((item) => valueOfData(item.value, file, at)),
			};
		case "record": {
			const entries = data.entries.flatMap(({ key, value, start, end }): readonly LinkedEntry[] =>
				key === null ? [] : [{ key, value: valueOfData(value, file, at), file, ...(at ? place : { start, end }) }],
			);
			return { kind: "record", ...place, entries, unknownSpreads: [] };
		}
		case "unknown":
			return holeAt(place, data.label, { kind: "unknown", because: data.because });
		default:
			return { kind: "null", ...place };
	}
}

function pathObject(object: LinkedSymbol): LinkedValue {
	return { ...object, path: "pathlib.Path()", calls: object.calls.slice(0, 1) };
}

export function textFile(evaluator: Evaluator, path: string | null, place: Place, label: string): LinkedValue {
	const file = path === null ? null : findFile(evaluator, path, place.file);
	if (file === null) return holeAt(place, label, { kind: "file", path });
	const text = evaluator.textOf(file);
	if (text === undefined) return holeAt(place, label, { kind: "file", path: file });
	const whole: Place = { file, start: 0, end: text.length };
	return { kind: "text", ...whole, parts: [{ kind: "literal", ...whole, text, verbatim: true }] };
}

/** A relative path counts from the folder the program is started in, which is not known: the nearest folder that has it. */
export function findFile(evaluator: Evaluator, path: string, reader: string): string | null {
	const { files } = evaluator.input.layout;
	if (path.startsWith("/")) {
		const file = join(path);
		return files.has(file) ? file : null;
	}
	for (let folder = folderOf(reader); ; folder = folderOf(folder)) {
		const file = join(folder, path);
		if (files.has(file)) return file;
		if (folder === "") return null;
	}
}

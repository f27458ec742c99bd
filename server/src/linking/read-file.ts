/** Text that code reads from a file of the workspace whose path is known. */
import { dataFormatOf, readData } from "../languages/templates/data-values.ts";
import type { Expression } from "../model/expression.ts";
import type { LinkedArguments, LinkedEntry, LinkedSymbol, LinkedValue } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import type { Evaluator } from "./evaluator.ts";
import { knownPath } from "./file-path.ts";
import { folderOf, join } from "./resolve-module.ts";
import { literalText, textOf, toTextParts } from "./text-parts.ts";
import { holeAt, textValue } from "./values.ts";

const readsOfOpenFile = /^(io\.|codecs\.|aiofiles\.)?open\(\)\.(read|readlines)$/;
const readsOfPath = /^(pathlib\.\w+\(\)|anyio\.Path\(\))\.(read_text|open\(\)\.read)$/;
const scriptReads =
	/^(?:(?:node:)?fs(?:\/promises)?:(?:default\.|promises\.)*|fs\.(?:promises\.)?)(readFileSync|readFile)$/;
const dataLoads = /^(json|yaml|tomllib|toml|yaml\.CSafeLoader)\.(load|safe_load|loads)$/;

/** The content a call reads, when `path` names a reading function; null for any other function. */
export function fileRead(
	evaluator: Evaluator,
	path: string,
	object: LinkedSymbol,
	given: LinkedArguments,
	place: Place,
	label: string,
): LinkedValue | null {
	if (readsOfOpenFile.test(path) || readsOfPath.test(path)) {
		const source =
			path.startsWith("pathlib") || path.startsWith("anyio") ? pathObject(object) : object.calls[0]?.positional[0];
		return textFile(evaluator, source ? knownPath(source) : null, place, label);
	}
	if (scriptReads.test(path)) {
		const source = given.positional[0];
		return textFile(evaluator, source ? knownPath(source) : null, place, label);
	}
	if (dataLoads.test(path)) {
		const source = given.positional[0];
		const opened = source?.kind === "symbol" && /open\(\)$/.test(source.path) ? source.calls[0]?.positional[0] : null;
		const name = opened ? knownPath(opened) : null;
		const file = name === null ? null : findFile(evaluator, name, place.file);
		if (file) return dataFileValue(evaluator, file, place);
		const text = source ? literalText(source) : null;
		if (text !== null && source) return parsedData(text, source.file, place);
	}
	return null;
}

/** A JSON, YAML or TOML file as a record. */
export function dataFileValue(evaluator: Evaluator, file: string, place: Place): LinkedValue {
	const text = evaluator.input.texts.get(file);
	if (text === undefined) {
		if (dataFormatOf(file) !== null) evaluator.wantedTexts.add(file);
		return holeAt(place, file, { kind: "file", path: file });
	}
	return parsedData(text, file, place);
}

function parsedData(text: string, file: string, place: Place): LinkedValue {
	const data = readData(text, dataFormatOf(file) ?? (/^\s*[{[]|^[\w"'-]+:/m.test(text) ? "yaml" : "toml"));
	return data
		? valueOfData(data, file)
		: holeAt(place, file, { kind: "unknown", because: "the file could not be parsed" });
}

/** What is written in a settings file, each value at its own place. */
export function valueOfData(data: Expression, file: string): LinkedValue {
	const place: Place = { file, start: data.start, end: data.end };
	switch (data.kind) {
		case "text":
			return textValue(place, data.text, data.verbatim);
		case "concat":
			return textOf(
				place,
				data.parts.flatMap((part) => toTextParts(valueOfData(part, file))),
			);
		case "number":
			return { kind: "number", ...place, value: data.value };
		case "boolean":
			return { kind: "boolean", ...place, value: data.value };
		case "list":
			return { kind: "list", form: "list", ...place, items: data.items.map((item) => valueOfData(item.value, file)) };
		case "record": {
			const entries = data.entries.flatMap(({ key, value, start, end }): readonly LinkedEntry[] =>
				key === null ? [] : [{ key, value: valueOfData(value, file), file, start, end }],
			);
			return { kind: "record", ...place, entries, unknownSpreads: [] };
		}
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
	const text = evaluator.input.texts.get(file);
	if (text === undefined) {
		evaluator.wantedTexts.add(file);
		return holeAt(place, label, { kind: "file", path: file });
	}
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

/** Text that code reads from a file of the workspace whose path is known. */
import { parse as parseYaml } from "yaml";
import type { LinkedArguments, LinkedSymbol, LinkedValue } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import type { Evaluator } from "./evaluator.ts";
import { knownPath } from "./file-path.ts";
import { folderOf, join } from "./resolve-module.ts";
import { literalText } from "./text-parts.ts";
import { holeAt } from "./values.ts";

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

/** A JSON or YAML file as a record; its places all point at the file's beginning. */
export function dataFileValue(evaluator: Evaluator, file: string, place: Place): LinkedValue {
	const text = evaluator.input.texts.get(file);
	if (text === undefined) {
		if (/\.(json|ya?ml)$/.test(file)) evaluator.wantedTexts.add(file);
		return holeAt(place, file, { kind: "file", path: file });
	}
	return parsedData(text, file, place);
}

function parsedData(text: string, file: string, place: Place): LinkedValue {
	try {
		const data: unknown = parseYaml(text, { maxAliasCount: 50 });
		return valueOfData(data, { file, start: 0, end: 0 }, 0);
	} catch {
		return holeAt(place, file, { kind: "unknown", because: "the file could not be parsed" });
	}
}

function valueOfData(data: unknown, place: Place, depth: number): LinkedValue {
	if (typeof data === "string")
		return { kind: "text", ...place, parts: [{ kind: "literal", ...place, text: data, verbatim: false }] };
	if (typeof data === "number") return { kind: "number", ...place, value: data };
	if (typeof data === "boolean") return { kind: "boolean", ...place, value: data };
	if (data === null || data === undefined || typeof data !== "object" || depth > 8) return { kind: "null", ...place };
	if (Array.isArray(data))
		return {
			kind: "list",
			form: "list",
			...place,
			items: data.slice(0, 500).map((item) => valueOfData(item, place, depth + 1)),
		};
	const entries = Object.entries(data).slice(0, 500);
	return {
		kind: "record",
		...place,
		entries: entries.map(([key, value]) => ({ key, value: valueOfData(value, place, depth + 1), ...place })),
		unknownSpreads: [],
	};
}

function pathObject(object: LinkedSymbol): LinkedValue {
	return { ...object, path: "pathlib.Path()", calls: object.calls.slice(0, 1) };
}

function textFile(evaluator: Evaluator, path: string | null, place: Place, label: string): LinkedValue {
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
function findFile(evaluator: Evaluator, path: string, reader: string): string | null {
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

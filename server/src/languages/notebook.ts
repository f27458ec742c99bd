/**
 * Turns a Jupyter notebook into one Python text: its code cells in order, a line break between them.
 * What only a notebook understands (`%pip`, `!ls`, `%%bash`, `name?`) becomes a comment of the same length,
 * so that places in the text remain places in the cells.
 */
import type { NotebookCell, SourceFile } from "../model/source-file.ts";
import { scanPython } from "./python/lexical-scan.ts";

export interface NotebookProblem {
	/** Why there is nothing to read, for a person. */
	readonly problem: string;
}

export function readNotebook(file: string, json: string): SourceFile | NotebookProblem {
	const notebook = parseObject(json);
	if (!notebook) return { problem: "the notebook is not valid JSON" };
	const language = languageOf(notebook);
	if (language !== null && !/python|coconut|sage/i.test(language))
		return { problem: `the notebook's language is ${language}` };
	const cells = cellsOf(notebook);
	if (!cells) return { problem: "the notebook has no list of cells" };

	const texts: string[] = [];
	const places: NotebookCell[] = [];
	let start = 0;
	for (const [index, cell] of cells.entries()) {
		const text = codeOf(cell);
		if (text === null) continue;
		places.push({ index, start, end: start + text.length });
		texts.push(withoutMagics(text));
		start += text.length + 1;
	}
	return { file, language: "python", text: texts.join("\n"), cells: places };
}

/** The same text with everything that is not Python written as comments of the same length. */
export function withoutMagics(cell: string): string {
	const cellMagic = /^\s*%%(\w+)/.exec(cell)?.[1];
	if (cellMagic !== undefined && !pythonCellMagics.has(cellMagic)) {
		return cell.replace(/^[^\r\n]/gm, "#");
	}
	if (!/[%!?]|^\s*(?:pip|conda|mamba)/m.test(cell)) return cell;
	let text = cell;
	let isMagicContinued = false;
	for (const line of scanPython(cell).lines) {
		const content = cell.slice(line.start, line.end);
		const isInside = line.inString || line.inBrackets || line.isContinuation;
		const isRest: boolean = isMagicContinued;
		const at: number = isRest ? content.search(/\S/) : isInside ? -1 : magicAt(content);
		isMagicContinued = at >= 0 && /\\\s*$/.test(content);
		if (at < 0) continue;
		// An expression and a comment, so that a block holding nothing else stays a block.
		const from = line.start + at;
		const length = content.trimEnd().length - at;
		const neutral = isRest ? "#" : "0#".slice(0, length);
		const rest = cell.slice(from + neutral.length, from + length).replace(/\\\s*$/, (end) => end.replace("\\", "#"));
		text = text.slice(0, from) + neutral + rest + text.slice(from + length);
	}
	return text;
}

/** Cell magics whose body is run as Python in the notebook itself. */
const pythonCellMagics: ReadonlySet<string> = new Set([
	"time",
	"timeit",
	"capture",
	"prun",
	"memit",
	"mprun",
	"python3",
]);

/** Where on a line notebook syntax starts; -1 for plain Python. */
function magicAt(line: string): number {
	const first = line.search(/\S/);
	if (first < 0) return -1;
	if (/^[%!?]/.test(line.slice(first))) return first;
	// A notebook runs these without a sign before them.
	if (/^\s*(?:pip3?|conda|mamba) +(?:install|uninstall|list|show|freeze)\b/.test(line)) return first;
	if (/^\s*[\w.]+\?{1,2}\s*$/.test(line)) return first;
	const assigned = /^\s*[\w., ]+=\s*(?=!\s*[\w./~]|%{1,2}[a-zA-Z])/.exec(line);
	return assigned ? assigned[0].length : -1;
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseObject(json: string): JsonObject | null {
	try {
		const value: unknown = JSON.parse(json.replace(/^\uFEFF/, ""));
		return isObject(value) ? value : null;
	} catch {
		return null;
	}
}

function languageOf(notebook: JsonObject): string | null {
	const metadata = isObject(notebook.metadata) ? notebook.metadata : {};
	const { language_info: info, kernelspec: kernel } = metadata;
	// A kernel's own name is no help: it is often that of a virtual environment.
	const name = (isObject(info) ? info.name : undefined) ?? (isObject(kernel) ? kernel.language : undefined);
	return typeof name === "string" && name !== "" ? name : null;
}

/** Version 4 has the cells at the top; version 3 had them in worksheets. */
function cellsOf(notebook: JsonObject): readonly unknown[] | null {
	if (Array.isArray(notebook.cells)) return notebook.cells;
	if (!Array.isArray(notebook.worksheets)) return null;
	return notebook.worksheets.flatMap((sheet: unknown) =>
		isObject(sheet) && Array.isArray(sheet.cells) ? sheet.cells : [],
	);
}

function codeOf(cell: unknown): string | null {
	if (!isObject(cell) || cell.cell_type !== "code") return null;
	const source = cell.source ?? cell.input;
	if (typeof source === "string") return source;
	if (!Array.isArray(source)) return null;
	return source.filter((line: unknown): line is string => typeof line === "string").join("");
}

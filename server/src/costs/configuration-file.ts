/** Reads the cost part of `lcpr.yaml` with a place for every problem. */
import { isNode, LineCounter, parseDocument } from "yaml";
import type { LineColumn, Span } from "../model/source-file.ts";
import { type CostConfiguration, noConfiguration } from "./configuration.ts";
import type { ValuePath } from "./configuration-reader.ts";
import { readCostConfiguration } from "./read-configuration.ts";

export interface FileProblem extends Span {
	readonly message: string;
	/** 1-based; `cell` is always null. */
	readonly at: LineColumn;
}

export interface ConfigurationFile {
	readonly configuration: CostConfiguration;
	readonly problems: readonly FileProblem[];
}

/** `file` is named in the source of every value: "lcpr.yaml line 12". */
export function readConfigurationFile(text: string, file: string): ConfigurationFile {
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
	const place = (start: number, end: number) => {
		const { line, col } = lines.linePos(start);
		return { start, end, at: { line, column: col, cell: null } };
	};
	const [broken] = document.errors;
	if (broken) {
		return { configuration: noConfiguration, problems: [{ ...place(...broken.pos), message: broken.message }] };
	}
	const spanOf = (path: ValuePath): readonly [number, number] => {
		// The value's own place, or the nearest thing around it that has one.
		for (let length = path.length; length >= 0; length--) {
			const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
			if (isNode(node) && node.range) return [node.range[0], node.range[1]];
		}
		return [0, 0];
	};
	let data: unknown;
	try {
		data = document.toJS({ maxAliasCount: 100 });
	} catch (error) {
		const message = error instanceof Error ? error.message : "the file could not be read";
		return { configuration: noConfiguration, problems: [{ ...place(0, 0), message }] };
	}
	const sourceOf = (path: ValuePath) => `${file} line ${lines.linePos(spanOf(path)[0]).line}`;
	const { configuration, problems } = readCostConfiguration(data, sourceOf);
	return { configuration, problems: problems.map(({ path, message }) => ({ ...place(...spanOf(path)), message })) };
}

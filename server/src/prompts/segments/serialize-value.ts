/** Writes a tool list or schema the way an SDK sends it, as JSON, to know what it weighs. */
import { moreFrequent } from "../../model/change-rate.ts";
import type { LinkedEntry, LinkedValue, Origin } from "../../model/linked-value.ts";
import { type Surroundings, stabilityOf } from "../stability/stability.ts";
import type { Stability } from "../stability/verdict.ts";
import { flattenText } from "./flatten-text.ts";

export interface SerializedValue {
	/** Compact JSON of what is visible; functions by name, parameters and documentation. */
	readonly text: string;
	/** The most changeable value inside; null when all of it is fixed. */
	readonly stability: Stability | null;
}

export function serializeValue(value: LinkedValue): SerializedValue {
	const changing: Stability[] = [];
	const text = write(value, changing);
	let strongest: Stability | null = null;
	for (const stability of changing) {
		if (strongest === null || moreFrequent(strongest.changes, stability.changes) !== strongest.changes)
			strongest = stability;
	}
	return { text, stability: strongest };
}

/** All elements of a tool list are sent together, whatever loop puts them there. */
const insideList: Surroundings = { insideRepetition: true };

function write(value: LinkedValue, changing: Stability[]): string {
	switch (value.kind) {
		case "text": {
			const segments = flattenText(value.parts, insideList);
			for (const segment of segments) if (segment.text === null) note(segment.stability, changing);
			return JSON.stringify(segments.map((segment) => segment.text ?? "").join(""));
		}
		case "number":
			return String(value.value);
		case "boolean":
			return String(value.value);
		case "null":
			return "null";
		case "list":
			return `[${value.items.map((item) => write(item, changing)).join(",")}]`;
		case "record":
			for (const spread of value.unknownSpreads) write(spread, changing);
			return `{${sentEntries(value.entries, changing).join(",")}}`;
		case "choice": {
			const options = value.options.map((option) => write(option, changing));
			return options.reduce((longest, option) => (option.length > longest.length ? option : longest), "");
		}
		case "repeat":
			note(stabilityOf(value.over, insideList), changing);
			return write(value.item, changing);
		case "function":
			return functionSchema(value.name, value.parameters, value.documentation);
		case "symbol": {
			// A schema or tool made by a library call, such as a Zod object: its arguments are what is sent.
			const last = value.calls.at(-1);
			if (!last) return JSON.stringify(value.path);
			const inner = [...last.positional.map((item) => write(item, changing)), ...sentEntries(last.named, changing)];
			return inner.length === 0 ? JSON.stringify(lastName(value.path)) : `{${inner.join(",")}}`;
		}
		case "hole":
			note(unseenDefinition(stabilityOf(value.origin, insideList), value.origin), changing);
			return "";
	}
}

/**
 * A tool made by a call (`createDocument({ session })`) is mostly the same definition around other values, so what the
 * call is given says little about what is sent.
 */
function unseenDefinition(stability: Stability, { label, source }: Origin): Stability {
	const isMade = source.kind === "local-call" || source.kind === "external-call" || source.kind === "element";
	if (!isMade && source.kind !== "unknown" && !label.includes("(")) return stability;
	if (stability.changes === "deploy") return stability;
	return { ...stability, changes: "unknown", because: `\`${label}\` is put together where its text cannot be seen` };
}

/** Entries that the SDK keeps to itself: what runs when a tool is called. */
const notSent: ReadonlySet<string> = new Set(["execute", "handler", "func", "callback", "invoke"]);

function sentEntries(entries: readonly LinkedEntry[], changing: Stability[]): readonly string[] {
	return entries
		.filter((entry) => !notSent.has(entry.key))
		.map((entry) => `${JSON.stringify(entry.key)}:${write(entry.value, changing)}`);
}

function functionSchema(name: string, parameters: readonly string[], documentation: string | undefined): string {
	const properties = Object.fromEntries(
		parameters.filter((parameter) => parameter !== "self").map((parameter) => [parameter, { type: "string" }]),
	);
	return JSON.stringify({
		type: "function",
		function: {
			name,
			description: documentation ?? "",
			parameters: { type: "object", properties, required: Object.keys(properties) },
		},
	});
}

function note(stability: Stability, changing: Stability[]): void {
	if (stability.changes !== "deploy") changing.push(stability);
}

function lastName(path: string): string {
	return path.replace(/\(\)/g, "").split(/[.:]/).at(-1) ?? path;
}

/** What an editor offers while `lcpr.yaml` is written: names and values that fit, and what a name means. */
import { isMap, isNode, isScalar, parseDocument } from "yaml";
import type { Span } from "../model/source-file.ts";
import { type Schema, schemaAt, settingsFileSchema } from "./file-schema.ts";
import { yamlPositionAt, yamlWordAt } from "./yaml-position.ts";

export interface Proposal {
	readonly label: string;
	readonly kind: "name" | "value";
	/** What to write in the place of `replaces`. */
	readonly text: string;
	readonly replaces: Span;
	/** A few words: the type, or the default. */
	readonly detail: string;
	/** Markdown. */
	readonly description: string;
}

export function proposalsAt(text: string, offset: number): readonly Proposal[] {
	const position = yamlPositionAt(text, offset);
	if (position.isComment) return [];
	const schema = schemaOf(position.path);
	if (!schema) return [];
	// An item of a list may be a value as well as the first name of a mapping.
	if (position.at === "value" || !hasNames(schema)) return values(schema, position.word);
	return names(schema, { replaces: position.word, taken: takenNames(text, offset) });
}

export interface Explanation extends Span {
	/** Markdown. */
	readonly text: string;
}

export function explanationAt(text: string, offset: number): Explanation | null {
	const word = yamlWordAt(text, offset);
	// A value of a list is explained by the list.
	const path = word && (schemaOf(word.path) ? word.path : word.path.slice(0, -1));
	const schema = path && path.length > 0 ? schemaOf(path) : null;
	const name = path?.findLast((step) => step !== "*");
	if (!word || !schema || name === undefined) return null;
	const lines = [`**${name}**: ${descriptionOf(schema)}`, expectation(schema), ...choiceLines(schema)];
	return { start: word.start, end: word.end, text: lines.filter((line) => line !== "").join("\n\n") };
}

/** Everything may also stand under `lcpr:`, and names may be written with dots. */
function schemaOf(path: readonly string[]): Schema | null {
	const inner = path[0] === "lcpr" ? path.slice(1) : path;
	return (
		schemaAt(settingsFileSchema, inner) ??
		schemaAt(
			settingsFileSchema,
			inner.flatMap((step) => step.split(".")),
		)
	);
}

function hasNames(schema: Schema): boolean {
	return schema.properties !== undefined || (schema.oneOf ?? []).some(hasNames);
}

interface NameContext {
	readonly replaces: Span;
	readonly taken: ReadonlySet<string>;
}

function names(schema: Schema, { replaces, taken }: NameContext): readonly Proposal[] {
	const properties = schema.properties ?? schema.oneOf?.find((choice) => choice.properties)?.properties ?? {};
	return Object.entries(properties)
		.filter(([name]) => !taken.has(name))
		.map(([name, property]) => ({
			label: name,
			kind: "name",
			text: isPlain(property) ? `${name}: ` : `${name}:`,
			replaces,
			detail: expectation(property),
			description: descriptionOf(property),
		}));
}

function values(schema: Schema, replaces: Span): readonly Proposal[] {
	const described = choicesOf(schema);
	return described.map(({ value, description }) => ({
		label: value,
		kind: "value",
		text: value,
		replaces,
		detail: "",
		description,
	}));
}

interface Choice {
	readonly value: string;
	readonly description: string;
}

function choicesOf(schema: Schema): readonly Choice[] {
	const own = schema.enum ?? (schema.type === "boolean" ? [true, false] : []);
	const choices = own.flatMap((value, index): readonly Choice[] =>
		value === null ? [] : [{ value: String(value), description: schema.markdownEnumDescriptions?.[index] ?? "" }],
	);
	return [...choices, ...(schema.oneOf ?? []).flatMap((choice) => (choice.type === "array" ? [] : choicesOf(choice)))];
}

/** Names that the mapping around the cursor has already. */
function takenNames(text: string, offset: number): ReadonlySet<string> {
	const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
	const lineEnd = text.indexOf("\n", offset);
	const before = text.slice(lineStart, offset);
	if (/[[{]/.test(before)) return new Set(before.match(/[\w.-]+(?=\s*:)/g) ?? []);
	// The line itself is not finished: without it the rest most likely reads as YAML.
	const indent = /^[\s-]*/.exec(before)?.[0] ?? "";
	const rest = text.slice(0, lineStart) + indent + marker + (lineEnd < 0 ? "" : text.slice(lineEnd));
	const found = new Set<string>();
	collect(parseDocument(rest, { prettyErrors: false }).contents, found);
	return found;
}

const marker = "__here__: 1";

/** Finds the mapping that holds the marker, and its other names. */
function collect(node: unknown, found: Set<string>): void {
	if (!isNode(node) || !("items" in node)) return;
	if (isMap(node)) {
		const keys = node.items.flatMap(({ key }) => (isScalar(key) ? [String(key.value)] : []));
		if (keys.includes("__here__")) for (const key of keys) found.add(key);
		for (const { value } of node.items) collect(value, found);
	} else for (const item of node.items) collect(item, found);
}

function isPlain(schema: Schema): boolean {
	return schema.properties === undefined && schema.items === undefined && schema.type !== "object";
}

function descriptionOf({ markdownDescription, description }: Schema): string {
	return markdownDescription ?? description ?? "";
}

/** "a number above 0 and at most 1" */
function expectation(schema: Schema): string {
	const { minimum, exclusiveMinimum, maximum } = schema;
	const fallback = schema.default === undefined || schema.default === null ? "" : `default ${shown(schema.default)}`;
	const limits = [
		exclusiveMinimum === undefined ? "" : `above ${exclusiveMinimum}`,
		minimum === undefined ? "" : `at least ${minimum}`,
		maximum === undefined ? "" : `at most ${maximum}`,
	].filter((limit) => limit !== "");
	const type = [schema.type].flat().find((one) => one !== "null");
	const isNumber = type === "number";
	const kind = isNumber ? `a number ${limits.join(" and ")}`.trim() : type === "array" ? "a list" : "";
	return [kind, typeof schema.default === "object" ? "" : fallback].filter((part) => part !== "").join(", ");
}

function choiceLines(schema: Schema): readonly string[] {
	const choices = choicesOf(schema);
	if (choices.length === 0) return [];
	return [choices.map(({ value, description }) => `- \`${value}\`${description ? `: ${description}` : ""}`).join("\n")];
}

function shown(value: unknown): string {
	return typeof value === "string" ? value : JSON.stringify(value);
}

/** TypeScript's enums, namespaces and type aliases, as the values and types that linking knows. */
import type { RecordEntry } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { readInterface } from "./classes.ts";
import { propertyName } from "./collections.ts";
import { namesDeclaredBy } from "./modules.ts";
import { type Reader, sourceOf, spanOf } from "./reader.ts";
import { child, firstNamed, namedChildren } from "./syntax-tree.ts";
import { lowerType } from "./types.ts";

/** `enum Model { Small = "gpt-5-mini" }` is a constant record. */
export function readEnum(reader: Reader, node: SyntaxNode): void {
	const name = child(node, "name");
	const body = child(node, "body");
	if (!name || !body) return;
	const entries: RecordEntry[] = [];
	let next: number | null = 0;
	for (const member of namedChildren(body)) {
		const key = member.type === "enum_assignment" ? child(member, "name") : member;
		const assigned = child(member, "value");
		if (!key) continue;
		const span = spanOf(member);
		const value: RecordEntry["value"] = assigned
			? reader.expression(assigned)
			: next === null
				? { kind: "unknown", ...span, because: "enum member", label: sourceOf(reader, key) }
				: { kind: "number", ...span, value: next };
		next = value.kind === "number" ? value.value + 1 : null;
		entries.push({ ...span, key: propertyName(reader, key), value });
	}
	bindConstant(reader, name, { kind: "record", ...spanOf(body), entries });
}

/** The members of a namespace are read as if they stood outside, and gathered in a record of its name. */
export function readNamespace(reader: Reader, node: SyntaxNode): void {
	const body = child(node, "body");
	const name = child(node, "name");
	if (!body) return;
	const entries: RecordEntry[] = [];
	for (const statement of namedChildren(body)) {
		const declaration = statement.type === "export_statement" ? child(statement, "declaration") : undefined;
		reader.statement(declaration ?? statement);
		if (!declaration) continue;
		const span = spanOf(statement);
		for (const local of namesDeclaredBy(reader, declaration))
			entries.push({ ...span, key: local, value: { kind: "name", ...span, name: local } });
	}
	if (name?.type === "identifier" && entries.length > 0)
		bindConstant(reader, name, { kind: "record", ...spanOf(body), entries });
}

/** `type Client = OpenAI | AzureOpenAI` gives the types a name; an object type is read like an interface. */
export function readTypeAlias(reader: Reader, node: SyntaxNode): void {
	const name = child(node, "name");
	const value = child(node, "value");
	if (!name || !value) return;
	if (value.type === "object_type") {
		readInterface(reader, node);
		return;
	}
	if (!followed.has(value.type) && firstNamed(value)?.type !== "object_type") return;
	bindConstant(reader, name, lowerType(reader, value));
}

/** Aliases of other types (functions, conditions, literals) say nothing about a client. */
const followed: ReadonlySet<string> = new Set([
	"type_identifier",
	"nested_type_identifier",
	"generic_type",
	"union_type",
	"intersection_type",
	"array_type",
	"lookup_type",
]);

function bindConstant(reader: Reader, name: SyntaxNode, value: RecordEntry["value"]): void {
	reader.builder.addBinding({
		start: name.start,
		end: Math.max(name.end, value.end),
		name: sourceOf(reader, name),
		nameSpan: spanOf(name),
		value,
		form: "assign",
		isConstant: true,
	});
}

/** Classes and, for annotations, interfaces and object types: their fields, methods and bases. */
import type { Expression, Name } from "../../model/expression.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { functionTypes } from "./collections.ts";
import { documentationBefore } from "./comments.ts";
import { nameAt, type Reader, sourceOf, spanOf, unknown } from "./reader.ts";
import { child, childOfType, firstNamed, hasToken, namedChildren } from "./syntax-tree.ts";
import { annotationOf, lowerType, lowerTypeFields } from "./types.ts";

/** Records a class; answers its name. An unnamed class gets the name it is given to, else one of its own. */
export function readClass(reader: Reader, node: SyntaxNode, givenName: Name | null): Name {
	const own = child(node, "name");
	const name: Name =
		givenName ?? (own ? nameAt(reader, own) : { kind: "name", ...spanOf(node), name: `class@${node.start}` });
	const body = child(node, "body");
	const decorators = [...node.children]
		.filter((part) => part.type === "decorator")
		.map((part) => readDecorator(reader, part));
	const bases = basesOf(reader, node);
	const documentation = documentationBefore(reader, node.start);
	const known = documentation ? { documentation } : {};
	reader.builder.inClass({ ...spanOf(node), name: name.name, bases, decorators, ...known }, (classId) => {
		if (body) readMembers(reader, body, classId);
	});
	return name;
}

/** `interface Options { client: OpenAI }` and `type Options = { client: OpenAI }` name the fields of a value. */
export function readInterface(reader: Reader, node: SyntaxNode): void {
	const name = child(node, "name");
	const body = child(node, "body") ?? child(node, "value");
	if (!name || !body) return;
	const bases = namedChildren(node)
		.filter((part) => part.type === "extends_type_clause")
		.flatMap((clause) => namedChildren(clause).map((type) => lowerType(reader, type)));
	reader.builder.inClass({ ...spanOf(node), name: sourceOf(reader, name), bases, decorators: [] }, () => {
		for (const { start, end, key, value } of lowerTypeFields(reader, body))
			if (key !== null)
				reader.builder.addField({ start, end, name: key, value: null, annotation: value, isStatic: false });
	});
}

export function readDecorator(reader: Reader, node: SyntaxNode): Expression {
	const inner = firstNamed(node);
	return inner ? reader.expression(inner) : unknown(reader, node, "decorator");
}

function basesOf(reader: Reader, node: SyntaxNode): Expression[] {
	const heritage = childOfType(node, "class_heritage");
	if (!heritage) return [];
	// JavaScript's grammar has the base itself here, TypeScript's a clause.
	return namedChildren(heritage).flatMap((clause) => {
		if (clause.type === "implements_clause") return [];
		if (clause.type !== "extends_clause") return [reader.expression(clause)];
		return clause.children.filter((part) => part.field === "value").map((base) => reader.expression(base));
	});
}

function readMembers(reader: Reader, body: SyntaxNode, classId: number): void {
	let decorators: Expression[] = [];
	for (const member of namedChildren(body)) {
		if (member.type === "decorator") {
			decorators.push(readDecorator(reader, member));
			continue;
		}
		readMember(reader, member, { classId, decorators });
		decorators = [];
	}
}

interface MemberOwner {
	readonly classId: number;
	readonly decorators: readonly Expression[];
}

function readMember(reader: Reader, member: SyntaxNode, owner: MemberOwner): void {
	switch (member.type) {
		case "method_definition": {
			const use = { name: null, member: { ...owner, isStatic: hasToken(member, "static") } };
			// A setter would hide the getter of the same name.
			const name = child(member, "name");
			reader.functionValue(
				member,
				hasToken(member, "set") && name ? { ...use, name: { start: name.start, end: name.start } } : use,
			);
			return;
		}
		case "public_field_definition":
		case "field_definition":
			readField(reader, member, owner);
			return;
		case "class_static_block": {
			const block = child(member, "body");
			if (block) for (const statement of namedChildren(block)) reader.statement(statement);
			return;
		}
		case "ERROR":
			for (const part of namedChildren(member)) reader.statement(part);
	}
}

function readField(reader: Reader, member: SyntaxNode, owner: MemberOwner): void {
	const name = child(member, "name") ?? child(member, "property");
	const value = child(member, "value");
	if (!name) return;
	for (const part of member.children) if (part.type === "decorator") readDecorator(reader, part);
	const isStatic = hasToken(member, "static");
	if (value && functionTypes.has(value.type)) {
		reader.functionValue(value, { name: spanOf(name), member: { ...owner, isStatic } });
		return;
	}
	reader.builder.addField({
		...spanOf(member),
		name: sourceOf(reader, name),
		value: value ? reader.expression(value) : null,
		...annotationOf(reader, member),
		isStatic,
	});
}

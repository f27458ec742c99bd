/** Destructuring: which names a pattern binds, and what each takes out of the value. */
import type { Choice, Expression } from "../../model/expression.ts";
import type { Binding } from "../../model/file-summary.ts";
import type { SyntaxNode } from "../syntax-node.ts";
import { propertyName } from "./collections.ts";
import { mutationTarget } from "./places.ts";
import { declareName, labelOf, type Reader, scopeOfVariable, sourceOf, spanOf } from "./reader.ts";
import { child, firstNamed } from "./syntax-tree.ts";

export interface PatternSource {
	readonly value: Expression;
	readonly form: Binding["form"];
	readonly path: readonly (string | number)[];
	readonly ofEach?: boolean;
	readonly isConstant?: boolean;
	readonly annotation?: Expression;
	/** An assignment to a variable that exists, possibly in a scope around this one. */
	readonly reassigns?: boolean;
}

/** Binds every name of `pattern`; answers them. */
export function bindPattern(reader: Reader, pattern: SyntaxNode, source: PatternSource): string[] {
	switch (pattern.type) {
		case "identifier":
		case "shorthand_property_identifier_pattern":
			return bindName(reader, pattern, source);
		case "assignment_pattern":
		case "object_assignment_pattern":
			return bindWithDefault(reader, pattern, source);
		case "object_pattern":
			return pattern.children.flatMap((part) => bindProperty(reader, part, source));
		case "array_pattern":
			return bindItems(reader, pattern, source);
		case "rest_pattern": {
			const inner = firstNamed(pattern);
			return inner ? bindPattern(reader, inner, source) : [];
		}
		case "parenthesized_expression":
		case "non_null_expression": {
			const inner = firstNamed(pattern);
			return inner ? bindPattern(reader, inner, source) : [];
		}
		case "member_expression":
		case "subscript_expression":
			setMember(reader, pattern, source);
			return [];
		default:
			return [];
	}
}

function bindName(reader: Reader, node: SyntaxNode, source: PatternSource): string[] {
	if (node.end === node.start) return [];
	const name = sourceOf(reader, node);
	const { value, form, path, ofEach, isConstant, annotation } = source;
	const binding = {
		start: node.start,
		end: Math.max(node.end, value.end),
		name,
		nameSpan: spanOf(node),
		value,
		form,
		...(path.length > 0 ? { path } : {}),
		...(ofEach ? { ofEach } : {}),
		...(isConstant ? { isConstant } : {}),
		...(annotation && path.length === 0 ? { annotation } : {}),
	};
	if (!source.reassigns) {
		declareName(reader, name);
		reader.builder.addBinding(binding);
	} else reader.builder.addBindingAround(binding, scopeOfVariable(reader, name));
	return [name];
}

function bindWithDefault(reader: Reader, pattern: SyntaxNode, source: PatternSource): string[] {
	const left = child(pattern, "left");
	const right = child(pattern, "right");
	if (!left) return [];
	if (!right) return bindPattern(reader, left, source);
	const fallback = reader.expression(right);
	if (source.ofEach) return bindPattern(reader, left, source);
	const value: Choice = {
		kind: "choice",
		...spanOf(pattern),
		options: [taken(source), fallback],
		condition: labelOf(reader, pattern),
		form: "fallback",
	};
	return bindPattern(reader, left, { ...source, value, path: [] });
}

function bindProperty(reader: Reader, part: SyntaxNode, source: PatternSource): string[] {
	if (part.type === "pair_pattern") {
		const key = child(part, "key");
		const value = child(part, "value");
		const name = key ? propertyName(reader, key) : null;
		if (!value || name === null) return [];
		return bindPattern(reader, value, { ...source, path: [...source.path, name] });
	}
	// What is left over is bound as the whole: linking takes known properties out of it.
	if (part.type === "rest_pattern") return bindPattern(reader, part, source);
	const name = part.type === "object_assignment_pattern" ? child(part, "left") : part;
	if (name?.type !== "shorthand_property_identifier_pattern") return [];
	return bindPattern(reader, part, { ...source, path: [...source.path, sourceOf(reader, name)] });
}

function bindItems(reader: Reader, pattern: SyntaxNode, source: PatternSource): string[] {
	const names: string[] = [];
	let position = 0;
	for (const part of pattern.children) {
		if (part.type === ",") {
			position++;
			continue;
		}
		if (part.type === "rest_pattern") {
			const start: Expression = { kind: "number", start: part.start, end: part.start, value: position };
			const rest: Expression = { kind: "index", ...spanOf(part), object: taken(source), index: start, slice: true };
			names.push(...bindPattern(reader, part, { ...source, value: rest, path: [] }));
		} else names.push(...bindPattern(reader, part, { ...source, path: [...source.path, position] }));
	}
	return names;
}

/** `({ data: this.data } = result)`. */
function setMember(reader: Reader, node: SyntaxNode, source: PatternSource): void {
	const place = mutationTarget(reader.expression(node));
	if (place)
		reader.builder.addMutation({
			...spanOf(node),
			target: place.target,
			operation: "set",
			key: place.key,
			value: taken(source),
		});
}

/** The value with its path written out as members and indices. */
function taken(source: PatternSource): Expression {
	let value = source.value;
	for (const step of source.path) {
		const span = { start: value.start, end: value.end };
		value =
			typeof step === "string"
				? { kind: "member", ...span, object: value, property: step, nameSpan: span }
				: { kind: "index", ...span, object: value, index: { kind: "number", ...span, value: step } };
	}
	return value;
}

/** Writes an expression as short source-like text, to name a run-time value for a person. */
import type { Argument, Expression } from "../model/expression.ts";

const longest = 60;

export function labelOf(expression: Expression): string {
	const text = write(expression, 4);
	return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function write(expression: Expression, depth: number): string {
	if (depth === 0) return "…";
	const inner = (part: Expression) => write(part, depth - 1);
	switch (expression.kind) {
		case "name":
			return expression.name;
		case "member":
			return `${write(expression.object, depth)}.${expression.property}`;
		case "index":
			return `${inner(expression.object)}[${expression.slice ? rangeOf(expression.index, depth) : inner(expression.index)}]`;
		case "call": {
			const [value, format] = expression.arguments;
			// A time in an f-string, as it is written there: `now:%Y-%m-%d`.
			if (expression.callee.start === expression.callee.end && value && format?.value.kind === "text")
				return `${inner(value.value)}:${format.value.text}`;
			return `${expression.isNew ? "new " : ""}${write(expression.callee, depth)}(${expression.arguments.map((argument) => writeArgument(argument, depth)).join(", ")})`;
		}
		case "text":
			return JSON.stringify(expression.text.length > 20 ? `${expression.text.slice(0, 19)}…` : expression.text);
		case "number":
		case "boolean":
			return String(expression.value);
		case "null":
			return "null";
		case "choice":
			return expression.form === "conditional"
				? expression.options.map(inner).join(" : ")
				: expression.options.map(inner).join(expression.form === "and" ? " && " : " || ");
		case "operation":
			if (expression.operands.length === 1 && /^(-|!|not)$/.test(expression.operator))
				return `${expression.operator}${expression.operator === "not" ? " " : ""}${expression.operands.map(inner)}`;
			return expression.operands.map(inner).join(` ${expression.operator} `);
		case "transform":
			return inner(expression.text);
		case "join":
			return `${inner(expression.separator)}.join(${inner(expression.items)})`;
		case "format":
			return `${inner(expression.template)}.format(…)`;
		case "replace":
			return `${inner(expression.text)}.replace(…)`;
		case "repeat":
			return `${inner(expression.item)} for ${inner(expression.over)}`;
		case "list":
			return "[…]";
		case "record":
			return "{…}";
		case "concat":
			return expression.parts.map(inner).join(" + ");
		case "function":
			return "function";
		case "unknown":
			return expression.label;
	}
}

/** `-10:`, as Python writes it; `slice(-10)` of JavaScript too, which has the start alone. */
function rangeOf(range: Expression, depth: number): string {
	const text = write(range, depth - 1);
	return range.kind === "unknown" ? text : `${text}:`;
}

function writeArgument(argument: Argument, depth: number): string {
	const value = write(argument.value, depth - 1);
	if (argument.spread) return `…${value}`;
	return argument.name === null ? value : `${argument.name}=${value}`;
}

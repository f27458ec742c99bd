/** Templates filled in by a function: `fmt.Sprintf("%s", x)`, `format!("{x}")`, `string.Format("{0}", x)`. */
import type { Expression, TextLiteral } from "../../model/expression.ts";

/** `percent`: `%s`, `%1$s`. `braces`: `{}`, `{0}`, `{name}`. */
export interface FormatStyle {
	readonly style: "percent" | "braces";
	/** Number of the argument that holds the template; -1 when the template is what the method is called on. */
	readonly template: number;
}

const places = {
	percent: /%(?:%|n|(?:(\d+)\$)?[-+ #0,(<]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:\{([^}]*)\})?[a-zA-Z])/g,
	braces: /\{\{|\}\}|\{([^{}:!]*)(?:[:!][^{}]*)?\}/g,
} as const;

/** The pieces of a filled template in order; null when the template is no literal text. */
export function filledTemplate(
	template: Expression,
	style: FormatStyle["style"],
	given: readonly Expression[],
	byName: (name: string) => Expression,
): Expression | null {
	const pieces = piecesOf(template);
	if (!pieces) return null;
	const parts: Expression[] = [];
	let next = 0;
	for (const literal of pieces) {
		let from = 0;
		const addText = (until: number) => {
			if (until > from) parts.push(slice(literal, from, until));
		};
		for (const match of literal.text.matchAll(places[style])) {
			const at = match.index;
			addText(at);
			from = at + match[0].length;
			const sign = constantOf(match[0]);
			if (sign !== null) {
				parts.push({ ...literal, text: sign, verbatim: false });
				continue;
			}
			const name = match[1] ?? "";
			const number = style === "percent" ? Number(name) - 1 : Number(name);
			const value = name === "" ? given[next++] : Number.isInteger(number) ? given[number] : byName(name.trim());
			if (value) parts.push(value);
		}
		addText(literal.text.length);
	}
	return { kind: "concat", parts, start: template.start, end: template.end };
}

/** What a place without a value writes; null for a place that takes one. */
function constantOf(place: string): string | null {
	if (place === "%%") return "%";
	if (place === "%n") return "\n";
	return place === "{{" ? "{" : place === "}}" ? "}" : null;
}

function piecesOf(template: Expression): readonly TextLiteral[] | null {
	if (template.kind === "text") return [template];
	if (template.kind === "transform") return piecesOf(template.text);
	if (template.kind !== "concat") return null;
	const pieces = template.parts.map(piecesOf);
	return pieces.every((piece) => piece !== null) ? pieces.flat() : null;
}

function slice(literal: TextLiteral, from: number, until: number): TextLiteral {
	const text = literal.text.slice(from, until);
	if (!literal.verbatim) return { ...literal, text };
	return { ...literal, text, start: literal.start + from, end: literal.start + until };
}

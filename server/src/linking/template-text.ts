/** Fills the places of a template text: `{name}`, `%s`, `$name`, `{{ name }}`. A place nothing is given for stays a hole. */
import type { LinkedArguments, LinkedValue, LiteralPart, TextPart } from "../model/linked-value.ts";
import { originOf } from "./origin.ts";
import { sliceLiteral, standingAt, toTextParts } from "./text-parts.ts";
import { holeAt } from "./values.ts";

export type TemplateStyle = "python-format" | "percent" | "dollar" | "mustache";

interface Placeholder {
	readonly start: number;
	readonly end: number;
	/** Empty for the next positional value; null for an escape such as `{{`, which writes `text`. */
	readonly name: string | null;
	readonly text: string;
}

const patterns: Readonly<Record<TemplateStyle, RegExp>> = {
	"python-format": /\{\{|\}\}|\{([^{}!:]*)(?:![rsa])?(?::(?:[^{}]|\{[^{}]*\})*)?\}/g,
	percent: /%%|%(?:\(([^)]*)\))?[-+ #0]*\d*(?:\.\d+)?[srdifgxX]/g,
	dollar: /\$\$|\$\{?([A-Za-z_]\w*)\}?/g,
	mustache: /\{%-?[\s\S]*?-?%\}|\{#[\s\S]*?#\}|\{\{\{?[-~#/^&>!]?\s*([^{}]*?)\s*[-~]?\}?\}\}/g,
};

export function fillTemplate(
	parts: readonly TextPart[],
	style: TemplateStyle,
	given: LinkedArguments,
): readonly TextPart[] {
	let next = 0;
	const filled: TextPart[] = [];
	for (const part of parts) {
		if (part.kind !== "literal") {
			filled.push(part);
			continue;
		}
		let from = 0;
		for (const place of placeholders(part.text, style)) {
			if (place.start > from) filled.push(sliceLiteral(part, from, place.start));
			from = place.end;
			const at = sliceLiteral(part, place.start, place.end);
			if (place.name === null) {
				if (place.text) filled.push({ ...at, text: place.text, verbatim: false });
				continue;
			}
			const key = place.name === "" ? String(next++) : place.name;
			filled.push(...placedAt(valueFor(key, given, at), at));
		}
		if (from < part.text.length) filled.push(sliceLiteral(part, from, part.text.length));
	}
	return filled;
}

/** A run-time value stands where its place in the template is, not where it was declared. */
function placedAt(value: LinkedValue, { file, start, end }: LiteralPart): readonly TextPart[] {
	const place = { file, start, end };
	return toTextParts(value).map((part) =>
		part.kind === "hole" && value.kind !== "text" ? { ...part, ...place } : standingAt(part, place),
	);
}

function placeholders(text: string, style: TemplateStyle): readonly Placeholder[] {
	const found: Placeholder[] = [];
	for (const match of text.matchAll(patterns[style])) {
		const start = match.index;
		const end = start + match[0].length;
		const escaped =
			match[0] === "{{" ? "{" : match[0] === "}}" ? "}" : match[0] === "%%" ? "%" : match[0] === "$$" ? "$" : null;
		if (escaped !== null && style !== "mustache") found.push({ start, end, name: null, text: escaped });
		else if (style === "mustache" && match[1] === undefined) found.push({ start, end, name: null, text: "" });
		else found.push({ start, end, name: match[1] ?? "", text: "" });
	}
	return found;
}

function valueFor(key: string, given: LinkedArguments, at: LiteralPart): LinkedValue {
	const [root, ...members] = key.split(/[.[|\s]/);
	const value = /^\d+$/.test(root ?? "")
		? given.positional[Number(root)]
		: given.named.find((entry) => entry.key === root)?.value;
	if (value && (members.length === 0 || value.kind !== "hole")) return value;
	if (value) return holeAt(at, key, { kind: "member", name: members.join(".") }, [originOf(value)]);
	const spread = given.unknownSpreads[0];
	if (spread) return holeAt(at, key, { kind: "member", name: key }, [originOf(spread)]);
	return holeAt(at, key, { kind: "unknown", because: "nothing is given for this place" });
}

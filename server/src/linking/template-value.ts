/** What an expression inside a template's tag comes to: paths, literals, filters and calls; the rest is named after what it uses. */
import type { LinkedValue, Origin } from "../model/linked-value.ts";
import type { Place } from "../model/source-file.ts";
import { originOf } from "./origin.ts";
import type { BlockFilling } from "./template-blocks.ts";
import { holeAt, textValue } from "./values.ts";

type Names = Pick<BlockFilling, "given" | "scope" | "missing">;

const path = /^(?:\.\.\/|@|\.\/)*[A-Za-z_]\w*(?:\??\.\w+|\[\s*(?:\d+|"[^"]*"|'[^']*')\s*\]|\/\w+)*$/;
const notNames = new Set([
	"and",
	"or",
	"not",
	"is",
	"in",
	"if",
	"else",
	"true",
	"false",
	"none",
	"null",
	"True",
	"False",
	"None",
	"defined",
	"undefined",
	"this",
]);

export function templateValue(source: string, place: Place, names: Names): LinkedValue {
	const expression = withoutFilters(source.trim());
	const label = shortened(expression);
	const quoted = /^(["'])((?:(?!\1)[^\\])*)\1$/.exec(expression);
	if (quoted) return textValue(place, quoted[2] ?? "");
	if (/^-?\d+(\.\d+)?$/.test(expression)) return { kind: "number", ...place, value: Number(expression) };
	if (/^(true|false)$/i.test(expression)) return { kind: "boolean", ...place, value: /^t/i.test(expression) };
	if (path.test(expression)) return valueAt(expression, { place, names, label });
	const called = /^([A-Za-z_][\w.]*)\(([\s\S]*)\)$/.exec(expression);
	const from = originsIn(called ? (called[2] ?? "") : expression, place, names);
	if (called) return calledValue(called[1] ?? "", { from, place, names, label });
	// A Handlebars helper: its name, then what it is given.
	const helper = /^(\w+)\s+(.+)$/s.exec(expression);
	const used =
		helper && !/[=~+]/.test(expression) && !notNames.has(helper[1] ?? "")
			? originsIn(helper[2] ?? "", place, names)
			: from;
	return holeAt(place, label, { kind: "operation", operator: "template" }, used);
}

/** `x | trim | default("y")` is `x`, as far as how often it changes goes. */
function withoutFilters(expression: string): string {
	let depth = 0;
	let quote = "";
	for (let at = 0; at < expression.length; at++) {
		const unit = expression[at] ?? "";
		if (quote !== "") quote = unit === quote ? "" : quote;
		else if (unit === '"' || unit === "'") quote = unit;
		else if (/[([{]/.test(unit)) depth++;
		else if (/[)\]}]/.test(unit)) depth--;
		else if (unit === "|" && depth === 0) {
			if (expression[at + 1] === "|") at++;
			else return expression.slice(0, at).trim();
		}
	}
	return expression;
}

interface Wanted {
	readonly place: Place;
	readonly names: Names;
	readonly label: string;
}

function valueAt(expression: string, { place, names, label }: Wanted): LinkedValue {
	const bare = expression.replace(/^(?:\.\.\/|@|\.\/)+/, "");
	const [root = "", ...members] = bare.split(/\??\.|\/|\[\s*["']?|["']?\s*\]/).filter((name) => name !== "");
	const own = root === "this" && members.length > 0 ? undefined : names.scope.get(root);
	let value =
		own ??
		names.given.named.findLast((entry) => entry.key === root)?.value ??
		(root === "this" ? names.scope.get("this") : undefined);
	if (!value) {
		const spread = names.given.unknownSpreads[0];
		if (spread) return holeAt(place, label, { kind: "member", name: members.at(-1) ?? root }, [originOf(spread)]);
		value = holeAt(place, root, names.missing(root));
		if (members.length === 0) return value;
	}
	for (const member of members) {
		const inner: LinkedValue | undefined =
			value.kind === "record" ? value.entries.findLast((entry) => entry.key === member)?.value : undefined;
		value = inner ?? holeAt(place, label, { kind: "member", name: member }, [originOf(value)]);
	}
	return value;
}

/** A method of a value changes as the value does; a function is judged by its name. */
function calledValue(
	name: string,
	{ from, place, names, label }: Wanted & { readonly from: readonly Origin[] },
): LinkedValue {
	const dot = name.lastIndexOf(".");
	if (dot > 0) {
		const object = valueAt(name.slice(0, dot), { place, names, label: name.slice(0, dot) });
		return holeAt(place, label, { kind: "member", name: name.slice(dot + 1) }, [originOf(object), ...from]);
	}
	return holeAt(place, label, { kind: "local-call", name }, from);
}

/** The values whose names occur in an expression. */
function originsIn(expression: string, place: Place, names: Names): readonly Origin[] {
	const withoutTexts = expression.replace(/"[^"]*"|'[^']*'/g, " ");
	const found = withoutTexts.match(/(?<![\w.|])[A-Za-z_][\w.]*(?!\w*\s*[=(](?!=))/g) ?? [];
	return [...new Set(found)]
		.filter((name) => !notNames.has(name) && path.test(name))
		.slice(0, 6)
		.map((name) => originOf(valueAt(name, { place, names, label: name })));
}

function shortened(text: string): string {
	return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** What an option's value is where the code writes it out. */
import type { LinkedEntry, LinkedValue } from "../../model/linked-value.ts";

/** The text, when it is one literal; null for anything else. */
export function literalText(value: LinkedValue | undefined): string | null {
	if (value?.kind !== "text" || value.parts.length !== 1) return null;
	const [only] = value.parts;
	return only?.kind === "literal" ? only.text : null;
}

/** A number found under one of the names, at any depth of a record. */
export function numberNamed(value: LinkedValue | undefined, names: readonly string[], depth = 3): number | null {
	if (value?.kind !== "record" || depth === 0) return null;
	for (const { key, value: inner } of value.entries satisfies readonly LinkedEntry[]) {
		if (names.includes(key) && inner.kind === "number") return inner.value;
		const found = numberNamed(inner, names, depth - 1);
		if (found !== null) return found;
	}
	return null;
}

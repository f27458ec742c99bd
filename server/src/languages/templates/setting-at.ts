/** Looks into settings read from a file. */
import type { Expression } from "../../model/expression.ts";

export function entryOf(settings: Expression, name: string): Expression | null {
	return settings.kind === "record" ? (settings.entries.find((entry) => entry.key === name)?.value ?? null) : null;
}

export function textIn(settings: Expression, name: string): string | null {
	const value = entryOf(settings, name);
	return value ? writtenText(value) : null;
}

/** The text a setting holds, on one line or on several; null for anything else. */
export function writtenText(value: Expression): string | null {
	if (value.kind === "text") return value.text;
	if (value.kind !== "concat") return null;
	const texts = value.parts.map(writtenText);
	return texts.includes(null) ? null : texts.join("");
}

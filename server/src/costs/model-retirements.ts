/** Which models their vendor has switched off at its own API, and when: read from `pricing/retirements.yaml`. */
import type { IsoDate } from "../model/units.ts";

export interface ModelRetirement {
	readonly provider: string;
	/** Names as they are sent. A name that ends in `*` stands for all that begin like it. */
	readonly models: readonly string[];
	/** From this day on requests fail. It may lie ahead. */
	readonly retiredOn: IsoDate;
	/** What the vendor recommends instead; null where the page names no model that still runs. */
	readonly replacement: string | null;
	/** The vendor's page. */
	readonly source: string;
	/** The newest day that the copy of the page tells of. */
	readonly asOf: IsoDate;
}

/** The retirement of a model at its vendor's own API; null when none is known. */
export function retirementOf(
	retirements: readonly ModelRetirement[],
	provider: string,
	model: string,
): ModelRetirement | null {
	// `openai/gpt-4`, `models/gemini-1.5-pro`, `gemini/gemini-pro`: what stands before the name says who sells it.
	const name = model.slice(model.lastIndexOf("/") + 1);
	const isNamed = (known: string) => (known.endsWith("*") ? name.startsWith(known.slice(0, -1)) : known === name);
	return retirements.find((entry) => entry.provider === provider && entry.models.some(isNamed)) ?? null;
}

export function readModelRetirements(data: unknown, report: (message: string) => void): readonly ModelRetirement[] {
	if (!Array.isArray(data)) return [];
	return data.flatMap(({ provider, source, asOf, models }: Record<string, unknown>): readonly ModelRetirement[] => {
		if (typeof provider !== "string" || typeof source !== "string" || typeof asOf !== "string") {
			report("retirements need `provider`, `source` and `asOf`");
			return [];
		}
		return (Array.isArray(models) ? models : []).flatMap((row: Record<string, unknown>) => {
			const names = Array.isArray(row?.names) ? row.names.filter((name) => typeof name === "string") : [];
			if (typeof row?.on !== "string" || names.length === 0) {
				report(`a retirement at ${provider} needs \`on\`, a day, and \`names\``);
				return [];
			}
			const replacement = typeof row.replacement === "string" ? row.replacement : null;
			return [{ provider, models: names, retiredOn: row.on, replacement, source, asOf }];
		});
	});
}

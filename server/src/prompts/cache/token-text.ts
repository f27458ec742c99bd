/** Writes a number of tokens for a person, grouped by thousands without asking the machine's locale. */
import type { Tokens } from "../../model/units.ts";

export function tokenText(tokens: Tokens): string {
	return `${groupThousands(Math.round(tokens))} ${tokens === 1 ? "token" : "tokens"}`;
}

export function groupThousands(value: number): string {
	return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Where a call's model comes from: rules about a model's name speak only of names that the code fixes. */
import type { ResolvedModel } from "../model/llm-call.ts";

/** False for a default: configuration may well have replaced it already. */
export function isWrittenInCode({ from }: ResolvedModel): boolean {
	return from === "literal" || from === "constant" || from === "imported-constant";
}

/** A table of names, from which somebody else chooses. */
export function isOneOfMany({ alternatives }: ResolvedModel): boolean {
	return alternatives.length >= 3;
}

/** Says which models of the price book a person may have meant by a name that it does not hold. */

import { readModelName } from "../costs/model-names.ts";
import type { PriceBook } from "../costs/price-book.ts";
import { nearestNames } from "./nearest-names.ts";

/** The problems, with a line of names when one of them is that the model has no price. */
export function withNearModels(
	problems: readonly string[],
	model: string | undefined,
	book: PriceBook | null,
): readonly string[] {
	if (model === undefined || !book || !problems.some((problem) => problem.includes("no price for"))) return problems;
	const hint = nearModelsHint(model, book);
	return hint === null ? problems : [...problems, hint];
}

/** `Did you mean gpt-5.5 or gpt-5?`; null when no name is near. */
export function nearModelsHint(model: string, book: PriceBook): string | null {
	const known = new Set(
		book.providers.flatMap(({ models }) => models.filter(({ retired }) => !retired).map(({ id }) => id)),
	);
	// `openai/gpt5.5` is meant without its seller; ids with a path are a seller's spelling of a plain one.
	const plain = readModelName(model).candidates.at(-1)?.name ?? model;
	const near = nearestNames(
		plain,
		[...known].filter((id) => !/[/:@]/.test(id)),
	);
	return near.length === 0 ? null : `Did you mean ${near.join(" or ")}?`;
}

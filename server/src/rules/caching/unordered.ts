/** Where a value gets an order that may be another one in the next request, and where it gets a fixed one again. */
import type { Origin } from "../../model/linked-value.ts";

export interface Unordered {
	/** The expression that leaves the order open. */
	readonly origin: Origin;
	/** Completes "`set(tags)` ...". */
	readonly because: string;
	/** What to do, a sentence. */
	readonly instead: string;
	/** The order is drawn by chance, so it differs for certain. */
	readonly isChance: boolean;
	/** The call that writes the elements as the keys of a record, and could sort them. */
	readonly writtenBy: Origin | null;
}

const sortIt = "Sort the elements first.";
const sortKeys = "Sort the keys where the record is written.";

/** The nearest such place among what the value is computed from; null when there is none, or sorting comes after it. */
export function findUnordered(origin: Origin, depth = 0): Unordered | null {
	const { source } = origin;
	if (depth > 6 || isOrderless(origin)) return null;
	if (source.kind === "operation" && source.operator === "set") {
		const because = "has another order in every process";
		return { origin, because, instead: sortIt, isChance: false, writtenBy: null };
	}
	if (source.kind === "external-call") {
		if (/\b(?:shuffle|sample|sampleSize|permutation|choices)\(\)$/.test(source.path)) {
			const instead = "Choose once and keep the choice, or put what is chosen behind the static text.";
			return { origin, because: "has another order every time", instead, isChance: true, writtenBy: null };
		}
		// Node sorts what `readdir` gives; Python and `opendir` do not.
		if (/(?:^|\.)(?:listdir|scandir|iterdir|iglob|glob|rglob)\(\)$/.test(source.path)) {
			const because = "has the order in which the file system gives its entries";
			return { origin, because, instead: sortIt, isChance: false, writtenBy: null };
		}
	}
	for (const from of origin.from) {
		const found = findUnordered(from, depth + 1);
		if (!found) continue;
		const isKeys = source.kind === "operation" && source.operator === "keys" && !found.isChance;
		return isKeys ? { ...found, writtenBy: origin, instead: sortKeys } : found;
	}
	return null;
}

/** What comes out says nothing of the order of what goes in: sorted, counted, compared, or made by a function not seen. */
function isOrderless({ source }: Origin): boolean {
	if (source.kind === "local-call") return true;
	if (source.kind === "operation") return /^(?:sorted|in|not in|==|!=|<|>|<=|>=|not|\||&|-)$/.test(source.operator);
	return (
		source.kind === "external-call" &&
		/(?:^|\.)(?:len|min|max|sum|any|all|bool|sorted|toSorted|sort|Counter|choice)\(\)$/.test(source.path)
	);
}

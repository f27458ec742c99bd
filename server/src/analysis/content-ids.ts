/**
 * Gives things that say the same the same number. Linked values share their parts, so writing one down as text repeats
 * a shared part wherever it stands, and a few nested choices fill the memory; here each part is looked at once.
 */

export interface ContentIds {
	/** Equal for two values exactly when JSON would write them alike; null for a value that holds itself. */
	readonly idOf: (value: unknown) => number | null;
	/** How many different contents are known. */
	readonly count: () => number;
}

/** Numbers start anew with each set, so those of two sets must never be compared. */
export function contentIds(): ContentIds {
	const byContent = new Map<string, number>();
	const byObject = new WeakMap<object, number>();
	const open = new Set<object>();

	const numberOf = (content: string): number => {
		const known = byContent.get(content);
		if (known !== undefined) return known;
		byContent.set(content, byContent.size);
		return byContent.size - 1;
	};

	const idOf = (value: unknown): number | null => {
		if (typeof value !== "object" || value === null) return numberOf(JSON.stringify(value) ?? "undefined");
		const known = byObject.get(value);
		if (known !== undefined) return known;
		if (open.has(value)) return null;
		open.add(value);
		const content = partsOf(value, idOf);
		open.delete(value);
		if (content === null) return null;
		const id = numberOf(content);
		byObject.set(value, id);
		return id;
	};
	return { idOf, count: () => byContent.size };
}

/** The numbers of what an object or a list holds. An absent field and an undefined one say the same, as in JSON. */
function partsOf(value: object, idOf: (part: unknown) => number | null): string | null {
	const isList = Array.isArray(value);
	const parts: string[] = [];
	for (const [name, part] of Object.entries(value)) {
		if (part === undefined && !isList) continue;
		const id = idOf(part);
		if (id === null) return null;
		parts.push(isList ? `${id}` : `${JSON.stringify(name)}:${id}`);
	}
	return isList ? `[${parts.join()}]` : `{${parts.join()}}`;
}

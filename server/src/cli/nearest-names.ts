/** Finds the names a person may have meant. */

/** At most three names within a few typing mistakes of `name`, or that contain it; the nearest first. */
export function nearestNames(name: string, names: readonly string[]): string[] {
	const wanted = name.toLowerCase();
	return names
		.map((candidate) => ({ candidate, distance: candidate.includes(wanted) ? 0 : editDistance(wanted, candidate) }))
		.filter(({ candidate, distance }) => distance <= Math.max(2, Math.floor(candidate.length / 3)))
		.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
		.slice(0, 3)
		.map(({ candidate }) => candidate);
}

/** Insertions, deletions and replacements of one character that turn `a` into `b`. */
function editDistance(a: string, b: string): number {
	let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
		}
		previous = current;
	}
	return previous[b.length] ?? 0;
}

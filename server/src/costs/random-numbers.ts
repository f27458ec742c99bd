/** A small seeded generator (mulberry32): the same seed gives the same numbers on every machine. */

export type RandomShare = () => number;

/** Numbers from 0 (included) to 1 (excluded). */
export function randomShares(seed: number): RandomShare {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** A value between `low` and `high` that is most often near `mode`. */
export function triangular(
	share: number,
	range: { readonly low: number; readonly mode: number; readonly high: number },
): number {
	const { low, mode, high } = range;
	if (!(high > low)) return mode;
	const peak = (mode - low) / (high - low);
	return share < peak
		? low + Math.sqrt(share * (high - low) * (mode - low))
		: high - Math.sqrt((1 - share) * (high - low) * (high - mode));
}

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

/**
 * A value between `low` and `high`, most often near `middle`, and as often below it as above: the assumed value is the
 * median, however far the range reaches to one side.
 */
export function aroundMiddle(
	share: number,
	range: { readonly low: number; readonly middle: number; readonly high: number },
): number {
	const { low, middle, high } = range;
	if (share < 0.5) return low + (middle - low) * Math.sqrt(2 * share);
	return high - (high - middle) * Math.sqrt(2 * (1 - share));
}

/**
 * One argument of a call without working out the others. A function with thirty parameters is asked for one of them at a
 * time, and most are never asked for.
 */
import type { LinkedArguments, LinkedValue } from "../model/linked-value.ts";

export interface OneByOne {
	/** Number of positional arguments. */
	readonly positional: number;
	/** Keywords, in the order they are written. */
	readonly names: readonly string[];
	readonly at: (index: number) => LinkedValue | undefined;
	readonly named: (name: string) => LinkedValue | undefined;
}

const known = new WeakMap<LinkedArguments, OneByOne>();

/** For arguments of which none is spread: what is spread has to be worked out to know which arguments there are. */
export function giveOneByOne(given: LinkedArguments, one: OneByOne): void {
	known.set(given, one);
}

export function oneByOne(given: LinkedArguments): OneByOne | undefined {
	return known.get(given);
}

export function positionalArgument(given: LinkedArguments, index: number): LinkedValue | undefined {
	const one = known.get(given);
	return one ? one.at(index) : given.positional[index];
}

export function namedArgument(given: LinkedArguments, name: string): LinkedValue | undefined {
	const one = known.get(given);
	return one ? one.named(name) : given.named.find((entry) => entry.key === name)?.value;
}

export function isWithoutArguments(given: LinkedArguments): boolean {
	const one = known.get(given);
	if (one) return one.positional === 0 && one.names.length === 0;
	return given.positional.length === 0 && given.named.length === 0 && given.unknownSpreads.length === 0;
}

/** A cache that is written at breakpoints only, and read by walking back from them block by block. */
import type { Milliseconds, Tokens } from "../../model/units.ts";
import type { CacheRequest } from "./cache-request.ts";
import type { CacheRule } from "./cache-rules.ts";
import {
	type CacheEntry,
	type CacheWrite,
	type Lookup,
	newEntry,
	renew,
	rewrite,
	type StaleReason,
	staleness,
} from "./simulate-entries.ts";
import { type TokenSequence, tokensOf } from "./simulate-sequence.ts";

export interface Breakpoint {
	/** Index into the sequence's ends. */
	readonly end: number;
	readonly position: number;
	readonly lifetime: string;
}

/** The breakpoints of a request that the provider honours, in order; those on prefixes under its minimum are not. */
export function breakpointsOf(
	{ request, sequence, rule }: { request: CacheRequest; sequence: TokenSequence; rule: CacheRule },
	{ minimumTokens, lifetime }: { minimumTokens: Tokens; lifetime: string },
): readonly Breakpoint[] {
	const most = rule.maximumBreakpoints ?? Number.POSITIVE_INFINITY;
	const marked = sequence.ends.flatMap(({ position, block }, end) =>
		block.breakpoint === null ? [] : [{ end, position, lifetime: block.breakpoint }],
	);
	const automatic =
		request.automaticBreakpoint ?? (rule.mode === "implicit-breakpoint" && !request.explicitOnly ? lifetime : null);
	const last = sequence.ends.at(-1);
	const own =
		automatic === null || !last
			? []
			: [{ end: sequence.ends.length - 1, position: last.position, lifetime: automatic }];
	const explicit = marked.filter(({ end }) => own.every((breakpoint) => breakpoint.end !== end));
	return [...explicit.slice(-Math.max(0, most - own.length)), ...own].filter(
		({ position }) => tokensOf(sequence, position) >= minimumTokens,
	);
}

export class BreakpointCache {
	/** Numbers prefixes by the prefix before and the block's ids. */
	readonly #prefixes = new Map<string, number>();
	readonly #entries = new Map<number, CacheEntry>();

	/**
	 * The longest entry that ends where a block of this request does, at most `lookback` blocks before a breakpoint,
	 * itself counted. `countsEntries`: only ends where something was written count, as in OpenAI's rule.
	 */
	find(
		sequence: TokenSequence,
		breakpoints: readonly Breakpoint[],
		{ time, lookback, countsEntries }: { time: Milliseconds; lookback: number; countsEntries: boolean },
	): Lookup {
		const prefixes = this.#prefixesOf(sequence);
		let position = 0;
		let known = 0;
		let staleBecause: StaleReason | null = null;
		for (const breakpoint of breakpoints) {
			let left = lookback;
			for (let end = breakpoint.end; end >= 0 && left > 0; end--) {
				const entry = this.#entries.get(prefixes[end] ?? 0);
				if (!countsEntries || entry) left--;
				if (!entry) continue;
				const at = sequence.ends[end]?.position ?? 0;
				const stale = staleness(entry, time);
				if (at > known) {
					known = at;
					staleBecause = stale;
				}
				if (stale !== null) continue;
				position = Math.max(position, at);
				renew(entry, time);
				break;
			}
		}
		return { position, known, staleBecause: position >= known ? null : staleBecause };
	}

	write(write: CacheWrite, end: number): void {
		const prefix = this.#prefixesOf(write.sequence)[end];
		if (prefix === undefined) return;
		const entry = this.#entries.get(prefix);
		if (entry) rewrite(entry, write);
		else this.#entries.set(prefix, newEntry(write));
	}

	#prefixesOf({ ids, ends }: TokenSequence): readonly number[] {
		let prefix = 0;
		let start = 0;
		return ends.map(({ position }) => {
			const key = `${prefix}:${ids.slice(start, position).join(",")}`;
			start = position;
			prefix = this.#prefixes.get(key) ?? this.#prefixes.size + 1;
			this.#prefixes.set(key, prefix);
			return prefix;
		});
	}
}

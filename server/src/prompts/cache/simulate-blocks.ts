/**
 * A prefix cache of fixed blocks, each known by its own tokens and by all blocks before it, as in vLLM's design
 * (github.com/vllm-project/vllm/blob/main/docs/design/prefix_caching.md). Only full blocks are kept.
 */
import type { Milliseconds, Tokens } from "../../model/units.ts";
import {
	type CacheEntry,
	type CacheWrite,
	type Lookup,
	newEntry,
	type PrefixIndex,
	renew,
	rewrite,
	type StaleReason,
	staleness,
} from "./simulate-entries.ts";
import type { TokenSequence } from "./simulate-sequence.ts";

export class BlockHashCache implements PrefixIndex {
	readonly #blockTokens: Tokens;
	readonly #capacity: Tokens;
	/** Entries by the number of their chain; the order of the map is that of their last use. */
	readonly #entries = new Map<number, CacheEntry>();
	/** Numbers chains by the chain before and the block's tokens: a hash without collisions. */
	readonly #chains = new Map<string, number>();

	constructor(blockTokens: Tokens, capacity: Tokens = Number.POSITIVE_INFINITY) {
		this.#blockTokens = blockTokens;
		this.#capacity = capacity;
	}

	get storedTokens(): Tokens {
		return this.#entries.size * this.#blockTokens;
	}

	find(sequence: TokenSequence, time: Milliseconds): Lookup {
		let position = 0;
		let known = 0;
		let staleBecause: StaleReason | null = null;
		for (const { end, chain } of this.#blocksOf(sequence, sequence.ids.length)) {
			const entry = this.#entries.get(chain);
			if (!entry) break;
			known = end;
			staleBecause ??= staleness(entry, time);
			if (staleBecause !== null) continue;
			position = end;
			renew(entry, time);
			this.#use(chain, entry);
		}
		return { position, known, staleBecause };
	}

	write(write: CacheWrite): void {
		for (const { chain } of this.#blocksOf(write.sequence, write.position)) {
			const entry = this.#entries.get(chain) ?? newEntry(write);
			rewrite(entry, write);
			this.#use(chain, entry);
		}
		for (const chain of this.#entries.keys()) {
			if (this.storedTokens <= this.#capacity) break;
			this.#entries.delete(chain);
		}
	}

	#use(chain: number, entry: CacheEntry): void {
		this.#entries.delete(chain);
		this.#entries.set(chain, entry);
	}

	/** Full blocks from the start, up to `position`. */
	*#blocksOf({ ids, tokensBefore }: TokenSequence, position: number): Generator<{ end: number; chain: number }> {
		let chain = 0;
		let start = 0;
		let wanted = this.#blockTokens;
		for (let end = 1; end <= position; end++) {
			if ((tokensBefore[end] ?? 0) + 1e-6 < wanted) continue;
			const key = `${chain}:${ids.slice(start, end).join(",")}`;
			chain = this.#chains.get(key) ?? this.#chains.size + 1;
			this.#chains.set(key, chain);
			yield { end, chain };
			start = end;
			wanted += this.#blockTokens;
		}
	}
}

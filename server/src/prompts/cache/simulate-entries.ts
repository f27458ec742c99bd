/** What all kinds of simulated caches have in common: entries with a lifetime, and the answer to a look-up. */
import type { Milliseconds } from "../../model/units.ts";
import type { TokenSequence } from "./simulate-sequence.ts";

/** Why a prefix that was written before is not read. */
export type StaleReason = "expired" | "not-readable-yet";

export interface CacheEntry {
	/** From here on it can be read: the response to the request that wrote it has begun. */
	readableFrom: Milliseconds;
	expiresAt: Milliseconds;
	lastUsed: Milliseconds;
	/** How long a read keeps it alive. */
	lifetime: Milliseconds;
}

export interface Lookup {
	/** How many ids of the sequence can be read; 0 for none. */
	readonly position: number;
	/** How many were written before, readable or not. */
	readonly known: number;
	readonly staleBecause: StaleReason | null;
}

export interface CacheWrite {
	readonly sequence: TokenSequence;
	/** Ids from the start that are kept. */
	readonly position: number;
	readonly time: Milliseconds;
	readonly readableFrom: Milliseconds;
	readonly lifetime: Milliseconds;
}

/** A cache that finds the longest prefix it knows. */
export interface PrefixIndex {
	/** Looks the sequence up and renews what it reads. */
	find(sequence: TokenSequence, time: Milliseconds): Lookup;
	write(write: CacheWrite): void;
	/** Tokens kept at present. */
	readonly storedTokens: number;
}

export function newEntry({ time, readableFrom, lifetime }: CacheWrite): CacheEntry {
	return { readableFrom, expiresAt: time + lifetime, lastUsed: time, lifetime };
}

/** Null when the entry can be read. */
export function staleness(entry: CacheEntry, time: Milliseconds): StaleReason | null {
	if (time >= entry.expiresAt) return "expired";
	return time < entry.readableFrom ? "not-readable-yet" : null;
}

/** A read renews an entry; its lifetime counts from the request. */
export function renew(entry: CacheEntry, time: Milliseconds): void {
	entry.lastUsed = time;
	entry.expiresAt = Math.max(entry.expiresAt, time + entry.lifetime);
}

/** Writing what is there again brings an expired entry back and keeps a living one; nothing becomes readable later. */
export function rewrite(entry: CacheEntry, write: CacheWrite): void {
	if (staleness(entry, write.time) === "expired") entry.readableFrom = write.readableFrom;
	entry.readableFrom = Math.min(entry.readableFrom, write.readableFrom);
	entry.lastUsed = write.time;
	entry.lifetime = write.lifetime;
	entry.expiresAt = Math.max(entry.expiresAt, write.time + write.lifetime);
}

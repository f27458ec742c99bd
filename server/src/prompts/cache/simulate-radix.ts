/** A prefix cache as a radix tree over tokens: what is shared is kept once, and any common beginning can be read. */
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

interface RadixNode {
	/** The edge that leads here. */
	ids: readonly number[];
	tokens: Tokens;
	entry: CacheEntry;
	parent: RadixNode | null;
	readonly children: Map<number, RadixNode>;
}

export class RadixCache implements PrefixIndex {
	readonly #root: RadixNode = {
		ids: [],
		tokens: 0,
		entry: { readableFrom: 0, expiresAt: Number.POSITIVE_INFINITY, lastUsed: 0, lifetime: 0 },
		parent: null,
		children: new Map(),
	};
	readonly #capacity: Tokens;
	storedTokens: Tokens = 0;

	/** `capacity`: tokens kept at most; beyond it the least recently used ends are dropped. */
	constructor(capacity: Tokens = Number.POSITIVE_INFINITY) {
		this.#capacity = capacity;
	}

	find(sequence: TokenSequence, time: Milliseconds): Lookup {
		let node = this.#root;
		let known = 0;
		let position = 0;
		let staleBecause: StaleReason | null = null;
		while (known < sequence.ids.length) {
			const child = node.children.get(sequence.ids[known] ?? 0);
			if (!child) break;
			const shared = sharedLength(child.ids, sequence.ids, known);
			known += shared;
			staleBecause ??= staleness(child.entry, time);
			const isPart = shared < child.ids.length;
			if (staleBecause === null) {
				position = known;
				// Only what is read stays alive, so the edge is cut where the reading ends.
				renew((isPart ? split(child, shared, tokensBetween(sequence, known - shared, known)) : child).entry, time);
			}
			if (isPart) break;
			node = child;
		}
		return { position, known, staleBecause };
	}

	write(write: CacheWrite): void {
		const { sequence, position } = write;
		let node = this.#root;
		let at = 0;
		while (at < position) {
			const child = node.children.get(sequence.ids[at] ?? 0);
			if (!child) {
				this.#add(node, at, write);
				break;
			}
			const shared = Math.min(sharedLength(child.ids, sequence.ids, at), position - at);
			at += shared;
			node = shared < child.ids.length ? split(child, shared, tokensBetween(sequence, at - shared, at)) : child;
			rewrite(node.entry, write);
		}
		this.#evict();
	}

	#add(parent: RadixNode, from: number, write: CacheWrite): void {
		const ids = write.sequence.ids.slice(from, write.position);
		const tokens = tokensBetween(write.sequence, from, write.position);
		const [first] = ids;
		if (first === undefined) return;
		parent.children.set(first, { ids, tokens, entry: newEntry(write), parent, children: new Map() });
		this.storedTokens += tokens;
	}

	#evict(): void {
		while (this.storedTokens > this.#capacity) {
			const oldest = leastRecentlyUsedLeaf(this.#root);
			if (!oldest?.parent) return;
			oldest.parent.children.delete(oldest.ids[0] ?? 0);
			this.storedTokens -= oldest.tokens;
		}
	}
}

function sharedLength(edge: readonly number[], ids: readonly number[], from: number): number {
	const most = Math.min(edge.length, ids.length - from);
	let length = 0;
	while (length < most && edge[length] === ids[from + length]) length++;
	return length;
}

/** Cuts an edge in two and gives the upper part, which keeps its own age from now on. */
function split(node: RadixNode, length: number, tokens: Tokens): RadixNode {
	const upper: RadixNode = {
		ids: node.ids.slice(0, length),
		tokens,
		entry: { ...node.entry },
		parent: node.parent,
		children: new Map(),
	};
	node.parent?.children.set(node.ids[0] ?? 0, upper);
	node.ids = node.ids.slice(length);
	node.tokens -= tokens;
	node.parent = upper;
	upper.children.set(node.ids[0] ?? 0, node);
	return upper;
}

function tokensBetween({ tokensBefore }: TokenSequence, start: number, end: number): Tokens {
	return (tokensBefore[end] ?? 0) - (tokensBefore[start] ?? 0);
}

function leastRecentlyUsedLeaf(root: RadixNode): RadixNode | null {
	let oldest: RadixNode | null = null;
	const open = [...root.children.values()];
	for (let node = open.pop(); node; node = open.pop()) {
		if (node.children.size > 0) open.push(...node.children.values());
		else if (oldest === null || node.entry.lastUsed < oldest.entry.lastUsed) oldest = node;
	}
	return oldest;
}

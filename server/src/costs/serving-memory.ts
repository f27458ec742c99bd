/** How many requests a GPU can hold at once: the key-value cache, the largest batch, and Little's law. */
import type { Tokens } from "../model/units.ts";

export interface KeyValueCacheShape {
	readonly layers: number;
	/** Heads that store keys and values. Grouped-query attention has fewer of them than attention heads (8, not 64, in Llama 70B). */
	readonly keyValueHeads: number;
	readonly headDimension: number;
	/** 2 for 16-bit, 1 for 8-bit. */
	readonly bytesPerValue: number;
}

/** Bytes one token of one sequence occupies: keys and values in every layer. */
export function keyValueBytesPerToken(shape: KeyValueCacheShape): number {
	return 2 * shape.layers * shape.keyValueHeads * shape.headDimension * shape.bytesPerValue;
}

export function keyValueCacheBytes(
	shape: KeyValueCacheShape,
	use: { readonly sequenceTokens: Tokens; readonly batchSize: number },
): number {
	return keyValueBytesPerToken(shape) * use.sequenceTokens * use.batchSize;
}

export interface GpuMemory {
	readonly totalBytes: number;
	readonly weightBytes: number;
	/** Activations, fragmentation, the runtime itself. */
	readonly reservedBytes: number;
}

/** The largest batch whose cache fits beside the weights; 0 when not even one sequence does. */
export function maximumBatchSize(shape: KeyValueCacheShape, memory: GpuMemory, sequenceTokens: Tokens): number {
	const free = memory.totalBytes - memory.weightBytes - memory.reservedBytes;
	return Math.max(0, Math.floor(free / (keyValueBytesPerToken(shape) * sequenceTokens)));
}

/** Little's law: requests in flight = arrival rate × time each stays. */
export function requestsInFlight(requestsPerSecond: number, secondsPerRequest: number): number {
	return requestsPerSecond * secondsPerRequest;
}

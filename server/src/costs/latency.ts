/** Which offers cannot keep a latency target. Only what is certain is said: speeds of token offers are not known. */
import type { Milliseconds, Share } from "../model/units.ts";
import { assumedColdStarts } from "./gpu-cost.ts";

export interface OfferLatency {
	readonly targetMilliseconds: Milliseconds | null;
	/** Idle time is free, so that a request may have to wait for a start. */
	readonly scaleToZero: boolean;
	/** Share of requests sent through a batch API; 0 where the offer has none. */
	readonly batchShare: Share;
}

/** A sentence for a person, or null. */
export function latencyCaveat({ targetMilliseconds, scaleToZero, batchShare }: OfferLatency): string | null {
	if (targetMilliseconds === null) return null;
	if (batchShare > 0) {
		return `misses the latency target: batch requests are answered within hours (${percent(batchShare)} of them are)`;
	}
	const coldStart = assumedColdStarts.secondsEach;
	if (scaleToZero && coldStart * 1_000 > targetMilliseconds) {
		return `misses the latency target at a cold start (${coldStart} s, about once an hour, assumed)`;
	}
	return null;
}

function percent(share: Share): string {
	return `${Math.round(share * 100)} %`;
}

/** Lets a long job say how far it is, stop when asked, and leave room for other work in between. */
import { setImmediate } from "node:timers/promises";

export interface Progress {
	readonly phase: "listing" | "reading" | "linking" | "pricing";
	readonly done: number;
	/** 0 when it is not known. */
	readonly total: number;
}

export interface StepOptions {
	readonly onProgress?: (progress: Progress) => void;
	readonly signal?: AbortSignal;
}

const longestStretchMilliseconds = 30;

export class Steps {
	private lastPause = performance.now();

	constructor(private readonly options: StepOptions) {}

	get signal(): AbortSignal | undefined {
		return this.options.signal;
	}

	/** Call between pieces of work. Throws the signal's reason when the job is to stop. */
	async next(progress: Progress): Promise<void> {
		if (performance.now() - this.lastPause < longestStretchMilliseconds) return;
		this.options.onProgress?.(progress);
		await setImmediate();
		this.options.signal?.throwIfAborted();
		this.lastPause = performance.now();
	}
}

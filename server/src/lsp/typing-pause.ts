/**
 * Waits for a pause in typing before a folder is analysed. In a large workspace one analysis takes long enough to be
 * felt, so the pause grows with it, and requests wait for the same pause instead of starting an analysis for every key.
 */
const shortestMilliseconds = 200;
const longestMilliseconds = 1_000;
/** An analysis this quick can be made for every request. */
const quickMilliseconds = 50;
const fromMemoryMilliseconds = 2;

export class TypingPause {
	private timer: NodeJS.Timeout | undefined;
	private waiting: (() => void)[] = [];
	private lastAnalysisMilliseconds = 0;

	/** Calls `task` when nothing has been typed for a while. A later call takes the place of an earlier one. */
	restart(task: () => void): void {
		clearTimeout(this.timer);
		const length = Math.min(Math.max(this.lastAnalysisMilliseconds, shortestMilliseconds), longestMilliseconds);
		this.timer = setTimeout(() => {
			this.timer = undefined;
			task();
			this.release();
		}, length);
	}

	/** Resolves at once when analysing is quick or nothing is being typed, else at the end of the pause. */
	async over(): Promise<void> {
		if (this.timer === undefined || this.lastAnalysisMilliseconds <= quickMilliseconds) return;
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** Times an analysis, to know how long a pause to leave before the next. */
	async timed<T>(analysis: Promise<T>): Promise<T> {
		const started = performance.now();
		const result = await analysis;
		const milliseconds = performance.now() - started;
		// An answer out of memory says nothing about the next one.
		if (milliseconds > fromMemoryMilliseconds) this.lastAnalysisMilliseconds = milliseconds;
		return result;
	}

	stop(): void {
		clearTimeout(this.timer);
		this.timer = undefined;
		this.release();
	}

	private release(): void {
		for (const resolve of this.waiting.splice(0)) resolve();
	}
}

/** What the command line knows of the terminal it talks to. Nothing moves and nothing is coloured when piped. */
import { writeSync } from "node:fs";
import type { Progress } from "../workspace/steps.ts";
import { colourStyle, plainStyle, type TerminalStyle } from "./formats/terminal-style.ts";

/** Infinite in a pipe or a file, where nothing has to fit; `COLUMNS` sets it there too. */
export function terminalWidth(): number {
	const columns = process.stdout.isTTY ? process.stdout.columns : Number(process.env.COLUMNS);
	return Number.isFinite(columns) && columns >= 40 ? Math.floor(columns) : Number.POSITIVE_INFINITY;
}

/** `NO_COLOR` set to anything turns colour off; `FORCE_COLOR` turns it on in a pipe. */
export function terminalStyle(): TerminalStyle {
	const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
	if (NO_COLOR !== undefined && NO_COLOR !== "") return plainStyle;
	if (FORCE_COLOR !== undefined && FORCE_COLOR !== "" && FORCE_COLOR !== "0") return colourStyle;
	return process.stdout.isTTY && TERM !== "dumb" ? colourStyle : plainStyle;
}

/** Writes all of a text to standard output, waiting for a slow reader; a reader that has left is no error. */
export function print(text: string): void {
	const bytes = Buffer.from(text, "utf8");
	let written = 0;
	while (written < bytes.length) {
		try {
			written += writeSync(1, bytes, written);
		} catch (error) {
			const code = error instanceof Error && "code" in error ? error.code : null;
			if (code === "EPIPE") return;
			if (code !== "EAGAIN") throw error;
			// A pipe whose reader is behind; there is nothing else to do meanwhile.
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
		}
	}
}

export interface ProgressLine {
	readonly show: (progress: Progress) => void;
	readonly clear: () => void;
}

/** One line on standard error that rewrites itself, on a terminal only and only when the scan takes a while. */
export function progressLine(): ProgressLine {
	if (!process.stderr.isTTY) return { show: () => undefined, clear: () => undefined };
	const started = performance.now();
	let last = 0;
	let isShown = false;
	return {
		show({ phase, done, total }) {
			const now = performance.now();
			if (now - started < 500 || now - last < 100) return;
			last = now;
			isShown = true;
			process.stderr.write(`\r\u001b[K${phaseNames[phase]}${total > 0 ? ` ${done} of ${total} files` : ""}`);
		},
		clear() {
			if (isShown) process.stderr.write("\r\u001b[K");
		},
	};
}

const phaseNames: Readonly<Record<Progress["phase"], string>> = {
	listing: "Listing files",
	reading: "Looking for LLM calls",
	linking: "Following prompts",
	pricing: "Pricing",
};

/** Reads files one after another into one buffer: with a hundred thousand small files, allocation is the cost. */
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import { explainLink } from "./list-files.ts";
import { absolutePath } from "./root.ts";
import { errorCode, reasonOf } from "./skipped-file.ts";

/** Code beyond this size is generated or data; a parser would need seconds for it. */
export const largestCodeBytes = 1_000_000;
/** Notebooks carry their outputs, which are dropped before anything is parsed. */
export const largestNotebookBytes = 30_000_000;

export type BytesRead =
	| { readonly kind: "bytes"; readonly bytes: Uint8Array; readonly length: number }
	/** `because` is null for a link whose target is read where it is. */
	| { readonly kind: "unreadable"; readonly because: string | null };

export class FileReader {
	private buffer = new Uint8Array(largestCodeBytes + 1);

	/** The bytes are valid until the next call. */
	read(root: string, file: string): BytesRead {
		let descriptor: number;
		try {
			// Without waiting: opening a named pipe would otherwise never return.
			const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
			descriptor = openSync(absolutePath(root, file), flags);
		} catch (error) {
			const isLink = errorCode(error) === "ELOOP" || errorCode(error) === "EMLINK";
			return { kind: "unreadable", because: isLink ? (explainLink(root, file)[0]?.because ?? null) : reasonOf(error) };
		}
		try {
			return this.readDescriptor(descriptor, file.endsWith(".ipynb") ? largestNotebookBytes : largestCodeBytes);
		} catch (error) {
			return { kind: "unreadable", because: reasonOf(error) };
		} finally {
			closeSync(descriptor);
		}
	}

	private readDescriptor(descriptor: number, largest: number): BytesRead {
		const status = fstatSync(descriptor);
		if (!status.isFile()) return { kind: "unreadable", because: "not an ordinary file" };
		if (status.size > largest) {
			const megabytes = (status.size / 1_000_000).toFixed(1);
			return {
				kind: "unreadable",
				because: `too large to analyse (${megabytes} MB, at most ${largest / 1_000_000} MB)`,
			};
		}
		if (status.size > this.buffer.length) this.buffer = new Uint8Array(status.size);
		let length = 0;
		while (length < this.buffer.length) {
			const count = readSync(descriptor, this.buffer, length, this.buffer.length - length, length);
			if (count === 0) break;
			length += count;
		}
		return { kind: "bytes", bytes: this.buffer, length };
	}
}

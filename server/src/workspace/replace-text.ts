/**
 * Writes a file's new text in the way its old one was written: encoding, byte order mark and permissions stay, line
 * ends are the text's own. The file is replaced whole or not at all, and only while it still holds what was read.
 */
import {
	accessSync,
	closeSync,
	constants,
	fchmodSync,
	fsyncSync,
	lstatSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { reasonOf } from "./skipped-file.ts";
import { decodeText } from "./source-text.ts";

export interface Replacement {
	/** Absolute. */
	readonly path: string;
	/** The text that was read, without a byte order mark. */
	readonly before: string;
	readonly after: string;
}

/** Why the file was not written; null when it was. */
export function replaceText({ path, before, after }: Replacement): string | null {
	const part = join(dirname(path), `.${process.pid}.lcpr.part`);
	try {
		const status = lstatSync(path);
		if (!status.isFile()) return "not an ordinary file";
		accessSync(path, constants.W_OK);
		const bytes = readFileSync(path);
		const decoded = decodeText(bytes, bytes.length);
		if (!("text" in decoded) || decoded.text !== before) return "it has changed since it was read; run again";
		const encode = encodingOf(bytes);
		if (!encode(before).equals(bytes)) return "its bytes cannot be written again as they are";
		const descriptor = openSync(part, "wx", status.mode);
		try {
			fchmodSync(descriptor, status.mode);
			writeFileSync(descriptor, encode(after));
			fsyncSync(descriptor);
		} finally {
			closeSync(descriptor);
		}
		renameSync(part, path);
		return null;
	} catch (error) {
		rmSync(part, { force: true });
		return reasonOf(error).replace("not readable: permission denied", "not writable: permission denied");
	}
}

/** The mark a UTF-8 file begins with, which is no part of its text; empty where there is none. */
export function byteOrderMarkOf(path: string): string {
	try {
		return readFileSync(path).subarray(0, 3).toString("latin1") === "\xef\xbb\xbf" ? "\uFEFF" : "";
	} catch {
		return "";
	}
}

function encodingOf(bytes: Buffer): (text: string) => Buffer {
	if (bytes[0] === 0xff && bytes[1] === 0xfe) return (text) => Buffer.from(`\uFEFF${text}`, "utf16le");
	if (bytes[0] === 0xfe && bytes[1] === 0xff) return (text) => Buffer.from(`\uFEFF${text}`, "utf16le").swap16();
	const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
	return (text) => Buffer.from(hasMark ? `\uFEFF${text}` : text, "utf8");
}
